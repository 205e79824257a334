"""A decision as a fact-checker enters it, with evidence that may be a report not on record yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from factbase.domain.errors import FieldProblem, InvalidInput
from factbase.domain.roles import Actor
from factbase.models import Assessment, Report
from factbase.services.assessing import NewAssessment, NewEvidence, decision_problems, record_assessment
from factbase.services.citing import Collecting, ReportGiven, enter_report
from factbase.services.revising import locked_claim


@dataclass(frozen=True, slots=True)
class ReportAsEvidence:
    """A report by its address, on record or new, and what it does for the claim."""

    report: ReportGiven
    stance: str
    note: str | None = None


def enter_assessment(
    session: Session,
    new: NewAssessment,
    more: ReportAsEvidence | None,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Assessment:
    """Record a decision, and first the report among its evidence that was not offered.

    :raises Conflict: the claim is no longer at ``version``; nothing was recorded for it.
    :raises InvalidInput: names every field that is wrong; those of the report begin with ``report.``.
    """
    claim = locked_claim(session, new.claim, version=version)
    problems: list[FieldProblem] = []
    if more is not None:
        report: Report | None = None
        with Collecting(problems, prefix="report."):
            report = enter_report(session, more.report, actor=actor, now=now)
        slug = report.slug if report is not None else ""
        new = replace(new, evidence=[*new.evidence, NewEvidence(report=slug, stance=more.stance, note=more.note)])
    if problems:
        is_due = claim.due_on_edtf is not None
        more_problems = decision_problems(new, claim.made_on_earliest, is_due=is_due, today=now.date())
        raise InvalidInput([*problems, *more_problems])
    return record_assessment(session, new, actor=actor, now=now, version=version)
