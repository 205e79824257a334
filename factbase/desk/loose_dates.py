"""Loose dates at the desk: what the words of a source are read as, for an editor to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factbase.desk.report_form import NewClaimForm
from factbase.desk.wording_form import WordingForm
from factbase.domain.dates import EdtfDate, display, parse_edtf_date
from factbase.domain.errors import InvalidInput
from factbase.domain.phrases import resolve_phrase


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What became of one phrase: the sentence that says so, and whether a rule read it."""

    words: str
    is_read: bool


def read_dates(form: WordingForm, today: date) -> list[ReadDate]:
    """Fill the dates that are empty from the words of the source beside them, and say what was done.

    Nothing is recorded: the editor sees the dates in the form and decides. *Said on* is read from the day of
    publication where that is given, else from today; *can be judged on* from *said on*.
    """
    published = _date(form.text("report_published_on")) if isinstance(form, NewClaimForm) else None
    found = list(_read(form, "made_on", published or EdtfDate.on(today), intent="past"))
    said = _date(form.text("made_on")) or published or EdtfDate.on(today)
    found += _read(form, "due_on", said, intent="future")
    return found or [
        ReadDate("Write the words of the source, such as “next week”, beside a date that is empty.", False)
    ]


def _read(form: WordingForm, field: str, said: EdtfDate, *, intent: str) -> Iterator[ReadDate]:
    phrase, given = form.text(f"{field}_phrase"), form.text(field)
    if phrase is None or given is not None:
        return
    proposal = resolve_phrase(phrase, said, intent="past" if intent == "past" else "future")
    if proposal is None:
        yield ReadDate(f"No rule reads “{phrase}”: write the date yourself, as precisely as the source.", False)
        return
    form[field].data = proposal.edtf
    words = display(EdtfDate(proposal.edtf, proposal.earliest, proposal.latest))
    yield ReadDate(
        f"“{phrase}”, from {display(said)}, is read as {words} ({proposal.edtf}; rule: {proposal.rule}). "
        "It counts once you record the claim.",
        True,
    )


def _date(text: str | None) -> EdtfDate | None:
    try:
        return parse_edtf_date(text) if text else None
    except InvalidInput:
        return None
