"""What the forms offer: stories, names while somebody types, and names like one that is not on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from factbase.desk.forms import DeskForm, options
from factbase.desk.report_form import ReportForm
from factbase.desk.wording_form import WordingForm
from factbase.queries import editing

LANGUAGES = (
    ("en", "English"),
    ("ko", "Korean"),
    ("ru", "Russian"),
    ("ja", "Japanese"),
    ("zh", "Chinese"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("ar", "Arabic"),
)


@dataclass(frozen=True, slots=True)
class Offers:
    """Names that a browser proposes while somebody types."""

    speakers: Sequence[str] = ()
    outlets: Sequence[str] = ()
    languages: Sequence[tuple[str, str]] = LANGUAGES


def offer_stories(session: Session, form: WordingForm) -> None:
    """Give ``form`` the stories to choose from; before it is validated."""
    form.story.choices = options({"": "none"} | dict(editing.stories(session)))


def offers(session: Session, form: DeskForm) -> Offers:
    """The names that ``form`` proposes; it also gets the names like one that it did not find."""
    speakers: Sequence[str] = ()
    outlets: Sequence[str] = ()
    if isinstance(form, WordingForm):
        speakers = editing.speaker_names(session)
        if form.speaker.errors and form.text("speaker"):
            form.speaker_pick.choices = _pick(editing.speakers_like(session, form.text("speaker") or ""))
    if isinstance(form, ReportForm):
        outlets = editing.outlet_names(session)
        if form.report_outlet.errors and form.text("report_outlet"):
            form.report_outlet_pick.choices = _pick(editing.outlets_like(session, form.text("report_outlet") or ""))
    return Offers(speakers, outlets)


def _pick(names: Sequence[str]) -> list[SelectChoice]:
    return options({name: name for name in names})
