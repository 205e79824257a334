"""Dates as precise as their source: EDTF text with its earliest and latest day, order, and words for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from factbase.domain import date_words
from factbase.domain.date_words import Precision as Precision
from factbase.domain.edtf_reader import (
    EdtfError,
    NoSuchDay,
    Reading,
    ReversedSpan,
    YearOutOfRange,
    read,
)
from factbase.domain.errors import InvalidInput

EXAMPLES = "2024-03-18 (a day), 2024-03 (a month), 2024-05~ (about May), 2024-05-21/2024-05-31 (late May)"

_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ISO_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{2})")
_SLASHED_DAY = re.compile(r"[0-9]{1,4}[./][0-9]{1,2}[./][0-9]{1,4}")
_SHORT_YEAR = re.compile(r"[0-9]{1,3}[?~%]?")
_SHORT_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ][0-9].*")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as it was written, and the days that it may be; None where an end is open or unknown."""

    edtf: str
    earliest: date | None
    latest: date | None

    @classmethod
    def on(cls, day: date) -> EdtfDate:
        """One plain day."""
        return cls(day.isoformat(), day, day)


def parse_edtf_date(text: str, *, field: str = "made_on", needs_start: bool = False) -> EdtfDate:
    """The date that ``text`` says, kept as written but for blanks around it.

    ``needs_start`` refuses what has no earliest day, such as ``[..2024-05]``: a claim is not seen before it was made.

    :raises InvalidInput: it is not EDTF, ends before it begins, names no day of the calendar, or lies outside the
        years 1 to 9999; the message says what would do.
    """
    text = text.strip()
    if _PLAIN_DAY.fullmatch(text):
        try:
            return EdtfDate.on(date.fromisoformat(text))
        except ValueError:
            raise InvalidInput.one(field, _refusal(text, NoSuchDay())) from None
    try:
        reading = read(text)
    except EdtfError as error:
        raise InvalidInput.one(field, _refusal(text, error)) from None
    if needs_start and reading.earliest is None:
        raise InvalidInput.one(field, f"“{text}” has no beginning; say from when, such as 2024-05-01/2024-05-31.")
    return EdtfDate(text, reading.earliest, reading.latest)


def display(when: EdtfDate) -> str:
    """The date in English, never more precise than it is: "18 March 2024", "late May 2024", "about March 2024"."""
    if when.earliest and when.earliest == when.latest and _PLAIN_DAY.fullmatch(when.edtf):
        return date_words.day_in_words(when.earliest)
    return _words(when, date_words.in_words)


def made_in_words(when: EdtfDate) -> str:
    """When something was said, with its preposition: "on 18 March 2024", "in late May 2024".

    An interval is taken as some day in it: "on 12 or 13 June 2024", "between 17 and 23 June 2024".
    """
    return _words(when, date_words.when_in_words)


def made_preposition(when: EdtfDate) -> str:
    """``on`` or ``in``, whichever goes before ``display``; empty where that has its own ("by 31 December 2024")."""
    return _words(when, date_words.preposition_for)


def precision(when: EdtfDate) -> Precision:
    """Whether the date is one day, one month, one year, or a span of another kind."""
    reading = _reading(when)
    if reading is None or len(reading.items) > 1:
        return Precision.SPAN
    return date_words.precision_of(reading.items[0])


def as_of_day(text: str, *, field: str = "as_of") -> date:
    """The day from which a status holds: a day itself, of a month its last day.

    :raises InvalidInput: it is no date, or neither a day nor a month.
    """
    when = parse_edtf_date(text, field=field)
    if when.latest is None or precision(when) not in (Precision.DAY, Precision.MONTH):
        raise InvalidInput.one(
            field, f"A status holds from a day (2024-05-31) or a month (2024-05), not from “{when.edtf}”."
        )
    return when.latest


def sort_key(when: EdtfDate) -> tuple[date, date, str]:
    """Order by the earliest day, then by the latest; open ends come first and last."""
    return when.earliest or date.min, when.latest or date.max, when.edtf


def more_precise(one: EdtfDate, other: EdtfDate) -> EdtfDate | None:
    """Of two readings of the same date, one within the other, the narrower; None if they conflict.

    Where both cover the same days, the one without ``~`` or ``?``, else the first.
    """
    if _same_days(one, other):
        return other if _is_qualified(one) and not _is_qualified(other) else one
    if _lies_within(one, other):
        return one
    return other if _lies_within(other, one) else None


def _same_days(one: EdtfDate, other: EdtfDate) -> bool:
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _lies_within(inner: EdtfDate, outer: EdtfDate) -> bool:
    starts_later = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    ends_sooner = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return starts_later and ends_sooner


def _is_qualified(when: EdtfDate) -> bool:
    return any(mark in when.edtf for mark in "?~%")


def _reading(when: EdtfDate) -> Reading | None:
    """The date taken apart; None for text that never passed ``parse_edtf_date``."""
    try:
        return read(when.edtf)
    except EdtfError:
        return None


def _words(when: EdtfDate, words: Callable[[Reading], str]) -> str:
    reading = _reading(when)
    return when.edtf if reading is None else words(reading)


def _refusal(text: str, error: EdtfError) -> str:
    """Why ``text`` is refused, and what would do."""
    if isinstance(error, ReversedSpan):
        return f"“{text}” ends before it begins; put the earlier date first."
    if isinstance(error, YearOutOfRange):
        return f"“{text}” is outside the years 1 to 9999."
    if isinstance(error, NoSuchDay):
        return f"The calendar has no “{text}”; check day and month (year-month-day)."
    return _slip(text) or f"“{text}” is not a date in EDTF; what would do: {EXAMPLES}."


def _slip(text: str) -> str | None:
    """The refusal of a common way of writing that is not EDTF; None for others."""
    if not text:
        return f"Give a date: {EXAMPLES}."
    if match := _COMPACT_DAY.fullmatch(text):
        return f"Write the day with hyphens: {'-'.join(match.groups())}."
    if match := _ISO_WEEK.fullmatch(text):
        return _week_as_days(int(match[1]), int(match[2]))
    if _SLASHED_DAY.fullmatch(text):
        return f"“{text}” can be read in more than one way; write year-month-day, such as 2024-06-05."
    if _SHORT_YEAR.fullmatch(text):
        return f"“{text}” is too short for a year; write 2024, 202X for a decade, 20XX for a century."
    if match := _SHORT_TIME.fullmatch(text):
        return f"Leave the time out ({match[1]}), or write it in full: {match[1]}T10:15:00+09:00."
    return None


def _week_as_days(year: int, week: int) -> str | None:
    try:
        monday, sunday = (date.fromisocalendar(year, week, weekday) for weekday in (1, 7))
    except ValueError:
        return None
    return f"Write a week as its days: {monday}/{sunday}."
