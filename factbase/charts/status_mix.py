"""How firm the record was, day by day: claims on record, stacked by where they stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from factbase.charts import marks
from factbase.charts.canvas import Figure, base_layout, date_axis, said, short_day, spread, value_axis, value_ticks
from factbase.charts.frames import Row, Table, counts_in_words, records
from factbase.charts.palette import PALETTES, Palette, Theme, Width, hatching
from factbase.domain.courses import Stretch
from factbase.domain.date_words import MONTHS, day_in_words
from factbase.domain.status import STATUS_ORDER, Status

if TYPE_CHECKING:
    import pandas as pd

MIX_COLUMNS = ("day", *(status.value for status in STATUS_ORDER))
HEIGHT = 424
VINTAGE_HEIGHT = {Width.WIDE: 416, Width.NARROW: 716}
_TOP, _BOTTOM, _LEFT, _RIGHT = 36, 48, 34, 138
_BETWEEN_LABELS = 20  # pixels
_WORTH_CUTTING = 14  # days
Span: TypeAlias = tuple[Status, date, date]

_BETWEEN_PANELS = {Width.WIDE: 0.08, Width.NARROW: 0.13}  # of the plot


def mix_frame(courses: Sequence[Sequence[Stretch]], first: date, last: date) -> pd.DataFrame:
    """How many claims stood where on each day, as that day saw them; columns ``MIX_COLUMNS``, a row per day."""
    return _framed(_daily(_as_each_day_saw(courses), first, last), first)


def hindsight_frame(courses: Sequence[Sequence[Stretch]], first: date, last: date) -> pd.DataFrame:
    """The same claims on the same days, counted by where they stand at the end of their courses."""
    return _framed(_daily(_as_the_last_day_sees(courses), first, last), first)


def mix_span(courses: Sequence[Sequence[Stretch]], as_of: date) -> tuple[date, date]:
    """The days worth showing: from the first claim to ``as_of``, or soon after the last change if that is long ago."""
    first = min(course[0].start for course in courses)
    last_change = max(step.start for course in courses for step in course)
    span = max((last_change - first).days, 10)
    soon_after = last_change + timedelta(days=max(span // 12, 2))
    return first, soon_after if (as_of - last_change).days > max(span // 3, _WORTH_CUTTING) else as_of


def mix_figure(frame: pd.DataFrame, *, as_of: date, theme: Theme = Theme.LIGHT, width: Width = Width.WIDE) -> Figure:
    """The areas of a ``mix_frame``; at their right what they are, and how many on the last day."""
    palette = PALETTES[theme]
    panel = _Panel(_days_of_change(frame), _highest(frame), palette, labels=5 if width is Width.WIDE else 3)
    layout = base_layout(palette, height=HEIGHT, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    layout |= panel.axes()
    layout["annotations"] += [_heading(_on_record(panel), palette), *panel.words(HEIGHT - _TOP - _BOTTOM)]
    layout["annotations"] += _unchanged(panel.rows, as_of, palette)
    layout["shapes"] += [*panel.end_marks(HEIGHT - _TOP - _BOTTOM), panel.end_line()]
    return {"data": list(panel.areas()), "layout": layout}


def vintage_figure(
    vintage: pd.DataFrame,
    hindsight: pd.DataFrame,
    *,
    as_of: date,
    theme: Theme = Theme.LIGHT,
    width: Width = Width.WIDE,
) -> Figure:
    """Two panels on one scale: the claims as each day saw them, and the same claims as the last day sees them."""
    palette = PALETTES[theme]
    wide = width is Width.WIDE
    near, far = (1 - _BETWEEN_PANELS[width]) / 2, (1 + _BETWEEN_PANELS[width]) / 2
    halves = ((0, near), (far, 1)) if wide else ((far, 1), (0, near))
    height = VINTAGE_HEIGHT[width]
    layout = base_layout(palette, height=height, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    plot = (height - _TOP - _BOTTOM) * (1 if wide else near)
    data: list[dict[str, Any]] = []
    titles = ("As each day saw it", f"The same claims, seen on {short_day(as_of, year=True)}")
    for number, (frame, half, title) in enumerate(zip((vintage, hindsight), halves, titles, strict=True)):
        axis = "" if number == 0 else "2"
        panel = _Panel(
            _days_of_change(frame),
            _highest(frame),
            palette,
            labels=4 if wide else 3,
            axis=axis,
            across=half if wide else (0, 1),
            up=(0, 1) if wide else half,
        )
        data += panel.areas()
        layout |= panel.axes()
        layout["annotations"].append(_heading(title, palette, x=panel.across[0], y=panel.up[1]))
        layout["shapes"].append(panel.end_line())
        if number or not wide:
            layout["annotations"] += panel.words(plot)
            layout["shapes"] += panel.end_marks(plot)
    layout["annotations"] += _unchanged(panel.rows, as_of, palette)
    return {"data": data, "layout": layout}


def mix_words(courses: Sequence[Sequence[Stretch]], as_of: date) -> str:
    """What the areas show, in two sentences: where the claims stand, and when most of them were added."""
    counts = Counter(course[-1].status for course in courses)
    months = Counter((course[0].start.year, course[0].start.month) for course in courses)
    (year, month), most = max(months.items(), key=lambda item: (item[1], item[0]))
    number = "the one claim" if len(courses) == 1 else f"{len(courses)} claims"
    return (
        f"Of {number} on record on {day_in_words(as_of)}, {counts_in_words(counts)}. "
        f"Most were added in {MONTHS[month - 1]} {year}: {most}."
    )


def vintage_words(courses: Sequence[Sequence[Stretch]], as_of: date) -> str | None:
    """When most claims stood elsewhere than they do now, in a sentence; None if none ever did."""
    first = min(course[0].start for course in courses)
    elsewhere = [step for course in courses for step in course if step.status is not course[-1].status]
    if not elsewhere:
        return None
    daily = _daily([(step.status, step.start, step.end) for step in elsewhere], first, as_of)
    moved = [sum(counts) for counts in zip(*daily.values(), strict=True)]
    most = max(moved)
    day = first + timedelta(days=len(moved) - 1 - moved[::-1].index(most))
    on_record = sum(course[0].start <= day for course in courses)
    return (
        f"On {day_in_words(day)}, {most} of the {on_record} claims then on record stood elsewhere than they do on "
        f"{day_in_words(as_of)}."
    )


def mix_table(courses: Sequence[Sequence[Stretch]], first: date, last: date) -> Table:
    """The counts on the last day of each month from ``first`` to ``last``, and on ``last``."""
    return _table("Claims by status at the end of each month", _as_each_day_saw(courses), first, last)


def hindsight_table(courses: Sequence[Sequence[Stretch]], first: date, last: date) -> Table:
    """The same of the claims as the last day sees them."""
    caption = "Claims on record at the end of each month, by where they stand now"
    return _table(caption, _as_the_last_day_sees(courses), first, last)


def _table(caption: str, spans: Sequence[Span], first: date, last: date) -> Table:
    counts = _daily(spans, first, last)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    ends = [number for number, day in enumerate(days) if day == last or (day + timedelta(days=1)).day == 1]
    rows = [[counts[status][number] for status in STATUS_ORDER] for number in ends]
    return Table(
        caption,
        ("Day", *(status.value.capitalize() for status in STATUS_ORDER), "All"),
        tuple(
            (day_in_words(days[number]), *map(str, row), str(sum(row))) for number, row in zip(ends, rows, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Panel:
    """One set of areas with its axes; ``across`` and ``up`` are its shares of the plot."""

    rows: Sequence[Row]
    highest: int
    palette: Palette
    labels: int
    axis: str = ""
    across: tuple[float, float] = (0, 1)
    up: tuple[float, float] = (0, 1)

    @property
    def end(self) -> date:
        """The end of the last day."""
        last: date = self.rows[-1]["day"] + timedelta(days=1)
        return last

    def areas(self) -> Iterator[dict[str, Any]]:
        x = [*(row["day"].isoformat() for row in self.rows), self.end.isoformat()]
        for status in STATUS_ORDER:
            if not any(row[status] for row in self.rows):
                continue
            colour = self.palette.status[status]
            yield {
                "type": "scatter",
                "mode": "lines",
                "name": status.value,
                "stackgroup": f"claims{self.axis}",
                "x": x,
                "y": [*(row[status] for row in self.rows), self.rows[-1][status]],
                "xaxis": f"x{self.axis}",
                "yaxis": f"y{self.axis}",
                "line": {"shape": "hv", "width": 1, "color": colour},
                "fillcolor": colour,
                "fillpattern": hatching(self.palette, status),
                "hovertemplate": f"%{{y}} {status.value}<br>from %{{x|%-d %b %Y}}<extra></extra>",
            }

    def axes(self) -> dict[str, Any]:
        first, last = self.rows[0]["day"], self.rows[-1]["day"]
        xaxis = date_axis(self.palette, first, last, most=self.labels, ticks="outside", ticklen=4)
        xaxis |= {"tickcolor": self.palette.edge, "domain": list(self.across), "anchor": f"y{self.axis}"}
        yaxis = value_axis(self.palette, self.highest, domain=list(self.up), anchor=f"x{self.axis}")
        return {f"xaxis{self.axis}": xaxis, f"yaxis{self.axis}": yaxis}

    def _levels(self, plot: float) -> list[tuple[Status, int, float]]:
        """Each status of the last day with its count, and the height of its label: its middle, clear of the others."""
        counts = _counts(self.rows[-1])
        middles = []
        below = 0
        for count in counts.values():
            middles.append(below + count / 2)
            below += count
        top = value_ticks(self.highest)[-1]
        levels = spread(middles, _BETWEEN_LABELS * top / plot, 0, top)
        return [(status, count, level) for (status, count), level in zip(counts.items(), levels, strict=True)]

    def words(self, plot: float) -> Iterator[dict[str, Any]]:
        place = {"xref": "paper", "x": self.across[1], "yref": f"y{self.axis}", "xanchor": "left", "yanchor": "middle"}
        for status, count, level in self._levels(plot):
            colour = self.palette.status[status]
            text = f"{count} {status.value}"
            yield said(text, self.palette, size=13, bold=True, colour=colour, y=level, xshift=26, **place)

    def end_marks(self, plot: float) -> Iterator[dict[str, Any]]:
        for status, _, level in self._levels(plot):
            place: dict[str, Any] = {"x": self.across[1], "xref": "paper", "y": level, "yref": f"y{self.axis}"}
            yield from marks.whole(self.palette, status, right=17, **place)

    def end_line(self) -> dict[str, Any]:
        end = self.end.isoformat()
        ink = {"color": self.palette.ink, "width": 1.5}
        refs = {"xref": f"x{self.axis}", "yref": f"y{self.axis} domain"}
        return {"type": "line", **refs, "x0": end, "x1": end, "y0": 0, "y1": 1, "line": ink, "layer": "above"}


def _as_each_day_saw(courses: Sequence[Sequence[Stretch]]) -> list[Span]:
    return [(step.status, step.start, step.end) for course in courses for step in course]


def _as_the_last_day_sees(courses: Sequence[Sequence[Stretch]]) -> list[Span]:
    return [(course[-1].status, course[0].start, course[-1].end) for course in courses]


def _daily(spans: Sequence[Span], first: date, last: date) -> dict[Status, list[int]]:
    """Counts per day from ``first`` to ``last`` of spans that end before their last date."""
    days = (last - first).days + 1
    changes = {status: [0] * (days + 1) for status in STATUS_ORDER}
    for status, start, end in spans:
        changes[status][min(max((start - first).days, 0), days)] += 1
        changes[status][min(max((end - first).days, 0), days)] -= 1
    return {status: list(accumulate(deltas))[:days] for status, deltas in changes.items()}


def _framed(counts: Mapping[Status, list[int]], first: date) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame({status.value: column for status, column in counts.items()})
    frame.insert(0, "day", pd.date_range(first, periods=len(frame), unit="s"))
    return frame


def _days_of_change(frame: pd.DataFrame) -> list[Row]:
    """The rows on which a count differs from the day before, and the last day."""
    counts = frame.drop(columns="day")
    changed = (counts != counts.shift()).any(axis=1)
    changed.iloc[-1] = True
    rows = records(frame[changed])
    for row in rows:
        row["day"] = row["day"].date()
    return rows


def _counts(row: Mapping[str, Any]) -> dict[Status, int]:
    return {status: int(row[status]) for status in STATUS_ORDER if row[status]}


def _highest(frame: pd.DataFrame) -> int:
    return int(frame.drop(columns="day").sum(axis=1).max())


def _on_record(panel: _Panel) -> str:
    first, last = panel.rows[0]["day"].year, panel.rows[-1]["day"].year
    return f"Claims on record, {first}" if first == last else f"Claims on record, {first}–{last}"


def _heading(text: str, palette: Palette, *, x: float = 0, y: float = 1) -> dict[str, Any]:
    place: dict[str, Any] = {"xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": "left", "yanchor": "bottom"}
    place |= {"xshift": -_LEFT if x == 0 else 0, "yshift": 10}
    return said(text, palette, size=13, bold=True, colour=palette.ink, **place)


def _unchanged(rows: Sequence[Row], as_of: date, palette: Palette) -> list[dict[str, Any]]:
    """Where the axis ends before the day of asking: that nothing has changed since."""
    if rows[-1]["day"] >= as_of:
        return []
    place: dict[str, Any] = {"xref": "paper", "yref": "paper", "x": 1, "y": 0, "xanchor": "right", "yanchor": "top"}
    return [said(f"no change to {short_day(as_of, year=True)}", palette, **place, yshift=-26)]
