"""Claims that come due, and those whose day has passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.edge.cards import DateCard, Named, date_card
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage, url_at
from factbase.extensions import db
from factbase.queries.due import DueFilter, DueRow, count_due, due_claims
from factbase.queries.stories import story_rows
from factbase.web.listing import LAST_PAGE, Filter, Pager, choices, many, pager, vantage_fields

bp = Blueprint("due", __name__)

PAGE = 50


class Show(StrEnum):
    """Which of the claims are listed."""

    COMING = "coming"
    OVERDUE = "overdue"


SHOW_LABELS = {Show.COMING: "Coming due", Show.OVERDUE: "Past due"}


@dataclass(frozen=True, slots=True)
class DueLine:
    """A claim with the day on which it can be judged; ``phrase`` is how its source put that day."""

    slug: str
    statement: str
    speaker: Named
    made_on: DateCard
    status: Status
    due_on: DateCard
    phrase: str | None
    distance: str
    is_overdue: bool
    story: Named | None


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Claims that come due, or that are past due."""

    anchor: str
    title: str
    claims: Sequence[DueLine]


@dataclass(frozen=True, slots=True)
class DuePage:
    """Everything that ``due/index.html`` shows. ``clear_url`` None: nothing is narrowed."""

    action: str
    counted: str
    groups: Sequence[DueGroup]
    filters: Sequence[Filter]
    kept: Sequence[tuple[str, str]]
    clear_url: str | None
    pager: Pager


@bp.get("/due")
def index() -> ResponseReturnValue:
    """Claims that come due, and those past due."""
    parameters = Parameters()
    show = parameters.choice("show", Show)
    given = DueFilter(story=parameters.text("story"), overdue=None if show is None else show is Show.OVERDUE)
    number = parameters.whole_number("page", low=1, high=LAST_PAGE, default=1)
    parameters.done()
    return render_template("due/index.html", page=due_page(db.session, current_vantage(), given, number=number))


def due_page(session: Session, vantage: Vantage, given: DueFilter, *, number: int) -> DuePage:
    """Page ``number`` of the claims with a due day."""
    rows = due_claims(session, vantage, given, limit=PAGE, offset=(number - 1) * PAGE)
    coming, overdue = count_due(session, vantage, given)
    stories = {row.slug: row.title for row in story_rows(session, vantage)}
    asked = _asked(given)
    return DuePage(
        action=url_at("due.index").partition("?")[0],
        counted=f"{many(coming, 'claim')} coming due, {overdue:,} past due",
        groups=_groups(rows),
        filters=_filters(given, stories),
        kept=vantage_fields(vantage),
        clear_url=url_at("due.index") if asked else None,
        pager=pager(
            number=number,
            size=PAGE,
            listed=len(rows),
            total=coming + overdue,
            address=lambda page: url_at("due.index", **asked, page=page),
        ),
    )


def _asked(given: DueFilter) -> Mapping[str, str]:
    show = _shown(given)
    asked = {"story": given.story, "show": show.value if show else None}
    return {name: value for name, value in asked.items() if value}


def _shown(given: DueFilter) -> Show | None:
    return {None: None, True: Show.OVERDUE, False: Show.COMING}[given.overdue]


def _filters(given: DueFilter, stories: Mapping[str, str]) -> list[Filter]:
    titles = sorted(stories.items(), key=lambda pair: pair[1].casefold())
    shown = [(show.value, label) for show, label in SHOW_LABELS.items()]
    return [
        Filter("show", "Show", choices("All", shown, _shown(given))),
        Filter("story", "Story", choices("Any story", titles, given.story)),
    ]


def _groups(rows: Sequence[DueRow]) -> list[DueGroup]:
    shown = {True: Show.OVERDUE, False: Show.COMING}
    return [
        DueGroup(shown[late].value, SHOW_LABELS[shown[late]], [_line(row) for row in group])
        for late, group in groupby(rows, key=lambda row: row.is_overdue)
    ]


def _line(row: DueRow) -> DueLine:
    claim = row.claim
    return DueLine(
        slug=claim.slug,
        statement=claim.statement,
        speaker=Named(claim.speaker_slug, claim.speaker_name),
        made_on=date_card(claim.made_on),
        status=claim.status,
        due_on=date_card(row.due_on),
        phrase=claim.due_on_phrase,
        distance=row.distance,
        is_overdue=row.is_overdue,
        story=Named(claim.story_slug, claim.story_title) if claim.story_slug and claim.story_title else None,
    )
