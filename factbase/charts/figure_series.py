"""Stated figures of one series: a mark for each on the day on which it was said, its hedge drawn as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from factbase.charts import marks
from factbase.charts.canvas import Figure, Lines, base_layout, date_axis, pixel_path, said, value_axis
from factbase.charts.frames import Row, records
from factbase.charts.lettering import fitting, safe, text_width, wrapped
from factbase.charts.palette import PALETTES, Palette, Theme, Width
from factbase.charts.placing import Box, Label, Segment, Spot, placed
from factbase.charts.step_words import bare_number, beside_words, change_words
from factbase.domain.dates import display
from factbase.domain.figures import Series, steps
from factbase.domain.quantities import Qualifier, Quantity, bounds
from factbase.domain.status import Status

if TYPE_CHECKING:
    import pandas as pd

SERIES_COLUMNS = (
    "slug", "speaker", "role", "made", "first", "last", "qualifier", "level", "low", "high", "words", "number", "what",
    "status", "updates", "change", "beside",
)  # fmt: skip
HEIGHT = {Width.WIDE: 340, Width.NARROW: 320}
ROOM = {Width.WIDE: 540, Width.NARROW: 346}
"""The least width in pixels that labels are placed for; more room does no harm."""

_UP = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_DOWN = frozenset({Qualifier.UP_TO, Qualifier.AT_MOST, Qualifier.LESS_THAN})
_TOP, _BOTTOM, _RIGHT = 16, 30, 16
_ARROW, _TAIL = 30, 24
_LINE = 16
_LABEL = 12
_NAME = {Width.WIDE: 184, Width.NARROW: 128}
_DENSE = 9


def series_frame(series: Series) -> pd.DataFrame:
    """One row per figure, oldest first; columns ``SERIES_COLUMNS``.

    ``level`` is where the mark stands (the middle of a range), ``low`` and ``high`` the ends of its whisker, NaN if it
    has none. ``words`` is the figure as it was stated, ``number`` the same without its unit; ``first`` and ``last`` are
    the days on which it may have been said, ``made`` those in words; ``updates`` the slugs of the figures before it;
    ``change`` and ``beside`` say in words what became of the figure before, and whether others agree.
    """
    import pandas as pd

    slugs = {figure.slug for figure in series.figures}
    rows = [
        (
            figure.slug, figure.speaker, figure.role or "", display(figure.made), figure.first, figure.last,
            figure.quantity.qualifier.value, figure.level, *_whisker(figure.quantity), figure.words,
            bare_number(figure), figure.quantity.what, figure.status.value,
            tuple(slug for slug in figure.updates if slug in slugs), change_words(step), beside_words(step),
        )
        for step in steps(series.figures)
        for figure in (step.figure,)
    ]  # fmt: skip
    frame = pd.DataFrame.from_records(rows, columns=list(SERIES_COLUMNS))
    numbers = dict.fromkeys(("level", "low", "high"), "float64")
    return frame.astype({"first": "datetime64[s]", "last": "datetime64[s]", **numbers})


def series_figure(
    frame: pd.DataFrame,
    *,
    theme: Theme = Theme.LIGHT,
    width: Width = Width.WIDE,
    span: tuple[date, date] | None = None,
    room: int | None = None,
) -> Figure:
    """The figures of a ``series_frame``. ``span``: the days shown, to give several charts one time axis.

    ``room`` is the least width in pixels that the drawing will have, for the labels.
    """
    drawing = _Drawing(_rows(frame), PALETTES[theme], width, span, room or ROOM[width])
    return {"data": [trace for trace in drawing.traces() if trace["y"]], "layout": drawing.layout()}


class _Drawing:
    """One chart while it is being drawn."""

    def __init__(
        self, rows: Sequence[Row], palette: Palette, width: Width, span: tuple[date, date] | None, room: int
    ) -> None:
        self.rows = rows
        self.palette = palette
        self.width = width
        self.height = HEIGHT[width]
        self.first, self.last = span or _span(rows)
        highest = max(max(row["level"], row["high"] or 0) for row in rows)
        room_above = 1.14 if any(_way(row) > 0 and row["level"] == highest for row in rows) else 1.05
        self.axis = value_axis(palette, highest * room_above, round_up=False)
        self.left = int(max(text_width(text, 12) for text in self.axis["ticktext"])) + 14
        self.plot = room - self.left - _RIGHT, self.height - _TOP - _BOTTOM

    def traces(self) -> Iterator[dict[str, Any]]:
        common = {
            "type": "scatter",
            "mode": "markers",
            "x": [self._day(row) for row in self.rows],
            "y": [row["level"] for row in self.rows],
            "cliponaxis": False,
        }
        yield self._chains()
        yield self._whiskers(Qualifier.ABOUT, {"width": 1.5, "dash": "3px,3px"})
        yield self._whiskers(Qualifier.BETWEEN, {"width": 1.5})
        yield self._caps()
        yield self._spans()
        yield common | {"name": "halo", "marker": marks.halo(self.palette), "hoverinfo": "skip"}
        yield common | {
            "name": "figures",
            "marker": marks.symbols(self.palette, [Status(row["status"]) for row in self.rows]),
            "text": [_hover(row) for row in self.rows],
            "hovertemplate": "%{text}<extra></extra>",
        }

    def layout(self) -> dict[str, Any]:
        layout = base_layout(self.palette, height=self.height, left=self.left, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
        most = 6 if self.width is Width.WIDE else 4
        xaxis = date_axis(self.palette, self.first, self.last, most=most, ticks="outside", ticklen=5)
        return layout | {
            "xaxis": xaxis | {"tickcolor": self.palette.edge},
            "yaxis": self.axis,
            "annotations": [*self._arrows(), *self._labels()],
            "shapes": [*self._closed_ends(), *self._insides()],
        }

    def _day(self, row: Row) -> str:
        """Where the mark stands: in the middle of the days on which it may have been said."""
        return _middle(row).isoformat()

    def _chains(self) -> dict[str, Any]:
        by_slug = {row["slug"]: row for row in self.rows}
        lines = Lines()
        for row in self.rows:
            for slug in row["updates"]:
                earlier = by_slug[slug]
                lines.add([(self._day(earlier), earlier["level"]), (self._day(row), row["level"])])
        return lines.trace("updates", {"color": self.palette.edge, "width": 1}) | {"hoverinfo": "skip"}

    def _whiskers(self, qualifier: Qualifier, line: dict[str, Any]) -> dict[str, Any]:
        lines = Lines()
        for row in self.rows:
            if row["qualifier"] == qualifier:
                lines.add([(self._day(row), row["low"]), (self._day(row), row["high"])])
        return lines.trace(qualifier.value, line | {"color": self.palette.ink_2}) | {"hoverinfo": "skip"}

    def _caps(self) -> dict[str, Any]:
        rows = [row for row in self.rows if row["qualifier"] == Qualifier.BETWEEN]
        return {
            "type": "scatter",
            "mode": "markers",
            "name": "ends of ranges",
            "x": [self._day(row) for row in rows for _ in "12"],
            "y": [end for row in rows for end in (row["low"], row["high"])],
            "marker": {"symbol": "line-ew", "size": 10, "line": {"color": self.palette.ink_2, "width": 1.5}},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }

    def _spans(self) -> dict[str, Any]:
        """Days on which a figure may have been said, where that is more than one."""
        lines = Lines()
        for row in self.rows:
            if row["first"] != row["last"]:
                end = (row["last"] + timedelta(days=1)).isoformat()
                lines.add([(row["first"].isoformat(), row["level"]), (end, row["level"])])
        return lines.trace("day not known", {"color": self.palette.ink, "width": 3}) | {"hoverinfo": "skip"}

    def _arrows(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            way = _way(row)
            if way:
                yield {
                    "x": self._day(row),
                    "y": row["level"],
                    "yshift": way * _ARROW,
                    "ax": 0,
                    "ay": way * _TAIL,
                    "text": "",
                    "showarrow": True,
                    "arrowhead": 3,
                    "arrowsize": 1,
                    "arrowwidth": 1.5,
                    "arrowcolor": self.palette.ink_2,
                }

    def _closed_ends(self) -> Iterator[dict[str, Any]]:
        """The line that says that the number itself is meant too: "at least", "at most"."""
        for row in self.rows:
            if row["qualifier"] in (Qualifier.AT_LEAST, Qualifier.AT_MOST):
                up = -_way(row) * 10
                place = {"x": self._day(row), "y": row["level"]}
                yield pixel_path(f"M-7,{up}L7,{up}", line={"color": self.palette.ink_2, "width": 1.5}, **place)

    def _insides(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield from marks.inside(self.palette, Status(row["status"]), x=self._day(row), y=row["level"])

    def _labels(self) -> Iterator[dict[str, Any]]:
        """The figure and who gave it, beside as many marks as there is room for, the telling ones first."""
        ranked = _by_importance(self.rows)
        choices = [self._choices(row) for row in ranked]
        labels = [[self._label(row, lines) for lines in texts] for row, texts in zip(ranked, choices, strict=True)]
        ground = 4, 4, self.plot[0] + _RIGHT, self.plot[1] + _TOP
        spots = placed(labels, taken=[self._reach(row) for row in self.rows], lines=self._joints(), ground=ground)
        for row, texts, spot in zip(ranked, choices, spots, strict=True):
            if spot:
                yield from self._written(row, texts[spot.number], spot)

    def _label(self, row: Row, lines: Sequence[str]) -> Label:
        x, y = self._at(row)
        _, lower, _, upper = self._reach(row)
        width = max(text_width(text, _LABEL, bold=number == 0) for number, text in enumerate(lines))
        return Label(x, y, width + 4, _LINE * len(lines), over=upper - y, under=y - lower)

    def _written(self, row: Row, lines: Sequence[str], spot: Spot) -> Iterator[dict[str, Any]]:
        place = {"x": self._day(row), "y": row["level"], "yanchor": "middle"}
        place |= {"xanchor": "left", "xshift": spot.right} if spot.right > -_LINE else self._ending(row, lines, spot)
        top = spot.up + (len(lines) - 1) / 2 * _LINE
        for number, text in enumerate(lines):
            colour = self.palette.ink_2 if number else self.palette.ink
            words = said(safe(text), self.palette, size=_LABEL, bold=number == 0, colour=colour, **place)
            yield words | {"yshift": top - number * _LINE, "bgcolor": self.palette.paper, "borderpad": 0}

    def _ending(self, row: Row, lines: Sequence[str], spot: Spot) -> dict[str, Any]:
        """A label before its mark ends beside it, however wide the reader's type runs."""
        width = self._label(row, lines).width
        return {"xanchor": "right", "xshift": spot.right + width}

    def _choices(self, row: Row) -> list[list[str]]:
        """What a label may say, the fullest first; where figures lie close, only the telling ones name the speaker."""
        name = fitting(re.sub(r" \(.*?\)", "", row["speaker"]), _NAME[self.width], size=_LABEL)
        full, short = [row["number"], name], [row["number"]]
        return [full] if len(self.rows) < _DENSE else [full, short]

    def _at(self, row: Row) -> tuple[float, float]:
        """The place of the mark in pixels from the lower left of the plot."""
        days = (self.last - self.first).days + 1
        x = (_middle(row) - self.first).days / days * self.plot[0]
        return x, row["level"] / self.axis["range"][1] * self.plot[1]

    def _reach(self, row: Row) -> Box:
        """What labels may not cover: the mark with its arrow and its whisker."""
        unit = self.plot[1] / self.axis["range"][1]
        x, y = self._at(row)
        way = _way(row)
        low, high = (row["level"], row["level"]) if row["low"] is None else (row["low"], row["high"])
        lower = min(y - 8, low * unit, y + way * _ARROW)
        upper = max(y + 8, high * unit, y + way * _ARROW)
        return x - 8, lower, x + 8, upper

    def _joints(self) -> list[Segment]:
        """The thin lines between figures and those that they update."""
        by_slug = {row["slug"]: row for row in self.rows}
        return [(self._at(by_slug[slug]), self._at(row)) for row in self.rows for slug in row["updates"]]


