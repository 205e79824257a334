"""What waits at the desk: queues of open claims, drafts, and what an editor did lately.

A queue is a list of ids with the day since which each claim waits; the claims themselves are read for one page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.status import RESOLVED, Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim
from factbase.queries.claims import ClaimRow, claims_by_id, since_of, status_of
from factbase.queries.statuses import published, standings

UNCHECKED_AFTER = timedelta(days=90)
COMING_WITHIN = timedelta(days=14)


class Queue(StrEnum):
    """A list of claims that wait for the same reason."""

    DUE = "due"
    DISPUTED = "disputed"
    UNCHECKED = "unchecked"
    DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in a queue, and the day since which it waits (from which it will, if that is to come)."""

    claim: ClaimRow
    since: date
    review_by: date | None


def queue_counts(session: Session, today: date) -> dict[Queue, int]:
    """How many claims wait in each queue. Two statements."""
    standing = standings(Vantage.now(today))
    conditions = {queue: _waits(queue, standing, today) for queue in (Queue.DUE, Queue.DISPUTED, Queue.UNCHECKED)}
    sums = (
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(queue)
        for queue, condition in conditions.items()
    )
    row = session.execute(_open_claims(select(*sums), standing, today)).one()
    drafts = session.scalar(select(func.count(Claim.id)).where(Claim.published_at.is_(None))) or 0
    return {**{queue: row._mapping[queue] for queue in conditions}, Queue.DRAFTS: drafts}


def waiting(session: Session, queue: Queue, today: date, *, limit: int, offset: int = 0) -> list[Waiting]:
    """Claims of one queue, longest waiting first. Not for drafts, which are in no view: see :func:`drafts`."""
    vantage = Vantage.now(today)
    standing = standings(vantage)
    since = _since(queue, standing)
    statement = (
        _open_claims(select(Claim.id, since.label("since"), Assessment.review_by), standing, today)
        .where(_waits(queue, standing, today))
        .order_by(since, Claim.id)
        .limit(limit)
        .offset(offset)
    )
    rows = session.execute(statement).all()
    claims = claims_by_id(session, vantage, [row.id for row in rows])
    return [Waiting(claims[row.id], row.since, row.review_by) for row in rows]


def drafts(session: Session, *, limit: int, offset: int = 0) -> Sequence[Claim]:
    """Claims that are not published, newest first, with their speakers, roles and appearances."""
    statement = (
        select(Claim)
        .where(Claim.published_at.is_(None))
        .options(selectinload(Claim.speaker), selectinload(Claim.role), selectinload(Claim.appearances))
        .order_by(Claim.recorded_at.desc(), Claim.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.scalars(statement).all()


def _open_claims(
    statement: Select[*tuple[object, ...]], standing: Subquery, today: date
) -> Select[*tuple[object, ...]]:
    return (
        statement.select_from(Claim)
        .outerjoin(standing, standing.c.claim_id == Claim.id)
        .outerjoin(Assessment, Assessment.id == standing.c.assessment_id)
        .where(published(Vantage.now(today)), status_of(standing).not_in([status.value for status in RESOLVED]))
    )


def _waits(queue: Queue, standing: Subquery, today: date) -> ColumnElement[bool]:
    if queue is Queue.DUE:
        return and_(Claim.due_on_latest.is_not(None), Claim.due_on_latest < today + COMING_WITHIN)
    if queue is Queue.DISPUTED:
        return status_of(standing) == Status.DISPUTED.value
    return or_(
        _last_look(standing) < today - UNCHECKED_AFTER,
        and_(Assessment.review_by.is_not(None), Assessment.review_by < today),
    )


def _since(queue: Queue, standing: Subquery) -> ColumnElement[date]:
    if queue is Queue.DUE:
        return func.coalesce(Claim.due_on_latest, literal(date.max))
    if queue is Queue.DISPUTED:
        return since_of(standing)
    return _last_look(standing)


def _last_look(standing: Subquery) -> ColumnElement[date]:
    """The day of the newest decision, or of the claim itself where there is none."""
    return func.coalesce(standing.c.last_checked, Claim.made_on_earliest)
