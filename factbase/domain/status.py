"""Statuses of a claim, which of them settle it, and the grounds that a decision needs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from factbase.domain.errors import FieldProblem

MAX_STATEMENT = 1_000
MAX_RATIONALE = 5_000


class Kind(StrEnum):
    """What sort of assertion a claim is."""

    EVENT = "event"
    QUANTITY = "quantity"
    INTENTION = "intention"
    POSITION = "position"
    DENIAL = "denial"


class Status(StrEnum):
    """A claim's standing, in the order of the form."""

    UNCONFIRMED = "unconfirmed"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"

    @property
    def resolved(self) -> bool:
        """Whether the matter is settled rather than open."""
        return self in RESOLVED


RESOLVED = frozenset({Status.CONFIRMED, Status.REFUTED, Status.WITHDRAWN})

STATUS_ORDER: tuple[Status, ...] = (
    Status.CONFIRMED,
    Status.CORROBORATED,
    Status.UNCONFIRMED,
    Status.DISPUTED,
    Status.DENIED,
    Status.REFUTED,
    Status.WITHDRAWN,
)
"""The order of bars and lists (DESIGN.md, Statuses)."""

MEANING: dict[Status, str] = {
    Status.UNCONFIRMED: "Reported; nobody else in a position to know has confirmed it.",
    Status.CORROBORATED: (
        "Independent origins or independent evidence support it; the parties concerned have not acknowledged it."
    ),
    Status.DISPUTED: "Credible accounts contradict each other.",
    Status.DENIED: "A party concerned denies it, and nothing independent settles it.",
    Status.CONFIRMED: "Acknowledged by those in a position to know, or plainly happened.",
    Status.REFUTED: "Evidence shows that it is not so, or its due date passed without it.",
    Status.WITHDRAWN: "Its speaker or outlet took it back.",
}


class Aspect(StrEnum):
    """The part of a claim that an assessment is about, when it is not about the whole."""

    OCCURRENCE = "occurrence"
    ACTOR = "actor"
    MAGNITUDE = "magnitude"
    TIMING = "timing"


class Outcome(StrEnum):
    """What became of a claim that could be judged on some day: an intention, a prediction."""

    OCCURRED = "occurred"
    LATE = "late"
    DID_NOT_OCCUR = "did_not_occur"
    CANNOT_BE_KNOWN = "cannot_be_known"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.OCCURRED: "It occurred when it was due.",
    Outcome.LATE: "It occurred, but later than it was due.",
    Outcome.DID_NOT_OCCUR: "It did not occur.",
    Outcome.CANNOT_BE_KNOWN: "Whether it occurred cannot be known.",
}

OUTCOME_STATUSES: dict[Outcome, tuple[Status, ...]] = {
    Outcome.OCCURRED: (Status.CONFIRMED, Status.CORROBORATED),
    Outcome.LATE: (Status.CONFIRMED, Status.CORROBORATED),
    Outcome.DID_NOT_OCCUR: (Status.REFUTED,),
    Outcome.CANNOT_BE_KNOWN: tuple(status for status in STATUS_ORDER if status not in RESOLVED),
}
"""The statuses that a decision with the outcome may set."""


class Stance(StrEnum):
    """What a piece of evidence does for the claim."""

    SUPPORTS = "supports"
    AGAINST = "against"
    CONTEXT = "context"


def outcome_problems(outcome: str, status: str, *, of_the_whole: bool, is_due: bool) -> list[FieldProblem]:
    """Problems of an outcome with its decision and its claim; ``is_due`` if the claim has a due date."""
    if outcome not in set(Outcome):
        return [FieldProblem("outcome", f"Choose one of: {', '.join(Outcome)}.")]
    if not is_due:
        return [FieldProblem("outcome", "Only a claim with a due date has an outcome; give the claim its date first.")]
    if not of_the_whole:
        return [FieldProblem("outcome", "An outcome is of the whole claim, not of one aspect of it.")]
    fitting = OUTCOME_STATUSES[Outcome(outcome)]
    if status in set(Status) and status not in fitting:
        words = " or ".join(f"“{each.value}”" for each in fitting)
        return [FieldProblem("outcome", f"“{outcome.replace('_', ' ')}” goes with the status {words}.")]
    return []


def missing_grounds(status: Status, rationale: str, evidence: Sequence[object]) -> list[FieldProblem]:
    """Problems of a decision that lacks its reasons; empty when it stands.

    Every status but ``unconfirmed`` needs a rationale and at least one piece of evidence.
    """
    if status is Status.UNCONFIRMED:
        return []
    problems = []
    if not rationale.strip():
        problems.append(FieldProblem("rationale", f"Say in a sentence or two why the claim is {status.value}."))
    if not evidence:
        problems.append(
            FieldProblem(
                "evidence",
                f"A decision of “{status.value}” needs at least one piece of evidence: a report or another claim.",
            )
        )
    return problems
