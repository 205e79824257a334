"""What came of the claims of a speaker or an outlet, and how long they stayed open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from factbase.domain.dates import EdtfDate
from factbase.domain.status import Aspect, Kind, Outcome, Status
from factbase.domain.track_record import Rate, Result, rate_of, result_of
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Outlet, Speaker, SpeakerKind
from factbase.queries.credits import carried
from factbase.queries.recorded import worded_then
from factbase.queries.statuses import COURSE, in_view, published


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """One claim as a record counts it. ``first_day`` is the first on which it may have been made.

    ``settled_on`` None: it is open.
    """

    id: int
    slug: str
    kind: Kind
    role_id: int | None
    story_id: int | None
    made_on: EdtfDate
    first_day: date
    status: Status
    result: Result
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How many days a claim stayed open, from the first day on which it may have been made.

    ``observed``: it was settled then; otherwise it was still open on the day of the vantage.
    """

    claim: str
    days: int
    observed: bool


@dataclass(frozen=True)
class TrackRecord:
    """What came of ``claims``, newest first. Counts, and a rate where enough is settled; never a score."""

    claims: Sequence[RecordedClaim]

    @cached_property
    def results(self) -> Mapping[Result, int]:
        """How many claims came to what; every result has an entry."""
        counts = Counter(claim.result for claim in self.claims)
        return {result: counts[result] for result in Result}

    @cached_property
    def by_kind(self) -> Mapping[Kind, Mapping[Result, int]]:
        """The same for each kind of claim that occurs."""
        counts = Counter((claim.kind, claim.result) for claim in self.claims)
        kinds = {claim.kind for claim in self.claims}
        return {kind: {result: counts[kind, result] for result in Result} for kind in Kind if kind in kinds}

    @cached_property
    def statuses(self) -> Mapping[Status, int]:
        """How many claims stand where."""
        return Counter(claim.status for claim in self.claims)

    @cached_property
    def rate(self) -> Rate | None:
        """The share of settled claims that were borne out; None if fewer than five are settled."""
        return rate_of(self.results)

    def durations(self, as_of: date) -> list[Duration]:
        """How long each claim that can be checked stayed open, by ``as_of``."""
        return [
            Duration(
                claim=claim.slug,
                days=((claim.settled_on or as_of) - claim.first_day).days,
                observed=claim.settled_on is not None,
            )
            for claim in self.claims
            if claim.result is not Result.NOT_CHECKABLE
        ]


def track_record(
    session: Session,
    vantage: Vantage,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    anonymous: bool | None = None,
) -> TrackRecord:
    """The record of a speaker, of an outlet (both slugs), or of all claims; two statements.

    ``anonymous`` True keeps claims of unnamed speakers only, False those of named ones. Of an outlet the claims count
    that it published or is credited for.
    """
    whose = _whose(vantage, speaker, outlet, anonymous)
    claims = (
        select(
            Claim.id,
            Claim.slug,
            Claim.kind,
            Claim.role_id,
            Claim.story_id,
            Claim.made_on_edtf,
            Claim.made_on_earliest,
            Claim.made_on_latest,
        )
        .where(published(vantage), *whose)
        .order_by(Claim.made_on_earliest.desc(), Claim.id.desc())
    )
    rows = worded_then(session, vantage, session.execute(claims).all())
    standing = _standings(session, vantage, whose)
    return TrackRecord([_recorded(row, standing.get(row.id, _OPEN)) for row in rows])


def durations(
    session: Session,
    vantage: Vantage,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    anonymous: bool | None = None,
) -> list[Duration]:
    """How long claims stayed open, as :func:`track_record` chooses them; newest claim first."""
    record = track_record(session, vantage, speaker=speaker, outlet=outlet, anonymous=anonymous)
    return record.durations(vantage.as_of)


@dataclass(slots=True)
class _Standing:
    """Where a claim stands, gathered along its course."""

    status: Status = Status.UNCONFIRMED
    settled_on: date | None = None
    outcome: Outcome | None = None
    aspects: dict[Aspect, Status] = field(default_factory=dict)


_OPEN = _Standing()


def _standings(session: Session, vantage: Vantage, whose: Sequence[ColumnElement[bool]]) -> dict[int, _Standing]:
    statement = (
        select(Assessment.claim_id, Assessment.status, Assessment.aspect, Assessment.outcome, Assessment.as_of)
        .join(Claim, Claim.id == Assessment.claim_id)
        .where(in_view(vantage), published(vantage), *whose)
        .order_by(*COURSE)
    )
    found: dict[int, _Standing] = {}
    for row in session.execute(statement):
        claim = found.setdefault(row.claim_id, _Standing())
        if row.aspect is not None:
            claim.aspects[row.aspect] = row.status
            continue
        # Settled from the first of the decisions that kept it settled; a claim that is opened again starts anew.
        claim.settled_on = (claim.settled_on or row.as_of) if row.status.resolved else None
        # A fresh look that repeats the status leaves what became of the claim as it was said before.
        claim.outcome = row.outcome or (claim.outcome if row.status is claim.status else None)
        claim.status = row.status
    return found


def _whose(
    vantage: Vantage, speaker: str | None, outlet: str | None, anonymous: bool | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if speaker is not None:
        conditions.append(Claim.speaker_id.in_(select(Speaker.id).where(Speaker.slug == speaker)))
    if outlet is not None:
        pairs = carried(vantage, select(Outlet.id).where(Outlet.slug == outlet)).subquery()
        conditions.append(Claim.id.in_(select(pairs.c.claim_id)))
    if anonymous is not None:
        unnamed = select(Speaker.id).where(Speaker.kind == SpeakerKind.ANONYMOUS)
        conditions.append(Claim.speaker_id.in_(unnamed) if anonymous else Claim.speaker_id.not_in(unnamed))
    return conditions


def _recorded(row: Any, standing: _Standing) -> RecordedClaim:
    return RecordedClaim(
        id=row.id,
        slug=row.slug,
        kind=row.kind,
        role_id=row.role_id,
        story_id=row.story_id,
        made_on=EdtfDate(row.made_on_edtf, row.made_on_earliest, row.made_on_latest),
        first_day=row.made_on_earliest,
        status=standing.status,
        result=result_of(row.kind, standing.status, standing.aspects.values(), standing.outcome),
        settled_on=standing.settled_on,
    )
