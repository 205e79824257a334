"""Recording and correcting decisions on claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.dates import as_of_day
from factbase.domain.errors import FieldProblem, InvalidInput
from factbase.domain.evidence import assumed_stance
from factbase.domain.grading import CREDIBILITY, RELIABILITY
from factbase.domain.links import LinkType
from factbase.domain.roles import Actor, Permission
from factbase.domain.status import (
    MAX_RATIONALE,
    Aspect,
    Outcome,
    Stance,
    Status,
    missing_grounds,
    outcome_problems,
)
from factbase.models import Assessment, Claim, Evidence, Link, Report
from factbase.services.contents import assessment_content
from factbase.services.ledger import Entry, append_act
from factbase.services.revising import locked_claim
from factbase.services.wording import text_or_none, too_long

Slugged = TypeVar("Slugged", Report, Claim)


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A report or another claim, by slug, and what it does for the claim.

    ``stance`` None: nobody said; it is taken from the links on record and from the decision (``assumed_stance``).
    """

    report: str | None = None
    claim: str | None = None
    stance: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """A decision on ``claim``. ``as_of`` is a day or a month; ``corrects`` the id of the decision that was wrong.

    ``outcome`` is for a claim that has a due date: what became of it.
    """

    claim: str
    status: str
    as_of: str
    rationale: str
    evidence: Sequence[NewEvidence] = ()
    aspect: str | None = None
    reliability: str | None = None
    credibility: int | None = None
    review_by: date | None = None
    corrects: int | None = None
    outcome: str | None = None


def record_assessment(
    session: Session, new: NewAssessment, *, actor: Actor, now: datetime, version: int | None = None
) -> Assessment:
    """Add one decision to a claim's course.

    :raises InvalidInput: the decision lacks its grounds, a field is wrong, or it corrects what it cannot.
    :raises NotFound: there is no such claim.
    :raises Conflict: the claim is no longer at ``version``.
    """
    return decide(session, locked_claim(session, new.claim, version=version), new, actor=actor, now=now)


def decide(session: Session, claim: Claim, new: NewAssessment, *, actor: Actor, now: datetime) -> Assessment:
    """:func:`record_assessment` for a claim that is locked already."""
    actor.require(Permission.CORRECT if new.corrects else Permission.ASSESS)
    is_due = claim.due_on_edtf is not None
    problems = decision_problems(new, claim.made_on_earliest, is_due=is_due, today=now.date())
    evidence = _evidence(session, claim, new, problems)
    problems += _correction_problems(session, claim, new)
    if problems:
        raise InvalidInput(problems)
    assessment = Assessment(
        claim=claim,
        status=Status(new.status),
        aspect=Aspect(new.aspect) if new.aspect else None,
        outcome=Outcome(new.outcome) if new.outcome else None,
        as_of=as_of_day(new.as_of),
        as_of_edtf=new.as_of.strip(),
        recorded_at=now,
        rationale=new.rationale.strip(),
        reliability=new.reliability or None,
        credibility=new.credibility,
        review_by=new.review_by,
        by_id=actor.account_id,
        by=actor.name,
        corrects_id=new.corrects,
    )
    assessment.evidence = evidence
    session.add(assessment)
    claim.version += 1
    verb = "correct" if new.corrects else "assess"
    said = partial(assessment_content, assessment)
    append_act(session, Entry(verb, "claim", claim.slug, said), actor=actor, now=now)
    return assessment


def decision_problems(new: NewAssessment, made_on: date, *, is_due: bool, today: date) -> list[FieldProblem]:
    """What is wrong with a decision on a claim made on ``made_on``, but for what it refers to; empty when it stands.

    ``is_due``: whether the claim has a due date.
    """
    problems = _as_of_problems(new, made_on, today) + _grade_problems(new)
    if new.status in set(Status):
        problems += missing_grounds(Status(new.status), new.rationale, new.evidence)
    else:
        problems.append(FieldProblem("status", f"Choose one of: {', '.join(Status)}."))
    if new.aspect and new.aspect not in set(Aspect):
        problems.append(FieldProblem("aspect", f"Choose one of: {', '.join(Aspect)}."))
    if new.outcome:
        problems += outcome_problems(new.outcome, new.status, of_the_whole=not new.aspect, is_due=is_due)
    if any(one.stance is not None and one.stance not in set(Stance) for one in new.evidence):
        problems.append(FieldProblem("evidence", f"Evidence speaks as one of: {', '.join(Stance)}."))
    return problems + too_long("rationale", new.rationale, MAX_RATIONALE)


