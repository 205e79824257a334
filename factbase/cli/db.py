"""`flask db`: migrations of the database."""

from __future__ import annotations

from typing import Any

import click
from alembic import command
from alembic.util import CommandError

from factbase.cli.base import Group
from factbase.edge import migrating
from factbase.extensions import db as database
from factbase.models.engine import migrating_connection


class MigrationGroup(Group):
    """Commands whose trouble Alembic puts in words, such as a revision that does not exist."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; trouble becomes one line."""
        try:
            return super().invoke(ctx)
        except CommandError as error:
            raise click.ClickException(str(error)) from error


db = MigrationGroup("db", help="Migrate the database.")


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to REVISION, the newest by default."""
    before = _current()
    migrating.upgrade(database.engine, revision)
    after = _current()
    if before == after:
        click.echo(f"The database is at migration {after} already.")
    else:
        click.echo(f"The database is at migration {after} now.")


@db.command()
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Take the database back to REVISION, one step by default; "base" empties it."""
    migrating.downgrade(database.engine, revision)
    click.echo(f"The database is at migration {_current() or 'base'} now.")


@db.command()
def current() -> None:
    """Say at which migration the database is, and which is the newest."""
    click.echo(f"{_current() or 'base'} of {migrating.newest_revision() or 'base'}")


@db.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration from what the models have and the database has not; read it before use."""
    with migrating_connection(database.engine) as connection:
        script = command.revision(migrating.alembic_config(connection), message, autogenerate=True)
    click.echo(f"Wrote {getattr(script, 'path', 'nothing')}")


@db.command()
def check() -> None:
    """Fail if the models differ from the database."""
    with migrating_connection(database.engine) as connection:
        command.check(migrating.alembic_config(connection))
    click.echo("The database is as the models say.")


def _current() -> str | None:
    with database.engine.connect() as connection:
        return migrating.current_revision(connection)
