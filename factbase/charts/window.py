"""Which days a timeline shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from factbase.charts.frames import Lane, Row, lanes_of
from factbase.charts.palette import Width
from factbase.domain.date_words import day_in_words

if TYPE_CHECKING:
    import pandas as pd

_SHORTEST = 10  # days
_WORTH_CUTTING = 14  # days
MOST_OLDER = {Width.WIDE: 0.25, Width.NARROW: 0.4}
"""Which share of the claims may have begun before the window."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are shown. ``cut``: nothing changed between ``last`` and the day of asking, which is left out."""

    first: date
    last: date
    cut: bool = False

    @property
    def end(self) -> date:
        """The first day that is not shown."""
        return self.last + timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.end - self.first).days


def default_window(frame: pd.DataFrame, as_of: date, width: Width = Width.WIDE) -> Window:
    """The days worth showing of a ``timeline_frame``; see ``window_over``."""
    return window_of(lanes_of(frame), as_of, width)


def window_of(lanes: Sequence[Sequence[Row]], as_of: date, width: Width) -> Window:
    """The same of the rows of its lanes."""
    events = [lane[0]["made_last"] for lane in lanes] + [row["start"] for lane in lanes for row in lane]
    dues = [lane[0]["due_last"] for lane in lanes if lane[0]["due_last"]]
    return window_over([lane[0]["start"] for lane in lanes], events + dues, as_of, width)


def cut_words(lanes: Sequence[Lane], as_of: date) -> str | None:
    """A sentence for the note under the chart where the axis is cut, else None."""
    events = [lane.made.latest or lane.first for lane in lanes] + [day for lane in lanes for day in lane.changes]
    dues = [lane.due.latest for lane in lanes if lane.due and lane.due.latest]
    window = window_over([lane.first for lane in lanes], events + dues, as_of, Width.WIDE)
    if not window.cut:
        return None
    return f"The axis is cut: nothing changed from {day_in_words(window.last)} to {day_in_words(as_of)}."


def window_over(starts: Sequence[date], events: Sequence[date], as_of: date, width: Width) -> Window:
    """The days worth showing of claims with these first days, and with changes on the days of ``events``.

    Where few old claims would squeeze the rest, the window begins after them; on a phone more may be left of it. Where
    nothing changed for long before ``as_of``, the axis is cut after the last change.
    """
    if not starts:
        return Window(as_of - timedelta(days=_SHORTEST), as_of)
    last_event = min(max(*starts, *events), as_of)
    first, usual = (_beginning(sorted(starts), last_event, MOST_OLDER[one]) for one in (width, Width.WIDE))
    span = max((last_event - usual).days, _SHORTEST)
    pad = max(span // 12, 2)
    cut = (as_of - last_event).days > max(span // 3, _WORTH_CUTTING)
    return Window(first - timedelta(days=max(span // 28, 1)), last_event + timedelta(days=pad) if cut else as_of, cut)


def _beginning(starts: Sequence[date], last: date, most_older: float) -> date:
    """The first start, or the one after the longest gap if that takes a third of the time and few come before it."""
    older = range(1, int(len(starts) * most_older) + 1)
    longest = max(older, key=lambda n: (starts[n] - starts[n - 1]).days, default=0)
    if longest and (starts[longest] - starts[longest - 1]).days * 3 >= (last - starts[0]).days:
        return starts[longest]
    return starts[0]
