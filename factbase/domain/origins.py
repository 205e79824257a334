"""Where a claim comes from: the origins of its reports, and the tree that leads from them to the reports.

More reports are not more evidence, so a route counts as independent only when the record says so.

1.  A way back runs from a report to those whom it credits, and on to those whom they credit, by this report or by any
    other that carries the claim. It ends at the party for whom nobody else is credited. Five papers with one wire
    story have one origin; an outlet that credits two agencies has both.
2.  *A named speaker* (person, government, organisation) is the one origin of what he said, however many newsrooms
    heard it. Where a way back ends at him by the credits, the route is stated; where it ends before, it is not.
3.  *A medium* that speaks for itself is likewise the one origin. If its own report credits others, they are the
    origins, and if it is nowhere on the way and all ways end at one credited party, that party is.
4.  *An anonymous speaker* is known only through newsrooms, and these are the origins. Those count of whom it is said
    that they had the source: by a chain that goes on to it, or by the speaker's description ("Official in Vietnam
    (Reuters)"). Where it is said of none, every party that is credited, and credits nobody, counts; an outlet that
    credits nobody and is credited by nobody counts if it alone, or certainly first, published the claim. Every other
    route is unknown and never counts. A claim that somebody published has at least one origin: if nothing else tells,
    the newsroom that was first as far as is known.
5.  A circle of credits has no end. It is marked, and cut at the party that published first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from factbase.domain.relays import Carried, CreditedReport, Key, Party, RelayGraph

_UNNAMED = re.compile(r"(?i)(?:un(?:identified|named|disclosed)|anonymous)\b.*|(?:\w+ )*sources?")


@dataclass(frozen=True, slots=True)
class ClaimSpeaker:
    """Who said it. ``kind`` is that of PRODUCT.md: person, government, organisation, media, anonymous."""

    kind: str
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""

    @property
    def party(self) -> Party:
        """The speaker as one who may be credited."""
        return Party("speaker", self.slug, self.name, self.aliases)


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many reports carry a claim, how many independent origins they lead back to, and the names of these.

    ``unstated`` counts the reports that do not say how they know, as far as the record goes.
    """

    reports: int
    independent: int
    names: tuple[str, ...]
    unstated: int


@dataclass(frozen=True, slots=True)
class Node:
    """A party in the tree, with its reports of the claim and those who have it from there.

    ``stated`` says whether the record says that it has it from the node above. ``repeated`` marks a party whose own
    children stand at its first place in the tree.
    """

    kind: Literal["speaker", "outlet"]
    slug: str
    name: str
    reports: tuple[CreditedReport, ...]
    is_origin: bool
    stated: bool
    circular: bool
    repeated: bool
    children: tuple[Node, ...]


def origins(appearances: Iterable[Carried], speaker: ClaimSpeaker) -> OriginCount:
    """The count that stands wherever reports are counted: "4 reports, 1 origin"."""
    graph, trace = _traced(appearances, speaker)
    publishers = [publisher for publisher, reports in graph.reports.items() for _ in reports]
    stated = [publisher for publisher in publishers if not set(trace.origins).isdisjoint(graph.upstream(publisher))]
    names = tuple(graph.parties[key].name for key in trace.origins) if publishers else ()
    return OriginCount(len(publishers), len(names), names, unstated=len(publishers) - len(stated))


def attribution_tree(appearances: Iterable[Carried], speaker: ClaimSpeaker) -> tuple[Node, ...]:
    """The way from the origins to the reports: one root, or several where several agencies are the origins.

    An anonymous speaker is a root that is no origin itself: its children are the newsrooms.
    """
    graph, trace = _traced(appearances, speaker)
    return _Tree(graph, trace).roots()


@dataclass(slots=True)
class _Trace:
    """What was found: the origins, the roots of the tree, and the ends that hang from its one root.

    ``hung`` says of each such end whether it has it from the root by the record.
    """

    origins: list[Key]
    roots: list[Key]
    hung: dict[Key, bool] = field(default_factory=dict)
    circular: set[Key] = field(default_factory=set)


def _traced(appearances: Iterable[Carried], speaker: ClaimSpeaker) -> tuple[RelayGraph, _Trace]:
    graph = RelayGraph(appearances, speaker.party)
    circular = graph.circular()
    if speaker.kind == "anonymous":
        trace = _trace_anonymous(graph, speaker)
    elif speaker.kind == "media":
        trace = _trace_medium(graph, graph.key(speaker.party))
    else:
        trace = _trace_to_speaker(graph, graph.key(speaker.party))
    trace.circular = circular
    return graph, trace


