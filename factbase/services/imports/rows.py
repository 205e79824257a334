"""Rows as files have them, whatever their format, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Table(StrEnum):
    """What a row is about; nested things (speakers, outlets, assessments) stand inside these."""

    STORIES = "stories"
    REPORTS = "reports"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its file, its position there ("claims[12]"), its key and, where it is known, its line."""

    file: str
    record: str = ""
    key: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.file}:", self.record, f"({self.key})" if self.key else ""]
        return " ".join(part for part in parts if part).removesuffix(":")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file. ``values`` is to be a mapping of plain values, nested as in factbase's own YAML."""

    table: Table
    place: Place
    values: object


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One field of one row that is wrong; ``field`` is a path such as ``reports[0].published_on``, or empty."""

    place: Place
    field: str
    message: str

    def __str__(self) -> str:
        parts = [str(self.place), self.field, self.message]
        line = f" (line {self.place.line})" if self.place.line else ""
        return ": ".join(part for part in parts if part) + line


@dataclass(frozen=True, slots=True)
class Intake:
    """All rows of the files of one import, in order, and what could not even be read."""

    rows: Sequence[Row]
    problems: Sequence[RowProblem] = ()
