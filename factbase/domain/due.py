"""When a claim can be judged: whether its day has passed, and how far off that day is, in words.

Distances are taken from the last day on which the claim may come true, because nobody can judge it before.
"""

from __future__ import annotations

from datetime import date

from factbase.domain.dates import EdtfDate

_DAYS_IN_WEEK = 7
_COUNTED_IN_DAYS = 3 * _DAYS_IN_WEEK
_COUNTED_IN_WEEKS = 13 * _DAYS_IN_WEEK
_COUNTED_IN_MONTHS = 24


def is_overdue(due_on: EdtfDate, as_of: date) -> bool:
    """Whether the last day has passed. A date with an open end is never overdue."""
    return due_on.latest is not None and due_on.latest < as_of


def distance_in_words(due_on: EdtfDate, as_of: date) -> str:
    """How far off it is: "in 9 days", "today", "3 days past due", "in 6 months"; "no last day" for an open end.

    Whole units only, so "in 6 months" may be 6 months and 20 days.
    """
    if due_on.latest is None:
        return "no last day"
    if due_on.latest == as_of:
        return "today"
    if due_on.latest < as_of:
        return f"{_length(due_on.latest, as_of)} past due"
    return f"in {_length(as_of, due_on.latest)}"


def _length(first: date, last: date) -> str:
    days = (last - first).days
    if days < _COUNTED_IN_DAYS:
        return _counted(days, "day")
    if days < _COUNTED_IN_WEEKS:
        return _counted(days // _DAYS_IN_WEEK, "week")
    # A month is complete on the same day of the month.
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < _COUNTED_IN_MONTHS:
        return _counted(months, "month")
    return _counted(months // 12, "year")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
