"""What rows say, read: typed, and by name and address rather than by slug, since nothing is looked up yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from factbase.services.imports.rows import Place
from factbase.services.linking import NewLink
from factbase.services.naming import NewName, NewRole, NewStory
from factbase.services.wording import ClaimWording

PageKey: TypeAlias = tuple[str, str]
"""What tells a page from others: ("", its address), or its outlet and title where it has no address."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a row; empty for the row as a whole."""

    place: Place
    field: str = ""

    def inner(self, name: str) -> str:
        """The path of a field inside this one."""
        return f"{self.field}.{name}" if self.field and name else self.field or name


Where: TypeAlias = Callable[[str], Sequence[Spot]]
"""Gives the places that say something of a field, by its path."""


def at(spot: Spot) -> Where:
    """One place, whatever the field."""
    return lambda _path: (spot,)


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """An outlet by name; most rows say no more of it."""

    spot: Spot
    name: str
    kind: str | None = None
    country: str | None = None
    names: tuple[NewName, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A speaker by name, with the role held when speaking."""

    spot: Spot
    name: str
    kind: str | None = None
    country: str | None = None
    names: tuple[NewName, ...] = ()
    role: NewRole | None = None


@dataclass(frozen=True, slots=True)
class HopEntry:
    """One step of a way back: exactly one of an outlet, the address of a report, or the name of a speaker."""

    spot: Spot
    outlet: OutletEntry | None = None
    report: str | None = None
    speaker: str | None = None

    @property
    def name(self) -> str:
        """The name or address of the one credited."""
        return self.outlet.name if self.outlet else self.report or self.speaker or ""


WayEntries: TypeAlias = tuple[tuple[HopEntry, ...], ...]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as one row has it."""

    spot: Spot
    outlet: OutletEntry
    title: str | None
    url: str | None
    published_on: str | None
    language: str | None
    archived_url: str | None

    @property
    def key(self) -> PageKey:
        """What tells this page from others."""
        return ("", self.url) if self.url else (self.outlet.name, self.title or "")


@dataclass(frozen=True, slots=True)
class AppearanceEntry:
    """A claim on a page: its words there, and whom the page credits for it."""

    page: PageEntry
    words: str | None
    where: str | None
    hedge: str | None
    note: str | None
    ways: WayEntries


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A claim by slug, or a report by address; ``stance`` None where the row does not say."""

    spot: Spot
    stance: str | None
    claim: str | None = None
    report: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """One decision; the evidence is named, not looked up."""

    spot: Spot
    status: str
    as_of: str
    rationale: str
    evidence: tuple[EvidenceEntry, ...]
    aspect: str | None
    reliability: str | None
    credibility: int | None
    review_by: date | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """One tie; ``new.target`` is the slug or source key of the other claim."""

    spot: Spot
    new: NewLink


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim with everything that its row has. ``wording.speaker`` is a name here."""

    place: Place
    slug: str | None
    source_key: str
    wording: ClaimWording
    speaker: SpeakerEntry
    appearances: tuple[AppearanceEntry, ...]
    assessments: tuple[AssessmentEntry, ...]
    links: tuple[LinkEntry, ...]

    @property
    def keys(self) -> set[str]:
        """What other rows may call it by."""
        return {self.source_key, self.slug or self.source_key}

    def hops(self) -> Iterator[HopEntry]:
        """Every step of every way back."""
        for appearance in self.appearances:
            for way in appearance.ways:
                yield from way


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One storyline."""

    place: Place
    new: NewStory


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A page that has a row of its own; ``note`` and ``ways`` are those of the report as a whole."""

    place: Place
    page: PageEntry
    note: str | None
    ways: WayEntries

    def hops(self) -> Iterator[HopEntry]:
        """Every step of every way back."""
        for way in self.ways:
            yield from way


@dataclass(slots=True)
class Entries:
    """Everything that the files hold, in order."""

    stories: list[StoryEntry] = field(default_factory=list)
    reports: list[ReportEntry] = field(default_factory=list)
    claims: list[ClaimEntry] = field(default_factory=list)

    def without(self, bad: Set[Place]) -> Entries:
        """Those whose row is not among ``bad``."""
        return Entries(
            stories=[entry for entry in self.stories if entry.place not in bad],
            reports=[entry for entry in self.reports if entry.place not in bad],
            claims=[entry for entry in self.claims if entry.place not in bad],
        )
