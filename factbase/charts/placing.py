"""Labels beside the marks that they name: placed where they cover nothing, and left out where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in pixels, upwards positive."""

Segment: TypeAlias = tuple[tuple[float, float], tuple[float, float]]

_BESIDE = 11
_ASKEW = 7
_CLEAR = 3


@dataclass(frozen=True, slots=True)
class Label:
    """The size of a label, the place of its mark, and how far what belongs to the mark reaches up and down from it."""

    x: float
    y: float
    width: float
    height: float
    over: float
    under: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Which label fits, and the left edge and the middle of its height, from the middle of its mark."""

    number: int
    right: float
    up: float


def placed(
    labels: Sequence[Sequence[Label]], *, taken: Sequence[Box], lines: Sequence[Segment], ground: Box
) -> Iterator[Spot | None]:
    """For each mark, in order of importance, the spot of the first of its labels that fits; None if none does.

    ``taken`` is what may not be covered, ``lines`` what rather should not be, ``ground`` what a label has to stay in.
    """
    boxes = list(taken)
    for choices in labels:
        spot = next(
            (spot for number, label in enumerate(choices) if (spot := _best(number, label, boxes, lines, ground))), None
        )
        if spot:
            label = choices[spot.number]
            boxes.append(_box(label, spot.right, spot.up))
        yield spot


def _best(number: int, label: Label, boxes: Sequence[Box], lines: Sequence[Segment], ground: Box) -> Spot | None:
    """The free spot that crosses the fewest lines, the more usual one first."""
    best: tuple[int, Spot] | None = None
    for right, up in _spots(label):
        box = _box(label, right, up)
        if _inside(box, ground) and not any(_overlap(box, other) for other in boxes):
            crossed = sum(_crosses(line, box) for line in lines)
            if best is None or crossed < best[0]:
                best = crossed, Spot(number, right, up)
    return best[1] if best else None


def _spots(label: Label) -> Iterator[tuple[float, float]]:
    """Left edges and middles: beside, askew, above and below the mark."""
    above, below = label.over + _CLEAR + label.height / 2, -label.under - _CLEAR - label.height / 2
    beside, before = _BESIDE, -_BESIDE - label.width
    yield beside, 0
    yield before, 0
    for up in (-_ASKEW - label.height / 2, _ASKEW + label.height / 2):
        yield beside, up
        yield before, up
    for up in (above, below, above + label.height / 2, above + label.height):
        yield -label.width / 2, up
        yield -label.width + _ASKEW, up
        yield -_ASKEW, up


def _box(label: Label, right: float, up: float) -> Box:
    left, lower = label.x + right, label.y + up - label.height / 2
    return left, lower, left + label.width, lower + label.height


def _inside(box: Box, ground: Box) -> bool:
    return box[0] >= ground[0] and box[1] >= ground[1] and box[2] <= ground[2] and box[3] <= ground[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(line: Segment, box: Box) -> bool:
    """Whether some point of the line lies in the box; sampled, which is close enough for a preference."""
    (x0, y0), (x1, y1) = line
    steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / 4), 1)
    return any(
        box[0] <= x0 + (x1 - x0) * step / steps <= box[2] and box[1] <= y0 + (y1 - y0) * step / steps <= box[3]
        for step in range(steps + 1)
    )
