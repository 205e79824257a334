"""The decisions on claims, in the order of their course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.courses import Decision
from factbase.domain.grading import grade_in_words
from factbase.domain.hindsight import reasons_then
from factbase.domain.status import Aspect, Outcome, Stance, Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Evidence
from factbase.queries.statuses import COURSE, Correction, of_the_whole, recorded


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One thing that a decision rests on, by id; whether it is in view is for the page to find out."""

    stance: Stance
    report_id: int | None
    claim_id: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One decision, whole. ``corrected_by`` is the id of the decision that put it right, if that is in view."""

    id: int
    status: Status
    aspect: Aspect | None
    as_of: date
    as_of_edtf: str
    recorded_at: datetime
    rationale: str
    reliability: str | None
    credibility: int | None
    review_by: date | None
    by: str
    approved_by: str | None
    corrects_id: int | None
    corrected_by: int | None
    outcome: Outcome | None
    evidence: tuple[EvidenceRow, ...]


def courses(session: Session, vantage: Vantage, claim_ids: Iterable[int]) -> dict[int, list[Decision]]:
    """The decisions in view on each whole claim, in order; every id has an entry. One statement."""
    ids = list(claim_ids)
    found: dict[int, list[Decision]] = {id_: [] for id_ in ids}
    statement = (
        select(
            Assessment.claim_id,
            Assessment.status,
            Assessment.as_of,
            Assessment.rationale,
            Assessment.reliability,
            Assessment.credibility,
        )
        .where(Assessment.claim_id.in_(ids), of_the_whole(vantage))
        .order_by(*COURSE)
    )
    for row in session.execute(statement):
        grade = grade_in_words(row.reliability, row.credibility)
        found[row.claim_id].append(Decision(row.status, row.as_of, _reasons(row, vantage), grade))
    return found


def assessments_of(session: Session, vantage: Vantage, claim_id: int) -> list[AssessmentRow]:
    """Every decision on a claim that was held and recorded by then, corrected ones too, in order. Two statements.

    One that was put right by a decision of a later day is left out: it does not count, and why is not yet to be told.
    A correction of one that is not among them is a decision like any other.
    """
    correction = select(Correction.id).where(
        Correction.corrects_id == Assessment.id, recorded(Correction.recorded_at, vantage)
    )
    corrected_by = correction.scalar_subquery()
    put_right_later = correction.where(Correction.as_of > vantage.as_of).exists()
    statement = (
        select(*Assessment.__table__.columns, corrected_by.label("corrected_by"))
        .where(
            Assessment.claim_id == claim_id,
            Assessment.as_of <= vantage.as_of,
            recorded(Assessment.recorded_at, vantage),
            ~put_right_later,
        )
        .order_by(*COURSE)
    )
    rows = session.execute(statement).all()
    evidence = _evidence(session, [row.id for row in rows])
    shown = {row.id for row in rows}
    found = [_assessment(row, evidence.get(row.id, ()), vantage) for row in rows]
    return [one if one.corrects_id in shown else replace(one, corrects_id=None) for one in found]


def _evidence(session: Session, assessment_ids: Sequence[int]) -> dict[int, tuple[EvidenceRow, ...]]:
    statement = (
        select(Evidence.assessment_id, Evidence.stance, Evidence.report_id, Evidence.claim_id, Evidence.note)
        .where(Evidence.assessment_id.in_(assessment_ids))
        .order_by(Evidence.id)
    )
    found: dict[int, tuple[EvidenceRow, ...]] = {}
    for row in session.execute(statement):
        one = EvidenceRow(row.stance, row.report_id, row.claim_id, row.note)
        found[row.assessment_id] = (*found.get(row.assessment_id, ()), one)
    return found


def _reasons(row: Any, vantage: Vantage) -> str:
    return reasons_then(row.rationale, vantage, near=row.as_of)


def _assessment(row: Any, evidence: tuple[EvidenceRow, ...], vantage: Vantage) -> AssessmentRow:
    return AssessmentRow(
        id=row.id,
        status=row.status,
        aspect=row.aspect,
        as_of=row.as_of,
        as_of_edtf=row.as_of_edtf,
        recorded_at=row.recorded_at,
        rationale=_reasons(row, vantage),
        reliability=row.reliability,
        credibility=row.credibility,
        review_by=row.review_by,
        by=row.by,
        approved_by=row.approved_by,
        corrects_id=row.corrects_id,
        corrected_by=row.corrected_by,
        outcome=row.outcome,
        evidence=evidence,
    )
