"""What is on record of that which an import names: looked up at once, not row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from factbase.models import (
    Appearance,
    Assessment,
    Claim,
    Evidence,
    Link,
    Outlet,
    OutletName,
    Relay,
    Report,
    Speaker,
    SpeakerName,
    Story,
)
from factbase.services.imports.entries import Entries, PageKey
from factbase.services.imports.gathering import Gathering

Model = TypeVar("Model")

AT_ONCE = 500
"""How many names go into one statement: databases limit the number of values in it."""


@dataclass(slots=True)
class OnRecord:
    """Records by what rows call them. Outlets and speakers are there under each of their names."""

    stories: dict[str, Story] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    pages: dict[PageKey, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    links: dict[int, list[Link]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    """Of claims that are only referred to: from slug or source key to slug."""


def look_up(session: Session, entries: Entries, gathering: Gathering) -> OnRecord:
    """Everything on record that ``entries`` name, with its parts loaded."""
    hops = [hop for claim in entries.claims for hop in claim.hops()]
    hops += [hop for report in entries.reports for hop in report.hops()]
    addresses = {hop.report for hop in hops if hop.report}
    named: set[str] = set()
    for claim in entries.claims:
        named |= {one.new.target for one in claim.links}
        for assessment in claim.assessments:
            named |= {one.claim for one in assessment.evidence if one.claim}
            addresses |= {one.report for one in assessment.evidence if one.report}
    names = [*gathering.speakers, *gathering.speaker_spellings, *(hop.speaker for hop in hops if hop.speaker)]
    found = OnRecord(
        stories=stories(session, [entry.new.slug or "" for entry in entries.stories]),
        outlets=_outlets(session, [*gathering.outlets, *gathering.outlet_spellings]),
        speakers=speakers(session, names),
        claims=_claims(session, {key for claim in entries.claims for key in claim.keys}),
        slugs=claim_slugs(session, named),
    )
    found.pages = _pages(session, gathering, addresses, found.outlets)
    for link in _all(session, _links, [claim.id for claim in found.claims.values()]):
        found.links.setdefault(link.source_id, []).append(link)
    return found


def claim_slugs(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """From slug or source key to slug, for the claims on record that ``keys`` name."""
    by_slug, by_source_key = {}, {}
    for some in _chunks(list(keys)):
        statement = select(Claim.slug, Claim.source_key)
        for slug, source_key in session.execute(statement.where(or_(Claim.slug.in_(some), Claim.source_key.in_(some)))):
            by_slug[slug] = slug
            if source_key:
                by_source_key[source_key] = slug
    return by_slug | by_source_key


def known_addresses(session: Session, addresses: Iterable[str]) -> set[str]:
    """Those of ``addresses`` at which there is a report on record."""
    found = set()
    for some in _chunks(list(addresses)):
        found |= set(session.scalars(select(Report.url).where(Report.url.in_(some))))
    return {url for url in found if url}


def stories(session: Session, slugs: Iterable[str]) -> dict[str, Story]:
    """The stories on record that have one of these slugs."""
    return {story.slug: story for story in _all(session, _stories, slugs)}


def _all(
    session: Session, statement: Callable[[Sequence[object]], Select[Model]], keys: Iterable[object]
) -> Iterator[Model]:
    """What ``statement`` finds for all ``keys``, some at a time."""
    for some in _chunks(list(keys)):
        yield from session.scalars(statement(some))


def _chunks(keys: Sequence[Model]) -> Iterator[Sequence[Model]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _stories(slugs: Sequence[object]) -> Select[Story]:
    return select(Story).where(Story.slug.in_(slugs))


def _outlets(session: Session, names: Iterable[str]) -> dict[str, Outlet]:
    def statement(some: Sequence[object]) -> Select[Outlet]:
        also = select(OutletName.outlet_id).where(OutletName.name.in_(some))
        return (
            select(Outlet)
            .where(or_(Outlet.name.in_(some), Outlet.id.in_(also)))
            .order_by(Outlet.id.desc())
            .options(selectinload(Outlet.names))
        )

    found = list(_all(session, statement, names))
    others = {other.name: outlet for outlet in found for other in outlet.names}
    return others | {outlet.name: outlet for outlet in found}


def speakers(session: Session, names: Iterable[str]) -> dict[str, Speaker]:
    """The speakers on record that have one of these names, under each of their names."""

    def statement(some: Sequence[object]) -> Select[Speaker]:
        also = select(SpeakerName.speaker_id).where(SpeakerName.name.in_(some))
        return (
            select(Speaker)
            .where(or_(Speaker.name.in_(some), Speaker.id.in_(also)))
            .order_by(Speaker.id.desc())  # the one recorded first wins, as in speaker_named
            .options(selectinload(Speaker.names), selectinload(Speaker.roles))
        )

    found = list(_all(session, statement, names))
    others = {other.name: speaker for speaker in found for other in speaker.names}
    return others | {speaker.name: speaker for speaker in found}


def _pages(
    session: Session, gathering: Gathering, addresses: Iterable[str], outlets: dict[str, Outlet]
) -> dict[PageKey, Report]:
    """Pages by address; those without one by outlet and title."""
    keys = list(gathering.pages)
    urls = {address for outlet, address in keys if not outlet} | set(addresses)
    found: dict[PageKey, Report] = {}
    by_url = select(Report).options(selectinload(Report.outlet))
    for report in _all(session, lambda some: by_url.where(Report.url.in_(some)), urls):
        found["", report.url or ""] = report
    # A name of an outlet that the files have, for each outlet that is on record.
    called = {outlets[name].id: name for name, _ in keys if name in outlets}
    titles = {title for outlet, title in keys if outlet}
    without = by_url.where(Report.url.is_(None), Report.outlet_id.in_(called)).order_by(Report.id.desc())
    for report in _all(session, lambda some: without.where(Report.title.in_(some)), titles):
        found[called[report.outlet_id], report.title or ""] = report
    return found


def _claims(session: Session, keys: Iterable[str]) -> dict[str, Claim]:
    """Claims by source key, and by slug those whose slug is nobody's source key; locked, since they may grow."""
    relays = selectinload(Claim.appearances).selectinload(Appearance.relays)
    evidence = selectinload(Claim.assessments).selectinload(Assessment.evidence)
    parts = (
        selectinload(Claim.speaker),
        selectinload(Claim.role),
        selectinload(Claim.story),
        selectinload(Claim.countries),
        selectinload(Claim.tags),
        selectinload(Claim.appearances).selectinload(Appearance.report),
        relays.selectinload(Relay.outlet),
        relays.selectinload(Relay.credited_report),
        relays.selectinload(Relay.speaker),
        evidence.selectinload(Evidence.report),
        evidence.selectinload(Evidence.claim),
    )

    def statement(some: Sequence[object]) -> Select[Claim]:
        named = select(Claim).where(or_(Claim.slug.in_(some), Claim.source_key.in_(some)))
        return named.order_by(Claim.id).options(*parts).with_for_update()

    found = list(_all(session, statement, keys))
    return {claim.slug: claim for claim in found} | {claim.source_key: claim for claim in found if claim.source_key}


def _links(sources: Sequence[object]) -> Select[Link]:
    return select(Link).where(Link.source_id.in_(sources)).options(selectinload(Link.target))
