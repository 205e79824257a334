"""Stated figures of the same thing: how each compares with the one before it, and with the others that stood then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from factbase.domain.courses import Stretch
from factbase.domain.dates import EdtfDate
from factbase.domain.measures import measure_of
from factbase.domain.quantities import Number, Qualifier, Quantity, agree, bounds
from factbase.domain.status import Status

FEWEST = 3
FEWEST_NAMED = 2
SHORTEST = timedelta(days=7)

_FALLEN = frozenset({Status.REFUTED, Status.WITHDRAWN})
_NUMBER = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One figure as a claim states it.

    ``ties`` are the figures of which a link says that they are the same matter, ``course`` how the claim stood over
    time. ``speaker`` is a name, ``speaker_slug`` tells speakers of one name apart.
    """

    slug: str
    speaker: str
    made: EdtfDate
    quantity: Quantity
    status: Status
    words: str
    role: str | None = None
    updates: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    speaker_slug: str | None = None
    course: tuple[Stretch, ...] = ()

    @property
    def first(self) -> date:
        """The first day on which it may have been said."""
        return self.made.earliest or self.made.latest or date.min

    @property
    def last(self) -> date:
        """The last day on which it may have been said."""
        return self.made.latest or self.first

    @property
    def level(self) -> float:
        """Its number, or the middle of its range."""
        if self.quantity.value is not None:
            return float(self.quantity.value)
        return (float(self.quantity.low or 0) + float(self.quantity.high or 0)) / 2

    def is_by_speaker_of(self, other: StatedFigure) -> bool:
        """Whether the same speaker gave both."""
        return (self.speaker_slug or self.speaker) == (other.speaker_slug or other.speaker)

    def replaces(self, other: StatedFigure) -> bool:
        """Whether it stands in the place of ``other``: it updates it, or its speaker said it later for certain."""
        return other.slug in self.updates or (self.is_by_speaker_of(other) and other.last < self.first)

    def had_fallen(self, day: date) -> bool:
        """Whether it was refuted or withdrawn on ``day``."""
        return any(stretch.status in _FALLEN and stretch.start <= day < stretch.end for stretch in self.course)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that count the same thing, oldest first; ``is_named`` if an editor chose them and gave the title."""

    key: str
    title: str
    figures: tuple[StatedFigure, ...]
    is_named: bool = False

    @property
    def is_charted(self) -> bool:
        """Whether there are enough of them for a chart: over a long enough time, unless an editor chose them.

        A chart begins at zero, so figures below are for the table alone.
        """
        numbers = (number for each in self.figures for number in (each.quantity.value, each.quantity.low))
        if any(number is not None and number < 0 for number in numbers):
            return False
        if self.is_named:
            return len(self.figures) >= FEWEST_NAMED
        return len(self.figures) >= FEWEST and self.figures[-1].last - self.figures[0].first >= SHORTEST


class Change(StrEnum):
    """What a speaker did to the figure given before."""

    RAISED = "raised"
    LOWERED = "lowered"
    KEPT = "kept"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a series beside the others.

    ``before`` is the figure that it updates, or the one that its speaker gave before; then ``change`` says what became
    of it. ``agrees_with`` and ``differs_from`` are slugs of figures of other speakers that stood when it was given;
    ``beside`` counts all of those, with the ones that cannot be compared.
    """

    figure: StatedFigure
    before: StatedFigure | None
    change: Change | None
    agrees_with: tuple[str, ...]
    differs_from: tuple[str, ...]
    beside: int


def steps(figures: Sequence[StatedFigure]) -> list[Step]:
    """A step for each of ``figures``, which count the same thing and are in order, oldest first."""
    return [_step(figure, figures) for figure in figures]


def in_order(figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """By the first day on which each may have been said, then by the last."""
    return sorted(figures, key=lambda figure: (figure.first, figure.last, figure.slug))


def change_between(before: Quantity, after: Quantity) -> Change:
    """Whether ``after`` is more than ``before``, by the ends that both state: one is higher, and none lower.

    "More than 1,000" states its lower end alone, "up to 5,000" its upper one; a plain number and "about" are both ends
    in one, since nobody who goes from 6,700 to about 7,000 has lowered anything. Between a floor and a ceiling it takes
    all of one beyond all of the other. What :func:`agreement` does not compare is not compared here either.
    """
    if agreement(before, after) is None:
        return Change.UNCLEAR
    (low, high), (new_low, new_high) = _ends(before), _ends(after)
    moves = [new - old for old, new in ((low, new_low), (high, new_high)) if old is not None and new is not None]
    if not moves:
        floor_to_ceiling = low is not None and new_high is not None and new_high <= low
        ceiling_to_floor = high is not None and new_low is not None and new_low >= high
        return Change.LOWERED if floor_to_ceiling else Change.RAISED if ceiling_to_floor else Change.UNCLEAR
    if any(move > 0 for move in moves) and any(move < 0 for move in moves):
        return Change.UNCLEAR
    return Change.RAISED if max(moves) > 0 else Change.LOWERED if min(moves) < 0 else Change.KEPT


def agreement(one: Quantity, other: Quantity) -> bool | None:
    """Whether some number fits both figures; None if they cannot be compared: other units, or periods apart.

    Units that count the same under other words (troops and soldiers) are compared, unless a number in one narrows what
    it counts: "152 mm shells" are not all shells.
    """
    if measure_of(one) == measure_of(other) and not _NUMBER.search(one.unit + other.unit):
        other = replace(other, unit=one.unit)
    return agree(one, other)


def _step(figure: StatedFigure, figures: Sequence[StatedFigure]) -> Step:
    before = _before(figure, figures)
    standing = [other for other in figures if _stood_beside(other, figure, figures)]
    verdicts = {other.slug: agreement(figure.quantity, other.quantity) for other in standing}
    return Step(
        figure=figure,
        before=before,
        change=change_between(before.quantity, figure.quantity) if before else None,
        agrees_with=tuple(slug for slug, verdict in verdicts.items() if verdict is True),
        differs_from=tuple(slug for slug, verdict in verdicts.items() if verdict is False),
        beside=len(standing),
    )


def _before(figure: StatedFigure, figures: Sequence[StatedFigure]) -> StatedFigure | None:
    """The newest figure that this one updates; else the newest of its speaker that was said before it for certain."""
    updated = [other for other in figures if other.slug in figure.updates]
    earlier = [other for other in figures if figure.replaces(other)]
    return next(reversed(updated or earlier), None)


def _stood_beside(other: StatedFigure, figure: StatedFigure, figures: Sequence[StatedFigure]) -> bool:
    """Whether ``other``, by somebody else, had been said when ``figure`` was, and nothing had taken its place."""
    if other.slug == figure.slug or other.is_by_speaker_of(figure) or other.last > figure.last:
        return False
    replaced = any(newer.last <= figure.last and newer.replaces(other) for newer in figures)
    return not replaced and not other.had_fallen(figure.last)


def _ends(quantity: Quantity) -> tuple[Number | None, Number | None]:
    """The numbers that are stated, from below and from above."""
    if quantity.qualifier is Qualifier.ABOUT:
        return quantity.value, quantity.value
    reach = bounds(quantity)
    return reach.low, reach.high
