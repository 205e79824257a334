"""The front page: what changed lately, what comes due, the stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factbase.domain import dates
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.edge.cards import DateCard, Named, StoryCard, date_card, story_card
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage
from factbase.extensions import db
from factbase.queries.changes import ChangeKind, ChangeRow, changed_lately
from factbase.queries.claims import ClaimRow
from factbase.queries.due import DueRow, coming_due
from factbase.queries.stories import story_rows
from factbase.web.listing import vantage_fields

bp = Blueprint("home", __name__)

CHANGES = 12
DUE = 5


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a feed."""

    slug: str
    statement: str
    speaker: Named
    made_on: DateCard


@dataclass(frozen=True, slots=True)
class Change:
    """A change of status in a feed."""

    claim: ClaimLine
    before: Status | None
    after: Status
    reason: str | None
    is_correction: bool


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """The changes of one day; ``iso`` only for an exact day."""

    display: str
    iso: str | None
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Due:
    """A claim that comes due, or is past due."""

    claim: ClaimLine
    due_on: DateCard
    distance: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that ``home/index.html`` shows."""

    days: Sequence[ChangeDay]
    due: Sequence[Due]
    stories: Sequence[StoryCard]
    kept: Sequence[tuple[str, str]]


@bp.get("/")
def index() -> ResponseReturnValue:
    """What is known, who said it, and since when."""
    Parameters().done()
    return render_template("home/index.html", page=home_page(db.session, current_vantage()))


def home_page(session: Session, vantage: Vantage) -> HomePage:
    """The front page at ``vantage``."""
    return HomePage(
        days=_days(changed_lately(session, vantage, CHANGES)),
        due=[_due(row) for row in coming_due(session, vantage, DUE)],
        stories=[story_card(row) for row in story_rows(session, vantage)],
        kept=vantage_fields(vantage),
    )


def _days(rows: Sequence[ChangeRow]) -> list[ChangeDay]:
    days = []
    for when, group in groupby(rows, key=lambda row: row.when):
        exact = when.earliest is not None and when.earliest == when.latest
        iso = when.earliest.isoformat() if exact and when.earliest else None
        days.append(ChangeDay(dates.display(when), iso, [change for row in group if (change := _change(row))]))
    return days


def _change(row: ChangeRow) -> Change | None:
    if row.to_status is None:
        return None
    return Change(
        claim=_line(row.claim),
        before=row.from_status,
        after=row.to_status,
        reason=row.rationale,
        is_correction=row.kind is ChangeKind.CORRECTION,
    )


def _due(row: DueRow) -> Due:
    return Due(
        claim=_line(row.claim),
        due_on=date_card(row.due_on),
        distance=row.distance,
        is_overdue=row.is_overdue,
    )


def _line(row: ClaimRow) -> ClaimLine:
    return ClaimLine(row.slug, row.statement, Named(row.speaker_slug, row.speaker_name), date_card(row.made_on))
