"""What changed between two wordings of a claim, field by field, in the words of a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain import dates, quantities
from factbase.domain.codes import country_name, language_name
from factbase.domain.quantities import Qualifier, Quantity
from factbase.models import Speaker, Story


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in two wordings; None where it says nothing."""

    name: str
    before: str | None
    after: str | None


Names = Mapping[tuple[str, str], str]
"""Names of speakers and titles of stories, by field ("speaker", "story") and slug."""

_FIELDS = {
    "statement": "Statement",
    "kind": "Kind",
    "speaker": "Speaker",
    "role": "Role",
    "via": "Relayed by",
    "made_on": "Made on",
    "made_on_phrase": "Words for when it was made",
    "made_on_note": "Note on when it was made",
    "due_on": "Due on",
    "due_on_phrase": "Words for when it is due",
    "quantity": "Quantity",
    "quote": "Quote",
    "quote_language": "Language of the quote",
    "quote_translation": "Translation of the quote",
    "quote_note": "Note on the quote",
    "countries": "Countries",
    "story": "Story",
    "tags": "Tags",
    "hedging": "Hedges",
    "source_key": "Source key",
}


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> tuple[FieldChange, ...]:
    """The fields in which two contents of a claim differ, in the order of the form.

    ``names`` are those of :func:`names_in`; a slug that it does not know is shown as it is.
    """
    return tuple(
        FieldChange(name, _in_words(field, before.get(field), names), _in_words(field, after.get(field), names))
        for field, name in _FIELDS.items()
        if before.get(field) != after.get(field)
    )


def names_in(session: Session, contents: Iterable[Mapping[str, Any]]) -> Names:
    """The names of all speakers and stories that ``contents`` of claims mention. Two statements."""
    given = list(contents)
    speakers = {content["speaker"] for content in given}
    stories = {content["story"] for content in given if content["story"]}
    named = {
        ("speaker", row.slug): row.name
        for row in session.execute(select(Speaker.slug, Speaker.name).where(Speaker.slug.in_(speakers)))
    }
    titled = {
        ("story", row.slug): row.title
        for row in session.execute(select(Story.slug, Story.title).where(Story.slug.in_(stories)))
    }
    return named | titled


def _in_words(field: str, value: Any, names: Names) -> str | None:
    if value is None or value in ("", []):
        return None
    if field in ("speaker", "story"):
        return names.get((field, value), str(value))
    words = _WORDS.get(field, str)
    return words(value)


def _date(edtf: str) -> str:
    return dates.display(dates.parse_edtf_date(edtf))


def _figure(content: Mapping[str, Any]) -> str:
    period = content["period"]
    figure = Quantity(
        qualifier=Qualifier(content["qualifier"]),
        value=content["value"],
        low=content["low"],
        high=content["high"],
        unit=content["unit"],
        what=content["what"],
        as_reported=content["as_reported"],
        period=dates.parse_edtf_date(period) if period else None,
    )
    words = f"{quantities.display(figure)} ({figure.what})"
    return f"{words}, {dates.display(figure.period)}" if figure.period else words


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "made_on": _date,
    "due_on": _date,
    "quantity": _figure,
    "quote_language": language_name,
    "countries": lambda codes: _listed(country_name(code) for code in codes),
    "tags": _listed,
    "hedging": _listed,
}
