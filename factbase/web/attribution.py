"""The attribution chain of a claim in words: the nodes of the tree, and the line above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbase.domain.dates import display
from factbase.domain.origins import Node, OriginCount
from factbase.domain.relays import CreditedReport
from factbase.edge.vantage import url_at

ENDPOINTS = {"speaker": "people.speaker", "outlet": "people.outlet"}


@dataclass(frozen=True, slots=True)
class ChainNode:
    """A party on the way from the origin to the reports; ``unsure`` when nobody says that it has it from there."""

    name: str
    url: str | None
    lines: Sequence[str]
    relays: Sequence[ChainNode]
    unsure: bool


def chain_nodes(nodes: Sequence[Node], source: Node | None = None) -> list[ChainNode]:
    """The tree as the page draws it; ``source`` is the node above."""
    return [
        ChainNode(
            name=node.name,
            url=url_at(ENDPOINTS[node.kind], slug=node.slug),
            lines=list(_lines(node, source)),
            relays=chain_nodes(node.children, node),
            unsure=source is not None and not node.stated,
        )
        for node in nodes
    ]


def counted(origins: OriginCount) -> str:
    """The counts ("3 reports, 1 origin")."""
    return f"{_many(origins.reports, 'report')}, {_many(origins.independent, 'origin')}"


def meaning(origins: OriginCount) -> str:
    """What the counts mean, in words."""
    if not origins.reports:
        return "No report that was certainly out by then is on record."
    return " ".join(part for part in (_origins(origins), _unstated(origins)) if part)


def _origins(origins: OriginCount) -> str:
    if origins.independent == 1:
        (name,) = origins.names
        if origins.reports == 1:
            return f"It leads back to {name}."
        return f"Every report leads back to {name}. More reports do not make it firmer."
    *others, last = origins.names
    return f"They lead back to {', '.join(others)} and {last}."


def _unstated(origins: OriginCount) -> str:
    if not origins.unstated:
        return ""
    if origins.unstated == origins.reports:
        return "It does not say how it knows." if origins.reports == 1 else "None of them says how it knows."
    verb = "does" if origins.unstated == 1 else "do"
    return f"{origins.unstated} of them {verb} not say how they know."


def _lines(node: Node, source: Node | None) -> Iterator[str]:
    if node.circular:
        yield "credits that run in a circle"
    if source is not None and source.kind == "outlet":
        yield f"credits {source.name}" if node.stated else "route not stated"
    elif source is not None and not node.stated:
        yield "route not stated"
    if node.is_origin and source is not None:
        yield "counted as an origin"
    if len(node.reports) == 1:
        yield _dated(node.reports[0])
    elif node.reports:
        yield f"{len(node.reports)} reports"
    if node.repeated:
        yield "shown above with those who credit it"


def _dated(report: CreditedReport) -> str:
    return display(report.published_on) if report.published_on else "date not stated"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