def _trace_to_speaker(graph: RelayGraph, said: Key) -> _Trace:
    """Rule 2: all ways lead to the one who said it."""
    graph.sources[said] = {}
    graph.break_circles()
    return _Trace([said], [said], {end: False for end in graph.ends if end != said})


def _trace_medium(graph: RelayGraph, said: Key) -> _Trace:
    """Rule 3."""
    graph.break_circles()
    credited = [end for end in graph.ends if graph.tellers[end]]
    if said in graph.sources:
        found = [end for end in graph.ends if end in graph.upstream(said)]
    elif len(credited) == len(graph.ends) == 1:
        found = credited
    else:
        return _trace_to_speaker(graph, said)
    rest = [end for end in graph.ends if end not in found]
    if len(found) == 1:
        return _Trace(found, found, dict.fromkeys(rest, False))
    return _Trace(found, found + rest)


def _trace_anonymous(graph: RelayGraph, speaker: ClaimSpeaker) -> _Trace:
    """Rule 4: the speaker tops the tree, the newsrooms that had the source are the origins."""
    said = graph.key(speaker.party)
    unnamed = [key for key in graph.sources if key == said or _is_unnamed(graph, key)]
    told = [newsroom for key in unnamed for newsroom in graph.forget(key)]
    graph.break_circles()
    told += [end for end in graph.ends if _is_described(speaker, graph.parties[end])]
    found = list(dict.fromkeys(told)) or _likely_newsrooms(graph)
    graph.sources[said] = {}
    hung = {end: False for end in graph.ends if end != said} | dict.fromkeys(found, True)
    return _Trace(found, [said], hung)


def _likely_newsrooms(graph: RelayGraph) -> list[Key]:
    """The newsrooms that count where the record says of none that it had the source itself."""
    ends, tellers = graph.ends, graph.tellers
    found = [end for end in ends if tellers[end]]
    found += [end for end in ends if not tellers[end] and _was_certainly_first(graph, end)]
    return found or ([graph.first_of(ends)] if ends else [])


def _was_certainly_first(graph: RelayGraph, publisher: Key) -> bool:
    """Whether the publisher had its report out before anyone else can have had theirs, or is the only one."""
    _, by = graph.first_day(publisher)
    return all(by < graph.first_day(other)[0] for other in graph.reports if other != publisher)


def _is_unnamed(graph: RelayGraph, key: Key) -> bool:
    """Whether a credit only says that there was a source: "unidentified diplomatic sources"."""
    return key not in graph.reports and bool(_UNNAMED.fullmatch(graph.parties[key].name))


def _is_described(speaker: ClaimSpeaker, party: Party) -> bool:
    """Whether the speaker's description names the newsroom: "sources quoted by The Times"."""
    description = f"{speaker.name} {speaker.role}".casefold()
    names = (re.escape(name.casefold()) for name in (party.name, *party.aliases))
    return any(re.search(rf"(?<!\w){name}(?!\w)", description) for name in names)


class _Tree:
    """Builds the nodes, every party with its children once."""

    def __init__(self, graph: RelayGraph, trace: _Trace) -> None:
        self._graph = graph
        self._trace = trace
        self._children = graph.tellers
        self._shown: set[Key] = set()
        if len(trace.roots) == 1:
            (root,) = trace.roots
            self._children[root] = list(dict.fromkeys([*trace.hung, *self._children[root]]))

    def roots(self) -> tuple[Node, ...]:
        """A node for each root; beside the roots that are origins stand ends of which the way is not stated."""
        roots, origins = self._trace.roots, self._trace.origins
        return tuple(self._node(key, stated=len(roots) == 1 or key in origins) for key in roots)

    def _node(self, key: Key, *, stated: bool) -> Node:
        party, repeated = self._graph.parties[key], key in self._shown
        self._shown.add(key)
        children = [] if repeated else self._children[key]
        return Node(
            kind=party.kind,
            slug=party.slug,
            name=party.name,
            reports=tuple(self._graph.reports.get(key, ())),
            is_origin=key in self._trace.origins,
            stated=stated,
            circular=key in self._trace.circular,
            repeated=repeated and bool(self._children[key]),
            children=tuple(self._node(child, stated=self._is_stated(key, child)) for child in children),
        )

    def _is_stated(self, source: Key, teller: Key) -> bool:
        return source in self._graph.sources[teller] or self._trace.hung.get(teller, False)
