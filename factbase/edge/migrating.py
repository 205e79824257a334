"""The state of a database's migrations, run through Alembic without its command line."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from factbase.models.engine import migrating_connection

FOLDER = Path(__file__).parents[2] / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings: where our migrations are and, for ``migrations/env.py``, the connection to use."""
    # What Alembic would print is for its own command line.
    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to ``revision``, the newest by default."""
    from alembic import command

    with migrating_connection(engine) as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to ``revision``."""
    from alembic import command

    with migrating_connection(engine) as connection:
        command.downgrade(alembic_config(connection), revision)


def newest_revision() -> str | None:
    """The newest revision that this code knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def current_revision(connection: Connection) -> str | None:
    """The revision of the database; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()
