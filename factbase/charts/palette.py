"""Colours, symbols and patterns of the charts, the same as those of ``static/css/tokens.css``; a test compares them.

A status is a mark, a pattern and a colour together, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from factbase.domain.status import Status

SANS = (
    '-apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", '
    "system-ui, sans-serif"
)


class Theme(StrEnum):
    """What ``prefers-color-scheme`` asks for."""

    LIGHT = "light"
    DARK = "dark"


class Width(StrEnum):
    """Which of two drawings: beside its labels, or under them on a phone."""

    WIDE = "wide"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; ``status`` and ``tint`` are the word's colour and the ground behind it."""

    paper: str
    surface: str
    ink: str
    ink_2: str
    rule: str
    edge: str
    status: Mapping[Status, str]
    tint: Mapping[Status, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How plotly hatches an area: its shape ("" is solid) and the share that is inked."""

    shape: str
    solidity: float


PALETTES: Mapping[Theme, Palette] = {
    Theme.LIGHT: Palette(
        paper="#fcfbf8",
        surface="#ffffff",
        ink="#1b1b19",
        ink_2="#55534c",
        rule="#e0ddd3",
        edge="#7d7a71",
        status={
            Status.UNCONFIRMED: "#616c7e",
            Status.CORROBORATED: "#0c3f8f",
            Status.CONFIRMED: "#08784f",
            Status.DISPUTED: "#8f5f00",
            Status.DENIED: "#8031bd",
            Status.REFUTED: "#8a1a10",
            Status.WITHDRAWN: "#2b2521",
        },
        tint={
            Status.UNCONFIRMED: "#eceef1",
            Status.CORROBORATED: "#e1eaf8",
            Status.CONFIRMED: "#dcf1e7",
            Status.DISPUTED: "#faecd0",
            Status.DENIED: "#f3e6fb",
            Status.REFUTED: "#fae3df",
            Status.WITHDRAWN: "#e9e6e2",
        },
    ),
    Theme.DARK: Palette(
        paper="#161614",
        surface="#1f1f1c",
        ink="#efede6",
        ink_2="#b5b2a8",
        rule="#3a3933",
        edge="#8f8c82",
        status={
            Status.UNCONFIRMED: "#8f9dad",
            Status.CORROBORATED: "#5da1fa",
            Status.CONFIRMED: "#5fcaa8",
            Status.DISPUTED: "#f2b02a",
            Status.DENIED: "#dcb9f6",
            Status.REFUTED: "#ff6b4d",
            Status.WITHDRAWN: "#b59c78",
        },
        tint={
            Status.UNCONFIRMED: "#25292f",
            Status.CORROBORATED: "#16294a",
            Status.CONFIRMED: "#143229",
            Status.DISPUTED: "#392b0c",
            Status.DENIED: "#372747",
            Status.REFUTED: "#48201a",
            Status.WITHDRAWN: "#312a22",
        },
    ),
}

SYMBOLS: Mapping[Status, str] = {
    Status.UNCONFIRMED: "circle",
    Status.CORROBORATED: "circle-dot",
    Status.CONFIRMED: "circle",
    Status.DISPUTED: "diamond",
    Status.DENIED: "square",
    Status.REFUTED: "x",
    Status.WITHDRAWN: "triangle-left",
}
HOLLOW = frozenset({Status.UNCONFIRMED, Status.CORROBORATED, Status.WITHDRAWN})
"""Marks that are an outline on paper."""

PATTERNS: Mapping[Status, Pattern] = {
    Status.UNCONFIRMED: Pattern("/", 0.25),
    Status.CORROBORATED: Pattern(".", 0.5),
    Status.CONFIRMED: Pattern("", 1.0),
    Status.DISPUTED: Pattern("x", 0.3),
    Status.DENIED: Pattern("-", 0.4),
    Status.REFUTED: Pattern("\\", 0.6),
    Status.WITHDRAWN: Pattern("|", 0.3),
}


def hatching(palette: Palette, status: Status) -> dict[str, Any]:
    """What plotly needs to fill an area for ``status``, as ``marker.pattern`` or ``fillpattern``."""
    pattern = PATTERNS[status]
    colour = palette.status[status]
    return {
        "shape": pattern.shape,
        "fgcolor": colour,
        "bgcolor": palette.tint[status] if pattern.shape else colour,
        "fillmode": "replace",
        "size": 6,
        "solidity": pattern.solidity,
    }


def mark_fill(palette: Palette, status: Status) -> str:
    """The inside of the mark: paper for outlines, else the colour of the status."""
    return palette.paper if status in HOLLOW else palette.status[status]
