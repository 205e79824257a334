"""What came of claims: results, and the share that was borne out with its interval. Never a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from factbase.domain.status import Kind, Outcome, Status

LEAST_SETTLED = 5
"""From how many settled claims on a rate is given at all; of fewer it would say next to nothing."""

_Z_95 = 1.959963984540054
_SPEAKS_AGAINST = frozenset({Status.REFUTED, Status.DISPUTED, Status.DENIED, Status.WITHDRAWN})


class Result(StrEnum):
    """What came of a claim, in the order of tables."""

    BORNE_OUT = "borne out"
    IN_PART = "borne out in part"
    NOT_BORNE_OUT = "not borne out"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    NOT_CHECKABLE = "cannot be checked"


SETTLED = (Result.BORNE_OUT, Result.IN_PART, Result.NOT_BORNE_OUT, Result.WITHDRAWN)
"""The results that count as settled; the rate is the first of them among all."""

RESULT_MEANING: Mapping[Result, str] = {
    Result.BORNE_OUT: "Confirmed: it happened, or was shown to be so",
    Result.IN_PART: "Confirmed, but later than it was due, or with a part that is disputed, denied or refuted",
    Result.NOT_BORNE_OUT: "Refuted: it did not happen, or was shown not to be so",
    Result.WITHDRAWN: "Its speaker or outlet took it back",
    Result.OPEN: "Not due yet, or not settled; kept in the count",
    Result.NOT_CHECKABLE: "A position or a comment, or nobody can know; left out of the rate",
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


def result_of(kind: Kind, status: Status, aspects: Iterable[Status] = (), outcome: Outcome | None = None) -> Result:
    """What came of a claim of ``kind`` at ``status``.

    ``aspects`` are the statuses of the parts that were decided by themselves, ``outcome`` that of a claim that was due.
    """
    if not is_checkable(kind):
        return Result.NOT_CHECKABLE
    match status:
        case Status.CONFIRMED:
            is_whole = outcome is not Outcome.LATE and _SPEAKS_AGAINST.isdisjoint(aspects)
            return Result.BORNE_OUT if is_whole else Result.IN_PART
        case Status.REFUTED:
            return Result.NOT_BORNE_OUT
        case Status.WITHDRAWN:
            return Result.WITHDRAWN
        case _:
            return Result.NOT_CHECKABLE if outcome is Outcome.CANNOT_BE_KNOWN else Result.OPEN


def rate_of(counts: Mapping[Result, int]) -> Rate | None:
    """The rate from ``counts`` of claims by result; None below :data:`LEAST_SETTLED` settled ones."""
    settled = sum(counts.get(result, 0) for result in SETTLED)
    if settled < LEAST_SETTLED:
        return None
    borne_out = counts.get(Result.BORNE_OUT, 0)
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
