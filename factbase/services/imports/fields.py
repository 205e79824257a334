"""Reading the fields of a row: what has another shape than it should is noted, with the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from factbase.domain.errors import FieldProblem
from factbase.services.imports.rows import Place, RowProblem


class Notes:
    """What is wrong with one row, each thing once."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.problems: list[RowProblem] = []

    def add(self, path: str, message: str) -> None:
        """Note that the field at ``path`` is wrong."""
        problem = RowProblem(self.place, path, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def is_noted(self, path: str) -> bool:
        """Whether the field at ``path`` is known to be wrong."""
        return any(problem.field == path for problem in self.problems)


class Fields:
    """The fields of one mapping. Each is asked for by name; :meth:`done` notes those that nobody asked for."""

    def __init__(self, values: object, notes: Notes, here: str = "") -> None:
        self.notes = notes
        self.here = here
        self._asked: set[str] = set()
        self._values: Mapping[str, object] = {}
        if isinstance(values, Mapping):
            self._values = values
        else:
            notes.add(here, f"Write fields here (name: value), not {_shape(values)}.")

    def path(self, name: str) -> str:
        """The whole way to the field ``name``."""
        return f"{self.here}.{name}" if self.here else name

    def note(self, name: str, message: str) -> None:
        """Say what is wrong with the field ``name``."""
        self.notes.add(self.path(name), message)

    def note_all(self, problems: Iterable[FieldProblem], paths: Mapping[str, str] | None = None) -> None:
        """Note what a rule found. ``paths`` has the fields that stand under other names here than the rule knows.

        A field that could not even be read is not held against the rule as well.
        """
        unread = {problem.field for problem in self.notes.problems}
        for problem in problems:
            path = self.path((paths or {}).get(problem.field, problem.field))
            if path not in unread:
                self.notes.add(path, problem.message)

    def raw(self, name: str) -> object:
        """The value as the file has it; None when there is none."""
        self._asked.add(name)
        return self._values.get(name)

    def text(self, name: str) -> str | None:
        """Trimmed text; None when there is none."""
        value = self.raw(name)
        return None if value is None else self._text(self.path(name), value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, trimmed."""
        found = (self._text(path, value) for path, value in self.items(name))
        return tuple(text for text in found if text)

    def edtf(self, name: str) -> str | None:
        """A date as EDTF text; days and years that the format of the file knows as such are taken as well."""
        value = self.raw(name)
        if isinstance(value, datetime) and value.time() == value.min.time():
            value = value.date()
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool) and 1_000 <= value <= 9_999:
            return str(value)
        return self.text(name)

    def day(self, name: str) -> date | None:
        """One plain day."""
        text = self.edtf(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.note(name, f"“{text}” is no day; write year-month-day, such as 2024-06-05.")
            return None

    def number(self, name: str) -> float | None:
        """A number."""
        value = self.raw(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.note(name, f"Write a number in digits here, such as 7000, not {_shape(value)}.")
        return None

    def whole_number(self, name: str) -> int | None:
        """A number without a point."""
        value = self.number(name)
        if isinstance(value, float):
            self.note(name, "Write a whole number.")
            return None
        return value

    def flag(self, name: str) -> bool:
        """Whether it is true; no value is false."""
        value = self.raw(name)
        if value is not None and not isinstance(value, bool):
            self.note(name, f"Write true or false here, not {_shape(value)}.")
        return value is True

    def items(self, name: str) -> list[tuple[str, object]]:
        """The values of a list, each with its path."""
        value = self.raw(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.note(name, f"Write a list here, not {_shape(value)}.")
            return []
        return [(f"{self.path(name)}[{index}]", each) for index, each in enumerate(value)]

    def has(self, name: str) -> bool:
        """Whether there is anything in the field ``name``."""
        return self.raw(name) is not None

    def group(self, name: str) -> Fields:
        """Fields inside the field ``name``; none of them when it is not there."""
        return Fields(self.raw(name) if self.has(name) else {}, self.notes, self.path(name))

    def groups(self, name: str) -> list[Fields]:
        """A list of groups of fields."""
        return [Fields(value, self.notes, path) for path, value in self.items(name)]

    def done(self) -> None:
        """Note every field that is there and was not asked for."""
        for name in self._values:
            if name not in self._asked:
                near = get_close_matches(str(name), self._asked, n=1)
                hint = f"is “{near[0]}” meant?" if near else f"there are {', '.join(sorted(self._asked))}."
                self.note(str(name), f"No such field is known here; {hint}")

    def _text(self, path: str, value: object) -> str | None:
        if not isinstance(value, str):
            self.notes.add(path, f"Write text here, not {_shape(value)}; put quotes around it if need be.")
            return None
        if not _can_be_kept(value):
            self.notes.add(path, "This text has characters that cannot be kept, such as the null character.")
            return None
        return value.strip() or None


def _can_be_kept(text: str) -> bool:
    """Whether every database takes it: PostgreSQL has no null character, UTF-8 no half of a surrogate pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text)


def _shape(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "fields"
    if isinstance(value, list | tuple):
        return "a list"
    return f"“{value}”"
