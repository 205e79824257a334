"""Reads EDTF (ISO 8601-2:2019, Library of Congress profile, levels 0 to 2) into its parts and strict bounds.

This is our own reader because the ``edtf`` library (5.0.2) accepts reversed intervals and impossible days, invents
ends for blank ones, fails on the bounds of ``2024-05-1X``, and takes milliseconds; ``tests/domain/test_edtf_reader.py``
keeps comparing the two. Conventions where the standard leaves a choice:

* bounds are those of what is written: no padding for ``~`` and ``?``, nothing invented for an open or unknown end;
* a time keeps to the calendar day on which it was written, whatever its offset: the day it was where it was said;
* seasons are meteorological; 21 to 24 are taken as northern, and the winter of 2024 begins in December 2024;
* ``1950S2`` is some year from 1900 to 1999, and a year that begins with X has no bounds.

Two- and three-digit years (``24``, ``202``) are not of the profile and are refused: they are slips of the pen.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

LONGEST = 200

SEASONS: dict[int, tuple[int, int]] = {
    **{code: ((code - 21) * 3 + 3, 3) for code in range(21, 25)},  # from March, June, September, December
    **{code: ((code - 25) * 3 + 3, 3) for code in range(25, 29)},  # the same, northern
    **{code: ((code - 29 + 2) % 4 * 3 + 3, 3) for code in range(29, 33)},  # southern: spring begins in September
    **{code: ((code - 33) * 3 + 1, 3) for code in range(33, 37)},  # quarters
    **{code: ((code - 37) * 4 + 1, 4) for code in range(37, 40)},  # quadrimesters
    **{code: ((code - 40) * 6 + 1, 6) for code in range(40, 42)},  # halves
}
"""Code of a part of the year: the month in which it begins, and how many months it lasts."""

_DATE = re.compile(
    r"""(?P<before_year>[?~%]?) (?P<sign>-?) (?P<year>[0-9X]{4}) (?P<digits>S[1-9])? (?P<after_year>[?~%]?)
    (?: - (?P<before_month>[?~%]?) (?P<month>[0-9X]{2}) (?P<after_month>[?~%]?)
        (?: - (?P<before_day>[?~%]?) (?P<day>[0-9X]{2}) (?P<after_day>[?~%]?) )? )?""",
    re.VERBOSE,
)
_LONG_YEAR = re.compile(r"Y-?(?:[1-9][0-9]{4,}|[1-9][0-9]*E[1-9][0-9]*)(?:S[1-9][0-9]*)?[?~%]?")
_TIME = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00)"
    r"(?:Z|(?P<offset>[+-][0-9]{2}(?::?[0-5][0-9])?))?"
)


class EdtfError(ValueError):
    """The text is not EDTF."""


class ReversedSpan(EdtfError):
    """An interval or a range ends before it begins."""


class NoSuchDay(EdtfError):
    """The form is right, but the calendar has no such day, month or season."""


class YearOutOfRange(EdtfError):
    """Sound EDTF, of a year before 1 or after 9999, which neither Python nor a newsroom can place."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as precise as it is written; ``month`` may be a season (21 to 41), and digits may be X.

    ``first`` and ``last`` are the days that it may be, None where the year is unknown.
    """

    year: str
    month: str | None
    day: str | None
    first: date | None
    last: date | None
    uncertain: bool = False
    approximate: bool = False

    @property
    def season(self) -> int | None:
        """The code of a part of the year, 21 to 41; None if there is none."""
        if self.month is None or "X" in self.month:
            return None
        return code if (code := int(self.month)) > 12 else None


End: TypeAlias = Moment | Literal["..", ""]
"""An end of a span: a date, ``..`` for none, or an empty text for one that is not known."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another, both included."""

    start: End
    end: End

    @property
    def first(self) -> date | None:
        """The first day; None when the span is open at its start."""
        return self.start.first if isinstance(self.start, Moment) else None

    @property
    def last(self) -> date | None:
        """The last day; None when the span is open at its end."""
        return self.end.last if isinstance(self.end, Moment) else None


