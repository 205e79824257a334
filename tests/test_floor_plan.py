"""The floor plan of factbase: a floor imports from those below it, never from those above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "factbase"
LONGEST = 400

# The ground floor comes first.
FLOORS = ("domain", "models", "queries", "services", "exchange", "charts", "config", "extensions", "edge", "ROOMS")
# The top floor: these do not import one another.
ROOMS = frozenset({"web", "desk", "api", "cli"})
BELOW_THE_EDGES = frozenset({"domain", "models", "queries", "services", "exchange", "charts"})
# `charts` draws from frames: it knows the rules, and neither the tables nor how they are read.
CHARTS_KNOW = frozenset({"domain", "charts"})
OF_THE_EDGES = frozenset({"flask", "flask_wtf", "flask_sqlalchemy_lite", "werkzeug", "wtforms", "click"})

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imports(path: Path) -> Iterator[str]:
    """The full names of what the module at ``path`` imports, wherever in it."""
    package = (PACKAGE.name, *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (start, node.module) if part)
            # `from factbase import web` imports the module factbase.web.
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def part(name: str) -> str | None:
    """The part of factbase that a full name belongs to; None of other packages."""
    package, _, rest = name.partition(".")
    return rest.partition(".")[0] if package == PACKAGE.name else None


def floor(of: str) -> int:
    return FLOORS.index("ROOMS" if of in ROOMS else of)


def part_of_module(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def breaches(path: Path) -> Iterator[str]:
    """What the module at ``path`` imports and should not."""
    here = part_of_module(path)
    for name in imports(path):
        there = part(name)
        if there is None:
            if here in BELOW_THE_EDGES and name.partition(".")[0] in OF_THE_EDGES:
                yield f"{name}: only the edges know Flask"
        elif there not in ROOMS and there not in FLOORS:
            yield f"{name}: not on the floor plan"
        elif floor(there) > floor(here):
            yield f"{name}: {there} is above {here}"
        elif here in ROOMS and there in ROOMS and there != here:
            yield f"{name}: {here} and {there} do not import one another"
        elif here == "charts" and there not in CHARTS_KNOW:
            yield f"{name}: charts are drawn from frames"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_floor_may(path):
    assert list(breaches(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_found_its_noun_and_kept_its_size(path):
    assert path.stem != "utils"
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize(
    ("where", "line", "breach"),
    [
        ("domain/status.py", "from factbase.models.claim import Claim", "models is above domain"),
        ("queries/claims.py", "from factbase import services", "services is above queries"),
        ("services/merging.py", "import flask", "only the edges know Flask"),
        ("models/claim.py", "from ..edge import params", "edge is above models"),
        ("web/claims.py", "from factbase.desk.forms import ClaimForm", "web and desk do not import one another"),
        ("charts/timeline.py", "from factbase.queries.claims import listed", "charts are drawn from frames"),
        ("helpers.py", "from factbase.helpers import anything", "not on the floor plan"),
    ],
)
def test_the_floor_plan_notices_a_breach(tmp_path, monkeypatch, where, line, breach):
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path / "factbase")
    module = tmp_path / "factbase" / where
    module.parent.mkdir(parents=True)
    module.write_text(f"def late():\n    {line}\n")

    assert [text.partition(": ")[2] for text in breaches(module)] == [breach]
