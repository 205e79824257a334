"""One claim as an editor changes it, draft or published, and the names that forms offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import NotFound
from factbase.domain.text import fold_name
from factbase.models import (
    Appearance,
    Claim,
    Link,
    Outlet,
    OutletName,
    Relay,
    Report,
    Revision,
    Speaker,
    SpeakerName,
    Story,
)

OFFERED = 300
"""So many names a form offers while somebody types; any other is found when the form is sent."""
ALIKE = 6


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of a claim with another, whether or not readers see that one."""

    link: Link
    other: Claim
    outward: bool


def claim_for_editing(session: Session, slug: str) -> Claim:
    """A claim with its speaker, role, story, countries and tags, and where it appears.

    :raises NotFound: there is no such claim.
    """
    appearances = selectinload(Claim.appearances)
    relays = appearances.selectinload(Appearance.relays)
    claim = session.scalar(
        select(Claim)
        .where(Claim.slug == slug)
        .options(
            selectinload(Claim.speaker),
            selectinload(Claim.role),
            selectinload(Claim.story),
            selectinload(Claim.countries),
            selectinload(Claim.tags),
            appearances.selectinload(Appearance.report).selectinload(Report.outlet),
            relays.selectinload(Relay.outlet),
            relays.selectinload(Relay.speaker),
            relays.selectinload(Relay.credited_report),
        )
    )
    if claim is None:
        raise NotFound("claim", slug)
    return claim


def is_claim(session: Session, slug: str) -> bool:
    """Whether there is a claim with this slug."""
    return session.scalar(select(Claim.id).where(Claim.slug == slug)) is not None


def ties_of(session: Session, claim: Claim) -> list[Tie]:
    """The ties of a claim in both directions, oldest first."""
    statement = (
        select(Link)
        .where(or_(Link.source_id == claim.id, Link.target_id == claim.id))
        .options(
            selectinload(Link.source).selectinload(Claim.speaker),
            selectinload(Link.target).selectinload(Claim.speaker),
        )
        .order_by(Link.id)
    )
    return [
        Tie(link, link.target if link.source_id == claim.id else link.source, link.source_id == claim.id)
        for link in session.scalars(statement)
    ]


def content_at(session: Session, claim: Claim, version: int) -> Mapping[str, Any] | None:
    """What the claim said at ``version``; None if there was no such version."""
    return session.scalar(
        select(Revision.content)
        .where(Revision.subject == "claim", Revision.subject_id == claim.id, Revision.version <= version)
        .order_by(Revision.version.desc())
        .limit(1)
    )


def reports_on_record(session: Session, ids: Sequence[int]) -> dict[int, Report]:
    """The reports with these ids, with their outlets."""
    rows = session.scalars(select(Report).where(Report.id.in_(ids)).options(selectinload(Report.outlet)))
    return {row.id: row for row in rows}


def claims_on_record(session: Session, ids: Sequence[int]) -> dict[int, Claim]:
    """The claims with these ids, with their speakers."""
    rows = session.scalars(select(Claim).where(Claim.id.in_(ids)).options(selectinload(Claim.speaker)))
    return {row.id: row for row in rows}


def stories(session: Session) -> list[tuple[str, str]]:
    """Slug and title of every story, by title."""
    return [(row.slug, row.title) for row in session.execute(select(Story.slug, Story.title).order_by(Story.title))]


def speaker_names(session: Session) -> list[str]:
    """Names of those who spoke most, by name."""
    often = (
        select(Speaker.name)
        .join(Claim, Claim.speaker_id == Speaker.id)
        .group_by(Speaker.id, Speaker.name)
        .order_by(func.count().desc(), Speaker.id)
        .limit(OFFERED)
    )
    return sorted(session.scalars(often))


def speaker_names_of(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """The names of speakers by slug."""
    rows = session.execute(select(Speaker.slug, Speaker.name).where(Speaker.slug.in_(list(slugs))))
    return {row.slug: row.name for row in rows}


def outlet_names(session: Session) -> list[str]:
    """Names of those who published most, by name."""
    often = (
        select(Outlet.name)
        .outerjoin(Report, Report.outlet_id == Outlet.id)
        .group_by(Outlet.id, Outlet.name)
        .order_by(func.count(Report.id).desc(), Outlet.id)
        .limit(OFFERED)
    )
    return sorted(session.scalars(often))


def speakers_like(session: Session, name: str) -> list[str]:
    """Names of speakers on record that are most like ``name``, the likest first."""
    spellings = select(Speaker.name, SpeakerName.folded).join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
    names = [(row, fold_name(row)) for row in session.scalars(select(Speaker.name))]
    return _likest(name, [*names, *(tuple(row) for row in session.execute(spellings))])


def outlets_like(session: Session, name: str) -> list[str]:
    """Names of outlets on record that are most like ``name``, the likest first."""
    others = select(Outlet.name, OutletName.folded).join(OutletName, OutletName.outlet_id == Outlet.id)
    names = [(row, fold_name(row)) for row in session.scalars(select(Outlet.name))]
    return _likest(name, [*names, *(tuple(row) for row in session.execute(others))])


def _likest(name: str, known: Sequence[tuple[str, ...]]) -> list[str]:
    """Names whose folded spelling has most in common with ``name``; those with little in common are left out."""
    wanted = fold_name(name)
    words = {fold_name(word) for word in name.split() if len(fold_name(word)) > 2}
    if not wanted:
        return []
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    scores: dict[str, float] = {}
    for original, folded in known:
        matcher.set_seq1(folded)
        shared = sum(word in folded for word in words) / len(words) if words else 0.0
        likeness = matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0
        scores[original] = max(scores.get(original, 0.0), likeness, 0.9 * shared)
    ranked = sorted((one for one in scores if scores[one] >= 0.6), key=lambda one: (-scores[one], one))
    return ranked[:ALIKE]
