"""Writing what claims refer to: stories, outlets, speakers with their roles, and reports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from factbase.models import Outlet, Report, Speaker
from factbase.services.completing import complete_outlet, complete_report, complete_speaker
from factbase.services.imports.attempt import Attempt, Done, NeedsRefused
from factbase.services.imports.comparing import changed_story
from factbase.services.imports.entries import Entries, HopEntry, PageEntry, PageKey, Spot, StoryEntry, WayEntries, at
from factbase.services.imports.gathering import GatheredOutlet, GatheredPage, GatheredSpeaker, Gathering
from factbase.services.imports.lookups import OnRecord
from factbase.services.imports.parts import OUTLET_PATHS, SPEAKER_PATHS
from factbase.services.naming import NewName, NewRole, add_outlet, add_role, add_speaker, add_story
from factbase.services.reporting import Hop, Ways, add_report

Thing = TypeVar("Thing")
Key = TypeVar("Key")

PATHS_OF_OUTLETS = {**OUTLET_PATHS, "outlet": ""}
PATHS_OF_PAGES = {"ways": "relays"}


@dataclass(slots=True)
class Things:
    """Slugs of outlets, speakers and pages, by the names and keys under which they are gathered."""

    gathering: Gathering
    outlets: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    pages: dict[PageKey, str] = field(default_factory=dict)

    def speaker(self, name: str) -> str:
        """The slug of a speaker.

        :raises NeedsRefused: the speaker was not taken in.
        """
        return _needed(self.speakers, self.gathering.speaker_name(name))

    def page(self, page: PageEntry) -> str:
        """The slug of a page.

        :raises NeedsRefused: the page was not taken in.
        """
        return _needed(self.pages, self.gathering.page_key(page))

    def report(self, address: str) -> str:
        """The slug of the report at ``address``.

        :raises NeedsRefused: it was not taken in.
        """
        return _needed(self.pages, ("", address))

    def ways(self, ways: WayEntries) -> Ways:
        """The ways back, by slug.

        :raises NeedsRefused: somebody on them was not taken in.
        """
        return tuple(tuple(self._hop(hop) for hop in way) for way in ways)

    def _hop(self, hop: HopEntry) -> Hop:
        if hop.outlet:
            return Hop(outlet=_needed(self.outlets, self.gathering.outlet_name(hop.outlet.name)))
        return Hop(report=self.report(hop.report)) if hop.report else Hop(speaker=self.speaker(hop.speaker or ""))


def write_things(attempt: Attempt, entries: Entries, gathering: Gathering, on_record: OnRecord) -> Things:
    """Record what is new, and complete what is on record."""
    things = Things(gathering)
    things.speakers.update({name: speaker.slug for name, speaker in on_record.speakers.items()})
    things.pages.update({key: report.slug for key, report in on_record.pages.items()})
    for story in entries.stories:
        _write_story(attempt, story, on_record)
    spellings = _by_home(gathering.outlet_spellings)
    for outlet in gathering.outlets.values():
        held = _known(on_record.outlets, outlet.name, spellings)
        _write_outlet(attempt, outlet, held, things)
    spellings = _by_home(gathering.speaker_spellings)
    for speaker in gathering.speakers.values():
        _write_speaker(attempt, speaker, _known(on_record.speakers, speaker.name, spellings), things)
    # Pages that credit other pages come after those.
    for key, page in sorted(gathering.pages.items(), key=lambda item: _credits_reports(item[1])):
        _write_page(attempt, key, page, on_record.pages.get(key), things)
    return things


def _write_story(attempt: Attempt, entry: StoryEntry, on_record: OnRecord) -> None:
    where = at(Spot(entry.place))
    with attempt.trying(where):
        held = on_record.stories.get(entry.new.slug or "")
        if held is None:
            add_story(attempt.session, entry.new, actor=attempt.actor, now=attempt.now)
            attempt.count("stories", Done.ADDED)
        else:
            attempt.note(where, changed_story(attempt.session, held, entry.new))
            attempt.count("stories", Done.UNCHANGED)


def _write_outlet(attempt: Attempt, outlet: GatheredOutlet, held: Outlet | None, things: Things) -> None:
    with attempt.trying(outlet.said.where, PATHS_OF_OUTLETS):
        new = outlet.command()
        if held is None:
            held = add_outlet(attempt.session, new, actor=attempt.actor, now=attempt.now)
            attempt.count("outlets", Done.ADDED)
        else:
            before = held.version
            new = replace(new, names=(NewName(outlet.name), *new.names))
            problems = complete_outlet(attempt.session, held, new, actor=attempt.actor, now=attempt.now)
            attempt.note(outlet.said.where, problems, PATHS_OF_OUTLETS)
            attempt.count("outlets", Done.UNCHANGED if held.version == before else Done.COMPLETED)
        things.outlets[outlet.name] = held.slug


def _write_speaker(attempt: Attempt, speaker: GatheredSpeaker, held: Speaker | None, things: Things) -> None:
    with attempt.trying(speaker.said.where, SPEAKER_PATHS):
        new = speaker.command()
        if held is None:
            held = add_speaker(attempt.session, new, actor=attempt.actor, now=attempt.now)
            attempt.count("speakers", Done.ADDED)
        else:
            before = held.version
            new = replace(new, kind=new.kind or held.kind.value, names=(NewName(speaker.name), *new.names))
            problems = complete_speaker(attempt.session, held, new, actor=attempt.actor, now=attempt.now)
            attempt.note(speaker.said.where, problems, SPEAKER_PATHS)
            attempt.count("speakers", Done.UNCHANGED if held.version == before else Done.COMPLETED)
        for role, spot in speaker.roles.values():
            _write_role(attempt, held, role, spot)
        things.speakers[speaker.name] = held.slug


def _write_role(attempt: Attempt, speaker: Speaker, role: NewRole, spot: Spot) -> None:
    same = [row for row in speaker.roles if row.title == role.title and role.held_from in (None, row.held_from_edtf)]
    if same:
        attempt.count("roles", Done.UNCHANGED)
        return
    with attempt.trying(at(spot), {"role_country": "country"}):
        add_role(attempt.session, speaker, role, actor=attempt.actor, now=attempt.now)
        attempt.count("roles", Done.ADDED)


def _write_page(attempt: Attempt, key: PageKey, page: GatheredPage, held: Report | None, things: Things) -> None:
    with attempt.trying(page.said.where, PATHS_OF_PAGES):
        new = page.command()
        outlet = _needed(things.outlets, new.outlet)
        new = replace(new, outlet=outlet, ways=things.ways(page.ways[0]) if page.ways else ())
        if held is None:
            held = add_report(attempt.session, new, actor=attempt.actor, now=attempt.now)
            attempt.count("reports", Done.ADDED)
        else:
            before = held.version
            problems = complete_report(attempt.session, held, new, actor=attempt.actor, now=attempt.now)
            attempt.note(page.said.where, problems, PATHS_OF_PAGES)
            attempt.count("reports", Done.UNCHANGED if held.version == before else Done.COMPLETED)
        things.pages[key] = held.slug


def _credits_reports(page: GatheredPage) -> bool:
    return page.ways is not None and any(hop.report for way in page.ways[0] for hop in way)


def _by_home(spellings: dict[str, str]) -> dict[str, list[str]]:
    """The other spellings of each name."""
    others: dict[str, list[str]] = {}
    for other, home in spellings.items():
        others.setdefault(home, []).append(other)
    return others


def _known(held: dict[str, Thing], name: str, spellings: dict[str, list[str]]) -> Thing | None:
    """What is on record under ``name`` or under another spelling of it."""
    return next((held[each] for each in (name, *spellings.get(name, ())) if each in held), None)


def _needed(slugs: dict[Key, str], key: Key) -> str:
    if key not in slugs:
        raise NeedsRefused
    return slugs[key]
