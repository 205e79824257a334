"""The words of dates in English, and the patterns that find them in text in lower case."""

from __future__ import annotations

import re

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
HOLIDAYS = {
    "new year day": (1, 1),
    "may day": (5, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "new year eve": (12, 31),
}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_TO_NINE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = (
    {word: number for number, word in enumerate((*_TO_NINE, *_TEENS), start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"a": 1, "an": 1, "couple": 2, "dozen": 12}
)

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
SEASON = f"(?P<season>{'|'.join(SEASONS)})"
HOLIDAY = f"(?P<holiday>{'|'.join(HOLIDAYS)})"
MONTH_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2}|21[0-9]{2})"
ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)}|[1-5](?:st|nd|rd|th)|last|final)"
NUMBER = (
    rf"(?P<number>[0-9]{{1,4}}|an?(?: couple| dozen)?|couple|(?:{'|'.join(_NUMBERS)})(?:[ -](?:{'|'.join(_TO_NINE)}))?)"
)
UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|quarters?|years?|decades?)"

_THIS = ("this", "current")
_NEXT = ("next", "coming", "upcoming", "following")
_LAST = ("last", "past", "previous")
_WHICH = "|".join((*_THIS, *_NEXT, *_LAST))
WHICH = f"(?P<which>{_WHICH})"
NEXT = f"(?:{'|'.join(_NEXT)})"
LAST = f"(?:{'|'.join(_LAST)}|recent)"
WHICH_YEAR = f"(?:{YEAR}|(?P<which_year>{_WHICH}) year)"


def month_number(word: str) -> int:
    """1 for "January", "jan"."""
    return _MONTHS.index(word[:3]) + 1


def weekday_number(word: str) -> int:
    """0 for "Monday", "mon"."""
    return _WEEKDAYS.index(word[:3])


def ordinal_number(word: str, *, of: int) -> int:
    """1 for "first" and "1st"; ``of`` for "last".

    :raises ValueError: there are not so many.
    """
    if word in ("last", "final"):
        return of
    number = int(word[0]) if word[0].isdigit() else _ORDINALS.index(word) + 1
    if number > of:
        raise ValueError(f"there is no {word} of {of}")
    return number


def number_of(words: str) -> int:
    """A number in digits or words: "two", "twenty-one", "a", "a couple"."""
    if words.isdigit():
        return int(words)
    parts = [_NUMBERS[part] for part in re.split("[ -]", words)]
    return parts[-1] if parts[0] == 1 else sum(parts)


def step_of(which: str) -> int:
    """-1 for "last" and its like, 0 for "this", 1 for "next"."""
    return 0 if which in _THIS else 1 if which in _NEXT else -1
