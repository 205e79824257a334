"""`flask db`: the database is migrated, taken back and compared, and each command says so in a line."""

from __future__ import annotations

import pytest
from flask.testing import FlaskCliRunner

from factbase.edge.migrating import newest_revision
from tests.conftest import application


@pytest.fixture
def run(tmp_path):
    """Run a command over a database that has no tables yet."""
    with application(f"sqlite:///{tmp_path}/new.sqlite") as app:
        runner: FlaskCliRunner = app.test_cli_runner()
        yield lambda *arguments: runner.invoke(args=["db", *arguments])


def test_a_new_database_is_brought_to_the_newest_migration(run):
    assert run("current").output == f"base of {newest_revision()}\n"

    upgraded = run("upgrade")

    assert (upgraded.exit_code, upgraded.output) == (0, f"The database is at migration {newest_revision()} now.\n")
    assert run("current").output == f"{newest_revision()} of {newest_revision()}\n"


def test_migrating_twice_changes_nothing(run):
    run("upgrade")

    assert run("upgrade").output == f"The database is at migration {newest_revision()} already.\n"


def test_a_database_is_taken_back_to_nothing(run):
    run("upgrade")

    taken_back = run("downgrade", "base")

    assert (taken_back.exit_code, taken_back.output) == (0, "The database is at migration base now.\n")


def test_a_migrated_database_equals_the_models(run):
    run("upgrade")

    assert run("check").exit_code == 0


def test_a_database_that_is_behind_fails_the_check(run):
    checked = run("check")

    assert checked.exit_code == 1
    assert checked.output.startswith("Error: ")
    assert "Traceback" not in checked.output


def test_a_revision_that_does_not_exist_is_said_in_a_line(run):
    upgraded = run("upgrade", "9999")

    assert upgraded.exit_code == 1
    assert upgraded.output.startswith("Error: ")
    assert "9999" in upgraded.output
