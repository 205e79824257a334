"""Connections: what SQLite is told on connect, and how a write begins.

With ``fulltext.py`` the only module that asks which database it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

BUSY_TIMEOUT_MS = 5_000
_BEGIN = "factbase_begin"


def configure_engine(engine: Engine) -> None:
    """Attach the connect hooks that ``engine`` needs. PostgreSQL needs none."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)


def _on_sqlite_connect(dbapi_connection: Any, _record: Any) -> None:
    # The driver would otherwise begin transactions by itself, and only before the first write.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE would remove a row of the history past the trigger that guards it.
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: an answered write survives a power cut, not only the end of the process.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def begin_write(session: Session) -> None:
    """Start the transaction of a write before its first read.

    SQLite takes its one write lock here and waits for it up to the busy time-out; a transaction that read first
    could not be turned into a writing one after somebody else wrote. Reads that went before are given up, so
    whatever was loaded is loaded anew. PostgreSQL locks row by row, so nothing more is needed there.
    """
    session.rollback()
    session.connection(execution_options={_BEGIN: "IMMEDIATE"})


@contextmanager
def migrating_connection(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, committed at the end, in which tables may be rebuilt.

    SQLite changes a table by copying it and dropping the old one, which would take along every row that refers to it:
    foreign keys are off meanwhile, and checked before the commit.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            _set_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    _require_sound_keys(connection)
        finally:
            if is_sqlite:
                _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, state: str) -> None:
    # By the driver's own connection: SQLAlchemy would begin a transaction, in which this has no effect.
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA foreign_keys = {state}")


def _require_sound_keys(connection: Connection) -> None:
    check = "PRAGMA foreign_key_check"
    broken = connection.exec_driver_sql(check).all()
    if broken:
        tables = sorted({row[0] for row in broken})
        raise IntegrityError(check, None, ValueError(f"rows refer to what is not there, in {', '.join(tables)}"))
