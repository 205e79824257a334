"""Periods of the calendar as people name them: days, weeks, months, seasons, years, and parts of these.

Conventions, printed on the method page: weeks run from Monday to Sunday (ISO 8601); the thirds of a month are the days
1 to 10, 11 to 20 and 21 to the end; those of longer periods are thirds of their months; early in a week is Monday to
Wednesday, mid-week Tuesday to Thursday, late Thursday to Sunday. Seasons are northern and meteorological.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from factbase.domain.edtf_reader import read

DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)

_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


class Unit(StrEnum):
    """What kind of period it is; only some kinds can be early, mid or late."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LONGER = "longer"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days (None where an end is open), its EDTF, and the rule that gave it."""

    edtf: str
    first: date | None
    last: date | None
    unit: Unit = Unit.SPAN
    rule: str = ""

    def by(self, rule: str) -> Period:
        """The same, given by another rule."""
        return replace(self, rule=rule)


def from_edtf(text: str, unit: Unit = Unit.SPAN) -> Period:
    """The period that EDTF says; :raises EdtfError: for days that there are not."""
    reading = read(text)
    return Period(text, reading.earliest, reading.latest, unit)


def day(when: date) -> Period:
    """One day."""
    return Period(when.isoformat(), when, when, Unit.DAY)


def month(year: int, number: int) -> Period:
    """One month; ``number`` may run over the year's end either way."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return from_edtf(f"{year:04}-{number:02}", Unit.MONTH)


def year(number: int) -> Period:
    """One year."""
    return from_edtf(f"{number:04}", Unit.LONGER)


def week(of: date) -> Period:
    """The ISO week that holds a day, as some day in it."""
    monday = of - of.weekday() * DAY
    return replace(some_day(monday, monday + 6 * DAY), unit=Unit.WEEK)


def some_day(first: date | None, last: date | None) -> Period:
    """Some day from ``first`` to ``last``."""
    if first is not None and first == last:
        return day(first)
    return Period(f"[{first or ''}..{last or ''}]", first, last)


def third(period: Period, part: str) -> Period | None:
    """The ``early``, ``mid`` or ``late`` part of a period; None if it cannot be divided so."""
    if period.first is None or period.last is None:
        return None
    place = ("early", "mid", "late").index(part)
    match period.unit:
        case Unit.WEEK:
            start, end = ((0, 2), (1, 3), (3, 6))[place]
            return some_day(period.first + start * DAY, period.first + end * DAY)
        case Unit.MONTH:
            start, end = ((1, 10), (11, 20), (21, period.last.day))[place]
            return some_day(period.first.replace(day=start), period.first.replace(day=end))
        case Unit.LONGER:
            months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
            bounds = [shift_months(period.first, round(months * n / 3)) for n in (place, place + 1)]
            return _some_month(bounds[0], bounds[1] - DAY)
        case Unit.DAY | Unit.SPAN:
            return None


def shift_months(when: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it is shorter.

    :raises ValueError: outside the years 1 to 9999.
    """
    index = when.year * 12 + when.month - 1 + months
    year_, month_ = index // 12, index % 12 + 1
    return date(year_, month_, min(when.day, monthrange(year_, month_)[1]))


def moved(unit: str, count: int, start: date) -> date:
    """The day that lies ``count`` days, weeks, months … after ``start``."""
    unit = unit.removesuffix("s")
    if unit in _DAYS_IN:
        return start + count * _DAYS_IN[unit] * DAY
    return shift_months(start, count * _MONTHS_IN[unit])


def shifted(unit: str, count: int, start: date) -> Period:
    """What "``count`` units later" means: days are exact, weeks about that day, the rest about that month or year."""
    then, unit = moved(unit, count, start), unit.removesuffix("s")
    if unit == "day":
        return day(then)
    if unit in _DAYS_IN:
        return from_edtf(f"{then}~", Unit.DAY)
    if unit in ("month", "quarter"):
        return from_edtf(f"{then.isoformat()[:7]}~", Unit.MONTH)
    return from_edtf(f"{then.year:04}~", Unit.LONGER)


def _some_month(first: date, last: date) -> Period:
    start, end = first.isoformat()[:7], last.isoformat()[:7]
    if start == end:
        return month(first.year, first.month)
    years = start[:4], end[:4]
    if (first.month, last.month) == (1, 12) and years[0] != years[1]:
        start, end = years
    return Period(f"[{start}..{end}]", first, last)
