"""When a phrase was said, which of several periods it means then, and the form of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from factbase.domain.phrases.periods import Period
from factbase.domain.phrases.words import step_of

Intent: TypeAlias = Literal["past", "future"]
Groups: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """The day on which a phrase was said, and whether it speaks of the past or the future, where that is known."""

    day: date
    intent: Intent | None = None

    def choose(self, candidates: Sequence[Period]) -> Period:
        """Of periods in order the one meant: past or coming as intended.

        Where that is not known, the past one, for reports tell what happened, unless the coming one is much nearer.
        """
        begun = [period for period in candidates if period.first and period.first <= self.day]
        coming = [period for period in candidates if period.last and period.last >= self.day]
        if self.intent == "past" or not coming:
            return begun[-1]
        if self.intent == "future" or not begun:
            return coming[0]
        return coming[0] if 3 * self._distance(coming[0]) < 2 * self._distance(begun[-1]) else begun[-1]

    def which(self, word: str | None, candidates: Sequence[Period]) -> Period:
        """The period that "this", "next", "last" or nothing points to; "last September" is the last that is over."""
        if word is None:
            return self.choose(candidates)
        match step_of(word):
            case -1:
                return [period for period in candidates if period.last and period.last < self.day][-1]
            case 1:
                return next(period for period in candidates if period.first and period.first > self.day)
            case _:
                this_year = [period for period in candidates if period.first and period.first.year == self.day.year]
                return Said(self.day).choose(this_year)

    def year(self, found: Groups) -> int | None:
        """The year that is named ("2024") or pointed to ("last year", "the year"); None if neither."""
        if "year" in found:
            return int(found["year"])
        if "which_year" in found:
            return self.day.year + step_of(found["which_year"])
        return self.day.year if "this_year" in found else None

    def years(self) -> range:
        """The years among which a date without its year is looked for."""
        return range(max(self.day.year - 9, 1), min(self.day.year + 9, 9999))

    def _distance(self, period: Period) -> int:
        if period.first is None or period.last is None:
            return 0
        return max((period.first - self.day).days, (self.day - period.last).days, 0)


Find: TypeAlias = Callable[[Groups, Said], Period | None]


class Rule(NamedTuple):
    """The name of a rule, the text that it reads, and the period that this names; None lets the next rule try."""

    name: str
    pattern: re.Pattern[str]
    find: Find


def rules(*entries: tuple[str, str, Find]) -> tuple[Rule, ...]:
    """Rules from their name, pattern and function."""
    return tuple(Rule(name, re.compile(pattern), find) for name, pattern, find in entries)


def first_match(candidates: Iterable[Rule], text: str, said: Said) -> Period | None:
    """The period that the first fitting rule gives; None if none fits."""
    for rule in candidates:
        if match := rule.pattern.fullmatch(text):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            try:
                period = rule.find(found, said)
            except (ValueError, OverflowError, IndexError, StopIteration):
                continue  # a day or a year that there is not; another rule may read the words otherwise
            if period is not None:
                return period.by(rule.name)
    return None
