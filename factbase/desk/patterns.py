"""The page of patterns: every component, with the data that is hardest on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from factbase.desk import pattern_samples
from factbase.desk.forms import DeskForm
from factbase.domain.status import MEANING, STATUS_ORDER, Status
from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import as_of_panel

TODAY = date(2024, 6, 21)
RELIABILITY = ["A – completely reliable", "B – usually reliable"]
CREDIBILITY = ["1 – confirmed by other sources", "2 – probably true"]
CHANGE_DAYS = (date(2023, 9, 14), date(2024, 3, 18), date(2024, 5, 24), date(2024, 6, 12), date(2024, 6, 17))


class SampleForm(DeskForm):
    """One field of each sort; left empty, every required one is in error."""

    status = RadioField("New status", choices=[status.value for status in Status])
    as_of = DateField(
        "As of",
        description="The day from which this holds, not the day you write it.",
        validators=[InputRequired("Give a day.")],
    )
    made_on = StringField("Said on")
    why = TextAreaField(
        "Reason, in one or two sentences readers will see", validators=[InputRequired("Say why the status changes.")]
    )
    reliability = SelectField("Source", choices=RELIABILITY)
    credibility = SelectField("Information", choices=CREDIBILITY)
    stance = RadioField("Stance", choices=["supports", "against", "context"])
    interested = BooleanField("It comes from a party to the matter", description="A party’s denial never refutes.")


@dataclass(frozen=True, slots=True)
class EvidenceChoice:
    """A piece of evidence to tick."""

    value: str
    label: str
    detail: str | None
    selected: bool
    stance: str


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter or facet."""

    value: str
    label: str
    count: str = ""
    selected: bool = False
    status: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A filter or facet."""

    name: str
    label: str
    options: tuple[Option, ...]
    is_open: bool = True
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is applied."""

    label: str
    url: str


EVIDENCE = (
    EvidenceChoice("1", "NHK, 12 June 2024", "origin 1 · unidentified diplomatic sources", True, "supports"),
    EvidenceChoice("2", "김정은 위원장의 담화", None, False, "context"),
)
FACETS = (
    Choices(
        "status",
        "Status",
        tuple(Option(status.value, status.value.capitalize(), "10,000+", status=True) for status in STATUS_ORDER),
    ),
    Choices(
        "speaker",
        "Speaker",
        (Option("kim", "김정은", "4", selected=True), Option("long", pattern_samples.LONG.speaker.name, "1")),
        more="and 112 more; narrow the search to see them",
    ),
    Choices("tag", "Tag", (), is_open=False),
)
CHIPS = (Chip("Quantity", "?a"), Chip("made since 1 September 2023", "?b"), Chip("المتحدث باسم الوزارة", "?c"))


def show_patterns() -> str:
    """Show every component."""
    form = SampleForm(meta={"csrf": False})
    form.status.data = Status.CORROBORATED.value
    form.reliability.data, form.credibility.data = RELIABILITY[0], CREDIBILITY[1]
    form.validate()
    return render_template(
        "desk/patterns.html",
        samples=pattern_samples,
        statuses=STATUS_ORDER,
        meanings=MEANING,
        panel=as_of_panel(Vantage(as_of=date(2024, 6, 1), today=TODAY), CHANGE_DAYS, path=""),
        form=form,
        evidence=EVIDENCE,
        facet_groups=FACETS,
        chips_applied=CHIPS,
    )
