"""What all figures share: the ground, the axes, words and lines on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any, TypeAlias

from factbase.charts.palette import SANS, Palette
from factbase.domain.date_words import MONTHS

Figure: TypeAlias = dict[str, Any]
"""What ``Plotly.newPlot`` takes: ``data`` and ``layout``, of plain JSON types."""

DAY_MS = 86_400_000
_ROUND_STEPS = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 1, 2, 2.5, 3, 4, 5)
_DAY_STEPS = (1, 2, 4)
_WEEK_STEPS = (1, 2)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def base_layout(palette: Palette, *, height: int, left: int, right: int, top: int, bottom: int) -> dict[str, Any]:
    """The ground that every figure is drawn on (DESIGN.md, "Charts": template)."""
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": SANS, "size": 12, "color": palette.ink_2},
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.edge,
            "font": {"family": SANS, "size": 13, "color": palette.ink},
            "align": "left",
            "namelength": 0,
        },
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "annotations": [],
        "shapes": [],
    }


def date_axis(
    palette: Palette, first: date, last: date, *, most: int, labels_from: date | None = None, **given: Any
) -> dict[str, Any]:
    """A time axis from ``first`` to the end of ``last`` with at most ``most`` labels, the year said once.

    ``labels_from`` is the first day that has room for a label on both sides; plotly would hide one that has not.
    """
    ticks = date_ticks(labels_from or first, last, most)
    return {
        "type": "date",
        "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()],
        "tickmode": "array",
        "tickvals": [day.isoformat() for day, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickfont": {"size": 12, "color": palette.ink_2},
        "tickangle": 0,
        "fixedrange": True,
        "showline": False,
        "showgrid": False,
        "zeroline": False,
        **given,
    }


def value_axis(palette: Palette, top: float, *, round_up: bool = True, **given: Any) -> dict[str, Any]:
    """An axis of values from zero to ``top``, or to the next round number, with three to five labels."""
    ticks = value_ticks(top)
    if not round_up:
        ticks = [tick for tick in ticks if tick <= top]
    return {
        "range": [0, max(ticks[-1], top)],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [f"{tick:,}" for tick in ticks],
        "tickfont": {"size": 12, "color": palette.ink_2},
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "showline": False,
        "showgrid": True,
        "gridcolor": palette.rule,
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": palette.edge,
        "zerolinewidth": 1,
        **given,
    }


def value_ticks(top: float) -> list[int | float]:
    """Three to five round values from zero, the last at or above ``top``; whole ones unless ``top`` is below one."""
    magnitude = 10.0 ** floor(log10(top)) if top > 0 else 1.0
    steps = (round(magnitude * step, 12) for step in _ROUND_STEPS)
    step = next(step for step in steps if step * 4 >= top and (step.is_integer() or 0 < top < 1))
    count = max(ceil(round(top / step, 6)), 2)
    ticks = [round(step * number, 12) for number in range(count + 1)]
    return [int(tick) if step.is_integer() else tick for tick in ticks]


def date_ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """At most ``most`` days with their labels: days, Mondays, or firsts of months; each year is named once."""
    days = (last - first).days + 1
    for step in _DAY_STEPS:
        if -(-days // step) <= most:
            return _labelled([first + timedelta(days=n) for n in range(0, days, step)], monthly=False)
    monday = first + timedelta(days=-first.weekday() % 7)
    for weeks in _WEEK_STEPS:
        mondays = [monday + timedelta(weeks=n) for n in range(0, days // 7 + 1, weeks)]
        inside = [day for day in mondays if day <= last]
        if len(inside) <= most:
            return _labelled(inside, monthly=False)
    for months in _MONTH_STEPS:
        inside = [day for day in _firsts_of_months(first, last) if (day.year * 12 + day.month - 1) % months == 0]
        if len(inside) <= most:
            return _labelled(inside, monthly=True)
    return []


def _firsts_of_months(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [day for day in days if first <= day <= last]


def _labelled(days: Sequence[date], *, monthly: bool) -> list[tuple[date, str]]:
    labelled = []
    named = None
    for day in days:
        words = MONTHS[day.month - 1][:3] if monthly else short_day(day)
        labelled.append((day, words if day.year == named else f"{words} {day.year}"))
        named = day.year
    return labelled


def short_day(day: date, *, year: bool = False) -> str:
    """A day for an axis or hover text ("17 Jun", "17 Jun 2024")."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def said(
    text: str, palette: Palette, *, size: int = 12, bold: bool = False, colour: str | None = None, **place: Any
) -> dict[str, Any]:
    """An annotation without arrow; ``place`` says where, in plotly's words. Never captures the pointer."""
    font: dict[str, Any] = {"family": SANS, "size": size, "color": colour or palette.ink_2}
    if bold:
        font["weight"] = 600
    return {"text": text, "showarrow": False, "font": font, "align": "left", "captureevents": False, **place}


def pixel_path(path: str, *, x: Any, y: Any, xref: str = "x", yref: str = "y", **style: Any) -> dict[str, Any]:
    """A shape whose ``path`` is in pixels from the point (x, y), upwards positive."""
    return {
        "type": "path",
        "path": path,
        "xref": xref,
        "yref": yref,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "layer": "above",
        **style,
    }


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places for labels in order, each as near to where it is wanted as the distance ``apart`` allows."""
    places = []
    floor = low
    for place in wanted:
        floor = max(place, floor)
        places.append(floor)
        floor += apart
    ceiling = high
    for number in reversed(range(len(places))):
        places[number] = min(places[number], ceiling)
        ceiling = places[number] - apart
    return places


class Lines:
    """Many separate lines in one trace."""

    def __init__(self) -> None:
        self.x: list[str | None] = []
        self.y: list[float | None] = []
        self.text: list[str | None] = []

    def add(self, points: Sequence[tuple[str, float]], text: str = "") -> None:
        """One more line through ``points``, with its hover text."""
        self.x += [*(x for x, _ in points), None]
        self.y += [*(y for _, y in points), None]
        self.text += [text] * (len(points) + 1)

    def trace(self, name: str, line: dict[str, Any]) -> dict[str, Any]:
        """All of them, drawn as ``line`` says."""
        return {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": self.x,
            "y": self.y,
            "text": self.text,
            "hovertemplate": "%{text}<extra></extra>",
            "line": line,
            "cliponaxis": False,
        }
