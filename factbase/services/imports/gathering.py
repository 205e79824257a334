"""What all rows together say of a speaker, an outlet or a page: the same name and the same address are the same thing.

Rows may each know a part: one has the title of a page, another its day. Where two contradict each other, the later one
is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factbase.domain.dates import EdtfDate, more_precise
from factbase.services.imports.entries import (
    ClaimEntry,
    Entries,
    OutletEntry,
    PageEntry,
    PageKey,
    ReportEntry,
    SpeakerEntry,
    Spot,
    WayEntries,
)
from factbase.services.imports.parts import as_report
from factbase.services.imports.rows import RowProblem
from factbase.services.naming import NewName, NewOutlet, NewRole, NewSpeaker
from factbase.services.reporting import NewReport, said_date


@dataclass(slots=True)
class Said:
    """What rows say of one thing, field by field, and every place that names it."""

    what: str
    spots: list[Spot] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    _saying: dict[str, list[Spot]] = field(default_factory=dict)
    _fields: dict[str, tuple[str, Spot]] = field(default_factory=dict)

    def take(self, spot: Spot, values: Mapping[str, str | None]) -> None:
        """Keep what is new in ``values``; note what contradicts a former row."""
        self.spots.append(spot)
        for name, value in values.items():
            if value is not None:
                self.saying(name, spot)
                former, there = self._fields.setdefault(name, (value, spot))
                if former != value:
                    self.contradict(spot, name, f"“{value}”", f"“{former}”", there)

    def saying(self, name: str, spot: Spot) -> None:
        """Keep that ``spot`` says something of the field ``name``."""
        self._saying.setdefault(name, []).append(spot)

    def contradict(self, spot: Spot, name: str, given: str, former: str, there: Spot) -> None:
        """Note that ``given`` cannot be true together with what ``there`` says."""
        message = f"{given} does not fit {former}, which {there.place} has for the same {self.what}."
        self.problems.append(RowProblem(spot.place, spot.inner(name), message))

    def where(self, name: str) -> Sequence[Spot]:
        """The places that say something of the field ``name``; every place, where none does."""
        return self._saying.get(name) or self.spots

    def get(self, name: str) -> str | None:
        """What is said of the field ``name``; None when nothing is."""
        return self._fields[name][0] if name in self._fields else None


class GatheredOutlet:
    """An outlet, with the other names that rows give it."""

    def __init__(self, name: str) -> None:
        self.said = Said("outlet")
        self.name = name
        self.names: dict[str, NewName] = {}

    def take(self, entry: OutletEntry) -> None:
        """Add what one row says."""
        self.said.take(entry.spot, {"kind": entry.kind, "country": entry.country})
        self.names |= {given.name: given for given in entry.names}

    def command(self) -> NewOutlet:
        """What records it."""
        return NewOutlet(self.name, self.said.get("kind"), self.said.get("country"), tuple(self.names.values()))


class GatheredSpeaker:
    """A speaker, with other spellings, and the roles held."""

    def __init__(self, name: str) -> None:
        self.said = Said("speaker")
        self.name = name
        self.names: dict[str, NewName] = {}
        self.roles: dict[tuple[str, str | None], tuple[NewRole, Spot]] = {}

    def take(self, entry: SpeakerEntry) -> None:
        """Add what one row says."""
        self.said.take(entry.spot, {"kind": entry.kind, "country": entry.country})
        self.names |= {given.name: given for given in entry.names}
        if entry.role:
            self._take_role(entry.role, entry.spot)

    def _take_role(self, role: NewRole, spot: Spot) -> None:
        key = (role.title, role.held_from)
        former, there = self.roles.setdefault(key, (role, spot))
        for name in ("country", "held_to"):
            given, held = getattr(role, name), getattr(former, name)
            if given and held and given != held:
                self.said.contradict(spot, f"role.{name}", f"“{given}”", f"“{held}”", there)
        merged = replace(former, country=former.country or role.country, held_to=former.held_to or role.held_to)
        self.roles[key] = (merged, there)

    def command(self) -> NewSpeaker:
        """What records it; the kind is empty when no row gives it."""
        kind, country = self.said.get("kind") or "", self.said.get("country")
        return NewSpeaker(self.name, kind, country, tuple(self.names.values()))


class GatheredPage:
    """A page, with its day as narrow as the rows together have it."""

    def __init__(self) -> None:
        self.said = Said("page")
        self.day: tuple[EdtfDate, Spot] | None = None
        self.ways: tuple[WayEntries, Spot] | None = None

    def take(self, page: PageEntry, outlet: str) -> None:
        """Add what one row says; ``outlet`` is the name under which its outlet is gathered."""
        values = {name: getattr(page, name) for name in ("title", "url", "language", "archived_url")}
        self.said.take(page.spot, {"outlet": outlet, **values})
        given = said_date(as_report(page))
        if given is None:
            return
        self.said.saying("published_on", page.spot)
        held, there = self.day or (given, page.spot)
        narrower = more_precise(held, given)
        if narrower is None:
            self.said.contradict(page.spot, "published_on", f"“{given.edtf}”", f"“{held.edtf}”", there)
        else:
            self.day = (narrower, there if narrower == held else page.spot)

    def take_whole(self, report: ReportEntry, outlet: str) -> None:
        """Add what a row of its own says: its note and whom the page as a whole credits."""
        self.take(report.page, outlet)
        self.said.take(report.page.spot, {"note": report.note})
        if report.ways:
            self.said.saying("relays", report.page.spot)
            ways, there = self.ways or (report.ways, report.page.spot)
            if _names(ways) != _names(report.ways):
                self.said.contradict(report.page.spot, "relays", "This way", "the way", there)
            self.ways = (ways, there)

    def command(self) -> NewReport:
        """What records it, but for the ways back; the outlet is a name."""
        return NewReport(
            outlet=self.said.get("outlet") or "",
            title=self.said.get("title"),
            url=self.said.get("url"),
            published_on=self.day[0].edtf if self.day else None,
            language=self.said.get("language"),
            archived_url=self.said.get("archived_url"),
            note=self.said.get("note"),
        )


@dataclass(slots=True)
class Gathering:
    """Every outlet, speaker and page of an import, by name and by key."""

    outlets: dict[str, GatheredOutlet] = field(default_factory=dict)
    speakers: dict[str, GatheredSpeaker] = field(default_factory=dict)
    pages: dict[PageKey, GatheredPage] = field(default_factory=dict)
    outlet_spellings: dict[str, str] = field(default_factory=dict)
    speaker_spellings: dict[str, str] = field(default_factory=dict)

    def outlet_name(self, name: str) -> str:
        """The name under which the outlet called ``name`` is gathered."""
        return self.outlet_spellings.get(name, name)

    def speaker_name(self, name: str) -> str:
        """The name under which the speaker called ``name`` is gathered."""
        return self.speaker_spellings.get(name, name)

    def page_key(self, page: PageEntry) -> PageKey:
        """The key under which ``page`` is gathered."""
        outlet, title = page.key
        return (self.outlet_name(outlet), title) if outlet else page.key

    def problems(self) -> list[RowProblem]:
        """Everything in which rows contradict each other."""
        everything: list[GatheredOutlet | GatheredSpeaker | GatheredPage]
        everything = [*self.outlets.values(), *self.speakers.values(), *self.pages.values()]
        return [problem for thing in everything for problem in thing.said.problems]


def gather(entries: Entries) -> Gathering:
    """Put together what all rows say of the same outlet, speaker or page."""
    gathering = Gathering()
    outlets = list(_outlets(entries))
    gathering.outlet_spellings = _spellings((outlet.name, outlet.names) for outlet in outlets)
    gathering.speaker_spellings = _spellings((claim.speaker.name, claim.speaker.names) for claim in entries.claims)
    for outlet in outlets:
        name = gathering.outlet_name(outlet.name)
        gathering.outlets.setdefault(name, GatheredOutlet(name)).take(outlet)
    for claim in entries.claims:
        name = gathering.speaker_name(claim.speaker.name)
        gathering.speakers.setdefault(name, GatheredSpeaker(name)).take(claim.speaker)
        for appearance in claim.appearances:
            page = appearance.page
            gathered = gathering.pages.setdefault(gathering.page_key(page), GatheredPage())
            gathered.take(page, gathering.outlet_name(page.outlet.name))
    for report in entries.reports:
        gathered = gathering.pages.setdefault(gathering.page_key(report.page), GatheredPage())
        gathered.take_whole(report, gathering.outlet_name(report.page.outlet.name))
    return gathering


def _outlets(entries: Entries) -> Iterable[OutletEntry]:
    """Every mention of an outlet: those that publish, and those that are credited."""
    rows: list[ClaimEntry | ReportEntry] = [*entries.claims, *entries.reports]
    for row in rows:
        pages = [one.page for one in row.appearances] if isinstance(row, ClaimEntry) else [row.page]
        yield from (page.outlet for page in pages)
        yield from (hop.outlet for hop in row.hops() if hop.outlet)


def _spellings(named: Iterable[tuple[str, Iterable[NewName]]]) -> dict[str, str]:
    """From every spelling to the name under which all that belong together are gathered."""
    spellings: dict[str, str] = {}

    def home(name: str) -> str:
        while name in spellings:
            name = spellings[name]
        return name

    for name, others in named:
        for other in others:
            if home(other.name) != home(name):
                spellings[home(other.name)] = home(name)
    return {name: home(name) for name in spellings}


def _names(ways: WayEntries) -> list[list[str]]:
    return [[hop.name for hop in way] for way in ways]
