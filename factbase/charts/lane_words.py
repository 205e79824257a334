"""What stands around the bars of a timeline: who said what, how it ended, the lines between the lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factbase.charts import marks
from factbase.charts.canvas import said
from factbase.charts.lanes import PLANS, Place
from factbase.charts.lettering import safe, text_width
from factbase.charts.palette import Palette, Width
from factbase.domain.status import Status

_PADDING = 2  # pixels: what plotly puts round an annotation


def labels(palette: Palette, width: Width, lanes: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """What was said, and under it who said it when."""
    plan = PLANS[width]
    place: dict[str, Any] = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": -plan.left - _PADDING,
    }
    for lane in lanes:
        for number, words in enumerate(lane.title):
            level = _line(lane, width, number)
            yield said(safe(words), palette, size=13, bold=True, colour=palette.ink, y=level, **place)
        yield said(safe(lane.by), palette, y=_line(lane, width, len(lane.title)), **place)


def ends(palette: Palette, width: Width, lanes: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """Where each claim stands at the right end, in words; on a phone where they have room beside the speaker."""
    plan = PLANS[width]
    place: dict[str, Any] = {"xref": "paper", "x": 1, "yanchor": "middle"}
    for lane in lanes:
        status = Status(lane.claim["current"])
        colour = palette.status[status]
        word = said(status.value.capitalize(), palette, size=13, bold=True, colour=colour, **place)
        if width is Width.WIDE:
            yield word | {"xanchor": "left", "xshift": 38, "y": lane.middle}
        elif text_width(lane.by, 12) + text_width(word["text"], 13, bold=True) + 8 < plan.plot:
            yield word | {"xanchor": "right", "xshift": plan.right, "y": _line(lane, width, len(lane.title))}


def end_marks(palette: Palette, width: Width, lanes: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """Where each claim stands at the right end, as a mark."""
    wide = width is Width.WIDE
    for lane in lanes:
        right = 27 if wide else PLANS[width].right - 8
        level = lane.middle if wide else _line(lane, width, 0)
        yield from marks.whole(palette, Status(lane.claim["current"]), right=right, x=1, xref="paper", y=level)


def hairlines(palette: Palette, width: Width, lanes: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """The lines between lanes, through both margins."""
    plan = PLANS[width]
    common = {"type": "line", "xref": "paper", "line": {"color": palette.rule, "width": 1}, "layer": "below"}
    in_margin = common | {"xsizemode": "pixel"}
    for edge in (0, *(lane.lower for lane in lanes)):
        level = {"y0": edge, "y1": edge}
        yield common | level | {"x0": 0, "x1": 1}
        yield in_margin | level | {"xanchor": 0, "x0": -plan.left, "x1": 0}
        yield in_margin | level | {"xanchor": 1, "x0": 0, "x1": plan.right}


def _line(lane: Place, width: Width, number: int) -> float:
    """The middle of the lane's line of text with this number."""
    plan = PLANS[width]
    return lane.upper + plan.padding + plan.line * (number + 0.5)
