"""Expressions that count from the day of speaking: "yesterday", "next week", "last Friday", "two weeks ago"."""

from __future__ import annotations

from datetime import date

from factbase.domain.phrases import periods
from factbase.domain.phrases.periods import DAY, Period, Unit, moved, shifted, some_day
from factbase.domain.phrases.said import Find, Groups, Said, rules
from factbase.domain.phrases.words import (
    LAST,
    MONTH_DAY,
    NEXT,
    NUMBER,
    ORDINAL,
    UNIT,
    WEEKDAY,
    WHICH,
    WHICH_YEAR,
    number_of,
    ordinal_number,
    step_of,
    weekday_number,
)


def _near_day(days: int) -> Find:
    return lambda found, said: periods.day(said.day + days * DAY)


def _weekday(found: Groups, said: Said) -> Period:
    """The last one, today included, or the next if the future is meant; "next Friday" is the Friday of next week."""
    number = weekday_number(found["weekday"])
    ago = (said.day.weekday() - number) % 7
    if "which" not in found:
        return periods.day(said.day + (-ago % 7 if said.intent == "future" else -ago) * DAY)
    if step_of(found["which"]) < 0:
        return periods.day(said.day - (ago or 7) * DAY)
    return _week(found, said)


def _week(found: Groups, said: Said) -> Period:
    then = said.day + _step(found) * 7 * DAY
    if "weekday" in found:
        return periods.day(then + (weekday_number(found["weekday"]) - then.weekday()) * DAY)
    return periods.week(then)


def _numbered_week(found: Groups, said: Said) -> Period:
    return periods.week(date.fromisocalendar(said.year(found) or said.day.year, int(found["week"]), 1))


def _weekend(found: Groups, said: Said) -> Period:
    saturday = said.day + (5 - said.day.weekday()) * DAY
    near = [some_day(saturday + step * DAY, saturday + (step + 1) * DAY) for step in (-14, -7, 0, 7, 14)]
    return near[2 + _step(found)] if "which" in found or "beyond" in found else said.choose(near)


def _month(found: Groups, said: Said) -> Period:
    month = periods.month(said.day.year, said.day.month + _step(found))
    return periods.day(month.first.replace(day=int(found["day"]))) if "day" in found and month.first else month


def _quarter(found: Groups, said: Said) -> Period:
    quarters = said.day.year * 4 + (said.day.month - 1) // 3 + step_of(found["which"])
    return periods.from_edtf(f"{quarters // 4:04}-{33 + quarters % 4}", Unit.LONGER)


def _day_of_month(found: Groups, said: Said) -> Period:
    number = int(found["day"])
    months = [periods.month(said.day.year, said.day.month + step) for step in range(-12, 13)]
    days = [
        month.first.replace(day=number) for month in months if month.first and month.last and number <= month.last.day
    ]
    if "weekday" in found:
        days = [day for day in days if day.weekday() == weekday_number(found["weekday"])]
    return said.choose([periods.day(day) for day in days])


def _week_of_month(found: Groups, said: Said) -> Period:
    month = _month(found, said)
    return week_of_month(month, found["ordinal"])


def week_of_month(month: Period, ordinal: str) -> Period:
    """Seven days counted from the first of the month; the last seven for "last"."""
    if month.first is None or month.last is None:
        raise ValueError("the month has no bounds")
    if ordinal in ("last", "final"):
        return some_day(month.last - 6 * DAY, month.last)
    start = month.first + (ordinal_number(ordinal, of=4) - 1) * 7 * DAY
    return some_day(start, start + 6 * DAY)


def week_of_year(year: int, ordinal: str) -> Period:
    """An ISO week, counted from the first of the year or the very last."""
    if ordinal in ("last", "final"):
        return periods.week(date(year, 12, 28))
    return periods.week(date.fromisocalendar(year, ordinal_number(ordinal, of=5), 1))


def _ago(found: Groups, said: Said) -> Period:
    return shifted(found["unit"], -number_of(found["number"]), said.day)


def _ahead(found: Groups, said: Said) -> Period:
    return shifted(found["unit"], number_of(found["number"]), said.day)


