"""Query parameters, read into types; what is unknown, given twice or unreadable is refused by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request

from factbase.domain.errors import FieldProblem, InvalidInput

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

VANTAGE_PARAMETERS = frozenset({"as_of", "recorded_by"})
LONGEST = 1_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class BadParameters(InvalidInput):
    """Query parameters that are unknown or cannot be read."""


class Parameters:
    """The query parameters of the request, read one by one; ``done`` refuses all the bad ones at once.

    The two of a vantage are always allowed: ``edge/vantage.py`` has read them. An empty value counts as none, because
    a form sends its empty fields.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set(VANTAGE_PARAMETERS)
        self._problems: list[FieldProblem] = []

    def text(self, name: str, *, longest: int = LONGEST) -> str | None:
        """The text of ``name`` without blanks around it; None if there is none."""
        values = [value for value in self._values(name) if value]
        if len(values) > 1:
            self.refuse(name, "give it once")
            return None
        if values and len(values[0]) > longest:
            self.refuse(name, f"at most {longest} characters")
            return None
        return values[0] if values else None

    def texts(self, name: str, *, longest: int = LONGEST) -> tuple[str, ...]:
        """All values of a parameter that may be repeated, each once, in the order given."""
        values = tuple(dict.fromkeys(value for value in self._values(name) if value))
        if any(len(value) > longest for value in values):
            self.refuse(name, f"at most {longest} characters")
            return ()
        return values

    def choice(self, name: str, choices: type[E]) -> E | None:
        """One member of an enumeration."""
        value = self.text(name)
        return None if value is None else self._member(name, value, choices)

    def choices(self, name: str, choices: type[E]) -> tuple[E, ...]:
        """Any number of members of an enumeration."""
        members = (self._member(name, value, choices) for value in self.texts(name))
        return tuple(member for member in members if member is not None)

    def one_of(self, name: str, allowed: Iterable[str], default: str) -> str:
        """One of the words in ``allowed``."""
        value = self.text(name)
        words = tuple(allowed)
        if value is None or value in words:
            return value or default
        self.refuse(name, f"“{value}” is not one of {', '.join(words)}")
        return default

    def whole_number(self, name: str, *, low: int, high: int, default: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self.text(name)
        if value is None:
            return default
        if value.isascii() and value.isdigit() and len(value) <= 18 and low <= int(value) <= high:
            return int(value)
        self.refuse(name, f"a whole number from {low} to {high} is needed")
        return default

    def day(self, name: str) -> date | None:
        """A day as YYYY-MM-DD."""
        return self._read(name, read_day)

    def refuse(self, name: str, message: str) -> None:
        """Remember that ``name`` is bad."""
        self._problems.append(FieldProblem(name, message))

    def done(self) -> None:
        """Refuse the request if any parameter is unknown or bad.

        :raises BadParameters: naming every one of them.
        """
        unknown = [name for name in request.args if name not in self._seen]
        known = ", ".join(sorted(self._seen))
        problems = [FieldProblem(name, f"there is no such parameter; known here: {known}") for name in unknown]
        if problems or self._problems:
            raise BadParameters([*problems, *self._problems])

    def _values(self, name: str) -> list[str]:
        self._seen.add(name)
        return [value.strip() for value in request.args.getlist(name)]

    def _member(self, name: str, value: str, choices: type[E]) -> E | None:
        try:
            return choices(value)
        except ValueError:
            self.refuse(name, f"“{value}” is not one of {', '.join(choices)}")
            return None

    def _read(self, name: str, read: Callable[[str], T]) -> T | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return read(value)
        except ValueError as error:
            self.refuse(name, str(error))
            return None


def read_day(value: str) -> date:
    """A day from YYYY-MM-DD, and from nothing else that ISO 8601 allows.

    :raises ValueError: saying what is needed.
    """
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        # Written as a day, but not on the calendar.
        pass
    raise ValueError(f"“{value}” is not a day; write it as YYYY-MM-DD, such as 2024-06-15")
