"""Which stated figures belong into one chart.

Nothing but the same count may share an axis, and speakers word the same count in many ways. The rule, which the method
page prints:

1. The same unit. ``SAME_COUNT`` names units that count the same thing under another word (soldiers, troops); they are
   still kept apart unless 2 ties them.
2. The same matter: an editor's link between the figures (updates, repeats, corroborates, contradicts), directly or by
   way of other figures; or nearly the same words for what is counted; or the same number of the same speaker.
3. Never opposite directions: what goes from A to B is not what goes from B to A.
4. A share is of something: percentages and rates are put together by their words alone.

Fewer than ``FEWEST`` figures, figures of less than a week, and figures below zero are given as a table only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from factbase.domain.figures import FEWEST, Series, StatedFigure, in_order
from factbase.domain.measures import SAME_COUNT, is_share, measure_of, singular

ALIKE = 0.6
"""How much of the words for what is counted two figures must share."""

_STOP_WORDS = frozenset(
    (
        "a", "about", "an", "and", "at", "been", "being", "by", "for", "from", "had", "has", "have", "in", "into", "is",
        "it", "its", "now", "of", "on", "or", "other", "since", "so", "some", "than", "that", "the", "their", "to",
        "was", "were", "which", "who", "with",
    )
)  # fmt: skip
_WORD = re.compile(r"[\w'’-]+")
_PLACE = r"((?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)*)"
_FROM = re.compile(rf"\b(?:from|sent by|launched by|supplied by|delivered by|shipped by) (?:the )?{_PLACE}")
_TO = re.compile(rf"\b(?:to|into|received by|procured by|found in|landed in|reached) (?:the )?{_PLACE}")


def series_of(figures: Sequence[StatedFigure]) -> list[Series]:
    """The figures of a story in series by the rule above, the longest first; figures that fit no other stand alone."""
    found = [Series(group[0].slug, _full_title(group), tuple(group)) for group in _groups(figures)]
    charted = Counter(measure_of(series.figures[0].quantity) for series in found if series.is_charted)
    named = [
        replace(series, title=_short_title(series.figures))
        if series.is_charted and charted[measure_of(series.figures[0].quantity)] == 1
        else series
        for series in found
    ]
    return sorted(named, key=lambda series: (-len(series.figures), series.figures[0].first, series.key))


def _groups(figures: Sequence[StatedFigure]) -> list[list[StatedFigure]]:
    """Groups that grow as long as two of them hold figures of the same count and none of opposite directions."""
    ordered = in_order(figures)
    readings = _readings(ordered)
    groups = {reading.figure.slug: [reading] for reading in readings}
    for one, other in combinations(readings, 2):
        here, there = groups[one.figure.slug], groups[other.figure.slug]
        if here is there or not one.counts_as(other):
            continue
        if any(first.opposes(second) for first in here for second in there):
            continue
        here += there
        for reading in there:
            groups[reading.figure.slug] = here
    distinct = {id(group): group for group in groups.values()}.values()
    place = {figure.slug: number for number, figure in enumerate(ordered)}
    return [sorted((reading.figure for reading in group), key=lambda figure: place[figure.slug]) for group in distinct]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure with what decides where it belongs: ``matter`` names its net of links, ``telling`` are its own words."""

    figure: StatedFigure
    measure: str
    matter: str
    words: frozenset[str]
    telling: frozenset[str]
    source: str | None
    target: str | None

    def counts_as(self, other: _Reading) -> bool:
        """Whether the unit is the same and a link, the wording or the number says that the matter is."""
        if self.measure != other.measure:
            return False
        alike = self.telling, other.telling
        if not any(alike):
            alike = self.words, other.words
        if _likeness(*alike) >= ALIKE:
            return True
        return not is_share(self.figure.quantity) and (self.matter == other.matter or self._repeats(other))

    def opposes(self, other: _Reading) -> bool:
        """Whether one goes to where the other comes from."""
        there = self.source is not None and self.source == other.target
        return there or (self.target is not None and self.target == other.source)

    def _repeats(self, other: _Reading) -> bool:
        one, two = self.figure, other.figure
        return one.speaker == two.speaker and one.quantity.value == two.quantity.value is not None


def _readings(figures: Sequence[StatedFigure]) -> list[_Reading]:
    """The figures read; words that more than half of three or more figures of a measure use tell nothing apart."""
    measures = [measure_of(figure.quantity) for figure in figures]
    bags = [_words(figure.quantity.what, measure) for figure, measure in zip(figures, measures, strict=True)]
    uses = Counter((measure, word) for measure, bag in zip(measures, bags, strict=True) for word in bag)
    sizes = Counter(measures)
    matter = _matters(figures)
    readings = []
    for figure, measure, bag in zip(figures, measures, bags, strict=True):
        size = sizes[measure]
        telling = frozenset(word for word in bag if size < FEWEST or uses[measure, word] * 2 <= size)
        source, target = (pattern.search(figure.quantity.what) for pattern in (_FROM, _TO))
        ends = source and source[1], target and target[1]
        readings.append(_Reading(figure, measure, matter[figure.slug], bag, telling, *ends))
    return readings


def _matters(figures: Sequence[StatedFigure]) -> dict[str, str]:
    """For each figure a name of the net of links that it hangs in."""
    neighbours: dict[str, set[str]] = {figure.slug: set() for figure in figures}
    for figure in figures:
        for other in {*figure.updates, *figure.ties} & neighbours.keys():
            neighbours[figure.slug].add(other)
            neighbours[other].add(figure.slug)
    matter: dict[str, str] = {}
    for slug in neighbours:
        reached = [slug] if slug not in matter else []
        while reached:
            here = reached.pop()
            if here not in matter:
                matter[here] = slug
                reached += neighbours[here]
    return matter


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a share of all of them (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _words(what: str, measure: str) -> frozenset[str]:
    """The words that say what is counted, without the unit itself and without little words."""
    words = (singular(word) for word in _WORD.findall(what.casefold()) if word not in _STOP_WORDS)
    return frozenset(word for word in words if SAME_COUNT.get(word, word) != measure)


def _short_title(figures: Sequence[StatedFigure]) -> str:
    """The units that they are given in, the most frequent first: "Shells and rounds"."""
    nouns = Counter(_noun(figure) for figure in figures)
    return _capital(" and ".join(noun for noun, _ in nouns.most_common(2)))


def _full_title(figures: Sequence[StatedFigure]) -> str:
    """What is counted, in the words of the figure that has most in common with the others."""
    bags = [_words(figure.quantity.what, measure_of(figure.quantity)) for figure in figures]
    in_common = [sum(_likeness(bag, other) for other in bags) for bag in bags]
    typical = figures[in_common.index(max(in_common))]
    what = typical.quantity.what.split(";")[0]
    nouns = {SAME_COUNT.get(word, word) for word in map(singular, _WORD.findall(what.casefold()))}
    if measure_of(typical.quantity) in nouns or is_share(typical.quantity):
        return _capital(what)
    return f"{_capital(_noun(typical))}: {what}"


def _noun(figure: StatedFigure) -> str:
    unit = figure.quantity.unit
    return unit if " per " in unit else unit.split()[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