class Form(StrEnum):
    """What the whole expression is."""

    DATE = "date"
    INTERVAL = "interval"
    ONE_OF = "one of"
    ALL_OF = "all of"


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression taken apart: a date and an interval have one item, a set has one or more."""

    form: Form
    items: tuple[Moment | Span, ...]

    @property
    def earliest(self) -> date | None:
        """The first day that it may be; None when open or unknown."""
        days = [item.first for item in self.items if item.first]
        return min(days) if len(days) == len(self.items) else None

    @property
    def latest(self) -> date | None:
        """The last day that it may be; None when open or unknown."""
        days = [item.last for item in self.items if item.last]
        return max(days) if len(days) == len(self.items) else None


def read(text: str) -> Reading:
    """Take an EDTF expression apart.

    :raises EdtfError: it is not EDTF; its children say when the form is right and the date is not.
    """
    if len(text) > LONGEST:
        raise EdtfError("too long")
    if text[:1] in ("[", "{"):
        return _read_set(text)
    if "/" not in text:
        return Reading(Form.DATE, (_read_moment(text, or_time=True),))
    start, _, end = text.partition("/")
    return Reading(Form.INTERVAL, (_span(_read_end(start), _read_end(end)),))


def _read_set(text: str) -> Reading:
    closing = {"[": "]", "{": "}"}[text[0]]
    if text[-1] != closing:
        raise EdtfError("the set is not closed")
    parts = [part.removeprefix(" ") for part in text[1:-1].split(",")]
    items = [_read_item(part, first=part is parts[0], last=part is parts[-1]) for part in parts]
    return Reading(Form.ONE_OF if closing == "]" else Form.ALL_OF, tuple(items))


def _read_item(part: str, *, first: bool, last: bool) -> Moment | Span:
    if ".." not in part:
        return _read_moment(part)
    start, _, end = part.partition("..")
    if (not start and not first) or (not end and not last) or not (start or end):
        raise EdtfError("only the first item of a set may be open at its start, and only the last at its end")
    return _span(_read_moment(start) if start else "..", _read_moment(end) if end else "..")


def _read_end(text: str) -> End:
    if text == "..":
        return ".."
    return _read_moment(text) if text else ""


def _span(start: End, end: End) -> Span:
    span = Span(start, end)
    if span.first and span.last and span.first > span.last:
        raise ReversedSpan("it ends before it begins")
    return span


def _read_moment(text: str, *, or_time: bool = False) -> Moment:
    if match := _DATE.fullmatch(text):
        return _moment(match)
    if or_time and (match := _TIME.fullmatch(text)) and _is_offset(match["offset"]):
        return _read_moment(match["date"])
    if _LONG_YEAR.fullmatch(text):
        raise YearOutOfRange("the year is outside 1 to 9999")
    raise EdtfError("it has not the form of a date")


def _is_offset(offset: str | None) -> bool:
    """Whether a place on earth has this distance from UTC: -12:00 to +14:00, and zero is never negative."""
    if offset is None:
        return True
    minutes = int(offset[1:3]) * 60 + int(offset[-2:] if len(offset) > 3 else 0)
    return 0 < minutes <= 12 * 60 if offset[0] == "-" else minutes <= 14 * 60


def _moment(match: re.Match[str]) -> Moment:
    year, month, day = match["year"], match["month"], match["day"]
    if match["digits"] and (month or "X" in year):
        raise EdtfError("significant digits belong to a year that stands alone")
    if match["sign"] and year == "0000":
        raise NoSuchDay("there is no year minus zero")
    if match["sign"] or year == "0000":
        raise YearOutOfRange("the year is outside 1 to 9999")
    if match["digits"] and (known := int(match["digits"][1])) < 4:
        year = year[:known] + "X" * (4 - known)
    first, last = _season_bounds(year, int(month)) if _is_season(month) and not day else _bounds(year, month, day)
    marks = "".join(match[f"{side}_{part}"] or "" for side in ("before", "after") for part in ("year", "month", "day"))
    return Moment(
        year=year,
        month=month,
        day=day,
        first=first,
        last=last,
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
    )


def _is_season(month: str | None) -> bool:
    return month is not None and "X" not in month and int(month) in SEASONS


def _season_bounds(year: str, code: int) -> tuple[date | None, date | None]:
    start, length = SEASONS[code]
    first, begun = _bounds(year, f"{start:02}", None)
    if first is None or begun is None:
        return None, None
    carry, month = divmod(start + length - 2, 12)
    if begun.year + carry > date.max.year:
        raise YearOutOfRange("the winter ends after the year 9999")
    return first, _month_end(begun.year + carry, month + 1)


def _bounds(year: str, month: str | None, day: str | None) -> tuple[date | None, date | None]:
    first = _edge(year, month or "XX", day or "XX", last=False)
    last = _edge(year, month or "XX", day or "XX", last=True)
    return (None, None) if year.startswith("X") else (first, last)


def _edge(year: str, month: str, day: str, *, last: bool) -> date:
    """The first or last day that fits the digits; :raises NoSuchDay: when none does."""
    for y in _fitting(year, 1, 9999, last=last):
        for m in _fitting(month, 1, 12, last=last):
            for d in _fitting(day, 1, monthrange(y, m)[1], last=last):
                return date(y, m, d)
    raise NoSuchDay("the calendar has no such day")


def _fitting(pattern: str, low: int, high: int, *, last: bool) -> Iterator[int]:
    """Numbers from ``low`` to ``high`` that have the digits of ``pattern``, X being any; downwards for ``last``."""
    if "X" not in pattern:
        if low <= int(pattern) <= high:
            yield int(pattern)
        return
    low, high = max(low, int(pattern.replace("X", "0"))), min(high, int(pattern.replace("X", "9")))
    for number in range(high, low - 1, -1) if last else range(low, high + 1):
        if all(given in ("X", digit) for given, digit in zip(pattern, f"{number:0{len(pattern)}}", strict=True)):
            yield number


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
