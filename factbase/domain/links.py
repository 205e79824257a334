"""Typed ties between claims, their words in both directions, and the rule against cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

Node = TypeVar("Node")


class LinkType(StrEnum):
    """What the linking claim does to the other one."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    NEITHER_CONFIRMS_NOR_DENIES = "neither_confirms_nor_denies"
    DECLINES_TO_COMMENT = "declines_to_comment"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    REPEATS = "repeats"
    RESPONDS_TO = "responds_to"
    RETRACTS = "retracts"


MAY_BE_INTERESTED = frozenset({LinkType.CONFIRMS, LinkType.DENIES})

OUTWARD: Mapping[LinkType, str] = {
    LinkType.CONFIRMS: "Confirms",
    LinkType.DENIES: "Denies",
    LinkType.NEITHER_CONFIRMS_NOR_DENIES: "Neither confirms nor denies",
    LinkType.DECLINES_TO_COMMENT: "Declines to comment on",
    LinkType.CORROBORATES: "Corroborates",
    LinkType.CONTRADICTS: "Contradicts",
    LinkType.UPDATES: "Updates",
    LinkType.REPEATS: "Repeats",
    LinkType.RESPONDS_TO: "Responds to",
    LinkType.RETRACTS: "Retracts",
}

INWARD: Mapping[LinkType, str] = {
    LinkType.CONFIRMS: "Confirmed by",
    LinkType.DENIES: "Denied by",
    LinkType.NEITHER_CONFIRMS_NOR_DENIES: "Neither confirmed nor denied by",
    LinkType.DECLINES_TO_COMMENT: "Comment declined by",
    LinkType.CORROBORATES: "Corroborated by",
    LinkType.CONTRADICTS: "Contradicted by",
    LinkType.UPDATES: "Updated by",
    LinkType.REPEATS: "Repeated by",
    LinkType.RESPONDS_TO: "Answered by",
    LinkType.RETRACTS: "Retracted by",
}


def find_cycle(edges: Iterable[tuple[Node, Node]]) -> list[Node] | None:
    """A way round, as nodes in order, or None when the edges have no cycle."""
    following: dict[Node, list[Node]] = {}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    done: set[Node] = set()
    for root in following:
        path: list[Node] = []
        on_path: set[Node] = set()
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif node in on_path:
                return path[path.index(node) :]
            elif node not in done:
                path.append(node)
                on_path.add(node)
                stack.append((node, True))
                stack.extend((after, False) for after in following.get(node, ()))
    return None
