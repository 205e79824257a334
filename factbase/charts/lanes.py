"""Where each claim of a timeline lies: the height of its lane follows the lines of its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factbase.charts.frames import Row
from factbase.charts.lettering import broken, fitting, text_width
from factbase.charts.palette import Width

BOTTOM = 14


@dataclass(frozen=True, slots=True)
class Plan:
    """Measures of a drawing, in pixels. ``plot`` is the least width of the bars' ground that is drawn for."""

    top: int
    left: int
    right: int
    plot: int
    room: int
    padding: int
    line: int
    under: int
    bar: int
    tick: int
    labels: int


PLANS = {
    Width.WIDE: Plan(
        top=46, left=312, right=134, plot=706, room=296, padding=6, line=17, under=6, bar=13, tick=28, labels=8
    ),
    Width.NARROW: Plan(
        top=62, left=8, right=14, plot=336, room=312, padding=5, line=17, under=32, bar=13, tick=22, labels=4
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One lane: its rows, and from the top of the first lane its upper edge, the middle of its bar, its lower edge."""

    rows: list[Row]
    title: list[str]
    by: str
    upper: int
    middle: float
    lower: int

    @property
    def claim(self) -> Row:
        """What is the same in all its rows."""
        return self.rows[0]


def places(lanes: Sequence[list[Row]], width: Width) -> list[Place]:
    """The lanes of ``frames.lanes_of``, one under another."""
    plan = PLANS[width]
    placed = []
    upper = 0
    for rows in lanes:
        title = title_lines(rows[0]["title"], width)
        lower = upper + _height(title, width)
        middle = (upper + lower) / 2 if width is Width.WIDE else lower - plan.under / 2
        placed.append(Place(rows, title, _by(rows[0], plan), upper, middle, lower))
        upper = lower
    return placed


def title_lines(title: str, width: Width) -> list[str]:
    """The title in at most two lines that fit beside the bars, or on a phone above them."""
    return broken(title, PLANS[width].room, size=13, bold=True, lines=2)


def drawing_height(titles: Sequence[str], width: Width) -> int:
    """The height of the drawing of claims with these titles."""
    lanes = sum(_height(title_lines(title, width), width) for title in titles)
    return PLANS[width].top + max(lanes, PLANS[width].line) + BOTTOM


def _height(title: Sequence[str], width: Width) -> int:
    plan = PLANS[width]
    return 2 * plan.padding + plan.line * (len(title) + 1) + (plan.under if width is Width.NARROW else 0)


def _by(claim: dict[str, Any], plan: Plan) -> str:
    """Who said it when; long names are cut, dates never."""
    made = f", {claim['made']}"
    return fitting(claim["speaker"], plan.room + 8 - text_width(made, 12), size=12) + made
