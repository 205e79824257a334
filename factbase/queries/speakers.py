"""One speaker: the roles that it held, and what it and others said about each other's claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from factbase.domain.dates import EdtfDate
from factbase.domain.links import LinkType
from factbase.domain.vantage import Vantage
from factbase.models import Claim, Link, Role
from factbase.models.base import stored_date
from factbase.queries.claims import ClaimRow, claims_by_id
from factbase.queries.statuses import published, recorded, tied
from factbase.queries.track_records import RecordedClaim, TrackRecord

Source = aliased(Claim, name="source")
Target = aliased(Claim, name="target")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role. ``first`` and ``last`` are the days of the claims made in it, None without any.

    ``held_to`` is None too where the end came after the vantage: nobody knew of it.
    """

    title: str
    country: str | None
    held_from: EdtfDate | None
    held_to: EdtfDate | None
    claims: int
    first: EdtfDate | None
    last: EdtfDate | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """What one claim says about another: ``own`` is the speaker's, ``other`` somebody else's."""

    type: LinkType
    own: ClaimRow
    other: ClaimRow
    is_interested: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """What the speaker ``said`` about claims of others, and ``heard`` from them about its own; newest first."""

    said: Sequence[TieRow]
    heard: Sequence[TieRow]


def roles_of(session: Session, vantage: Vantage, speaker_id: int, record: TrackRecord) -> list[RoleRow]:
    """The roles that a claim in view was made in, or that began by then; in the order of their beginning."""
    statement = select(*Role.__table__.columns).where(
        Role.speaker_id == speaker_id, recorded(Role.recorded_at, vantage)
    )
    made_in: dict[int, list[RecordedClaim]] = {}
    for claim in record.claims:
        if claim.role_id is not None:
            made_in.setdefault(claim.role_id, []).append(claim)
    rows = [
        _role(row, made_in.get(row.id, []), vantage)
        for row in session.execute(statement)
        if row.id in made_in or _began(row, vantage)
    ]
    return sorted(rows, key=lambda role: (_first_day(role), role.title))


def ties_of(session: Session, vantage: Vantage, speaker_id: int, *, limit: int) -> Ties:
    """What the speaker's claims do to claims of others, and theirs to its own, the newest ``limit`` of each.

    Three statements.
    """
    said = _ties(vantage).where(Source.speaker_id == speaker_id, Target.speaker_id != speaker_id)
    heard = _ties(vantage).where(Target.speaker_id == speaker_id, Source.speaker_id != speaker_id)
    outward = session.execute(said.limit(limit)).all()
    inward = session.execute(heard.limit(limit)).all()
    claims = claims_by_id(session, vantage, {id_ for row in (*outward, *inward) for id_ in (row.source, row.target)})
    return Ties(
        said=[TieRow(row.type, claims[row.source], claims[row.target], row.is_interested) for row in outward],
        heard=[TieRow(row.type, claims[row.target], claims[row.source], row.is_interested) for row in inward],
    )


def _ties(vantage: Vantage) -> Select[*tuple[Any, ...]]:
    return (
        select(Link.type, Link.source_id.label("source"), Link.target_id.label("target"), Link.is_interested)
        .join(Source, Source.id == Link.source_id)
        .join(Target, Target.id == Link.target_id)
        .where(tied(vantage), published(vantage, Source), published(vantage, Target))
        .order_by(Source.made_on_earliest.desc(), Link.id.desc())
    )


def _began(row: Any, vantage: Vantage) -> bool:
    return row.held_from_latest is not None and row.held_from_latest <= vantage.as_of


def _role(row: Any, claims: Sequence[RecordedClaim], vantage: Vantage) -> RoleRow:
    ended = stored_date(row.held_to_edtf, row.held_to_earliest, row.held_to_latest)
    known = ended is not None and ended.latest is not None and ended.latest <= vantage.as_of
    began = stored_date(row.held_from_edtf, row.held_from_earliest, row.held_from_latest)
    return RoleRow(
        title=row.title,
        country=row.country,
        held_from=began,
        held_to=ended if known else None,
        claims=len(claims),
        # A record runs from the newest claim to the oldest.
        first=claims[-1].made_on if claims else None,
        last=claims[0].made_on if claims else None,
    )


def _first_day(role: RoleRow) -> date:
    days = [when.earliest for when in (role.held_from, role.first) if when and when.earliest]
    return days[0] if days else date.max
