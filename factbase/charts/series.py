"""Which stated figures belong into one chart.

Nothing but the same count may share an axis, and speakers word the same count in many ways. The rule, which the method
page prints:

1. The same unit. ``SAME_COUNT`` names units that count the same thing under another word (soldiers, troops); they are
   still kept apart unless 2 ties them.
2. The same matter: an editor's link between the figures (updates, repeats, corroborates, contradicts), directly or by
   way of other figures; or nearly the same words for what is counted; or the same number of the same speaker.
3. Never opposite directions: what goes from A to B is not what goes from B to A.
4. A share is of something: percentages and rates are put together by their words alone.

Fewer than ``FEWEST`` figures, or figures of less than a week, are given as a table only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factbase.domain.dates import EdtfDate
from factbase.domain.quantities import Quantity
from factbase.domain.status import Status

FEWEST = 3
SHORTEST = timedelta(days=7)
ALIKE = 0.6
"""How much of the words for what is counted two figures must share."""

SAME_COUNT: Mapping[str, str] = {
    "troop": "soldier",
    "personnel": "soldier",
    "round": "shell",
    "tonne": "ton",
    "trip": "voyage",
}

_SHARES = frozenset({"percent", "%"})
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


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One figure as a claim states it; ``ties`` are the figures of which a link says that they are the same matter."""

    slug: str
    speaker: str
    made: EdtfDate
    quantity: Quantity
    status: Status
    words: str
    role: str | None = None
    updates: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        """The first day on which it may have been said."""
        return self.made.earliest or self.made.latest or date.min

    @property
    def last(self) -> date:
        """The last day on which it may have been said."""
        return self.made.latest or self.first


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that count the same thing, oldest first."""

    key: str
    title: str
    figures: tuple[StatedFigure, ...]

    @property
    def is_charted(self) -> bool:
        """Whether there are enough of them, over a long enough time, for a chart."""
        return len(self.figures) >= FEWEST and self.figures[-1].last - self.figures[0].first >= SHORTEST


def series_of(figures: Sequence[StatedFigure]) -> list[Series]:
    """The figures of a story in series by the rule above, the longest first; figures that fit no other stand alone."""
    ordered = sorted(figures, key=lambda figure: (figure.first, figure.last, figure.slug))
    found = [Series(group[0].slug, _full_title(group), tuple(group)) for group in _joined(ordered)]
    charted = Counter(_measure(series.figures[0]) for series in found if series.is_charted)
    named = [
        replace(series, title=_short_title(series.figures))
        if series.is_charted and charted[_measure(series.figures[0])] == 1
        else series
        for series in found
    ]
    return sorted(named, key=lambda series: (-len(series.figures), series.figures[0].first, series.key))


def _joined(figures: Sequence[StatedFigure]) -> list[list[StatedFigure]]:
    """Groups that grow as long as two of them hold figures of the same count and none of opposite directions."""
    matter = _matters(figures)
    vague = _vague_words(figures)
    groups = [[figure] for figure in figures]
    for figure in figures:
        for other in figures:
            if figure is other or not _same_count(figure, other, matter, vague):
                continue
            here = next(group for group in groups if figure in group)
            there = next(group for group in groups if other in group)
            if here is not there and not any(_opposite(one, two) for one in here for two in there):
                here.extend(there)
                groups.remove(there)
    return [sorted(group, key=lambda figure: (figure.first, figure.last, figure.slug)) for group in groups]


def _same_count(
    one: StatedFigure, other: StatedFigure, matter: Mapping[str, str], vague: Mapping[str, frozenset[str]]
) -> bool:
    """Whether the unit is the same and either a link or the wording says that the matter is."""
    if _measure(one) != _measure(other) or _opposite(one, other):
        return False
    if _is_share(one):
        return _likeness(one, other, vague[_measure(one)]) >= ALIKE
    repeated = one.speaker == other.speaker and one.quantity.value == other.quantity.value is not None
    return matter[one.slug] == matter[other.slug] or repeated or _likeness(one, other, vague[_measure(one)]) >= ALIKE


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


def _vague_words(figures: Iterable[StatedFigure]) -> dict[str, frozenset[str]]:
    """For each measure the words that more than half of three or more figures use: they tell nothing apart."""
    texts: dict[str, list[frozenset[str]]] = {}
    for figure in figures:
        texts.setdefault(_measure(figure), []).append(_words(figure))
    vague = {}
    for measure, bags in texts.items():
        found = Counter(word for bag in bags for word in bag)
        vague[measure] = frozenset(word for word, n in found.items() if len(bags) >= FEWEST and n * 2 > len(bags))
    return vague


def _likeness(one: StatedFigure, other: StatedFigure, vague: frozenset[str]) -> float:
    """Shared words of what is counted, as a share of all of them (Jaccard)."""
    telling = _words(one) - vague, _words(other) - vague
    if not (telling[0] or telling[1]):
        telling = _words(one), _words(other)
    together = telling[0] | telling[1]
    return len(telling[0] & telling[1]) / len(together) if together else 1.0


def _words(figure: StatedFigure) -> frozenset[str]:
    words = (_singular(word) for word in _WORD.findall(figure.quantity.what.casefold()))
    measure = _measure(figure)
    return frozenset(word for word in words if word not in _STOP_WORDS and SAME_COUNT.get(word, word) != measure)


def _measure(figure: StatedFigure) -> str:
    """What the unit counts: its last noun, under the word that stands for all that count the same."""
    unit = figure.quantity.unit.casefold()
    if " per " in f" {unit} ":
        return unit
    noun = _singular(unit.split()[-1])
    return SAME_COUNT.get(noun, noun)


def _is_share(figure: StatedFigure) -> bool:
    unit = figure.quantity.unit.casefold()
    return unit in _SHARES or " per " in f" {unit} "


def _opposite(one: StatedFigure, other: StatedFigure) -> bool:
    """Whether one goes to where the other comes from."""
    (source, target), (other_source, other_target) = _direction(one), _direction(other)
    return bool((source and source == other_target) or (target and target == other_source))


def _direction(figure: StatedFigure) -> tuple[str | None, str | None]:
    """From where to where, as far as the words say."""
    source, target = _FROM.search(figure.quantity.what), _TO.search(figure.quantity.what)
    return source and source[1], target and target[1]


def _short_title(figures: Sequence[StatedFigure]) -> str:
    """The units that they are given in, the most frequent first: "Shells and rounds"."""
    nouns = Counter(_noun(figure) for figure in figures)
    return _capital(" and ".join(noun for noun, _ in nouns.most_common(2)))


def _full_title(figures: Sequence[StatedFigure]) -> str:
    """What is counted, in the words of the figure that has most in common with the others."""

    def in_common(figure: StatedFigure) -> float:
        return sum(_likeness(figure, other, frozenset()) for other in figures)

    typical = max(figures, key=in_common)
    what = typical.quantity.what.split(";")[0]
    measures = {SAME_COUNT.get(word, word) for word in map(_singular, _WORD.findall(what.casefold()))}
    if _measure(typical) in measures or _is_share(typical):
        return _capital(what)
    return f"{_capital(_noun(typical))}: {what}"


def _noun(figure: StatedFigure) -> str:
    unit = figure.quantity.unit
    return unit if " per " in unit else unit.split()[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _singular(noun: str) -> str:
    for ending, singular in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ss", "ss"), ("s", "")):
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return noun.removesuffix(ending) + singular
    return noun
