"""The course of a claim: the decisions on it in order, and the stretches of one status that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factbase.domain.status import STATUS_ORDER, Status


@dataclass(frozen=True, slots=True)
class Decision:
    """One assessment of the whole claim: its status, the day from which it holds, its reason, its grade in words."""

    status: Status
    as_of: date
    reason: str = ""
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A claim stood at ``status`` from the day ``start`` until ``end``, the first day of which it no longer did."""

    status: Status
    start: date
    end: date
    reason: str = ""
    grade: str | None = None


def stretches(first: date, decisions: Sequence[Decision], *, as_of: date) -> tuple[Stretch, ...]:
    """The course of a claim made on ``first`` up to the end of ``as_of``; ``decisions`` in the order of the course.

    Before the first decision it is unconfirmed. Decisions that repeat the status are not changes; of several on one
    day the last holds; one dated before the claim was made holds from when it was made.
    """
    held: dict[date, Decision] = {}
    for decision in sorted(decisions, key=lambda decision: decision.as_of):
        if decision.as_of <= as_of:
            held[max(decision.as_of, first)] = decision
    held.setdefault(first, Decision(Status.UNCONFIRMED, first))
    steps: list[tuple[date, Decision]] = []
    for day in sorted(held):
        if not steps or held[day].status is not steps[-1][1].status:
            steps.append((day, held[day]))
    ends = [day for day, _ in steps[1:]] + [as_of + timedelta(days=1)]
    return tuple(
        Stretch(decision.status, day, end, decision.reason, decision.grade)
        for (day, decision), end in zip(steps, ends, strict=True)
    )


def mix_steps(courses: Iterable[Sequence[Stretch]]) -> list[tuple[date, dict[Status, int]]]:
    """How many claims stood where, from each day on which that changed; each step holds until the next one."""
    moves: dict[date, Counter[Status]] = {}
    for course in courses:
        before: Status | None = None
        for stretch in course:
            moves.setdefault(stretch.start, Counter())[stretch.status] += 1
            if before is not None:
                moves[stretch.start][before] -= 1
            before = stretch.status
    steps: list[tuple[date, dict[Status, int]]] = []
    counts: Counter[Status] = Counter()
    for day in sorted(moves):
        for status, change in moves[day].items():
            counts[status] += change
        steps.append((day, {status: counts[status] for status in STATUS_ORDER if counts[status]}))
    return steps
