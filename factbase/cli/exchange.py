"""`flask import`: files of others, taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from factbase.cli.base import Group
from factbase.domain.errors import InvalidInput
from factbase.domain.roles import Actor, operator
from factbase.exchange import bundle
from factbase.extensions import db
from factbase.models.engine import begin_write
from factbase.services.importing import Outcome, import_rows
from factbase.services.imports.attempt import Done
from factbase.services.imports.rows import Intake

READERS: Mapping[str, Callable[[Path], Intake]] = {".yaml": bundle.read_file, ".yml": bundle.read_file}
"""What reads a file, by the ending of its name."""

import_group = Group("import", help="Take in files.")


@import_group.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Do all the work, then take it back.")
@click.option("--skip-bad", is_flag=True, help="Take in the good rows; leave out bad ones and what refers to them.")
def claims(files: Sequence[Path], dry_run: bool, skip_bad: bool) -> None:
    """Take in claims and all that belongs to them from FILES, which may refer to one another."""
    outcome = take_in(read(files), actor=operator("factbase import"), dry_run=dry_run, skip_bad=skip_bad)
    for problem in outcome.problems:
        click.echo(str(problem), err=True)
    click.echo(("Dry run: " if dry_run else "") + in_words(outcome))
    if outcome.problems:
        raise click.exceptions.Exit(1)


def read(files: Sequence[Path]) -> Intake:
    """The rows of all files.

    :raises InvalidInput: the ending of a name is that of no format that is read here.
    """
    unknown = [file for file in files if file.suffix.lower() not in READERS]
    if unknown:
        names = ", ".join(str(file) for file in unknown)
        raise InvalidInput.one("files", f"Of {names} the format is not known; there are {', '.join(READERS)}.")
    intakes = [READERS[file.suffix.lower()](file) for file in files]
    return Intake(
        rows=[row for intake in intakes for row in intake.rows],
        problems=[problem for intake in intakes for problem in intake.problems],
    )


def take_in(intake: Intake, *, actor: Actor, dry_run: bool = False, skip_bad: bool = False) -> Outcome:
    """Import ``intake`` in a transaction of its own.

    :raises ImportRefused: a row is bad and is not to be skipped.
    """
    begin_write(db.session)
    outcome = import_rows(db.session, intake, actor=actor, now=datetime.now(UTC), skip_bad=skip_bad)
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    return outcome


def in_words(outcome: Outcome) -> str:
    """One line: "added 5 stories, 311 claims; unchanged 478 reports"."""
    parts = []
    for done in Done:
        counted = [_counted(count, what) for (what, became), count in outcome.counts.items() if became is done]
        if counted:
            parts.append(f"{done.value} {', '.join(counted)}")
    return "; ".join(parts) or "nothing to take in"


def _counted(count: int, what: str) -> str:
    """How many of what, in words: "311 claims", "1 story"."""
    if count == 1:
        return f"1 {what.removesuffix('ies')}y" if what.endswith("ies") else f"1 {what.removesuffix('s')}"
    return f"{count:,} {what}"
