"""The whole story at a glance: claims by the month in which they were made, stacked by where they stand now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from factbase.charts.canvas import Figure, base_layout, date_axis, value_axis
from factbase.charts.chapters import Chapter, period_in_words
from factbase.charts.frames import Lane, Table, records
from factbase.charts.palette import PALETTES, Palette, Theme, Width, hatching
from factbase.domain.status import STATUS_ORDER, Status

if TYPE_CHECKING:
    import pandas as pd

OVERVIEW_COLUMNS = ("first", "last", "period", *(status.value for status in STATUS_ORDER))
HEIGHT = 132
_MOST_BARS = 72
_LEFT = 30


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a longer unit of a very long story, with its claims by where they stand."""

    first: date
    last: date
    counts: Mapping[Status, int]

    @property
    def words(self) -> str:
        """The period in words."""
        return period_in_words(self.first, self.last)

    @property
    def total(self) -> int:
        """How many claims were made in it."""
        return sum(self.counts.values())


def periods_of(lanes: Sequence[Lane]) -> list[Period]:
    """The months from the first claim to the last, also those without claims.

    A story of more than six years is counted by quarters, of more than eighteen by years.
    """
    if not lanes:
        return []
    months = [lane.first.year * 12 + lane.first.month - 1 for lane in lanes]
    span = max(months) - min(months) + 1
    step = next((step for step in (1, 3) if span <= step * _MOST_BARS), 12)
    counts: dict[int, Counter[Status]] = {
        period: Counter() for period in range(min(months) // step, max(months) // step + 1)
    }
    for month, lane in zip(months, lanes, strict=True):
        counts[month // step][lane.status] += 1
    return [
        Period(_first_of(period * step), _first_of((period + 1) * step) - timedelta(days=1), found)
        for period, found in counts.items()
    ]


def overview_frame(lanes: Sequence[Lane]) -> pd.DataFrame:
    """One row per period; columns ``OVERVIEW_COLUMNS``, the statuses as counts."""
    import pandas as pd

    rows = [
        (period.first, period.last, period.words, *(period.counts[status] for status in STATUS_ORDER))
        for period in periods_of(lanes)
    ]
    frame = pd.DataFrame.from_records(rows, columns=list(OVERVIEW_COLUMNS))
    return frame.astype({"first": "datetime64[s]", "last": "datetime64[s]"})


def overview_figure(
    frame: pd.DataFrame, *, theme: Theme = Theme.LIGHT, width: Width = Width.WIDE, chapter: Chapter | None = None
) -> Figure:
    """The bars of an ``overview_frame``; the days of ``chapter`` lie on a tinted ground."""
    palette = PALETTES[theme]
    rows = records(frame)
    first, last = rows[0]["first"].date(), rows[-1]["last"].date()
    tallest = max(sum(row[status] for status in STATUS_ORDER) for row in rows)
    layout = base_layout(palette, height=HEIGHT, left=_LEFT, right=8, top=10, bottom=24)
    layout |= {
        "barmode": "stack",
        "xaxis": date_axis(palette, first, last, most=8 if width is Width.WIDE else 4, ticks="outside", ticklen=4)
        | {"tickcolor": palette.edge},
        "yaxis": value_axis(palette, tallest) | {"tickvals": [0, tallest], "ticktext": ["0", str(tallest)]},
        "shapes": [_ground(chapter, palette)] if chapter else [],
    }
    traces = [_bars(rows, status, palette) for status in STATUS_ORDER if any(row[status] for row in rows)]
    return {"data": traces, "layout": layout}


def overview_words(lanes: Sequence[Lane]) -> str:
    """What the strip shows, in a sentence."""
    periods = periods_of(lanes)
    if not periods:
        return "No claims are on record."
    busiest = max(periods, key=lambda period: period.total)
    return (
        f"Claims by the month in which they were made, {period_in_words(periods[0].first, periods[-1].last)}: "
        f"{len(lanes)} in all, most of them in {busiest.words} ({busiest.total})."
    )


def overview_table(lanes: Sequence[Lane]) -> Table:
    """The periods that have claims, with their counts."""
    return Table(
        "Claims by the month in which they were made, and where they stand",
        ("Made in", "Claims", *(status.value.capitalize() for status in STATUS_ORDER)),
        tuple(
            (period.words, str(period.total), *(str(period.counts[status]) for status in STATUS_ORDER))
            for period in periods_of(lanes)
            if period.total
        ),
    )


def _bars(rows: Sequence[dict[str, Any]], status: Status, palette: Palette) -> dict[str, Any]:
    colour = palette.status[status]
    return {
        "type": "bar",
        "name": status.value,
        "x": [(row["first"] + (row["last"] - row["first"]) / 2).isoformat() for row in rows],
        "y": [int(row[status]) for row in rows],
        "width": [(row["last"] - row["first"]).days * 0.8 * 86_400_000 for row in rows],
        "marker": {
            "color": colour,
            "pattern": hatching(palette, status) | {"size": 4},
            "line": {"color": colour, "width": 0.5},
        },
        "customdata": [row["period"] for row in rows],
        "hovertemplate": f"%{{customdata}}: %{{y}} {status.value}<extra></extra>",
    }


def _ground(chapter: Chapter, palette: Palette) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": chapter.first.isoformat(),
        "x1": (chapter.last + timedelta(days=1)).isoformat(),
        "y0": 0,
        "y1": 1,
        "fillcolor": palette.rule,
        "opacity": 0.6,
        "line": {"width": 0},
        "layer": "below",
    }


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
