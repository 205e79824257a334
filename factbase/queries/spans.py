"""What changed between two days: how each claim stood before and after, figures that took the place of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from factbase.domain.courses import Decision, stretches
from factbase.domain.figures import Change, change_between
from factbase.domain.links import LinkType
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Link, Story
from factbase.queries.changes import ChangeFilter, ChangeKind, ChangeRow, list_changes
from factbase.queries.claims import ClaimRow, claims_by_id
from factbase.queries.courses import courses
from factbase.queries.statuses import of_the_whole, published, tied

MOST = 300
"""How many claims are told of; of more, those made last."""

PUT_RIGHT = (ChangeKind.CORRECTION, ChangeKind.REWORDING)


@dataclass(frozen=True, slots=True)
class StatusMove:
    """The way of one claim through the span. ``before`` None: it is new. ``way`` ends with where it stands after."""

    claim: ClaimRow
    before: Status | None
    way: tuple[Status, ...]

    @property
    def after(self) -> Status:
        """The status at the end of the span."""
        return self.way[-1]


@dataclass(frozen=True, slots=True)
class FigureMove:
    """A figure given in the span that updates an older one."""

    newer: ClaimRow
    older: ClaimRow
    change: Change


@dataclass(frozen=True, slots=True)
class Span:
    """What changed from the beginning of ``since`` to the end of ``until``, net.

    ``moved`` end elsewhere than they began, ``returned`` where they began; all of claims come newest first.
    ``total`` counts the claims that were made or decided on, also where only ``MOST`` of them are told of.
    """

    since: date
    until: date
    new: Sequence[StatusMove]
    moved: Sequence[StatusMove]
    returned: Sequence[StatusMove]
    figures: Sequence[FigureMove]
    put_right: Sequence[ChangeRow]
    total: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.new or self.moved or self.returned or self.put_right)


def span_between(session: Session, vantage: Vantage, since: date, until: date, *, story: str | None = None) -> Span:
    """What changed between two days, both included, as far as it is in view. At most sixteen statements.

    ``until`` is cut to the day of the vantage.
    """
    until = min(until, vantage.as_of)
    end = replace(vantage, as_of=until)
    ids, total = _touched(session, end, since, story)
    decisions = courses(session, end, ids)
    updates = _updates(session, end, ids)
    claims = claims_by_id(session, end, {*ids, *(older for _, older in updates)})
    moves = [_move(claims[id_], decisions[id_], since, until) for id_ in ids]
    given = ChangeFilter(kinds=PUT_RIGHT, story=story, since=since, until=until)
    return Span(
        since=since,
        until=until,
        new=[move for move in moves if move and move.before is None],
        moved=[move for move in moves if move and move.before is not None and move.after is not move.before],
        returned=[move for move in moves if move and move.after is move.before],
        figures=list(_figures(claims, updates, since)),
        put_right=list_changes(session, vantage, given, limit=MOST),
        total=total,
    )


def _touched(session: Session, end: Vantage, since: date, story: str | None) -> tuple[list[int], int]:
    """The claims that were made or decided on since then, newest first, and how many there are."""
    decided = exists().where(Assessment.claim_id == Claim.id, Assessment.as_of >= since, of_the_whole(end))
    statement = select(Claim.id, func.count().over().label("total")).where(
        published(end), or_(Claim.made_on_earliest >= since, decided)
    )
    if story:
        statement = statement.join(Story, Story.id == Claim.story_id).where(Story.slug == story)
    newest_first = (Claim.made_on_earliest.desc(), Claim.id.desc())
    rows = session.execute(statement.order_by(*newest_first).limit(MOST)).all()
    return [row.id for row in rows], rows[0].total if rows else 0


def _move(claim: ClaimRow, decisions: Sequence[Decision], since: date, until: date) -> StatusMove | None:
    """None where the status was only looked at again."""
    first = claim.made_on.earliest or since
    course = stretches(first, decisions, as_of=until)
    earlier = [step.status for step in course if step.start < since]
    way = tuple(step.status for step in course if step.start >= since)
    if not way:
        return None
    return StatusMove(claim, earlier[-1] if earlier else None, way)


def _updates(session: Session, end: Vantage, ids: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of ids: a claim among ``ids``, and the one in view that it updates."""
    source, target = aliased(Claim, name="source"), aliased(Claim, name="target")
    statement = (
        select(Link.source_id, Link.target_id)
        .join(source, source.id == Link.source_id)
        .join(target, target.id == Link.target_id)
        .where(Link.type == LinkType.UPDATES, Link.source_id.in_(ids), tied(end))
        .where(published(end, source), published(end, target))
        .order_by(Link.id)
    )
    return [(row.source_id, row.target_id) for row in session.execute(statement)]


def _figures(claims: Mapping[int, ClaimRow], updates: Sequence[tuple[int, int]], since: date) -> Iterable[FigureMove]:
    for newer_id, older_id in updates:
        newer, older = claims[newer_id], claims[older_id]
        made = newer.made_on.earliest
        if newer.quantity and older.quantity and made and made >= since:
            yield FigureMove(newer, older, change_between(older.quantity, newer.quantity))
