"""Who credits whom for one claim: a graph of parties, put together from the credits of all its reports.

A party is an outlet, an agency or a speaker; parties of one name are one party, whatever the table they come from,
for a state agency is credited as an outlet in one place and speaks in another. What one report says of the way that
an agency got it holds for every report that credits that agency for the same claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from factbase.domain.dates import EdtfDate
from factbase.domain.text import fold_name

Key: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Party:
    """An outlet, agency or speaker; ``aliases`` are its other names."""

    kind: Literal["outlet", "speaker"]
    slug: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditedReport:
    """A report: what identifies it, who published it, and when if that is known."""

    slug: str
    outlet: Party
    published_on: EdtfDate | None = None


Hop: TypeAlias = Party | CreditedReport


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim's appearance in a report. Each credit is a chain, from the one credited back towards the origin."""

    report: CreditedReport
    credits: tuple[tuple[Hop, ...], ...] = ()


class RelayGraph:
    """Parties by key, the reports that each published, and whom each has it from."""

    def __init__(self, carried: Iterable[Carried], *first: Party) -> None:
        self.parties: dict[Key, Party] = {}
        self.reports: dict[Key, list[CreditedReport]] = {}
        self.sources: dict[Key, dict[Key, None]] = {}  # a dict keeps the order in which they were named
        self._keys: dict[str, Key] = {}
        for party in first:
            self.key(party)
        for appearance in sorted(carried, key=_by_date):
            self._add(appearance)

    def key(self, party: Party) -> Key:
        """The key that all spellings of the party share."""
        names = [_folded(name) for name in (party.name, *party.aliases)]
        key = next((self._keys[name] for name in names if name in self._keys), names[0])
        for name in names:
            self._keys.setdefault(name, key)
        self.parties.setdefault(key, party)
        return key

    def _add(self, appearance: Carried) -> None:
        publisher = self.key(appearance.report.outlet)
        reports = self.reports.setdefault(publisher, [])
        if appearance.report not in reports:
            reports.append(appearance.report)
        self.sources.setdefault(publisher, {})
        for chain in appearance.credits:
            teller = publisher
            for hop in chain:
                source = self.key(hop if isinstance(hop, Party) else hop.outlet)
                self.sources.setdefault(source, {})
                if source != teller:
                    self.sources[teller][source] = None
                teller = source

    @property
    def tellers(self) -> dict[Key, list[Key]]:
        """For each party those who have it from there, in order."""
        tellers: dict[Key, list[Key]] = {key: [] for key in self.sources}
        for teller, sources in self.sources.items():
            for source in sources:
                tellers[source].append(teller)
        return tellers

    @property
    def ends(self) -> list[Key]:
        """The parties at which the ways back end: those who credit nobody."""
        return [key for key, sources in self.sources.items() if not sources]

    def upstream(self, start: Key) -> list[Key]:
        """``start`` and every party that it has it from, however indirectly."""
        found, waiting = {start: None}, [start]
        while waiting:
            for source in self.sources[waiting.pop()]:
                if source not in found:
                    found[source] = None
                    waiting.append(source)
        return list(found)

    def circular(self) -> set[Key]:
        """Parties that, by the credits, have it from themselves."""
        return {key for key, sources in self.sources.items() if any(key in self.upstream(source) for source in sources)}

    def break_circles(self) -> None:
        """Give an end to every way that runs in a circle only: the party in it that published first."""
        circular, ends = self.circular(), set(self.ends)
        stuck = [key for key in circular if not ends.intersection(self.upstream(key))]
        while stuck:
            entry = self.first_of(stuck)
            self.sources[entry].clear()
            stuck = [key for key in stuck if entry not in self.upstream(key)]

    def first_of(self, keys: Iterable[Key]) -> Key:
        """The party that published first, as far as that is known."""
        return min(keys, key=lambda key: (self.first_day(key)[1], key))

    def forget(self, key: Key) -> list[Key]:
        """Take a party out of the graph; gives those who had it from there."""
        tellers = [teller for teller, sources in self.sources.items() if key in sources]
        for teller in tellers:
            del self.sources[teller][key]
        self.sources.pop(key, None)
        return tellers

    def first_day(self, key: Key) -> tuple[date, date]:
        """From and by when the party's first report was out; the end of time where there is none or no date."""
        dates = [report.published_on for report in self.reports.get(key, []) if report.published_on]
        return (
            min((day.earliest or date.min for day in dates), default=date.max),
            min((day.latest or date.max for day in dates), default=date.max),
        )


def _by_date(appearance: Carried) -> tuple[date, str]:
    published_on = appearance.report.published_on
    return (published_on.latest if published_on and published_on.latest else date.max), appearance.report.slug


def _folded(name: str) -> str:
    return fold_name(name.strip().removeprefix("The ").removeprefix("the ")) or name
