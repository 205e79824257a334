"""Expressions that name a place in the calendar: "12 June", "March 2024", "last summer", "Q3", "the 1990s"."""

from __future__ import annotations

from datetime import date

from factbase.domain.phrases import periods
from factbase.domain.phrases.periods import Period, Unit
from factbase.domain.phrases.said import Groups, Said, rules
from factbase.domain.phrases.words import (
    HOLIDAY,
    HOLIDAYS,
    MONTH,
    MONTH_DAY,
    ORDINAL,
    SEASON,
    SEASONS,
    WEEKDAY,
    WHICH,
    WHICH_YEAR,
    YEAR,
    month_number,
    ordinal_number,
    step_of,
    weekday_number,
)


def _full_date(found: Groups, said: Said) -> Period:
    """A day and a month, in the year that is named or in the one meant; a weekday has to be right, within a year."""
    number, month = int(found["day"]), month_number(found["month"])
    year = said.year(found)
    years = said.years() if year is None else [year]
    days = [periods.day(date(year, month, number)) for year in years if _has_day(year, month, number)]
    if "weekday" in found:
        days = [day for day in days if day.first and day.first.weekday() == weekday_number(found["weekday"])]
        days = [day for day in days if day.first and (year or abs(day.first - said.day) < periods.A_YEAR)]
        return Said(said.day).choose(days)
    return said.choose(days)


def _has_day(year: int, month: int, number: int) -> bool:
    try:
        return bool(date(year, month, number))
    except ValueError:
        return False


def _year_first(found: Groups, said: Said) -> Period:
    return periods.day(date(int(found["year"]), int(found["one"]), int(found["two"])))


