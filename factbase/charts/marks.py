"""The marks of the statuses, drawn as on the badges: ring, ring with dot, disc with tick, half diamond and so on.

Plotly's symbols give the outline of a mark; what is inside it comes from small shapes in pixels.
"""

from __future__ import annotations

from typing import Any

from factbase.charts.canvas import pixel_path
from factbase.charts.palette import HOLLOW, SYMBOLS, Palette, mark_fill
from factbase.domain.status import Status

MARK = 12
HALO = 18
_SCALE = 0.9

_TICK = ((-3.2, -0.3), (-1.0, -2.5), (3.2, 2.2))
_CROSS = (((-5.0, 5.0), (5.0, -5.0)), ((5.0, 5.0), (-5.0, -5.0)))
_DIAMOND = ((0.0, 6.6), (6.6, 0.0), (0.0, -6.6), (-6.6, 0.0))
_EMPTY_HALF = ((0.0, 4.3), (-4.3, 0.0), (0.0, -4.3))
_SQUARE = ((-6.2, 6.2), (6.2, 6.2), (6.2, -6.2), (-6.2, -6.2))
_BAR = ((-3.0, 0.0), (3.0, 0.0))
_POINTING_BACK = ((4.4, 6.0), (-6.2, 0.0), (4.4, -6.0))

Points = tuple[tuple[float, float], ...]


def symbols(palette: Palette, statuses: list[Status]) -> dict[str, Any]:
    """``marker`` of a scatter trace, one symbol for each status in turn."""
    return {
        "symbol": [SYMBOLS[status] for status in statuses],
        "size": [MARK - 1 if status in HOLLOW else MARK for status in statuses],
        "color": [mark_fill(palette, status) for status in statuses],
        "line": {
            "color": [palette.status[status] for status in statuses],
            "width": [2 if status in HOLLOW else 1 for status in statuses],
        },
        "opacity": 1,
    }


def halo(palette: Palette) -> dict[str, Any]:
    """``marker`` of the trace behind the marks, which keeps them off the bars."""
    return {"symbol": "circle", "size": HALO, "color": palette.paper, "line": {"width": 0}, "opacity": 1}


def inside(palette: Palette, status: Status, **place: Any) -> list[dict[str, Any]]:
    """What the symbol of ``status`` leaves out: the tick, the empty half, the bar."""
    stroke = {"color": palette.paper, "width": 1.8}
    match status:
        case Status.CONFIRMED:
            return [pixel_path(_path(_TICK), line=stroke, **place)]
        case Status.DISPUTED:
            return [pixel_path(_path(_EMPTY_HALF, closed=True), fillcolor=palette.paper, line={"width": 0}, **place)]
        case Status.DENIED:
            return [pixel_path(_path(_BAR), line=stroke, **place)]
        case _:
            return []


def whole(palette: Palette, status: Status, *, right: float = 0, up: float = 0, **place: Any) -> list[dict[str, Any]]:
    """The mark as shapes, its middle ``right`` and ``up`` pixels from the place: for margins, out of traces' reach."""
    colour = palette.status[status]
    outline = {"color": colour, "width": 1.8}

    def drawn(
        points: Points, *, closed: bool = True, fill: str = "rgba(0,0,0,0)", line: Any = outline
    ) -> dict[str, Any]:
        return pixel_path(_path(points, closed=closed, right=right, up=up), fillcolor=fill, line=line, **place)

    stroke = {"color": palette.paper, "width": 1.8}
    match status:
        case Status.UNCONFIRMED:
            return [_disc(5.6, right, up, palette.paper, outline, place)]
        case Status.CORROBORATED:
            return [
                _disc(5.6, right, up, palette.paper, outline, place),
                _disc(2.5, right, up, colour, {"width": 0}, place),
            ]
        case Status.CONFIRMED:
            disc = _disc(6.8, right, up, colour, {"width": 0}, place)
            return [disc, drawn(_TICK, closed=False, line=stroke)]
        case Status.DISPUTED:
            return [drawn(_DIAMOND, fill=colour), drawn(_EMPTY_HALF, fill=palette.paper, line={"width": 0})]
        case Status.DENIED:
            return [drawn(_SQUARE, fill=colour, line={"width": 0}), drawn(_BAR, closed=False, line=stroke)]
        case Status.REFUTED:
            return [drawn(leg, closed=False, line={"color": colour, "width": 3}) for leg in _CROSS]
        case Status.WITHDRAWN:
            return [drawn(_POINTING_BACK, fill=palette.paper)]


def _path(points: Points, *, closed: bool = False, right: float = 0, up: float = 0) -> str:
    steps = [f"{right + x * _SCALE:.2f},{up + y * _SCALE:.2f}" for x, y in points]
    return "M" + "L".join(steps) + ("Z" if closed else "")


def _disc(
    radius: float, right: float, up: float, fill: str, line: dict[str, Any], place: dict[str, Any]
) -> dict[str, Any]:
    reach = radius * _SCALE
    disc = pixel_path("", fillcolor=fill, line=line, **place)
    del disc["path"]
    return disc | {
        "type": "circle",
        "x0": right - reach,
        "x1": right + reach,
        "y0": up - reach,
        "y1": up + reach,
    }