def _whisker(quantity: Quantity) -> tuple[float | None, float | None]:
    """The ends of the whisker, if the figure has one."""
    if quantity.qualifier not in (Qualifier.ABOUT, Qualifier.BETWEEN):
        return None, None
    reach = bounds(quantity)
    return float(reach.low or 0), float(reach.high or 0)


def _rows(frame: pd.DataFrame) -> list[Row]:
    """The rows with dates for timestamps and None for NaN."""
    rows = records(frame)
    for row in rows:
        row.update({day: row[day].date() for day in ("first", "last")})
        row.update({end: row[end] if row[end] == row[end] else None for end in ("low", "high")})
    return rows


def _span(rows: Sequence[Row]) -> tuple[date, date]:
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    pad = timedelta(days=max((last - first).days // 20, 2))
    return first - pad, last + pad


def _middle(row: Row) -> date:
    first, last = row["first"], row["last"]
    middle: date = first + (last - first) / 2
    return middle


def _way(row: Row) -> int:
    """1 where the figure is a floor, -1 where it is a ceiling, else 0."""
    return 1 if row["qualifier"] in _UP else -1 if row["qualifier"] in _DOWN else 0


def _by_importance(rows: Sequence[Row]) -> list[Row]:
    """The last, the first, the highest, then the others from the newest to the oldest."""
    highest = max(rows, key=lambda row: float(row["level"]))
    telling = {row["slug"]: row for row in (rows[-1], rows[0], highest)}
    return [*telling.values(), *(row for row in reversed(rows) if row["slug"] not in telling)]


def _hover(row: Row) -> str:
    who = f"{row['speaker']}, {row['role']}" if row["role"] else row["speaker"]
    lines = [
        wrapped(row["words"]),
        wrapped(row["what"]),
        wrapped(who, lines=2),
        f"said {safe(row['made'])} · {row['status']}",
        wrapped(row["change"], lines=2),
        wrapped(row["beside"]),
    ]
    return "<br>".join(lines)
