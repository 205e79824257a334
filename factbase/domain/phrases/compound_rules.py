"""Expressions around another: "late May", "by the end of 2024", "since last year", "about 12 June", "18 to 19 June"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from factbase.domain.phrases import periods
from factbase.domain.phrases.calendar_rules import CALENDAR_RULES
from factbase.domain.phrases.periods import DAY, Period, Unit, moved, some_day, third
from factbase.domain.phrases.relative_rules import RELATIVE_RULES, week_of_month, week_of_year
from factbase.domain.phrases.said import Find, Groups, Intent, Said, first_match, rules
from factbase.domain.phrases.words import (
    MONTH,
    NUMBER,
    ORDINAL,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
    number_of,
    ordinal_number,
    weekday_number,
)

_PREFIX = re.compile(r"(?:in|on|at|during|over|within|sometime|some time|(?:(?:a|some) )?(?:day|year) in) ")
_BARE_DAY = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_JOINT = re.compile(r" (?P<word>to|and|or|through|until|till|-) |(?<=[a-z0-9])-(?=[a-z0-9])")
_QUALIFIERS = (
    ("~", re.compile(r"(?:on or about|about|around|approximately|approx|roughly|circa) (.+)")),
    ("~", re.compile(r"(?:ca?\.? ?|~ ?)([0-9].*)")),
    ("~", re.compile(r"(.+) (?:approximately|approx|or so)")),
    ("?", re.compile(r"(?:perhaps|maybe|possibly|probably|likely) (.+)")),
    ("?", re.compile(r"(.+) (?:perhaps|maybe|possibly|probably)")),
)
_FLOATING = re.compile(rf"\b{MONTH}\b|^{WEEKDAY}$")
_FIXED = re.compile(rf"\b(?:{YEAR}|{WHICH})\b")
_NO_SET = re.compile(r"[^\[/{]+")


def find_period(text: str, said: Said) -> Period | None:
    """The period that ``text`` means, said on that day; None if no rule reads it."""
    for mark, pattern in _QUALIFIERS:
        if match := pattern.fullmatch(text):
            inside = find_period(match[1], said)
            return _marked(inside, mark) if inside else None
    return _single(text, said) or _range(text, said) or _without_prefix(text, said)


def _marked(period: Period, mark: str) -> Period:
    """With a qualifier, if it is a plain date; a set or an interval says its own vagueness."""
    if not _NO_SET.fullmatch(period.edtf) or period.edtf.endswith((mark, "%")):
        return period
    both = period.edtf.endswith(("~", "?"))
    marked = periods.from_edtf(period.edtf.rstrip("~?") + ("%" if both else mark), period.unit)
    return marked.by(period.rule)


def _single(text: str, said: Said) -> Period | None:
    return first_match((*CALENDAR_RULES, *RELATIVE_RULES, *_COMPOUND_RULES), text, said)


def _without_prefix(text: str, said: Said) -> Period | None:
    rest = _PREFIX.sub("", text, count=1)
    return find_period(rest, said) if rest != text and _PREFIX.match(text) else None


def _inside(found: Groups, said: Said, intent: Intent | None = None) -> Period:
    """The expression inside; :raises ValueError: no rule reads it, so that this one does not either."""
    text = found["inside"]
    text = f"this {text}" if text in ("week", "month", "quarter", "year", "decade") else text
    period = _single(text, Said(said.day, said.intent or intent))
    if period is None:
        raise ValueError("no rule reads what is inside")
    return period


def _first(period: Period) -> date:
    if period.first is None:
        raise ValueError("the period has no beginning")
    return period.first


def _last(period: Period) -> date:
    if period.last is None:
        raise ValueError("the period has no end")
    return period.last


def _part(name: str) -> Find:
    return lambda found, said: third(_inside(found, said), name)


def _so_far(found: Groups, said: Said) -> Period | None:
    first, last = _first(period := _inside(found, said, "past")), _last(period)
    return some_day(first, min(last, said.day)) if first <= said.day else None


def _still_to_come(found: Groups, said: Said) -> Period | None:
    first, last = _first(period := _inside(found, said, "future")), _last(period)
    return some_day(max(first, said.day), last) if last >= said.day else None


def _week_of_day(found: Groups, said: Said) -> Period | None:
    inside = _inside(found, said)
    return periods.week(_first(inside)) if inside.unit is Unit.DAY else None


def _numbered_week(found: Groups, said: Said) -> Period | None:
    inside = _inside(found, said)
    if inside.unit is Unit.MONTH:
        return week_of_month(inside, found["ordinal"])
    if re.fullmatch("[0-9]{4}", inside.edtf):
        return week_of_year(int(inside.edtf), found["ordinal"])
    return None


def _weekday_in_month(found: Groups, said: Said) -> Period | None:
    month, number = _inside(found, said), weekday_number(found["weekday"])
    if month.unit is not Unit.MONTH:
        return None
    if found["ordinal"] in ("last", "final"):
        return periods.day(_last(month) - (_last(month).weekday() - number) % 7 * DAY)
    then = (
        _first(month) + ((number - _first(month).weekday()) % 7 + 7 * ordinal_number(found["ordinal"], of=5) - 7) * DAY
    )
    return periods.day(then) if then <= _last(month) else None


def _away_from_day(found: Groups, said: Said) -> Period | None:
    start = _inside(found, said)
    count = number_of(found.get("number", "a")) * (-1 if found["side"] == "before" else 1)
    return periods.day(moved(found["unit"], count, _first(start))) if start.unit is Unit.DAY else None


def _by(found: Groups, said: Said) -> Period:
    return _no_later_than(_last(_inside(found, said, "future")), said)


def _by_start(found: Groups, said: Said) -> Period:
    return _no_later_than(_first(_inside(found, said, "future")), said)


def _before(found: Groups, said: Said) -> Period:
    inside = _inside(found, said)
    before = _neighbour(inside, -1)
    return replace(_no_later_than(_last(before), said), edtf=f"[..{before.edtf}]")


def _no_later_than(last: date, said: Said) -> Period:
    """The text leaves the beginning open; what is still to come cannot come before it was said."""
    return Period(f"[..{last}]", said.day if said.day <= last else None, last)


def _after(found: Groups, said: Said) -> Period:
    after = _neighbour(_inside(found, said), 1)
    return Period(f"[{after.edtf}..]", after.first, None)


def _neighbour(period: Period, step: int) -> Period:
    """The year or month beside a year or month; the day beside any other period."""
    if re.fullmatch("[0-9]{4}", period.edtf):
        return periods.year(int(period.edtf) + step)
    if re.fullmatch("[0-9]{4}-(?:0[1-9]|1[0-2])", period.edtf):
        return periods.month(_first(period).year, _first(period).month + step)
    return periods.day(_first(period) - DAY if step < 0 else _last(period) + DAY)


def _not_before(found: Groups, said: Said) -> Period:
    start = _inside(found, said)
    return Period(f"[{_text(start, _first(start))}..]", start.first, None)


def _since(found: Groups, said: Said) -> Period | None:
    start = _inside(found, said, "past")
    return _lasting(start, periods.day(said.day)) if _first(start) <= said.day else None


def _until(found: Groups, said: Said) -> Period:
    end = _inside(found, said, "future")
    if _last(end) < said.day:
        return Period(f"../{_last(end)}", None, _last(end))
    return _lasting(periods.day(said.day), end)


def _from_on(found: Groups, said: Said) -> Period:
    start = _inside(found, said)
    return Period(f"{_text(start, _first(start))}/..", _first(start), None)


def _range(text: str, said: Said) -> Period | None:
    """Two dates and a word between them; what one side leaves out, the other gives."""
    between = text.startswith("between ")
    text = text.removeprefix("between ").removeprefix("from ")
    for joint in _JOINT.finditer(text):
        start, end = _sides(*_completed(text[: joint.start()], text[joint.end() :]), said)
        if not (start and end and start.first and end.first and end.last and start.first < end.first):
            continue
        if joint["word"] is None and start.unit is not end.unit:
            continue  # a hyphen without spaces joins like with like; "2017-q1" is no range
        either = between or joint["word"] == "or"
        return (some_day(start.first, end.last) if either else _lasting(start, end)).by("from one to another")
    return None


def _completed(left: str, right: str) -> tuple[str, str]:
    """Both sides, a bare number with the month or the century that the other side gives."""
    if _BARE_DAY.fullmatch(left) and (rest := re.fullmatch(rf"{_BARE_DAY.pattern} (.+)", right)):
        return f"{left} {rest[1]}", right
    if _BARE_DAY.fullmatch(right) and (month := re.search(rf"\b{MONTH}\b", left)):
        return left, f"{right} {month['month']}"
    if re.fullmatch(YEAR, left) and re.fullmatch("[0-9]{2}", right):
        return left, left[:2] + right
    return left, right


def _sides(left: str, right: str, said: Said) -> tuple[Period | None, Period | None]:
    """Both ends; one without its year is the last before, or the first after, the other."""
    if _lacks_year(left) and re.search(rf"\b{YEAR}\b", right):
        end = _single(right, said)
        return (_single(left, Said(end.last, "past")) if end and end.last else None), end
    start = _single(left, said)
    if start and start.first and _lacks_year(right):
        said = Said(start.first, "future")
    return start, _single(right, said)


def _lacks_year(text: str) -> bool:
    """Whether the text names a month or is a weekday, and neither names nor points to a year."""
    return bool(_FLOATING.search(text)) and not _FIXED.search(text)


def _lasting(start: Period, end: Period) -> Period:
    first, last = _first(start), _last(end)
    return Period(f"{_text(start, first)}/{_text(end, last)}", first, last)


def _text(period: Period, day: date) -> str:
    """The period's own EDTF at an end of an interval, or a day where that is more than a date."""
    return period.edtf if _NO_SET.fullmatch(period.edtf) else day.isoformat()


