"""The timeline of a story: a lane for each claim, in the order in which they were made, and how each held up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from factbase.charts import lane_words, marks
from factbase.charts.canvas import DAY_MS, Figure, Lines, base_layout, date_axis, pixel_path, said, short_day
from factbase.charts.frames import Row, lanes_of
from factbase.charts.lanes import BOTTOM, PLANS, Place, places
from factbase.charts.lettering import safe, wrapped
from factbase.charts.palette import PALETTES, Palette, Theme, Width, hatching
from factbase.charts.window import Window, window_of
from factbase.domain.date_words import MONTHS
from factbase.domain.status import STATUS_ORDER, Status

if TYPE_CHECKING:
    import pandas as pd

HOVER = (
    "%{customdata[0]} since %{x|%-d %b %Y}<br>%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]}"
    "%{customdata[4]}<extra></extra>"
)
HOVER_BAR = HOVER.replace("%{x|%-d %b %Y}", "%{customdata[5]}")

_FLAG = 6  # pixels: half the flag of the day of asking
_HALF_LABEL = 36  # pixels: half of the longest label of the time axis
_BRACKET = 6  # pixels: the least width of a bracket
_CROWDED = 9  # pixels: a mark that close to the next one gives way to it


def timeline_figure(
    frame: pd.DataFrame,
    *,
    as_of: date,
    theme: Theme = Theme.LIGHT,
    width: Width = Width.WIDE,
    window: Window | None = None,
) -> Figure:
    """A lane for each claim of a ``timeline_frame``; the right end is the end of the day ``as_of``."""
    lanes = lanes_of(frame)
    window = window or window_of(lanes, as_of, width)
    return _Drawing(places(lanes, width), as_of, PALETTES[theme], width, window).figure()


class _Drawing:
    """One timeline while it is being drawn. The unit of its vertical axis is the pixel."""

    def __init__(self, lanes: Sequence[Place], as_of: date, palette: Palette, width: Width, window: Window) -> None:
        self.lanes = lanes
        self.details = {id(row): _details(row) for lane in lanes for row in lane.rows}
        self.as_of = as_of
        self.palette = palette
        self.width = width
        self.wide = width is Width.WIDE
        self.plan = PLANS[width]
        self.window = window
        self.last = window.last + timedelta(days=self._days_ahead())
        self.depth = lanes[-1].lower if lanes else self.plan.line

    def _days_ahead(self) -> int:
        """How far the drawing goes on after the day of asking: for its flag, or for what is due, at most an eighth."""
        due = [lane.claim["due_last"] for lane in self.lanes if lane.claim["due_last"]]
        ahead = (max(due) - self.window.last).days if due and not self.window.cut else 0
        return max(min(ahead, self.window.days // 8), self.window.days * _FLAG // self.plan.plot + 1)

    def figure(self) -> Figure:
        traces = [*self._bars(), self._due(), *self._said(), *self._older(), *self._marks()]
        return {"data": [trace for trace in traces if trace["y"]], "layout": self._layout()}

    def _layout(self) -> dict[str, Any]:
        plan = self.plan
        around = self.palette, self.width, self.lanes
        layout = base_layout(
            self.palette,
            height=plan.top + self.depth + BOTTOM,
            left=plan.left,
            right=plan.right,
            top=plan.top,
            bottom=BOTTOM,
        )
        yaxis = {
            "autorange": "reversed",
            "autorangeoptions": {"minallowed": 0, "maxallowed": self.depth},
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }
        return layout | {
            "barmode": "overlay",
            "xaxis": self._time() | {"showgrid": self.wide, "gridcolor": self.palette.rule},
            "yaxis": yaxis,
            "annotations": [*lane_words.labels(*around), *lane_words.ends(*around), self._as_of_in_words()],
            "shapes": [
                *lane_words.hairlines(*around),
                *self._ground(),
                *self._as_of(),
                *lane_words.end_marks(*around),
                *self._insides(),
                *self._cuts(),
            ],
        }

    def _time(self) -> dict[str, Any]:
        """The time axis, without labels that would be cut at the left or run into the flag of the day of asking."""
        first = self.window.first
        pixel = self.window.days / self.plan.plot
        clear = timedelta(days=int(max(_HALF_LABEL - self.plan.left, 0) * pixel))
        axis = date_axis(self.palette, first, self.last, most=self.plan.labels, labels_from=first + clear, side="top")
        for number, day in enumerate(axis["tickvals"]):
            if abs((date.fromisoformat(day) - self.window.end).days) < _HALF_LABEL * pixel:
                axis["ticktext"][number] = ""
        return axis

    # What lies on the ground of the bars

    def _shown(self) -> Iterator[tuple[Place, Row]]:
        """Every stretch of which something is in the window."""
        for lane in self.lanes:
            for row in lane.rows:
                if row["end"] > self.window.first and row["start"] < self.window.end:
                    yield lane, row

    def _bars(self) -> Iterator[dict[str, Any]]:
        for status in STATUS_ORDER:
            shown = [(lane, row) for lane, row in self._shown() if row["status"] == status]
            starts = [max(row["start"], self.window.first) for _, row in shown]
            ends = [min(row["end"], self.window.end) for _, row in shown]
            colour = self.palette.status[status]
            yield {
                "type": "bar",
                "orientation": "h",
                "name": status.value,
                "y": [lane.middle for lane, _ in shown],
                "base": [start.isoformat() for start in starts],
                "x": [(end - start).days * DAY_MS for start, end in zip(starts, ends, strict=True)],
                "width": self.plan.bar,
                "marker": {
                    "color": colour,
                    "pattern": hatching(self.palette, status),
                    "line": {"color": colour, "width": 1},
                },
                "customdata": [self.details[id(row)] for _, row in shown],
                "hovertemplate": HOVER_BAR,
            }

    def _due(self) -> dict[str, Any]:
        """Dashed brackets under the lanes of claims that say when they can be judged."""
        lines = Lines()
        for lane in self.lanes:
            due_first, due_last = lane.claim["due_first"], lane.claim["due_last"]
            if not due_first or not due_last or due_last < self.window.first or due_first > self.last:
                continue
            first, last = self._visible(max(due_first, self.window.first), min(due_last, self.last))
            upper, lower = lane.middle + 9, lane.middle + 14
            lines.add(
                [(first, upper), (first, lower), (last, lower), (last, upper)],
                f"Due: {safe(lane.claim['due'])}<br>{wrapped(lane.claim['title'])}",
            )
        return lines.trace("due", {"color": self.palette.ink_2, "width": 1.5, "dash": "2px,2px"})

    def _said(self) -> Iterator[dict[str, Any]]:
        """A tick on the day on which it was said; where that is not known to the day, a span with two ends."""
        shown = [lane for lane in self.lanes if lane.claim["start"] >= self.window.first]
        exact = [lane for lane in shown if _exact(lane.claim)]
        yield {
            "type": "scatter",
            "mode": "markers",
            "name": "said",
            "x": [lane.claim["start"].isoformat() for lane in exact],
            "y": [lane.middle for lane in exact],
            "text": [f"Said {lane.claim['made']}<br>{wrapped(lane.claim['title'])}" for lane in exact],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {
                "symbol": "line-ns",
                "size": self.plan.tick,
                "line": {"color": self.palette.ink, "width": 2},
                "opacity": 1,
            },
        }
        lines = Lines()
        for lane in shown:
            if not _exact(lane.claim):
                first, last = self._visible(lane.claim["made_first"], min(lane.claim["made_last"], self.as_of))
                upper, lower = lane.middle - 13, lane.middle - 8
                lines.add(
                    [(first, lower), (first, upper), (last, upper), (last, lower)],
                    f"Said in {safe(lane.claim['made'])}, day not known<br>{wrapped(lane.claim['title'])}",
                )
        yield lines.trace("said, day not known", {"color": self.palette.ink, "width": 1.5})

    def _visible(self, first: date, last: date) -> tuple[str, str]:
        """From the beginning of ``first`` to the end of ``last``, but never so short that a bracket closes up."""
        least = _BRACKET * self.window.days // self.plan.plot
        return first.isoformat(), (first + max(last - first, timedelta(days=least)) + timedelta(days=1)).isoformat()

    def _older(self) -> Iterator[dict[str, Any]]:
        """An arrowhead at the left edge, and since when, for what began before the window."""
        older = [(lane, row) for lane, row in self._shown() if row["start"] < self.window.first]
        edge = self.window.first.isoformat()
        place = {"type": "scatter", "x": [edge] * len(older), "hoverinfo": "skip", "cliponaxis": False}
        yield place | {
            "mode": "markers",
            "name": "older",
            "y": [lane.middle for lane, _ in older],
            "marker": {
                "symbol": "triangle-left",
                "size": 13,
                "color": [self.palette.status[Status(row["status"])] for _, row in older],
                "line": {"width": 0},
                "opacity": 1,
            },
        }
        yield place | {
            "mode": "text",
            "name": "since",
            "y": [lane.middle - 7 for lane, _ in older] if self.wide else [],
            "text": [f"since {MONTHS[row['start'].month - 1][:3]} {row['start'].year}" for _, row in older],
            "textposition": "top right",
            "textfont": {"size": 11, "color": self.palette.ink_2},
        }

    def _marked(self) -> list[tuple[Place, Row]]:
        """The stretches whose beginning gets a mark: the day is known, shown, and not hidden by the next mark."""
        nearest = self.window.days * _CROWDED / self.plan.plot
        marked = []
        for lane in self.lanes:
            for row, after in zip(lane.rows, [*lane.rows[1:], None], strict=True):
                hidden = after and (after["start"] - row["start"]).days < nearest
                known = row is not lane.claim or _exact(row)
                if known and not hidden and self.window.first <= row["start"] < self.window.end:
                    marked.append((lane, row))
        return marked

    def _marks(self) -> Iterator[dict[str, Any]]:
        marked = self._marked()
        common = {
            "type": "scatter",
            "mode": "markers",
            "x": [row["start"].isoformat() for _, row in marked],
            "y": [lane.middle for lane, _ in marked],
            "cliponaxis": False,
        }
        yield common | {"name": "halo", "marker": marks.halo(self.palette), "hoverinfo": "skip"}
        yield common | {
            "name": "status changes",
            "marker": marks.symbols(self.palette, [Status(row["status"]) for _, row in marked]),
            "customdata": [self.details[id(row)] for _, row in marked],
            "hovertemplate": HOVER,
        }

    def _insides(self) -> Iterator[dict[str, Any]]:
        for lane, row in self._marked():
            yield from marks.inside(self.palette, Status(row["status"]), x=row["start"].isoformat(), y=lane.middle)

    def _cuts(self) -> Iterator[dict[str, Any]]:
        """Two slanting strokes through each bar where the axis is cut."""
        if self.window.cut:
            place: dict[str, Any] = {
                "x": self.window.end.isoformat(),
                "line": {"color": self.palette.paper, "width": 2.5},
            }
            for lane in self.lanes:
                yield pixel_path("M-17,-9L-11,9M-11,-9L-5,9", y=lane.middle, **place)

    def _as_of(self) -> Iterator[dict[str, Any]]:
        """The line of the day of asking, with its flag; on a phone at the bars only."""
        day = self.window.end.isoformat()
        yield pixel_path("M-5,7L5,7L0,0Z", x=day, y=1, yref="paper", fillcolor=self.palette.ink, line={"width": 0})
        spans = [(0, self.depth)] if self.wide else [(lane.middle - 11, lane.middle + 11) for lane in self.lanes]
        for upper, lower in spans:
            ink = {"color": self.palette.ink, "width": 1.5}
            yield {"type": "line", "x0": day, "x1": day, "y0": upper, "y1": lower, "line": ink, "layer": "above"}

    def _as_of_in_words(self) -> dict[str, Any]:
        text = f"as of {short_day(self.as_of, year=True)}"
        place: dict[str, Any] = {"xref": "paper", "x": 1, "yref": "paper", "y": 1, "yanchor": "bottom"}
        place |= {"xanchor": "left", "xshift": 18} if self.wide else {"xanchor": "right", "xshift": self.plan.right}
        return said(text, self.palette, colour=self.palette.ink, yshift=0 if self.wide else 28, **place)

    def _ground(self) -> Iterator[dict[str, Any]]:
        """On a phone the lines of the time axis are drawn at the bars only, so that they do not cross the words."""
        if self.wide:
            return
        rule = {"color": self.palette.rule, "width": 1}
        for lane in self.lanes:
            for day in self._time()["tickvals"]:
                place = {"x0": day, "x1": day, "y0": lane.middle - 9, "y1": lane.middle + 9}
                yield place | {"type": "line", "line": rule, "layer": "below"}


def _exact(claim: Row) -> bool:
    """Whether the claim was made on a day that is known."""
    return bool(claim["made_first"] == claim["made_last"])


def _details(row: Row) -> list[str]:
    """What the hover text shows: status, claim, speaker, reason, counts and grade, and since when."""
    who = f"{row['speaker']}, {row['role']}" if row["role"] else row["speaker"]
    reports = f"{row['reports']} report{'' if row['reports'] == 1 else 's'}"
    origins = f"{row['origins']} origin{'' if row['origins'] == 1 else 's'}"
    grade = f" · grade {row['grade']}" if row["grade"] else ""
    return [
        row["status"].capitalize(),
        wrapped(row["title"]),
        wrapped(who, lines=2),
        f"{wrapped(row['reason'])}<br>" if row["reason"] else "",
        safe(f"{reports}, {origins}{grade}"),
        short_day(row["start"], year=True),
    ]