def _year_last(found: Groups, said: Said) -> Period | None:
    """With points the day comes first; with strokes and hyphens only where no other reading is left."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if found["mark"] == "." or one > 12 or one == two:
        return periods.day(date(year, two, one))
    return periods.day(date(year, one, two)) if two > 12 else None


def _month(found: Groups, said: Said) -> Period:
    number = int(found["number"]) if "number" in found else month_number(found["month"])
    year = said.year(found)
    if year is not None:
        return periods.month(year, number)
    return said.which(found.get("which"), [periods.month(year, number) for year in said.years()])


def _year(found: Groups, said: Said) -> Period | None:
    year = said.year(found)
    return None if year is None else periods.year(year)


def _decade(found: Groups, said: Said) -> Period:
    """A century for "the 1800s", a decade for "the 1900s" and "the 2000s"; "the 70s" are those that came last."""
    if "which" in found:
        return periods.from_edtf(f"{said.day.year // 10 + step_of(found['which']):03}X", Unit.LONGER)
    if "short" in found:
        centuries = range(10, said.day.year // 100 + 1)
        decades = [periods.from_edtf(f"{century}{found['short']}X", Unit.LONGER) for century in centuries]
        return Said(said.day, "past").choose(decades)
    first = found["decade"]
    is_century = first.endswith("0") and int(first) < 190
    return periods.from_edtf(f"{first[:2]}XX" if is_century else f"{first}X", Unit.LONGER)


def _century(found: Groups, said: Said) -> Period:
    number = int(found["number"]) if "number" in found else said.day.year // 100 + 1 + step_of(found["which"])
    return periods.from_edtf(f"{number - 1:02}XX", Unit.LONGER)


def _season(found: Groups, said: Said) -> Period:
    code, year = SEASONS[found["season"]], said.year(found)
    if year is not None:
        return _part_of_year(year, code)
    return said.which(found.get("which"), [_part_of_year(year, code) for year in said.years()])


def _quarter(found: Groups, said: Said) -> Period:
    number = int(found["digit"]) if "digit" in found else ordinal_number(found["ordinal"], of=4)
    return _of_year(32 + number, found, said)


def _half(found: Groups, said: Said) -> Period:
    number = int(found["digit"]) if "digit" in found else ordinal_number(found["ordinal"], of=2)
    return _of_year(39 + number, found, said)


def _of_year(code: int, found: Groups, said: Said) -> Period:
    year = said.year(found)
    if year is not None:
        return _part_of_year(year, code)
    return said.choose([_part_of_year(year, code) for year in said.years()])


def _part_of_year(year: int, code: int) -> Period:
    return periods.from_edtf(f"{year:04}-{code}", Unit.LONGER)


def _holiday(found: Groups, said: Said) -> Period:
    month, number = HOLIDAYS[found["holiday"]]
    year = said.year(found)
    if year is not None:
        return periods.day(date(year, month, number))
    return said.which(found.get("which"), [periods.day(date(year, month, number)) for year in said.years()])


_FIGURE = "[0-9]{1,2}"
_MONTH_FIGURE = "(?P<number>0?[1-9]|1[0-2])"
_QUARTER = f"(?:q(?P<digit>[1-4])|{ORDINAL} quarter)"
_HALF = f"(?:h(?P<digit>[12])|{ORDINAL} half)"
_OF_YEAR = f"(?:{WHICH_YEAR}|(?P<this_year>year))"

CALENDAR_RULES = rules(
    ("day and month", f"(?:{WEEKDAY} )?{MONTH_DAY} {MONTH}(?: (?:in )?{WHICH_YEAR})?", _full_date),
    ("day and month", f"(?:{WEEKDAY} )?{MONTH} {MONTH_DAY}(?: (?:in )?{WHICH_YEAR})?", _full_date),
    ("day and month", f"{YEAR} {MONTH} {MONTH_DAY}", _full_date),
    ("date in figures", f"{YEAR}[./-](?P<one>{_FIGURE})[./-](?P<two>{_FIGURE})", _year_first),
    ("date in figures", f"{YEAR}(?P<one>[0-9]{{2}})(?P<two>[0-9]{{2}})", _year_first),
    ("date in figures", f"(?P<one>{_FIGURE})(?P<mark>[./-])(?P<two>{_FIGURE})(?P=mark){YEAR}", _year_last),
    ("month in figures", f"{_MONTH_FIGURE}[./-]{YEAR}", _month),
    ("month in figures", f"{YEAR}[./-]{_MONTH_FIGURE}", _month),
    ("month", f"(?:month )?{MONTH}[ /-]?{WHICH_YEAR}", _month),
    ("month", f"{WHICH_YEAR} {MONTH}", _month),
    ("month", f"(?:month )?(?:{WHICH} )?{MONTH}", _month),
    ("year", f"(?:(?:calendar )?year )?{YEAR}", _year),
    ("year", "(?P<year>[0-9]{1,4}) (?:ad|ce)", _year),
    ("year", "(?P<which_year>this|current|next|coming|last|past|previous) (?:calendar )?year", _year),
    ("decade", "(?P<decade>1[0-9]{2}|20[0-9])0s", _decade),
    ("decade", "'?(?P<short>[1-9])0s", _decade),
    ("decade", f"{WHICH} decade", _decade),
    ("century", "(?P<number>[0-9]{1,2})(?:(?:st|nd|rd|th)[ -]century|c)", _century),
    ("century", f"{WHICH} century", _century),
    ("season", f"(?:{WHICH} )?{SEASON}(?: {WHICH_YEAR})?", _season),
    ("quarter", f"{_QUARTER} {_OF_YEAR}", _quarter),
    ("quarter", f"{WHICH_YEAR}[ -]{_QUARTER}", _quarter),
    ("quarter", "q(?P<digit>[1-4])|(?P<ordinal>first|second|third|fourth) quarter", _quarter),
    ("half of a year", f"{_HALF} {_OF_YEAR}", _half),
    ("half of a year", f"{WHICH_YEAR}[ -]{_HALF}", _half),
    ("holiday", f"(?:{WHICH} )?{HOLIDAY}(?: {WHICH_YEAR})?", _holiday),
)