_INSIDE = "(?P<inside>.+)"
_SHORT_INSIDE = "(?P<inside>.+?)"

_COMPOUND_RULES = rules(
    ("by", f"by start {_INSIDE}", _by_start),
    ("by", f"(?:by|no later than|not later than|before end) {_INSIDE}", _by),
    ("by", f"{_INSIDE} at latest", _by),
    ("before", f"(?:before|prior to|ahead) {_INSIDE}", _before),
    ("after", f"(?:after|later than) {_INSIDE}", _after),
    ("not before", f"(?:as early as|as soon as|no earlier than|not before|no sooner than) {_INSIDE}", _not_before),
    ("since", f"(?:ever )?since {_INSIDE}", _since),
    ("until", f"(?:until|till|through|up to) {_INSIDE}", _until),
    (
        "from … on",
        f"(?:from|starting|beginning|effective|as) (?:from |on |in )?{_SHORT_INSIDE}(?: on| onwards?)?",
        _from_on,
    ),
    ("early", f"(?:early|start) (?:in )?{_INSIDE}", _part("early")),
    ("mid", f"(?:mid|middle) (?:in )?{_INSIDE}", _part("mid")),
    ("late", f"(?:late|end) (?:in )?{_INSIDE}", _part("late")),
    ("earlier", f"(?:earlier|so far) (?:in )?{_INSIDE}", _so_far),
    ("later", f"(?:later|rest|remainder) (?:in )?{_INSIDE}", _still_to_come),
    ("week of a day", f"week (?:beginning |starting |commencing )?(?:on )?{_INSIDE}", _week_of_day),
    ("numbered week", f"{ORDINAL} week (?:in )?{_INSIDE}", _numbered_week),
    ("weekday of a month", f"{ORDINAL} {WEEKDAY} (?:in )?{_INSIDE}", _weekday_in_month),
    ("units from a day", f"(?:{NUMBER} )?{UNIT} (?P<side>before|after|from) {_INSIDE}", _away_from_day),
)
