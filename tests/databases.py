"""Databases for tests: migrated once a run, copied for each test."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import create_engine

from factbase.edge.migrating import upgrade
from factbase.models.engine import configure_engine
from tests import postgresql

ENGINES = ("sqlite", "postgresql")
EMPTY = "empty"
SEEDED = "seeded"


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Keep the other workers of this run out."""
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the newest migration."""
    engine = create_engine(url)
    configure_engine(engine)
    upgrade(engine)
    engine.dispose()


class SqliteDatabases:
    """Files: a template is copied."""

    def __init__(self, run_folder: Path) -> None:
        self._folder = run_folder

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """The address of a database that ``fill`` makes once in a run, by the first worker that asks."""
        path = self._folder / f"{name}.sqlite"
        with locked(self._folder, f"sqlite-{name}"):
            if not path.exists():
                draft = path.with_suffix(".draft")
                fill(f"sqlite:///{draft}")
                draft.rename(path)
        return f"sqlite:///{path}"

    def copy(self, template: str, folder: Path) -> str:
        """The address of a copy of ``template``, in ``folder``."""
        target = folder / "factbase.sqlite"
        shutil.copyfile(template.removeprefix("sqlite:///"), target)
        return f"sqlite:///{target}"

    def drop(self, url: str) -> None:
        """Forget a copy: its folder goes with the test."""

    def read_only(self, url: str) -> str:
        """The address under which the database cannot be written."""
        return f"sqlite:///file:{url.removeprefix('sqlite:///')}?mode=ro&uri=true"


class PostgresqlDatabases:
    """Databases of the run's own server, which the first worker that needs it starts."""

    def __init__(self, run_folder: Path, worker: str) -> None:
        self._folder = run_folder
        self._worker = worker
        self._count = 0
        with locked(run_folder, "postgresql"):
            if server_of(run_folder).exists():
                self._cluster = postgresql.running(server_of(run_folder))
            else:
                self._cluster = postgresql.start(server_of(run_folder))
        self._connection = psycopg.connect(
            host=str(self._cluster.folder), user=postgresql.ADMINISTRATOR, dbname="postgres", autocommit=True
        )

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """The address of a database that ``fill`` makes once in a run, by the first worker that asks."""
        with locked(self._folder, f"postgresql-{name}"):
            known = self._connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not known:
                draft = f"{name}_draft"
                self._execute(f"CREATE DATABASE {draft}")
                fill(self._cluster.url(draft))
                self._execute(f"ALTER DATABASE {draft} RENAME TO {name}")
        return self._cluster.url(name)

    def copy(self, template: str, folder: Path) -> str:
        """The address of a copy of ``template``."""
        self._count += 1
        name = f"test_{self._worker}_{self._count}"
        original = template.partition("?")[0].rpartition("/")[2]
        self._execute(f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY FILE_COPY")
        return self._cluster.url(name)

    def drop(self, url: str) -> None:
        """Remove a copy, whoever is still connected."""
        self._execute(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def read_only(self, url: str) -> str:
        """The address under which the database cannot be written."""
        return f"{url}&options=-c%20default_transaction_read_only%3Don"

    def close(self) -> None:
        """Let go of the server; the run stops it at its end."""
        self._connection.close()

    def _execute(self, statement: str) -> None:
        self._connection.execute(statement.encode())


def server_of(run_folder: Path) -> Path:
    """Where the run's PostgreSQL server lives."""
    return run_folder / "postgresql"
