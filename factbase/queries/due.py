"""Claims that can be judged on a day that comes, or has passed, and that nobody has settled yet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from factbase.domain.dates import EdtfDate
from factbase.domain.due import distance_in_words, is_overdue
from factbase.domain.status import RESOLVED
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Story
from factbase.queries.claims import ClaimRow, Selected, claims_by_id, status_of
from factbase.queries.statuses import published, standings


@dataclass(frozen=True, slots=True)
class DueFilter:
    """What the list is narrowed to. ``overdue`` None: both those that come and those that are past due."""

    story: str | None = None
    overdue: bool | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A claim with its day, and how far off that is ("in 9 days", "3 days past due")."""

    claim: ClaimRow
    due_on: EdtfDate
    distance: str
    is_overdue: bool


def coming_due(session: Session, vantage: Vantage, limit: int) -> list[DueRow]:
    """The claims that come due next, filled up with those past due for the shortest time, by their days."""
    rows = due_claims(session, vantage, DueFilter(), limit=limit)
    late = [row for row in rows if row.is_overdue]
    return [*reversed(late), *(row for row in rows if not row.is_overdue)]


def due_claims(session: Session, vantage: Vantage, given: DueFilter, *, limit: int, offset: int = 0) -> list[DueRow]:
    """Open claims with a due day: those to come, soonest first; without a last day; past due, shortest first."""
    latest, overdue = Claim.due_on_latest, _is_overdue(vantage)
    statement = _open_with_day(select(Claim.id), vantage, given).order_by(
        case((overdue, 2), (latest.is_(None), 1), else_=0),
        case((overdue, None), else_=latest),
        latest.desc(),
        Claim.id,
    )
    ids = session.scalars(statement.limit(limit).offset(offset)).all()
    claims = claims_by_id(session, vantage, ids)
    return [row for row in (_row(claims[id_], vantage) for id_ in ids) if row is not None]


def count_due(session: Session, vantage: Vantage, given: DueFilter) -> tuple[int, int]:
    """How many of the claims come due, and how many are past due."""
    late = func.coalesce(func.sum(case((_is_overdue(vantage), 1), else_=0)), 0)
    row = session.execute(_open_with_day(select(func.count().label("all"), late.label("late")), vantage, given)).one()
    return row.all - row.late, row.late


def _row(claim: ClaimRow, vantage: Vantage) -> DueRow | None:
    due_on = claim.due_on
    if due_on is None:
        # A day that was added to its wording after the vantage's second time.
        return None
    return DueRow(claim, due_on, distance_in_words(due_on, vantage.as_of), is_overdue(due_on, vantage.as_of))


def _is_overdue(vantage: Vantage) -> ColumnElement[bool]:
    return and_(Claim.due_on_latest.is_not(None), Claim.due_on_latest < vantage.as_of)


def _open_with_day(statement: Selected, vantage: Vantage, given: DueFilter) -> Selected:
    with_day = select(Claim.id).where(Claim.due_on_edtf.is_not(None))
    standing = standings(vantage, Assessment.claim_id.in_(with_day))
    overdue = _is_overdue(vantage)
    statement = (
        statement.select_from(Claim)
        .outerjoin(standing, standing.c.claim_id == Claim.id)
        .where(published(vantage), Claim.due_on_edtf.is_not(None), status_of(standing).not_in(RESOLVED))
    )
    if given.story:
        statement = statement.join(Story, Story.id == Claim.story_id).where(Story.slug == given.story)
    if given.overdue is not None:
        statement = statement.where(overdue if given.overdue else ~overdue)
    return statement
