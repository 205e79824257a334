"""One attempt at writing an import: who and when, what was refused, and how much was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, FactbaseError, FieldProblem, InvalidInput
from factbase.domain.roles import Actor
from factbase.services.imports.entries import Where
from factbase.services.imports.rows import RowProblem


class Done(StrEnum):
    """What became of one thing that an import holds."""

    ADDED = "added"
    COMPLETED = "completed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Abandoned(Exception):
    """The attempt is taken back."""


class NeedsRefused(Exception):
    """Something cannot be written because something else was refused, which has said so itself."""


@dataclass(slots=True)
class Attempt:
    """Collects problems and counts.

    A careful attempt goes on after a problem, to find them all; it puts a savepoint around everything. One that is
    not is abandoned at the first problem.
    """

    session: Session
    actor: Actor
    now: datetime
    careful: bool
    problems: list[RowProblem] = field(default_factory=list)
    counts: Counter[tuple[str, Done]] = field(default_factory=Counter)

    @contextmanager
    def trying(self, where: Where, paths: Mapping[str, str] | None = None) -> Iterator[None]:
        """Write something; what is refused is noted ``where`` the rows say it."""
        try:
            with self.needing(), self.session.begin_nested() if self.careful else nullcontext():
                yield
        except (InvalidInput, AlreadyRecorded) as error:
            self.note(where, error.problems, paths)
        except FactbaseError as error:
            self.note(where, [FieldProblem("", str(error))], paths)

    @contextmanager
    def needing(self) -> Iterator[None]:
        """Leave the rest undone when something that it needs was refused."""
        with suppress(NeedsRefused):
            yield

    def note(self, where: Where, problems: Sequence[FieldProblem], paths: Mapping[str, str] | None = None) -> None:
        """Note ``problems`` where the rows say it, under the names that the fields have there."""
        for problem in problems:
            path = (paths or {}).get(problem.field, problem.field)
            self.problems += [RowProblem(spot.place, spot.inner(path), problem.message) for spot in where(path)]
        if problems and not self.careful:
            raise Abandoned

    def count(self, what: str, done: Done) -> None:
        """Count one thing."""
        self.counts[what, done] += 1
