"""What tests share. A test that uses ``database_url``, ``app``, ``session`` or ``client`` runs on both databases."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from factbase import create_app
from factbase.extensions import db
from factbase.models.engine import configure_engine
from tests import postgresql
from tests.databases import EMPTY, ENGINES, SEEDED, PostgresqlDatabases, SqliteDatabases, migrate, server_of

RUN_FOLDER = "TESTS_RUN_FOLDER"
SECRET_KEY = "only-for-tests-and-known-to-all"

# A slow moment of a busy machine is no fault of what is tried.
hypothesis.settings.register_profile("factbase", deadline=None)
hypothesis.settings.load_profile("factbase")

Databases = SqliteDatabases | PostgresqlDatabases


# One run: a folder that its workers share


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="factbase-tests-")
        Path(os.environ[RUN_FOLDER]).chmod(0o755)


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or RUN_FOLDER not in os.environ:
        return
    folder = Path(os.environ.pop(RUN_FOLDER))
    if (server_of(folder) / "data" / "postmaster.pid").exists():
        postgresql.running(server_of(folder)).stop()
    shutil.rmtree(folder, ignore_errors=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where everything is at hand, as in CI, a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name in one line each what could not be tried on this machine."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"Not tried here, {count} {'test' if count == 1 else 'tests'}: {reason}")


# Databases


@pytest.fixture(scope="session")
def run_folder() -> Path:
    return Path(os.environ[RUN_FOLDER])


@pytest.fixture(scope="session")
def sqlite_databases(run_folder: Path) -> SqliteDatabases:
    return SqliteDatabases(run_folder)


@pytest.fixture(scope="session")
def postgresql_databases(run_folder: Path, worker_id: str) -> Iterator[PostgresqlDatabases]:
    try:
        databases = PostgresqlDatabases(run_folder, worker_id)
    except postgresql.NoServer as reason:
        pytest.skip(str(reason))
    yield databases
    databases.close()


@pytest.fixture(params=ENGINES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """The kind of database that the test runs on."""
    return request.getfixturevalue(f"{request.param}_databases")


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated, empty database."""
    url = databases.copy(databases.template(EMPTY, migrate), tmp_path)
    yield url
    databases.drop(url)


@contextmanager
def own_session(url: str) -> Iterator[Session]:
    """A session over the database at ``url``, with a connection of its own."""
    engine = create_engine(url)
    configure_engine(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """The test's own session; what it commits, ``client`` sees."""
    with own_session(database_url) as session:
        yield session


# Applications


@contextmanager
def application(database_url: str, **overrides: Any) -> Iterator[Flask]:
    """An application over ``database_url``, whose connections are closed at the end."""
    app = create_app(
        {
            "DATABASE_URL": database_url,
            "SECRET_KEY": SECRET_KEY,
            "LOG_LEVEL": "WARNING",
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            **overrides,
        }
    )
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def make_app(database_url: str) -> Iterator[Callable[..., Flask]]:
    """Make applications with settings of the test's own, such as ``make_app(TWO_PERSON=True)``."""
    made: list[AbstractContextManager[Flask]] = []

    def make(**overrides: Any) -> Flask:
        made.append(application(database_url, **overrides))
        return made[-1].__enter__()

    yield make
    for each in made:
        each.__exit__(None, None, None)


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def bare_app(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database is never asked, to which a test may add views of its own."""
    with application(f"sqlite:///{tmp_path}/unused.sqlite") as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


# The whole of the seed data, read only


def fill_with_seed(url: str) -> None:
    """Migrate the database at ``url`` and load all of ``seed/`` through the importer, as ``flask seed`` does."""
    migrate(url)
    with application(url) as app:
        done = app.test_cli_runner().invoke(args=["seed"])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="session", params=ENGINES)
def seeded_databases(request: pytest.FixtureRequest) -> Databases:
    """The kind of database that the seed data are read from."""
    return request.getfixturevalue(f"{request.param}_databases")


@pytest.fixture(scope="session")
def seeded_url(seeded_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the whole seed, which refuses writes; one for each worker."""
    template = seeded_databases.template(SEEDED, fill_with_seed)
    url = seeded_databases.copy(template, tmp_path_factory.mktemp(SEEDED))
    yield seeded_databases.read_only(url)
    seeded_databases.drop(url)


@pytest.fixture(scope="session")
def seeded_app(seeded_url: str) -> Iterator[Flask]:
    with application(seeded_url) as app:
        yield app


@pytest.fixture
def seeded_client(seeded_app: Flask) -> FlaskClient:
    return seeded_app.test_client()


@pytest.fixture
def seeded_session(seeded_url: str) -> Iterator[Session]:
    """A session of the test's own over the seed data."""
    with own_session(seeded_url) as session:
        yield session


@pytest.fixture
def seeded_copy_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the whole seed that the test may write to."""
    url = databases.copy(databases.template(SEEDED, fill_with_seed), tmp_path)
    yield url
    databases.drop(url)


# Cost


class Statements(list[str]):
    """The SQL statements that were sent, in order."""


@pytest.fixture
def count_queries() -> Callable[[Flask], AbstractContextManager[Statements]]:
    """``with count_queries(app) as statements:`` collects what is sent to any engine of ``app``."""

    @contextmanager
    def counting(app: Flask) -> Iterator[Statements]:
        statements = Statements()

        def collect(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        with app.app_context():
            engines = list(db.engines.values())
        for engine in engines:
            event.listen(engine, "before_cursor_execute", collect)
        try:
            yield statements
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", collect)

    return counting
