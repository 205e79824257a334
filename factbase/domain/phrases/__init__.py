"""Loose dates of the press, fixed from the day of speaking: "late May", "next week", "by the end of 2024".

Deterministic, and for English. What it gives is a proposal for an editor, with the name of the rule that gave it; what
it cannot read it leaves alone. Where a phrase can be read in two ways the rule is that of the trade:

* a week runs from Monday to Sunday, and "next Friday" is the Friday of next week;
* a weekday alone is the last one, today included, unless the future is meant; a month or a day without its year is the
  nearest, or the last or the next one if it is known that the past or the future is meant;
* "two weeks ago" is about that day, "two months ago" about that month; "a few days ago" and "in the coming days" have
  no other end than the day of speaking;
* "by" reaches to the end of what it names; the EDTF leaves the beginning open, and the earliest day is that of
  speaking when the time is still to come;
* "5/6/2024" can be read in two ways and is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from factbase.domain.dates import EdtfDate, Precision, precision
from factbase.domain.edtf_reader import EdtfError
from factbase.domain.phrases.compound_rules import find_period
from factbase.domain.phrases.periods import Period, Unit, from_edtf, some_day
from factbase.domain.phrases.said import Intent, Said

MOST_WORDS = 14

_FAR_APART = (date(1900, 1, 1), date(2100, 1, 1))
_ZONE = "(?:gmt|utc|e[sd]t|[jk]st|msk|local time)"
_CLOCK = rf"\b(?:[0-9]{{1,2}}(?::[0-9]{{2}})* ?[ap]\.?m\b\.?|[0-9]{{1,2}}(?::[0-9]{{2}})+)(?: {_ZONE})?"
_PART_OF_DAY = "(?:early |late )?(?:morning|afternoon|evening|night|noon)"
_PREPARATIONS = (
    (r"[‐‑–—−]", "-"),
    (r"[’ʼ`]", "'"),
    (r"\b(year|month|week)(?:'s | |-)end\b", r"end \1"),
    (r"(?<=[0-9]0)'s\b", "s"),
    (r"(?<=[a-z])'s?(?= |$)", ""),
    (_CLOCK, " "),
    (r"(?<=[a-z])\.(?=[ ,]|$)|(?<=[0-9])\.(?= [a-z])", ""),
    (r"[,“”\"()]", " "),
    (r"\b(early|late|mid)-", r"\1 "),
    (r"\b(?:beginning|outset) of\b", "start"),
    (r"\b(?:the|of)\b", " "),
    (r"\s+", " "),
    (r"^ | (?:at )?$", ""),
    (rf"(?<!^this)(?<!^last)(?<!^next)(?<=\w) (?:at |in )?{_PART_OF_DAY}$|^(?:in |at )?{_PART_OF_DAY} (?=\w)", ""),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a phrase means: its EDTF, the days that it may be (None: open), and the rule that says so."""

    phrase: str
    edtf: str
    earliest: date | None
    latest: date | None
    rule: str


def resolve_phrase(phrase: str, said_on: EdtfDate | date, *, intent: Intent | None = None) -> Proposal | None:
    """The date that ``phrase`` means when it was said on that day; None if no rule reads it.

    A day of speaking that is not exact widens the answer to all that it may be.
    """
    text = _prepared(phrase)
    if not text or len(text.split()) > MOST_WORDS:
        return None
    said = EdtfDate.on(said_on) if isinstance(said_on, date) else said_on
    days = dict.fromkeys(day for day in (said.earliest, said.latest) if day) or dict.fromkeys(_FAR_APART)
    first, *others = (find_period(text, Said(day, intent)) for day in days)
    if first is None or None in others:
        return _as_edtf(phrase)
    last = next((period for period in others if period), first)
    period = (
        first if first == last else _of_any_year(first, last) if _FAR_APART[0] in days else _widened(first, last, said)
    )
    return Proposal(phrase, period.edtf, period.first, period.last, period.rule) if period else None


def _as_edtf(phrase: str) -> Proposal | None:
    """A phrase that is EDTF already."""
    try:
        period = from_edtf(phrase.strip())
    except EdtfError:
        return None
    return Proposal(phrase, period.edtf, period.first, period.last, rule="edtf")


def _prepared(phrase: str) -> str:
    """The phrase in lower case, without articles, commas, "of" and times of day."""
    text = phrase.casefold().strip(" \t\n.,;:!")
    if text.endswith("?"):
        text = f"perhaps {text[:-1]}"
    for pattern, replacement in _PREPARATIONS:
        text = re.sub(pattern, replacement, text)
    return text


def _of_any_year(first: Period, last: Period) -> Period | None:
    """A day or month of a year that is not known (``XXXX-03``), when nobody knows when it was said."""
    if first.unit in (Unit.DAY, Unit.MONTH) and first.edtf[4:] == last.edtf[4:] != "":
        return Period(f"XXXX{first.edtf[4:]}", None, None, rule=first.rule)
    return None


def _widened(first: Period, last: Period, said: EdtfDate) -> Period | None:
    """All days that two readings allow."""
    if first.first is None and last.last is None:
        return None
    if first.first and last.last and "/" in first.edtf and "/" in last.edtf:
        return Period(f"{first.first}/{last.last}", first.first, last.last, rule=first.rule)
    both = some_day(first.first, last.last).by(first.rule)
    if both.last is None and both.first == said.earliest and precision(said) is not Precision.SPAN:
        return Period(f"[{said.edtf}..]", both.first, None, rule=first.rule)
    return both
