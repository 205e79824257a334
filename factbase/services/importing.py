"""Taking in whole files: rows of any format become records through the same services as anybody's work.

All or nothing, unless bad rows are to be skipped; every problem of every row is found at once. Importing the same rows
again changes nothing: what is on record is compared, and a difference is a problem rather than a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factbase.domain.errors import FactbaseError
from factbase.domain.roles import Actor, Permission
from factbase.services.imports.attempt import Abandoned, Attempt, Done
from factbase.services.imports.claims import write_claims
from factbase.services.imports.entries import Entries
from factbase.services.imports.gathering import Gathering, gather
from factbase.services.imports.lookups import look_up
from factbase.services.imports.reading import read_rows
from factbase.services.imports.references import references, repeated_keys
from factbase.services.imports.rows import Intake, RowProblem
from factbase.services.imports.things import write_things
from factbase.services.ledger import acts_together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an import: how many of each kind of thing, and what was refused."""

    counts: Counter[tuple[str, Done]]
    problems: Sequence[RowProblem] = ()

    def of(self, what: str, done: Done) -> int:
        """How many of ``what`` (such as "claims") were added, completed, unchanged or refused."""
        return self.counts[what, done]


class ImportRefused(FactbaseError):
    """Nothing was taken in; ``problems`` names every bad row and field."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        lines = "\n".join(str(problem) for problem in problems)
        super().__init__(f"Nothing was taken in; to be put right ({len(problems):,}):\n{lines}")
        self.problems = tuple(problems)


class ImportOvertaken(FactbaseError):
    """Somebody else recorded the same while the import ran; nothing was taken in."""

    def __init__(self) -> None:
        super().__init__("Somebody else recorded the same meanwhile, so nothing was taken in; import again.")


def import_rows(session: Session, intake: Intake, *, actor: Actor, now: datetime, skip_bad: bool = False) -> Outcome:
    """Record everything that ``intake`` holds and is not on record yet.

    With ``skip_bad`` the good rows are taken in: a bad one is left out whole, and so is what refers to it.

    :raises ImportRefused: a row is bad, and it was not to be skipped; nothing is written.
    :raises ImportOvertaken: somebody else recorded the same at the same time; nothing is written.
    """
    actor.require(Permission.PUBLISH)
    entries, found = read_rows(intake.rows, today=now.date())
    refers = references(session, entries)
    problems = [*intake.problems, *found, *repeated_keys(entries), *refers.missing()]
    while True:
        refused = {problem.place for problem in problems}
        dependents = refers.dependents(refused)
        good = entries.without(refused | {problem.place for problem in dependents})
        attempt = _attempt(session, good, actor=actor, now=now, keep=skip_bad or not problems)
        problems += attempt.problems
        if problems and not skip_bad:
            raise ImportRefused(_in_order(intake, problems))
        if not attempt.problems:
            everything = _in_order(intake, [*problems, *dependents])
            return Outcome(attempt.counts + _refused(intake, everything), everything)


def _attempt(session: Session, entries: Entries, *, actor: Actor, now: datetime, keep: bool) -> Attempt:
    """Write ``entries``; nothing is left of it if any of it was refused, or if it is not to be kept at all."""
    gathering = gather(entries)
    contradictions = gathering.problems()
    if not contradictions:
        # Nearly always all is well, and then it need not cost savepoints.
        attempt = Attempt(session, actor, now, careful=False)
        _write(attempt, entries, gathering, keep=keep)
        if not attempt.problems:
            return attempt
    attempt = Attempt(session, actor, now, careful=True, problems=contradictions)
    _write(attempt, entries, gathering, keep=keep)
    return attempt


def _write(attempt: Attempt, entries: Entries, gathering: Gathering, *, keep: bool) -> None:
    session = attempt.session
    try:
        with suppress(Abandoned), session.begin_nested(), session.no_autoflush, acts_together(session):
            on_record = look_up(session, entries, gathering)
            things = write_things(attempt, entries, gathering, on_record)
            write_claims(attempt, entries.claims, things, on_record)
            if attempt.problems or not keep:
                raise Abandoned
    except IntegrityError as error:
        # What was looked up and found missing has come to be there: another import of the same was faster.
        raise ImportOvertaken from error


def _in_order(intake: Intake, problems: Iterable[RowProblem]) -> list[RowProblem]:
    """Each problem once, in the order of the rows; what could not be read at all comes first."""
    order = {row.place: position for position, row in enumerate(intake.rows)}
    return sorted(dict.fromkeys(problems), key=lambda problem: order.get(problem.place, -1))


def _refused(intake: Intake, problems: Iterable[RowProblem]) -> Counter[tuple[str, Done]]:
    """How many rows are refused, by what they are about."""
    bad = {problem.place for problem in problems}
    return Counter((row.table.value, Done.REFUSED) for row in intake.rows if row.place in bad)
