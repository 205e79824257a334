"""What changed, and when: statuses, corrections, wordings, and claims that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.hindsight import reasons_then
from factbase.domain.status import Aspect, Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim
from factbase.queries.claims import ClaimRow, claims_by_id
from factbase.queries.rewordings import FieldChange, Names, field_changes, names_in
from factbase.queries.statuses import COURSE, of_the_whole
from factbase.queries.turns import ChangeFilter, ChangeKind, ChangeOrder, Turn, newest_turns

__all__ = ["ChangeFilter", "ChangeKind", "ChangeOrder", "ChangeRow", "CorrectedRow", "changed_lately", "list_changes"]


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """The decision that a correction puts right."""

    status: Status
    as_of: EdtfDate
    rationale: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. ``day`` orders it; ``when`` is that day as precisely as it is known.

    ``from_status`` None: the claim is new, or its ``aspect`` was not decided on before. ``to_status`` of a new claim is
    what it had at the end of its first day. A rewording has ``fields`` and no status. ``id`` is unique in its kind.
    """

    kind: ChangeKind
    id: int
    day: date
    when: EdtfDate
    recorded_at: datetime
    claim: ClaimRow
    from_status: Status | None = None
    to_status: Status | None = None
    aspect: Aspect | None = None
    rationale: str | None = None
    by: str | None = None
    approved_by: str | None = None
    corrects: CorrectedRow | None = None
    fields: tuple[FieldChange, ...] = ()

    @property
    def claim_slug(self) -> str:
        """The claim's address."""
        return self.claim.slug

    @property
    def statement(self) -> str:
        """What the claim says."""
        return self.claim.statement

    @property
    def speaker_name(self) -> str:
        """Who said it."""
        return self.claim.speaker_name


def changed_lately(session: Session, vantage: Vantage, limit: int) -> list[ChangeRow]:
    """The newest changes of status, corrections and new claims, by the day in the world."""
    kinds = (ChangeKind.STATUS, ChangeKind.CORRECTION, ChangeKind.NEW)
    return list_changes(session, vantage, ChangeFilter(kinds=kinds, aspects=False), limit=limit)


def list_changes(
    session: Session, vantage: Vantage, given: ChangeFilter, *, limit: int, offset: int = 0
) -> list[ChangeRow]:
    """Changes in view that match ``given``, newest first; of one day, those recorded later first.

    At most eight statements, however many changes: one for each kind, and one for each sort of thing they name.
    """
    turns = newest_turns(session, vantage, given, limit=limit, offset=offset)
    claims = claims_by_id(session, vantage, {turn.row.claim_id for turn in turns})
    rows = {kind: [turn.row for turn in turns if turn.kind is kind] for kind in ChangeKind}
    first = _first_decisions(session, vantage, [row.id for row in rows[ChangeKind.NEW]])
    wrong = _corrected(session, vantage, [row.corrects_id for row in rows[ChangeKind.CORRECTION]])
    contents = [content for row in rows[ChangeKind.REWORDING] for content in (row.former, row.content)]
    names = names_in(session, contents) if contents else {}
    return [_change(turn, claims[turn.row.claim_id], vantage, first, wrong, names) for turn in turns]


def _change(
    turn: Turn,
    claim: ClaimRow,
    vantage: Vantage,
    first: Mapping[int, Any],
    wrong: Mapping[int, CorrectedRow],
    names: Names,
) -> ChangeRow:
    row = turn.row
    change = ChangeRow(turn.kind, row.id, turn.day, EdtfDate.on(turn.day), turn.recorded_at, claim)
    if turn.kind is ChangeKind.NEW:
        decision = _decision(first[row.id], vantage) if row.id in first else {"to_status": Status.UNCONFIRMED}
        return replace(change, when=claim.made_on, **decision)
    if turn.kind is ChangeKind.REWORDING:
        fields = field_changes(row.former, row.content, names)
        return replace(change, rationale=row.reason or None, by=row.by, fields=fields)
    return replace(
        change,
        when=_as_of(row),
        from_status=row.before,
        aspect=row.aspect,
        corrects=wrong.get(row.corrects_id),
        **_decision(row, vantage),
    )


def _decision(row: Any, vantage: Vantage) -> dict[str, Any]:
    return {
        "to_status": row.status,
        "rationale": reasons_then(row.rationale, vantage, near=row.as_of) or None,
        "by": row.by,
        "approved_by": row.approved_by,
    }


def _first_decisions(session: Session, vantage: Vantage, claim_ids: Sequence[int]) -> dict[int, Any]:
    """The decision that held at the end of each claim's first day, where there is one."""
    if not claim_ids:
        return {}
    statement = (
        select(*Assessment.__table__.columns)
        .join(Claim, Claim.id == Assessment.claim_id)
        .where(Claim.id.in_(claim_ids), of_the_whole(vantage), Assessment.as_of <= Claim.made_on_earliest)
        .order_by(*COURSE)
    )
    return {row.claim_id: row for row in session.execute(statement)}


def _corrected(session: Session, vantage: Vantage, ids: Sequence[int]) -> dict[int, CorrectedRow]:
    if not ids:
        return {}
    statement = select(*Assessment.__table__.columns).where(Assessment.id.in_(ids))
    return {
        row.id: CorrectedRow(
            status=row.status,
            as_of=_as_of(row),
            rationale=reasons_then(row.rationale, vantage, near=row.as_of),
            by=row.by,
            recorded_at=row.recorded_at,
        )
        for row in session.execute(statement)
    }


def _as_of(row: Any) -> EdtfDate:
    """The day from which a decision holds, as it was written: a month stays a month."""
    return parse_edtf_date(row.as_of_edtf, field="as_of")
