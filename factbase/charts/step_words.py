"""Who raised a figure and who lowered it, and which figures agree, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factbase.charts.frames import listed
from factbase.domain.figures import Change, StatedFigure, Step

_FIRST = "first given"
_ALONE = "nothing to compare"
_MOST = 4
_BRACKETS = re.compile(r" \(.*?\)")


def change_words(step: Step) -> str:
    """What the speaker did to the figure before: "raised from about 6,700"; whose it was if it was another's."""
    if step.before is None:
        return _FIRST
    before = _before_words(step.figure, step.before)
    match step.change:
        case Change.RAISED | Change.LOWERED:
            return f"{step.change.value} from {before}"
        case Change.KEPT:
            return f"unchanged from {before}"
        case _:
            return f"cannot be compared with {before}"


def beside_words(step: Step) -> str:
    """How the figure sits with those of others that stood then: "agrees with 2, differs from 1"."""
    agrees, differs = len(step.agrees_with), len(step.differs_from)
    unclear = step.beside - agrees - differs
    parts = [
        f"agrees with {agrees}" if agrees else "",
        f"differs from {differs}" if differs else "",
        f"cannot be compared with {unclear}" if unclear else "",
    ]
    return ", ".join(part for part in parts if part) or _ALONE


def movers_words(steps: Sequence[Step]) -> str:
    """Who raised and who lowered a figure given before, in a sentence; empty if nobody did either."""
    raised, lowered = (
        Counter(step.figure.speaker for step in steps if step.change is change)
        for change in (Change.RAISED, Change.LOWERED)
    )
    if not raised and not lowered:
        return ""
    return f"Raised by {_names(raised)}; lowered by {_names(lowered)}."


def bare_number(figure: StatedFigure) -> str:
    """The figure as it was stated, without its unit: "more than 1,000"."""
    return re.sub(r" ×$", "", figure.words.removesuffix(figure.quantity.unit).rstrip())


def _before_words(figure: StatedFigure, before: StatedFigure) -> str:
    same_unit = figure.quantity.unit.casefold() == before.quantity.unit.casefold()
    words = bare_number(before) if same_unit else before.words
    return words if before.is_by_speaker_of(figure) else f"{words} ({before.speaker})"


def _names(counts: Counter[str]) -> str:
    """The names, most often first, with the number of times where that is more than one; not more than a few."""
    often = [
        f"{_BRACKETS.sub('', name)} ({count} times)" if count > 1 else _BRACKETS.sub("", name)
        for name, count in counts.most_common()
    ]
    if len(often) > _MOST:
        often = [*often[: _MOST - 1], f"{len(often) - _MOST + 1} others"]
    return listed(often) or "nobody"
