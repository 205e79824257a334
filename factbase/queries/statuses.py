"""What is in view at a vantage, the status of a claim there, and the course that led to it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Link, Report

Correction = aliased(Assessment, name="correction")


def recorded(column: InstrumentedAttribute[object], vantage: Vantage) -> ColumnElement[bool]:
    """Keep what factbase had recorded by the vantage's second time."""
    return column <= vantage.recorded_by if vantage.recorded_by else true()


def published(vantage: Vantage, claim: type[Claim] = Claim) -> ColumnElement[bool]:
    """Keep claims that readers see: published by then, and made on or before the day."""
    return and_(
        claim.published_at.is_not(None),
        recorded(claim.published_at, vantage),
        claim.made_on_earliest <= vantage.as_of,
    )


def out(vantage: Vantage, report: type[Report] = Report) -> ColumnElement[bool]:
    """Keep reports that were out for certain by the day, and recorded by then."""
    return and_(report.known_on <= vantage.as_of, recorded(report.recorded_at, vantage))


def tied(vantage: Vantage) -> ColumnElement[bool]:
    """Keep links recorded by then; that both claims are in view is for the caller's joins to say."""
    return recorded(Link.recorded_at, vantage)


def in_view(vantage: Vantage, row: type[Assessment] = Assessment) -> ColumnElement[bool]:
    """Keep assessments that count: held, recorded and not corrected by then."""
    corrected = exists().where(Correction.corrects_id == row.id, recorded(Correction.recorded_at, vantage))
    return and_(row.as_of <= vantage.as_of, recorded(row.recorded_at, vantage), ~corrected)


def of_the_whole(vantage: Vantage) -> ColumnElement[bool]:
    """Keep assessments in view that set the claim's status, rather than speak of one aspect."""
    return and_(Assessment.aspect.is_(None), in_view(vantage))


COURSE = (Assessment.as_of, Assessment.recorded_at, Assessment.id)
"""The order of a course: by the day from which a status held, ties by what was recorded later."""


def latest_statuses(vantage: Vantage) -> Select[int, str]:
    """(claim id, status) of every claim with an assessment in view. A claim without one is unconfirmed."""
    newest = standings(vantage)
    return select(newest.c.claim_id, newest.c.status)


def standings(vantage: Vantage, *only: ColumnElement[bool]) -> Subquery:
    """Where each assessed claim stands: ``claim_id``, ``status``, ``since``, ``last_checked``, ``assessment_id``.

    ``since`` is the as-of day of the first assessment of the present run of one status, ``last_checked`` that of
    the newest one. ``only`` narrows the assessments that are read, to those of a story's claims for example.
    """
    before = func.lag(Assessment.status).over(partition_by=Assessment.claim_id, order_by=COURSE)
    back = func.row_number().over(partition_by=Assessment.claim_id, order_by=tuple(column.desc() for column in COURSE))
    steps = (
        select(
            Assessment.claim_id,
            Assessment.status,
            Assessment.as_of,
            Assessment.id,
            before.label("before"),
            back.label("back"),
        )
        .where(of_the_whole(vantage), *only)
        .subquery("step")
    )
    starts = or_(steps.c.before.is_(None), steps.c.before != steps.c.status)
    return (
        select(
            steps.c.claim_id,
            func.max(case((steps.c.back == 1, steps.c.status))).label("status"),
            func.max(case((starts, steps.c.as_of))).label("since"),
            func.max(steps.c.as_of).label("last_checked"),
            func.max(case((steps.c.back == 1, steps.c.id))).label("assessment_id"),
        )
        .group_by(steps.c.claim_id)
        .subquery("standing")
    )
