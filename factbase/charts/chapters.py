"""A long story in chapters: stretches of the calendar, none with more claims than a timeline can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby, pairwise

from factbase.charts.frames import Lane, by_date_made, counts_of
from factbase.charts.palette import Width
from factbase.charts.window import MOST_OLDER
from factbase.domain.date_words import MONTHS, day_in_words
from factbase.domain.status import Status

MOST = 24
"""How many lanes a chapter may have. Only a single day with more claims than that exceeds it."""

_SHORT = timedelta(days=45)
_FEW = 6
_MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_UNITS = ("year", "half", "quarter", "month", "third", "day")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The claims made from ``first`` to ``last``, which are bounds of the calendar rather than days of claims."""

    first: date
    last: date
    lanes: tuple[Lane, ...]

    @property
    def key(self) -> str:
        """What an address names it by: its first month, or day if it begins within a month ("2024-10")."""
        return self.first.isoformat()[: 7 if self.first.day == 1 else 10]

    @property
    def title(self) -> str:
        """The period in words: "October–December 2024"."""
        return period_in_words(self.first, self.last)

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many of its claims stand where."""
        return counts_of(self.lanes)


def timeline_chapters(lanes: Sequence[Lane], *, most: int = MOST) -> list[Chapter]:
    """The story in as few chapters as its calendar allows, oldest first; one for a short story, none for an empty one.

    Years with more than ``most`` claims are split into halves, quarters, months, thirds of months and days until none
    has more; then neighbours are put together again as far as they fit on one time axis, as evenly as can be.
    """
    return [_together(run) for run in _runs(tuple(_split(by_date_made(lanes), most, 0)), most)]


def chapter_with(chapters: Sequence[Chapter], key: str | None) -> Chapter | None:
    """The chapter that the day or month ``key`` falls into, else the newest; None of a story without claims.

    A key stays good when later claims move the bounds of the chapters.
    """
    if not chapters:
        return None
    try:
        day = date.fromisoformat(f"{key}-01" if key and len(key) == 7 else key or "")
    except ValueError:
        return chapters[-1]
    return next((chapter for chapter in chapters if day <= chapter.last), chapters[-1])


def period_in_words(first: date, last: date) -> str:
    """A stretch of the calendar in words: "2024", "2022–2023", "October–December 2024", "1–10 June 2024"."""
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if not whole_months:
        if first == last:
            return day_in_words(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{day_in_words(last)}"
        return f"{day_in_words(first)} – {day_in_words(last)}"
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}–{end}"
    return f"{MONTHS[first.month - 1]} {first.year} – {end}"


def _split(lanes: Sequence[Lane], most: int, level: int) -> list[Chapter]:
    """The claims by the units of this level of the calendar, those with too many by the next level."""
    pieces: list[Chapter] = []
    for (first, last), group in groupby(lanes, key=lambda lane: _bounds(lane.first, _UNITS[level])):
        members = tuple(group)
        if len(members) > most and level + 1 < len(_UNITS):
            pieces += _split(members, most, level + 1)
        else:
            pieces.append(Chapter(first, last, members))
    return pieces


def _together(run: Sequence[Chapter]) -> Chapter:
    """Neighbours as one chapter, without the months before its first claim and after its last."""
    lanes = tuple(lane for piece in run for lane in piece.lanes)
    first = max(run[0].first, lanes[0].first.replace(day=1))
    return Chapter(first, min(run[-1].last, _month_end(lanes[-1].first)), lanes)


def _bounds(day: date, unit: str) -> tuple[date, date]:
    """The first and the last day of the unit of the calendar that ``day`` lies in."""
    if unit == "day":
        return day, day
    if unit == "third":
        start = min((day.day - 1) // 10, 2) * 10 + 1
        first = day.replace(day=start)
        return first, first.replace(day=start + 9) if start < 21 else _month_end(day)
    months = _MONTHS_IN[unit]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, _month_end(first.replace(month=first.month + months - 1))


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _runs(pieces: tuple[Chapter, ...], most: int) -> list[tuple[Chapter, ...]]:
    """How to put neighbours together: as few runs as possible, then as even in their claims as possible."""

    @cache
    def best(start: int) -> tuple[int, int, tuple[int, ...]]:
        """Of the pieces from ``start`` on the number of runs, the sum of their squared sizes, and their ends."""
        if start == len(pieces):
            return 0, 0, ()
        choices = []
        for end in range(start + 1, len(pieces) + 1):
            run = [lane for piece in pieces[start:end] for lane in piece.lanes]
            if end > start + 1 and len(run) > most:
                break
            if end == start + 1 or _hangs_together(run):
                runs, squares, rest = best(end)
                choices.append((runs + 1, squares + len(run) ** 2, (end, *rest)))
        return min(choices)

    ends = best(0)[2]
    return [pieces[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _hangs_together(lanes: Sequence[Lane]) -> bool:
    """Whether one time axis can show the claims: not if a few come so much later that they squeeze the others.

    A few that come much earlier do no harm, since the axis may begin after them.
    """
    starts = [lane.first for lane in lanes]
    before, gap = max(enumerate(pairwise(starts), 1), key=lambda pair: pair[1][1] - pair[1][0], default=(0, None))
    if gap is None or len(starts) <= _FEW or starts[-1] - starts[0] < _SHORT:
        return True
    return (gap[1] - gap[0]) * 2 <= starts[-1] - starts[0] or before <= len(starts) * MOST_OLDER[Width.WIDE]
