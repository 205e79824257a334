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


class Stance(StrEnum):
    """What a piece of evidence does for the claim."""

    SUPPORTS = "supports"
    AGAINST = "against"
    CONTEXT = "context"


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
