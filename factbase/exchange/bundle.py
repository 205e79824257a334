"""Factbase's own YAML: documents of stories, reports and claims, read into rows with their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import yaml

from factbase.exchange.article import ARTICLE, article_row
from factbase.services.imports.rows import Intake, Place, Row, RowProblem, Table

FORMAT = 1
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 32
REPEATED = "This field is here twice."

# libyaml's own loader where it was built in: ten times as fast.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # which of the two it is, only the machine knows
    """YAML 1.2's core words only: ``NO`` is Norway and ``2024-06-05`` is text, as it stands in the file."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?$"),
    list("-+0123456789"),
)


def read_files(paths: Iterable[Path]) -> Intake:
    """The rows of YAML files, in the order given."""
    rows, problems = list[Row](), list[RowProblem]()
    for path in paths:
        intake = read_file(path)
        rows += intake.rows
        problems += intake.problems
    return Intake(rows, problems)


def read_file(path: Path) -> Intake:
    """The rows of one YAML file."""
    file = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return _unreadable(file, f"This file is larger than {MAX_BYTES // 1024**2} MiB; split it.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(file, "This file is not written in UTF-8.")
    except OSError as error:
        return _unreadable(file, f"This file cannot be read: {error.strerror}.")
    return read_text(text, file=file)


def read_text(text: str, *, file: str) -> Intake:
    """The rows of one YAML document; ``file`` names it in problems."""
    try:
        refusal = _refusal(text)
        if refusal:
            return _unreadable(file, *refusal)
        return _rows(text, file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        return _unreadable(file, f"This is not YAML: {getattr(error, 'problem', error)}.", line)


def _unreadable(file: str, message: str, line: int | None = None) -> Intake:
    return Intake([], [RowProblem(Place(file, line=line), "", message)])


def _refusal(text: str) -> tuple[str, int] | None:
    """Why the document is not to be built in memory at all: bombs are found while it is only a row of events."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return f"This is nested more than {MAX_DEPTH} deep.", line
        if isinstance(event, yaml.AliasEvent):
            return "Write it out: anchors (&name) and aliases (*name) are not read.", line
    return None


def _rows(text: str, file: str) -> Intake:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            return _unreadable(file, f"A file begins with “factbase: {FORMAT}” and has {', '.join(Table)}.")
        document = loader.construct_document(root)
    finally:
        loader.dispose()
    problems = _problems_of_document(document, root, file)
    rows = []
    for name, node in _fields(root):
        if name in set(Table) and isinstance(node, yaml.SequenceNode):
            for index, values in enumerate(document[name]):
                item = node.value[index]
                place = Place(file, f"{name}[{index}]", _key(values), item.start_mark.line + 1)
                problems += [RowProblem(place, path, REPEATED) for path in _repeated(item)]
                rows.append(Row(Table(name), place, values))
        elif name == ARTICLE:
            place = Place(file, name, None, node.start_mark.line + 1)
            problems += [RowProblem(place, path, REPEATED) for path in _repeated(node)]
            row, found = article_row(place, document[name], rows=document.get(Table.CLAIMS.value))
            rows.append(row)
            problems += found
    return Intake(rows, problems)


def _problems_of_document(document: Mapping[object, object], root: yaml.MappingNode, file: str) -> list[RowProblem]:
    problems = []
    names = [name for name, _ in _fields(root)]
    if document.get("factbase") != FORMAT:
        problems.append(RowProblem(Place(file), "factbase", f"Write “factbase: {FORMAT}” at the top of the file."))
    for name, node in _fields(root):
        place = Place(file, line=node.start_mark.line + 1)
        if name not in {"factbase", ARTICLE, *Table}:
            problems.append(RowProblem(place, name, f"No such field is known here; there are {', '.join(Table)}."))
        elif name in set(Table) and document[name] is not None and not isinstance(node, yaml.SequenceNode):
            problems.append(RowProblem(place, name, "Write a list here."))
        if names.count(name) > 1:
            problems.append(RowProblem(place, name, REPEATED))
    return problems


def _fields(node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
    """The fields of a mapping with plain names; those with others PyYAML refuses."""
    return [(str(name.value), value) for name, value in node.value]


def _repeated(node: yaml.Node, path: str = "") -> Iterator[str]:
    """Paths of the fields that stand in their mapping more than once."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _repeated(item, f"{path}[{index}]")
    elif isinstance(node, yaml.MappingNode):
        fields = _fields(node)
        for name, count in Counter(name for name, _ in fields).items():
            if count > 1:
                yield f"{path}.{name}".lstrip(".")
        for name, value in fields:
            yield from _repeated(value, f"{path}.{name}".lstrip("."))


def _key(values: object) -> str | None:
    """What a person knows the row by."""
    if not isinstance(values, Mapping):
        return None
    return next((str(values[name]) for name in ("slug", "source_key", "url", "title") if values.get(name)), None)
