"""The turns of the record: where a status, a wording or the number of claims changed. Found in order, not yet read.

:mod:`factbase.queries.changes` reads what belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Revision, Story
from factbase.queries.statuses import COURSE, in_view, published, recorded

Earlier = aliased(Assessment, name="earlier")
Former = aliased(Revision, name="former")

_Column: TypeAlias = InstrumentedAttribute[Any]


class ChangeKind(StrEnum):
    """What sort of change it is."""

    STATUS = "status"
    CORRECTION = "correction"
    REWORDING = "rewording"
    NEW = "new"


class ChangeOrder(StrEnum):
    """By which of the two times a list runs: the day in the world, or the instant of recording."""

    AS_OF = "as_of"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """What the list is narrowed to, and how it runs; None and empty leave it open. ``story`` is a slug.

    ``since`` and ``until`` are days, both inclusive, of the time by which the list runs. ``aspects``: whether decisions
    on a part of a claim are listed too.
    """

    kinds: tuple[ChangeKind, ...] = ()
    story: str | None = None
    since: date | None = None
    until: date | None = None
    aspects: bool = True
    order: ChangeOrder = ChangeOrder.AS_OF

    def takes(self, *kinds: ChangeKind) -> bool:
        """Whether changes of one of ``kinds`` are wanted."""
        return not self.kinds or not set(self.kinds).isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Turn:
    """One change: its two times, and the ``row`` that its statement gave, with an ``id`` and a ``claim_id``."""

    kind: ChangeKind
    day: date
    recorded_at: datetime
    row: Any

    def rank(self, order: ChangeOrder) -> tuple[object, ...]:
        """Its place among others: the higher, the newer."""
        times = (self.day, self.recorded_at) if order is ChangeOrder.AS_OF else (self.recorded_at, self.day)
        # A claim is new before anything can change in it.
        return *times, self.kind is not ChangeKind.NEW, self.row.id


def newest_turns(session: Session, vantage: Vantage, given: ChangeFilter, *, limit: int, offset: int = 0) -> list[Turn]:
    """Turns in view that match ``given``, newest first; of one day, those recorded later first.

    Each kind is read by itself as deep as needed and the results are merged: at most three statements.
    """
    depth = offset + limit
    found = [
        *_decided(session, vantage, given, depth),
        *_begun(session, vantage, given, depth),
        *_reworded(session, vantage, given, depth),
    ]
    return sorted(found, key=lambda turn: turn.rank(given.order), reverse=True)[offset:depth]


def _decided(session: Session, vantage: Vantage, given: ChangeFilter, depth: int) -> Iterable[Turn]:
    """Decisions that changed a status, and corrections even where they changed none."""
    if not given.takes(ChangeKind.STATUS, ChangeKind.CORRECTION):
        return []
    before, is_correction = _status_before(vantage), _corrects_in_view(vantage)
    statement = (
        select(*Assessment.__table__.columns, before.label("before"), is_correction.label("is_correction"))
        .join(Claim, Claim.id == Assessment.claim_id)
        .where(
            published(vantage),
            in_view(vantage),
            or_(is_correction, _is_change(before)),
            true() if given.takes(ChangeKind.STATUS) else and_(is_correction, _is_one_of_few()),
            true() if given.takes(ChangeKind.CORRECTION) else ~is_correction,
            true() if given.aspects else Assessment.aspect.is_(None),
        )
    )
    times = (Assessment.as_of, Assessment.recorded_at)
    kinds = {True: ChangeKind.CORRECTION, False: ChangeKind.STATUS}
    rows = session.execute(_newest(statement, vantage, given, times, depth))
    return [Turn(kinds[bool(row.is_correction)], row.as_of, row.recorded_at, row) for row in rows]


def _status_before(vantage: Vantage) -> ColumnElement[Status | None]:
    """The status that the claim had before the assessment, or its aspect; a claim as a whole begins unconfirmed."""
    same_part = or_(Earlier.aspect == Assessment.aspect, and_(Earlier.aspect.is_(None), Assessment.aspect.is_(None)))
    before = (
        select(Earlier.status)
        .where(Earlier.claim_id == Assessment.claim_id, same_part, in_view(vantage, Earlier))
        .where(tuple_(Earlier.as_of, Earlier.recorded_at, Earlier.id) < tuple_(*COURSE))
        .order_by(Earlier.as_of.desc(), Earlier.recorded_at.desc(), Earlier.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(before, case((Assessment.aspect.is_(None), literal(Status.UNCONFIRMED.value))))


def _corrects_in_view(vantage: Vantage) -> ColumnElement[bool]:
    """Whether it puts right a decision that the reader would have seen on the day, rather than one of later days."""
    return exists().where(Earlier.id == Assessment.corrects_id, Earlier.as_of <= vantage.as_of)


def _is_one_of_few() -> ColumnElement[bool]:
    """Keep corrections, found by their own index rather than on a walk through all decisions.

    Ids begin at 1: a range is something that an index can be searched for, and "is not null" is not.
    """
    return Assessment.id.in_(select(Earlier.id).where(Earlier.corrects_id > 0))


def _is_change(before: ColumnElement[Status | None]) -> ColumnElement[bool]:
    """Whether the status differs from the one before. What held from the first day on is part of being new."""
    on_first_day = and_(Assessment.aspect.is_(None), Assessment.as_of <= Claim.made_on_earliest)
    return and_(or_(before.is_(None), before != Assessment.status), ~on_first_day)


def _begun(session: Session, vantage: Vantage, given: ChangeFilter, depth: int) -> Iterable[Turn]:
    """Claims on their first day."""
    if not given.takes(ChangeKind.NEW):
        return []
    statement = select(
        Claim.id, Claim.id.label("claim_id"), Claim.made_on_earliest.label("day"), Claim.published_at
    ).where(published(vantage))
    rows = session.execute(_newest(statement, vantage, given, (Claim.made_on_earliest, Claim.published_at), depth))
    return [Turn(ChangeKind.NEW, row.day, row.published_at, row) for row in rows]


def _reworded(session: Session, vantage: Vantage, given: ChangeFilter, depth: int) -> Iterable[Turn]:
    """Wordings of published claims that took the place of others; their day is that of the recording."""
    if not given.takes(ChangeKind.REWORDING):
        return []
    former = (
        select(Former.content)
        .where(Former.subject == Revision.subject, Former.subject_id == Revision.subject_id)
        .where(Former.version < Revision.version)
        .order_by(Former.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(*Revision.__table__.columns, Revision.subject_id.label("claim_id"), former.label("former"))
        .join(Claim, and_(Revision.subject == "claim", Claim.id == Revision.subject_id))
        .where(
            published(vantage),
            Revision.version > 1,
            Revision.recorded_at >= Claim.published_at,
            Revision.recorded_at < _end_of(vantage.as_of),
            recorded(Revision.recorded_at, vantage),
        )
    )
    rows = session.execute(_newest(statement, vantage, given, (None, Revision.recorded_at), depth))
    return [Turn(ChangeKind.REWORDING, row.recorded_at.date(), row.recorded_at, row) for row in rows]


def _newest(
    statement: Select[*tuple[Any, ...]],
    vantage: Vantage,
    given: ChangeFilter,
    times: tuple[_Column | None, _Column],
    depth: int,
) -> Select[*tuple[Any, ...]]:
    """The newest ``depth`` rows that match story and days; ``times`` are the day, if there is one, and the instant."""
    day, instant = times
    if given.story:
        statement = statement.join(Story, Story.id == Claim.story_id).where(Story.slug == given.story)
    until = min(given.until, vantage.today) if given.until else None
    if given.order is ChangeOrder.AS_OF and day is not None:
        bounds = (day >= given.since if given.since else None, day <= until if until else None)
    else:
        bounds = (
            instant >= _start_of(given.since) if given.since else None,
            instant < _end_of(until) if until else None,
        )
    by: Sequence[_Column | None] = times if given.order is ChangeOrder.AS_OF else times[::-1]
    newest_first = [column.desc() for column in (*by, statement.selected_columns["id"]) if column is not None]
    return statement.where(*(bound for bound in bounds if bound is not None)).order_by(*newest_first).limit(depth)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _end_of(day: date) -> datetime:
    return _start_of(day + timedelta(days=1))
