"""Dates in English words, never more precise than what is written.

Works on what ``edtf_reader`` took apart. The thirds of a month have names by convention: the days 1 to 10 are "early",
11 to 20 "mid" and 21 to the end "late"; the method page says so.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Protocol

from factbase.domain.edtf_reader import End, Form, Moment, Reading, Span

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = ("spring", "summer", "autumn", "winter")


class _SpanWords(Protocol):
    def __call__(self, first: date, last: date, *, joint: str) -> str: ...


class Precision(StrEnum):
    """How fine a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


def precision_of(item: Moment | Span) -> Precision:
    """The unit that a date fills; ``SPAN`` for anything that is not one day, one month or one year."""
    if isinstance(item, Span) or "X" in item.year or item.season:
        return Precision.SPAN
    if item.month in (None, "XX") and item.day in (None, "XX"):
        return Precision.YEAR
    if item.month is None or "X" in item.month:
        return Precision.SPAN
    if item.day in (None, "XX"):
        return Precision.MONTH
    return Precision.DAY if item.day and "X" not in item.day else Precision.SPAN


def day_in_words(day: date) -> str:
    """One day ("18 March 2024")."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_words(reading: Reading) -> str:
    """The whole expression ("late May 2024", "about March 2024", "12–13 June 2024")."""
    words = [_item(item, reading.form) for item in reading.items]
    if len(words) == 1:
        return words[0]
    joint = " and " if reading.form is Form.ALL_OF else " or "
    return ", ".join(words[:-1]) + joint + words[-1]


def when_in_words(reading: Reading) -> str:
    """When a single act took place, with its preposition ("on 18 March 2024", "between 17 and 23 June 2024")."""
    item = reading.items[0]
    if isinstance(item, Span) and len(reading.items) == 1 and not third_of_month(item):
        return _when_in_span(item) or in_words(reading)
    words = in_words(reading)
    preposition = preposition_for(reading)
    if words.startswith("perhaps "):
        return f"perhaps {preposition} {words.removeprefix('perhaps ')}"
    return f"{preposition} {words}"


def preposition_for(reading: Reading) -> str:
    """``on`` or ``in`` as ``in_words`` needs it; empty for what brings its own ("by 31 December 2024")."""
    item = reading.items[0]
    if isinstance(item, Moment):
        return "in" if not item.day or "X" in item.day else "on"
    if not (isinstance(item.start, Moment) and isinstance(item.end, Moment)):
        return ""
    if third_of_month(item):
        return "in"
    return "on" if Precision.DAY in (precision_of(item.start), precision_of(item.end)) else "in"


def third_of_month(span: Span) -> str | None:
    """``early``, ``mid`` or ``late`` when the span is a third of a month, else None."""
    start, end = span.start, span.end
    if not (isinstance(start, Moment) and isinstance(end, Moment) and start.first and end.last):
        return None
    if precision_of(start) is not Precision.DAY or precision_of(end) is not Precision.DAY:
        return None
    if (start.first.year, start.first.month) != (end.last.year, end.last.month):
        return None
    last = monthrange(end.last.year, end.last.month)[1]
    return {(1, 10): "early", (11, 20): "mid", (21, last): "late"}.get((start.first.day, end.last.day))


def _item(item: Moment | Span, form: Form) -> str:
    if isinstance(item, Moment):
        return _marks(item) + _plain(item)
    if isinstance(item.start, Moment) and isinstance(item.end, Moment):
        return _closed(item, item.start, item.end)
    return _open(item.start, item.end, form)


def _marks(moment: Moment) -> str:
    return ("perhaps " if moment.uncertain else "") + ("about " if moment.approximate else "")


def _plain(moment: Moment) -> str:
    """The words of one date without its qualifiers."""
    if moment.season:
        return _season(moment.year, moment.season)
    year, month, day = _year(moment.year), moment.month or "XX", moment.day or "XX"
    if month == "XX":
        return year if day == "XX" else f"day {day} of an unknown month of {year}"
    if ("X" in month or "X" in day.replace("XX", "")) and moment.first and moment.last:
        return _months(moment.first, moment.last) if day == "XX" else _days(moment.first, moment.last)
    if "X" in month:
        return f"a month of {year}"
    named = MONTHS[int(month) - 1] if day == "XX" else f"{day.lstrip('0')} {MONTHS[int(month) - 1]}"
    if "X" not in moment.year:
        return f"{named} {year}"
    return f"{named} of {year}" if year.startswith("an ") else f"{named} of a year in {year}"


def _year(pattern: str) -> str:
    if "X" not in pattern:
        return str(int(pattern))
    if pattern.startswith("X"):
        return "an unknown year"
    if pattern.index("X") == 3:
        return f"the {int(pattern[:3])}0s"
    return f"{int(pattern.replace('X', '0'))}–{int(pattern.replace('X', '9'))}"


def _season(pattern: str, code: int) -> str:
    year = _year(pattern)
    if code >= 40:
        return f"the {_ORDINALS[code - 40]} half of {year}"
    if code >= 37:
        return f"the {_ORDINALS[code - 37]} third of {year}"
    if code >= 33:
        return f"the {_ORDINALS[code - 33]} quarter of {year}"
    name = _SEASONS[(code - 21) % 4]
    hemisphere = "" if code <= 24 else "northern " if code <= 28 else "southern "
    if "X" in pattern:
        return f"{hemisphere}{name} of a year in {year}".replace("a year in an", "an")
    over_new_year = code in (24, 28, 30)
    return f"{hemisphere}{name} {year}" + (f"–{(int(pattern) + 1) % 100:02}" if over_new_year else "")


def _closed(span: Span, start: Moment, end: Moment) -> str:
    if (third := third_of_month(span)) and start.first:
        perhaps = "perhaps " if start.uncertain or end.uncertain else ""
        return f"{perhaps}{third}{'-' if third == 'mid' else ' '}{MONTHS[start.first.month - 1]} {start.first.year}"
    if _marks(start) == _marks(end):
        return _marks(start) + (_joined(start, end) or f"{_plain(start)} – {_plain(end)}")
    return f"{_marks(start)}{_plain(start)} – {_marks(end)}{_plain(end)}"


def _joined(start: Moment, end: Moment) -> str | None:
    """Two dates of one unit with what they share said once; None for others."""
    unit = precision_of(start)
    if unit is not precision_of(end) or not (start.first and end.last):
        return None
    match unit:
        case Precision.DAY:
            return _days(start.first, end.last)
        case Precision.MONTH:
            return _months(start.first, end.last)
        case Precision.YEAR:
            return str(start.first.year) if start.first.year == end.last.year else f"{_plain(start)}–{_plain(end)}"
        case Precision.SPAN:
            return _plain(start) if start == end else None


def _days(first: date, last: date, *, joint: str = "–") -> str:
    end = day_in_words(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{end}"
    start = f"{first.day} {MONTHS[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} {joint.strip()} {end}"


def _months(first: date, last: date, *, joint: str = "–") -> str:
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}{joint}{end}"
    return f"{MONTHS[first.month - 1]} {first.year} {joint.strip()} {end}"


def _open(start: End, end: End, form: Form) -> str:
    if isinstance(start, Moment):
        words = f"from {_item(start, form)}"
        return f"{words} on" if end == ".." else f"{words}, end not known"
    if isinstance(end, Moment):
        words = f"{'until' if form is Form.INTERVAL else 'by'} {_end_of(end, form)}"
        return words if start == ".." else f"{words}, start not known"
    return "at any time" if start == end == ".." else "at an unknown time"


def _end_of(moment: Moment, form: Form) -> str:
    """A closing date that is wider than a day counts to its end, and says so."""
    words = _item(moment, form)
    if _marks(moment) or precision_of(moment) is Precision.DAY:
        return words
    return f"the end of {words}"


def _when_in_span(span: Span) -> str | None:
    """Words for "some day in this span": "on 12 or 13 June", "between May and August"; None if it is not so plain."""
    start, end = span.start, span.end
    if not (isinstance(start, Moment) and isinstance(end, Moment) and start.first and end.last):
        return None
    unit = precision_of(start)
    if unit is not precision_of(end) or _marks(start) or _marks(end):
        return f"between {_item(start, Form.DATE)} and {_item(end, Form.DATE)}"
    if unit is Precision.DAY:
        return _moment_between(start.first, end.last, (end.last - start.first).days, _days, "on")
    if unit is Precision.MONTH:
        apart = (end.last.year - start.first.year) * 12 + end.last.month - start.first.month
        return _moment_between(start.first, end.last, apart, _months, "in")
    return f"between {_plain(start)} and {_plain(end)}"


def _moment_between(first: date, last: date, apart: int, words: _SpanWords, preposition: str) -> str:
    if apart <= 1:
        return f"{preposition} {words(first, last, joint=' or ')}"
    return f"between {words(first, last, joint=' and ')}"
