"""What came of claims: outcomes, and the share that was borne out with its interval. Never a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from factbase.domain.status import Kind, Status

LEAST_SETTLED = 5
"""From how many settled claims on a rate is given at all; of fewer it would say next to nothing."""

_Z_95 = 1.959963984540054
_SPEAKS_AGAINST = frozenset({Status.REFUTED, Status.DISPUTED, Status.DENIED, Status.WITHDRAWN})


class Outcome(StrEnum):
    """What came of a claim, in the order of tables."""

    BORNE_OUT = "borne out"
    IN_PART = "borne out in part"
    NOT_BORNE_OUT = "not borne out"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    NOT_CHECKABLE = "cannot be checked"


SETTLED = (Outcome.BORNE_OUT, Outcome.IN_PART, Outcome.NOT_BORNE_OUT, Outcome.WITHDRAWN)
"""The outcomes that count as settled; the rate is the first of them among all."""

OUTCOME_MEANING: Mapping[Outcome, str] = {
    Outcome.BORNE_OUT: "Confirmed: it happened, or was shown to be so",
    Outcome.IN_PART: "Confirmed, but a part of it (who, how much, when) is disputed, denied or refuted",
    Outcome.NOT_BORNE_OUT: "Refuted: it did not happen, or was shown not to be so",
    Outcome.WITHDRAWN: "Its speaker or outlet took it back",
    Outcome.OPEN: "Not due yet, or not settled; kept in the count",
    Outcome.NOT_CHECKABLE: "A position or a comment; left out of the rate",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of settled claims that were borne out, with its 95 % interval (Wilson); shares from 0 to 1."""

    borne_out: int
    settled: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself."""
        return self.borne_out / self.settled


def is_checkable(kind: Kind) -> bool:
    """Whether a claim of this kind can be borne out. That a position was said says nothing of its being right."""
    return kind is not Kind.POSITION


def outcome_of(kind: Kind, status: Status, aspects: Iterable[Status] = ()) -> Outcome:
    """What came of a claim of ``kind`` at ``status``; ``aspects`` are the statuses of those decided by themselves."""
    if not is_checkable(kind):
        return Outcome.NOT_CHECKABLE
    match status:
        case Status.CONFIRMED:
            return Outcome.BORNE_OUT if _SPEAKS_AGAINST.isdisjoint(aspects) else Outcome.IN_PART
        case Status.REFUTED:
            return Outcome.NOT_BORNE_OUT
        case Status.WITHDRAWN:
            return Outcome.WITHDRAWN
        case _:
            return Outcome.OPEN


def rate_of(counts: Mapping[Outcome, int]) -> Rate | None:
    """The rate from ``counts`` of claims by outcome; None below :data:`LEAST_SETTLED` settled ones."""
    settled = sum(counts.get(outcome, 0) for outcome in SETTLED)
    if settled < LEAST_SETTLED:
        return None
    borne_out = counts.get(Outcome.BORNE_OUT, 0)
    low, high = wilson_interval(borne_out, settled)
    return Rate(borne_out, settled, low, high)


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a proportion (Wilson 1927), which keeps within 0 and 1 for few trials too.

    :raises ValueError: there are no trials, or more successes than trials.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError(f"{successes} of {trials} is no proportion")
    share, square = successes / trials, _Z_95**2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    reach = _Z_95 / (1 + square / trials) * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)
