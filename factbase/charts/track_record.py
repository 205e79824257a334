"""How long claims stay open, as a curve. Counts and the rate of a track record are drawn by the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from factbase.charts.canvas import Figure, base_layout, said, value_ticks
from factbase.charts.frames import Table, records
from factbase.charts.palette import PALETTES, Palette, Theme, Width
from factbase.charts.survival import Median, Step, median_of

if TYPE_CHECKING:
    import pandas as pd

HEIGHT = 320


def survival_figure(frame: pd.DataFrame, *, theme: Theme = Theme.LIGHT, width: Width = Width.WIDE) -> Figure:
    """The steps of a ``survival_frame`` with their band, ticks for open claims, and below how many were open."""
    palette = PALETTES[theme]
    curve = [Step(**row) for row in records(frame)]
    last = _horizon(curve)
    ticks = [int(day) for day in value_ticks(last) if day <= last]
    if width is Width.WIDE:
        ticks = sorted({*ticks, *((one + other) // 2 for one, other in pairwise(ticks))})
    layout = base_layout(palette, height=HEIGHT, left=48, right=20, top=14, bottom=58)
    median = median_of(curve)
    layout |= {
        "xaxis": {
            "range": [0, last],
            "tickvals": ticks,
            "ticktext": ["0 days", *(f"{day:,}" for day in ticks[1:])],
            "tickfont": {"size": 12, "color": palette.ink_2},
            "tickangle": 0,
            "ticklabelstandoff": 6,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": _shares(palette)
        | {"showgrid": True, "gridcolor": palette.rule, "zeroline": True}
        | {"zerolinecolor": palette.edge, "zerolinewidth": 1},
        "annotations": [
            *_at_risk(curve, ticks, palette),
            *_median_words(median, last, palette),
            *_open_longer(curve, last, palette),
        ],
        "shapes": list(_median_lines(median, palette)),
    }
    return {"data": _steps(curve, palette), "layout": layout}


def survival_words(curve: Sequence[Step]) -> str:
    """How long claims stayed open, in a sentence or two."""
    claims = curve[0].at_risk
    still_open = sum(step.still_open for step in curve)
    median = median_of(curve)
    if median.day is None or median.low is None:
        return f"Of {claims} claims {still_open} are still open; fewer than half are estimated to have been settled."
    reach = f"{median.low} days or more" if median.high is None else f"{median.low} to {median.high} days"
    return (
        f"Half were settled within {median.day} days (95 % interval: {reach}). "
        f"Of {claims} claims {still_open} are still open."
    )


def survival_table(curve: Sequence[Step]) -> Table:
    """The curve at each day on which a claim left it."""
    rows = tuple(
        (
            f"{step.day:,}",
            str(step.at_risk),
            str(step.settled),
            str(step.still_open),
            _percent(step.open),
            f"{_percent(step.low)} to {_percent(step.high)}",
        )
        for step in curve
    )
    columns = ("Day", "Open before", "Settled", "Open until now", "Share open", "95 % interval")
    return Table("How long claims stay open, by days since they were made", columns, rows)


def _shares(palette: Palette) -> dict[str, Any]:
    """An axis of shares, from 0 to 100 per cent."""
    return {
        "range": [0, 1],
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "ticktext": [_percent(share) for share in (0, 0.25, 0.5, 0.75, 1)],
        "tickfont": {"size": 12, "color": palette.ink_2},
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "zeroline": False,
    }


def _steps(curve: Sequence[Step], palette: Palette) -> list[dict[str, Any]]:
    days = [0, *(step.day for step in curve)]
    common = {"type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip"}
    no_line = {"width": 0, "color": palette.ink, "shape": "hv"}
    still_open = [step for step in curve if step.still_open]
    return [
        common | {"name": "upper end", "y": [1, *(step.high for step in curve)], "line": no_line},
        common
        | {"name": "lower end", "y": [1, *(step.low for step in curve)], "line": no_line}
        | {"fill": "tonexty", "fillcolor": _faint(palette.ink)},
        common
        | {"name": "share open", "y": [1, *(step.open for step in curve)]}
        | {"line": {"color": palette.ink, "width": 2, "shape": "hv"}}
        | {"hoverinfo": "all", "hovertemplate": "day %{x}: %{y:.0%} open<extra></extra>"},
        {
            "type": "scatter",
            "mode": "markers",
            "name": "open today",
            "x": [step.day for step in still_open],
            "y": [step.open for step in still_open],
            "text": [f"{step.still_open} still open after {step.day:,} days" for step in still_open],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {"symbol": "line-ns", "size": 10, "line": {"color": palette.ink, "width": 1.5}, "opacity": 1},
            "cliponaxis": False,
        },
    ]


def _horizon(curve: Sequence[Step]) -> int:
    """The last day shown: the last of all, or soon after the last settled claim if the others are far from it."""
    end = curve[-1].day
    settled = max((step.day for step in curve if step.settled), default=end)
    return max(min(end, settled + max(settled // 5, 30)), 1)


def _open_longer(curve: Sequence[Step], last: int, palette: Palette) -> Iterator[dict[str, Any]]:
    """How many claims have been open for longer than is shown."""
    longer = sum(step.still_open for step in curve if step.day > last)
    if longer:
        place: dict[str, Any] = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom", "yshift": 2}
        level = next(step.high for step in reversed(curve) if step.day <= last)
        yield said(f"{longer} open for longer →", palette, y=level, **place)


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.12)"


def _at_risk(curve: Sequence[Step], ticks: list[int], palette: Palette) -> Iterator[dict[str, Any]]:
    """How many claims were open on the days that the axis names."""
    place: dict[str, Any] = {"yref": "paper", "y": 0, "yanchor": "top", "yshift": -32}
    yield said("open", palette, xref="paper", x=0, xanchor="right", xshift=-14, **place)
    for day in ticks:
        later = [step for step in curve if step.day >= day]
        yield said(str(later[0].at_risk) if later else "0", palette, x=day, **place)


def _median_lines(median: Median, palette: Palette) -> Iterator[dict[str, Any]]:
    if median.day is not None:
        line = {"color": palette.edge, "width": 1, "dash": "2px,2px"}
        yield {"type": "line", "x0": 0, "x1": median.day, "y0": 0.5, "y1": 0.5, "line": line, "layer": "below"}
        yield {"type": "line", "x0": median.day, "x1": median.day, "y0": 0, "y1": 0.5, "line": line, "layer": "below"}


def _median_words(median: Median, last: int, palette: Palette) -> Iterator[dict[str, Any]]:
    if median.day is not None:
        near_end = median.day > last / 2
        place: dict[str, Any] = {
            "x": median.day,
            "y": 0,
            "yanchor": "bottom",
            "xanchor": "right" if near_end else "left",
        }
        text = f"half settled by day {median.day:,}"
        yield said(text, palette, bold=True, colour=palette.ink, xshift=-4 if near_end else 4, **place)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
