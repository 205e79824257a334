"""One claim, whole: where it appears, what was decided on it and on what grounds, its ties and former wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from factbase.domain.errors import NotFound
from factbase.domain.hindsight import known_then
from factbase.domain.links import LinkType
from factbase.domain.vantage import Vantage
from factbase.models import ClaimCountry, ClaimTag, Link, Revision
from factbase.queries.claims import ClaimRow, claim_by_slug, claim_row, claims_by_id
from factbase.queries.courses import AssessmentRow, assessments_of
from factbase.queries.recorded import contents_then, version_then
from factbase.queries.reports import AppearanceRow, ReportRow, appearances, reports_by_id
from factbase.queries.rewordings import FieldChange, field_changes, names_in
from factbase.queries.statuses import recorded, tied


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A tie with a claim in view. ``outward``: this claim does it to the other one."""

    type: LinkType
    outward: bool
    claim: ClaimRow
    is_interested: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class RewordingRow:
    """What changed in a claim with one version of it."""

    version: int
    fields: tuple[FieldChange, ...]
    reason: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim with everything that is in view about it.

    ``reports`` and ``claims`` hold what the evidence names, by id, as far as it is in view.
    """

    row: ClaimRow
    source_key: str | None
    quote_note: str | None
    made_on_phrase: str | None
    made_on_note: str | None
    hedging: tuple[str, ...]
    countries: tuple[str, ...]
    tags: tuple[str, ...]
    version: int
    recorded_at: datetime
    appearances: Sequence[AppearanceRow]
    assessments: Sequence[AssessmentRow]
    links: Sequence[LinkRow]
    rewordings: Sequence[RewordingRow]
    reports: Mapping[int, ReportRow]
    claims: Mapping[int, ClaimRow]


def claim_detail(session: Session, vantage: Vantage, slug: str) -> ClaimDetail:
    """One claim in view.

    :raises NotFound: there is none, it is a draft, or it was made or recorded later.
    """
    raw = claim_by_slug(session, vantage, slug)
    if raw is None:
        raise NotFound("claim", slug)
    then = contents_then(session, vantage, "claim", [raw.id]).get(raw.id) if vantage.recorded_by else None
    assessments = assessments_of(session, vantage, raw.id)
    ties = _ties(session, vantage, raw.id)
    evidence = [one for assessment in assessments for one in assessment.evidence]
    others = {tie.other_id for tie in ties} | {one.claim_id for one in evidence if one.claim_id is not None}
    claims = claims_by_id(session, vantage, others)
    return ClaimDetail(
        row=claim_row(raw, vantage),
        source_key=raw.source_key,
        quote_note=raw.quote_note,
        made_on_phrase=raw.made_on_phrase,
        made_on_note=_note(raw, vantage),
        hedging=tuple(raw.hedging or ()),
        countries=_list_then(session, then, "countries", _parts(ClaimCountry.country, ClaimCountry.claim_id == raw.id)),
        tags=_list_then(session, then, "tags", _parts(ClaimTag.tag, ClaimTag.claim_id == raw.id)),
        version=(version_then(session, vantage, raw.id) if then else None) or raw.version,
        recorded_at=raw.recorded_at,
        appearances=appearances(session, vantage, [raw.id])[raw.id],
        assessments=assessments,
        links=[
            LinkRow(tie.type, tie.outward, claims[tie.other_id], tie.is_interested, tie.note)
            for tie in ties
            if tie.other_id in claims
        ],
        rewordings=_rewordings(session, vantage, raw.id),
        reports=reports_by_id(session, vantage, {one.report_id for one in evidence if one.report_id is not None}),
        claims=claims,
    )


def _note(raw: Any, vantage: Vantage) -> str | None:
    """What is noted on the date, unless it tells of later days."""
    note: str | None = raw.made_on_note
    return note if note and known_then(note, vantage, near=raw.made_on_earliest) else None


def _rewordings(session: Session, vantage: Vantage, claim_id: int) -> list[RewordingRow]:
    """The rewordings on record by then, oldest first. A view of an earlier day leaves out those that came after it."""
    statement = (
        select(Revision.version, Revision.content, Revision.reason, Revision.by, Revision.recorded_at)
        .where(Revision.subject == "claim", Revision.subject_id == claim_id)
        .where(recorded(Revision.recorded_at, vantage))
        .order_by(Revision.version)
    )
    rows = session.execute(statement).all()
    names = names_in(session, [row.content for row in rows])
    return [
        RewordingRow(
            version=after.version,
            fields=field_changes(before.content, after.content, names),
            reason=after.reason,
            by=after.by,
            recorded_at=after.recorded_at,
        )
        for before, after in pairwise(rows)
        if after.recorded_at.date() <= vantage.as_of
    ]


@dataclass(frozen=True, slots=True)
class _Tie:
    type: LinkType
    outward: bool
    other_id: int
    is_interested: bool
    note: str | None


def _ties(session: Session, vantage: Vantage, claim_id: int) -> list[_Tie]:
    statement = (
        select(Link.type, Link.source_id, Link.target_id, Link.is_interested, Link.note)
        .where(or_(Link.source_id == claim_id, Link.target_id == claim_id), tied(vantage))
        .order_by(Link.id)
    )
    return [
        _Tie(
            type=row.type,
            outward=row.source_id == claim_id,
            other_id=row.target_id if row.source_id == claim_id else row.source_id,
            is_interested=row.is_interested,
            note=row.note,
        )
        for row in session.execute(statement)
    ]


def _list_then(session: Session, then: Mapping[str, Any] | None, name: str, now: Any) -> tuple[str, ...]:
    """A list of the wording that was on record by then, or else the one that ``now`` selects."""
    return tuple(sorted(then[name]) if then else session.scalars(now))


def _parts(column: Any, condition: Any) -> Any:
    return select(column).where(condition).order_by(column)
