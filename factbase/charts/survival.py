"""How long claims stay open: Kaplan-Meier's estimate, in which open claims count for as long as they have been so.

E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", J. Am. Stat. Assoc. 53 (1958); the
interval is Greenwood's on the log-log scale, which stays within 0 and 1. Written out here because importing
``scipy.stats`` for it takes a second and 60 MB in every worker; the tests compare the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SURVIVAL_COLUMNS = ("day", "at_risk", "settled", "still_open", "open", "low", "high")

_Z_95 = 1.959963984540054
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the curve on which claims left it.

    ``at_risk`` were open when the day began; ``settled`` and ``still_open`` are those that left, the latter because
    they have not been open for longer. ``open`` is the share still open after the day, ``low`` to ``high`` its 95 %
    interval.
    """

    day: int
    at_risk: int
    settled: int
    still_open: int
    open: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Median:
    """The day by which half were settled, with its 95 % interval; None where curve or band stays above a half."""

    day: int | None
    low: int | None
    high: int | None


def survival_curve(durations: Sequence[int], observed: Sequence[bool]) -> list[Step]:
    """The curve from day 0; empty without claims.

    ``durations`` are days from when a claim was made to when it was settled, or to the day of asking where ``observed``
    is False. The interval is not defined before the first claim is settled, where it has no width, nor once none is
    left, where it keeps its upper end.
    """
    if not durations:
        return []
    settled = Counter(days for days, is_settled in zip(durations, observed, strict=True) if is_settled)
    still_open = Counter(days for days, is_settled in zip(durations, observed, strict=True) if not is_settled)
    steps: list[Step] = []
    at_risk, share, spread, low, high = len(durations), 1.0, 0.0, 1.0, 1.0
    for day in sorted({0} | settled.keys() | still_open.keys()):
        leaving = settled[day]
        share *= 1 - leaving / at_risk
        if leaving == at_risk:
            low = 0.0
        elif leaving:
            spread += leaving / (at_risk * (at_risk - leaving))
            reach = _Z_95 * sqrt(spread) / -log(share)
            low, high = share ** exp(reach), share ** exp(-reach)
        steps.append(Step(day, at_risk, leaving, still_open[day], share, low, high))
        at_risk -= leaving + still_open[day]
    return steps


def survival_frame(curve: Sequence[Step]) -> pd.DataFrame:
    """One row per step; columns ``SURVIVAL_COLUMNS``."""
    import pandas as pd

    return pd.DataFrame.from_records([astuple(step) for step in curve], columns=list(SURVIVAL_COLUMNS))


def median_of(curve: Sequence[Step]) -> Median:
    """When the curve falls to a half, and when the ends of its band do."""

    def first(days: list[int]) -> int | None:
        return days[0] if days else None

    half = 0.5 + _ROUNDING
    return Median(
        day=first([step.day for step in curve if step.open <= half]),
        low=first([step.day for step in curve if step.low <= half]),
        high=first([step.day for step in curve if step.high <= half]),
    )
