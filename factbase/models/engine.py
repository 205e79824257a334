"""Connections: what SQLite is told on connect, and how a write begins.

With ``fulltext.py`` the only module that asks which database it is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
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
