"""Reasons that know more than the day did: what is written later about an earlier day may name what came after it.

A decision holds from a day in the world, but its reasons are written when it is recorded. A view of an earlier day
leaves out reasons that tell of days after it. A day that somebody merely planned or announced for is no such thing:
"announced for 18 June" could be said on the 17th, "the announcement came on 17 June" could not be said on the 12th.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factbase.domain.date_words import MONTHS
from factbase.domain.vantage import Vantage

LEFT_OUT = "The reasons given for it speak of later days, and are left out of this view."

_MONTH = "|".join(MONTHS)
_DAY = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?"
    rf"|\b(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}})\b(?!\d)(?:, (?P<us_year>\d{{4}}))?"
    rf"|\b(?P<of_month>{_MONTH}) (?P<of_year>\d{{4}})\b"
    rf"|\b(?:in|the|of|since|until|by|early|mid|late) (?P<bare_month>{_MONTH})\b(?! \d)"
)
_PLANNED = re.compile(r"\b(?:announced|planned|expected|scheduled|due|set|would|will|is to|are to)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:](?:\s|$)")
_SOON = 80  # days


def known_then(text: str, vantage: Vantage, *, near: date) -> bool:
    """Whether ``text`` could have been written by the end of the vantage's day.

    ``near`` is the day that it is about: a day without a year is one soon after it, or else the last one before.
    """
    if vantage.as_of == vantage.today:
        return True
    return not any(
        day > vantage.as_of
        for clause in _CLAUSE.split(text)
        if not _PLANNED.search(clause)
        for day in _days_named(clause, near)
    )


def reasons_then(text: str, vantage: Vantage, *, near: date) -> str:
    """``text``, or in its place a line that says why it is not there."""
    return text if known_then(text, vantage, near=near) else LEFT_OUT


def _days_named(text: str, near: date) -> Iterator[date]:
    """The first day of every date that is written out in ``text``."""
    for found in _DAY.finditer(text):
        part = found.groupdict()
        month = part["month"] or part["us_month"] or part["of_month"] or part["bare_month"]
        year, day = part["year"] or part["us_year"] or part["of_year"], part["day"] or part["us_day"] or "1"
        try:
            if part["iso"]:
                yield date.fromisoformat(part["iso"])
            elif year:
                yield date(int(year), MONTHS.index(month) + 1, int(day))
            else:
                yield _meant(MONTHS.index(month) + 1, int(day), near)
        except ValueError:
            # Written like a date, but on no calendar.
            continue


def _meant(month: int, day: int, near: date) -> date:
    """The next such day if it comes soon after ``near``, as in "broadcasts followed on 9 June"; else the last one."""
    for year in (near.year, near.year + 1):
        ahead = (date(year, month, day) - near).days
        if 0 <= ahead <= _SOON:
            return date(year, month, day)
    same_year = date(near.year, month, day)
    return same_year if same_year <= near else same_year.replace(year=near.year - 1)