def _as_of_problems(new: NewAssessment, made_on: date, today: date) -> list[FieldProblem]:
    try:
        day = as_of_day(new.as_of)
    except InvalidInput as error:
        return list(error.problems)
    problems = []
    if day > today:
        problems.append(
            FieldProblem("as_of", f"A status holds from a day that has come: today is {today.isoformat()}.")
        )
    if day < made_on:
        problems.append(
            FieldProblem("as_of", f"The claim was not made before {made_on.isoformat()}; choose a later day.")
        )
    # Not "before today": a decision that is brought in from elsewhere may be overdue for review.
    if new.review_by and new.review_by < day:
        problems.append(FieldProblem("review_by", "Choose a day after the decision: this is when to look again."))
    return problems


def _grade_problems(new: NewAssessment) -> list[FieldProblem]:
    problems = []
    if new.reliability and new.reliability not in RELIABILITY:
        problems.append(FieldProblem("reliability", "Choose a letter from A to F."))
    if new.credibility is not None and new.credibility not in CREDIBILITY:
        problems.append(FieldProblem("credibility", "Choose a number from 1 to 6."))
    return problems


def _evidence(session: Session, claim: Claim, new: NewAssessment, problems: list[FieldProblem]) -> list[Evidence]:
    given = new.evidence
    reports = _by_slug(session, Report, [one.report for one in given if one.report])
    claims = _by_slug(session, Claim, [one.claim for one in given if one.claim])
    unsaid = [other.id for one in given if one.stance is None and (other := claims.get(one.claim or ""))]
    ties = _ties(session, claim, unsaid) if unsaid else {}
    rows = []
    for one in given:
        report = reports.get(one.report) if one.report else None
        other = claims.get(one.claim) if one.claim else None
        if (report is None) == (other is None):
            problems.append(FieldProblem("evidence", f"There is no report or claim “{one.report or one.claim}”."))
        elif other is not None and other.id == claim.id:
            problems.append(FieldProblem("evidence", "A claim is no evidence for itself."))
        elif not problems:
            tied = ties.get(other.id, ()) if other else ()
            stance = Stance(one.stance) if one.stance else assumed_stance(Status(new.status), tied)
            rows.append(Evidence(report=report, claim=other, stance=stance, note=text_or_none(one.note)))
    return rows


def _ties(session: Session, claim: Claim, others: Sequence[int]) -> dict[int, set[LinkType]]:
    """The types of the links between ``claim`` and each of ``others``, whichever of the two links."""
    outward = select(Link.target_id, Link.type).where(Link.source_id == claim.id, Link.target_id.in_(others))
    inward = select(Link.source_id, Link.type).where(Link.target_id == claim.id, Link.source_id.in_(others))
    found: dict[int, set[LinkType]] = {}
    for other, type_ in session.execute(outward.union(inward)):
        found.setdefault(other, set()).add(type_)
    return found


def _by_slug(session: Session, model: type[Slugged], slugs: Sequence[str]) -> dict[str, Slugged]:
    if not slugs:
        return {}
    return {row.slug: row for row in session.scalars(select(model).where(model.slug.in_(slugs)))}


def _correction_problems(session: Session, claim: Claim, new: NewAssessment) -> list[FieldProblem]:
    if new.corrects is None:
        return []
    wrong = session.get(Assessment, new.corrects)
    if wrong is None or wrong.claim_id != claim.id:
        return [FieldProblem("corrects", "That decision is not one of this claim’s.")]
    if session.scalar(select(Assessment.id).where(Assessment.corrects_id == wrong.id)) is not None:
        return [FieldProblem("corrects", "That decision was corrected already; correct the newer one.")]
    if not new.rationale.strip():
        return [FieldProblem("rationale", "Say what was wrong; corrections are public.")]
    return []