def _last_few(found: Groups, said: Said) -> Period:
    return some_day(moved(found["unit"], -number_of(found["number"]), said.day), said.day)


def _next_few(found: Groups, said: Said) -> Period:
    return some_day(said.day + DAY, moved(found["unit"], number_of(found["number"]), said.day))


def _within(found: Groups, said: Said) -> Period:
    return some_day(said.day, moved(found["unit"], number_of(found["number"]), said.day))


def _from_tomorrow(found: Groups, said: Said) -> Period:
    return some_day(said.day + DAY, None)


def _from_today(found: Groups, said: Said) -> Period:
    return some_day(said.day, None)


def _until_today(found: Groups, said: Said) -> Period:
    return some_day(None, said.day)


def _step(found: Groups) -> int:
    """How far "next", "last", "after next" or "before last" goes."""
    if "beyond" in found:
        return 2 if found["beyond"].endswith("next") else -2
    return step_of(found["which"])


_BEYOND = "(?P<beyond>after next|before last)"
_UNITS = "(?:days|weeks|months|years)"
_FEW = "(?:a few|few|several|some|many)"
_HEDGE = "(?:(?:almost|nearly|about|some|over|just over|more than|less than) )?"
_FUTURE = "soon|shortly|before long|eventually|some ?day|due course|(?:near |foreseeable )?future|pipeline"

RELATIVE_RULES = rules(
    ("today", "(?:later |earlier )?today|tonight|this (?:day|morning|afternoon|evening)|now|at present", _near_day(0)),
    ("yesterday", "yesterday|last night", _near_day(-1)),
    ("tomorrow", "tomorrow", _near_day(1)),
    ("day before yesterday", "day before yesterday", _near_day(-2)),
    ("day after tomorrow", "day after tomorrow", _near_day(2)),
    ("weekday", f"(?:{WHICH} )?{WEEKDAY}", _weekday),
    ("weekday of a week", f"{WEEKDAY} {WHICH} week", _week),
    ("weekday of a week", f"{WHICH} week {WEEKDAY}", _week),
    ("iso-week", f"{WHICH} (?:working |work|business )?week", _week),
    ("iso-week", f"week {_BEYOND}", _week),
    ("numbered week", f"week (?P<week>[0-9]{{1,2}})(?: {WHICH_YEAR})?", _numbered_week),
    ("weekend", f"(?:{WHICH} )?weekend", _weekend),
    ("weekend", f"weekend {_BEYOND}", _weekend),
    ("day of a month", f"{MONTH_DAY} {WHICH} month", _month),
    ("month", f"{WHICH} month", _month),
    ("month", f"month {_BEYOND}", _month),
    ("week of a month", f"{ORDINAL} week {WHICH} month", _week_of_month),
    ("quarter", "(?P<which>this|current|next|coming|last|past|previous) quarter", _quarter),
    ("day of a month", f"(?:{WEEKDAY} )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", _day_of_month),
    ("units ago", f"{_HEDGE}{NUMBER} {UNIT} (?:ago|earlier|back)", _ago),
    ("units ahead", f"{NUMBER} {UNIT} (?:from (?:now|today)|later|hence|ahead)", _ahead),
    ("units ahead", f"in {NUMBER} {UNIT}(?: time)?", _ahead),
    ("last few", f"{LAST} {NUMBER} {UNIT}", _last_few),
    ("next few", f"{NEXT} {NUMBER} {UNIT}", _next_few),
    ("within", f"within (?:{NEXT} )?{NUMBER} {UNIT}", _within),
    ("coming days", f"{NEXT} (?:few |several |couple )?{_UNITS}", _from_tomorrow),
    ("coming days", f"in {_FEW} {_UNITS}(?: time)?|{_FEW} {_UNITS} (?:from now|ahead|later)", _from_tomorrow),
    ("coming days", f"{_UNITS} (?:ahead|to come)", _from_tomorrow),
    ("recent days", f"{LAST} (?:few |several |couple )?{_UNITS}", _until_today),
    ("recent days", f"(?:{_FEW} )?{_UNITS} (?:ago|earlier)", _until_today),
    ("soon", _FUTURE, _from_today),
    ("recently", "recently|lately|recent past", _until_today),
)
