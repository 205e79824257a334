"""The panel with which a reader steps through the days on which something changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from urllib.parse import urlencode

from factbase.domain.vantage import Vantage


@dataclass(frozen=True, slots=True)
class AsOfPanel:
    """Where the page stands in time, and the steps from there.

    ``days`` end with today. ``position`` is the step at which the page stands: the last day not after it.
    The addresses are None at the ends. ``kept`` are the other parameters of the address, as name and value.
    """

    day: date
    today: date
    days: tuple[date, ...]
    position: int
    path: str
    previous_url: str | None
    next_url: str | None
    kept: tuple[tuple[str, str], ...]

    @property
    def is_today(self) -> bool:
        """Whether the page shows all that is known today."""
        return self.day == self.today

    @property
    def last(self) -> int:
        """The step of today."""
        return len(self.days) - 1


def as_of_panel(
    vantage: Vantage,
    change_days: Iterable[date],
    *,
    path: str,
    kept: Iterable[tuple[str, str]] = (),
    onward: str | None = None,
) -> AsOfPanel:
    """The panel of a page at ``path``, with a step for each of ``change_days`` (any order, none after today).

    ``kept`` are the filters to carry along; the cut-off of recording is carried in any case. ``onward`` is an address
    that finds the next day with a change: given where ``change_days`` end with the vantage, so that a view of an
    earlier day does not tell of later ones.
    """
    days = (*sorted({day for day in change_days if day < vantage.today}), vantage.today)
    carried = tuple(kept)
    if vantage.recorded_by is not None:
        instant = vantage.recorded_by.astimezone(UTC).isoformat().replace("+00:00", "Z")
        carried = (*carried, ("recorded_by", instant))

    def address(day: date) -> str:
        query = urlencode([*carried, *([("as_of", day.isoformat())] if day != vantage.today else [])])
        return f"{path}?{query}" if query else path

    earlier = bisect_left(days, vantage.as_of) - 1
    later = bisect_right(days, vantage.as_of)
    return AsOfPanel(
        day=vantage.as_of,
        today=vantage.today,
        days=days,
        position=max(0, later - 1),
        path=path,
        previous_url=address(days[earlier]) if earlier >= 0 else None,
        next_url=onward or (address(days[later]) if later < len(days) else None),
        kept=carried,
    )
