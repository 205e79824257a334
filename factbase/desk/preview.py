"""What readers will see of a decision once it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from factbase.desk.assessment_form import AssessmentForm
from factbase.desk.claim_words import ClaimHead, day_words
from factbase.domain.courses import Decision, Stretch, stretches
from factbase.domain.dates import as_of_day
from factbase.domain.errors import InvalidInput
from factbase.domain.grading import grade_in_words
from factbase.domain.status import Status
from factbase.models import Claim

WIDTH = 320
MARGIN = 10
LABEL_ROOM = 70


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the small timeline, in units of its drawing; ``label`` is empty where there is no room for it."""

    status: Status
    x: int
    width: int
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The decision as its readers will see it. ``since`` is None as long as the day cannot be read."""

    before: Status
    status: Status
    since: str | None
    rationale: str | None
    grade: str | None
    aspect: str | None
    segments: Sequence[Segment]
    in_words: str


def preview(claim: Claim, head: ClaimHead, decisions: Sequence[Decision], form: AssessmentForm, today: date) -> Preview:
    """The decision in ``form`` on ``claim``, added to the ``decisions`` that count."""
    status = Status(form.status.data) if form.status.data in set(Status) else head.status
    day = _day(form, today)
    aspect = form.text("aspect")
    added = [*decisions, Decision(status, day)] if day and not aspect else decisions
    course = stretches(claim.made_on_earliest, added, as_of=max(today, claim.made_on_earliest))
    credibility = form.text("credibility")
    return Preview(
        before=head.status,
        status=status,
        since=day_words(day) if day else None,
        rationale=form.text("rationale"),
        grade=grade_in_words(form.text("reliability"), int(credibility) if credibility else None),
        aspect=aspect,
        segments=_segments(course),
        in_words=", ".join(f"{stretch.status} from {day_words(stretch.start)}" for stretch in course),
    )


def _day(form: AssessmentForm, today: date) -> date | None:
    try:
        day = as_of_day(form.as_of_text())
    except InvalidInput:
        return None
    return day if day <= today else None


def _segments(course: Sequence[Stretch]) -> list[Segment]:
    """The stretches side by side. The lane shows their order: long ones are drawn shorter than they were."""
    weights = [1 + log1p((stretch.end - stretch.start).days) for stretch in course]
    segments: list[Segment] = []
    x, free_from = MARGIN, 0
    for stretch, weight in zip(course, weights, strict=True):
        width = round((WIDTH - 2 * MARGIN) * weight / sum(weights))
        has_room = x >= free_from and x + LABEL_ROOM <= WIDTH + MARGIN
        segments.append(Segment(stretch.status, x, width, f"{stretch.start:%-d %b %Y}" if has_room else ""))
        free_from = x + LABEL_ROOM if has_room else free_from
        x += width
    return segments
