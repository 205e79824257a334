"""What rows refer to: claims, reports, stories and speakers that have to be in the files or on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from factbase.services.imports import lookups
from factbase.services.imports.entries import ClaimEntry, Entries, HopEntry, Spot
from factbase.services.imports.rows import Place, RowProblem

Reference: TypeAlias = tuple[str, str]
"""What is referred to, in a word, and its slug, source key, address or name."""


@dataclass(frozen=True, slots=True)
class References:
    """Who refers to what, who provides it, and what of it is on record."""

    needs: Sequence[tuple[Spot, Reference]]
    providers: dict[Reference, set[Place]]
    on_record: Set[Reference]

    def missing(self) -> list[RowProblem]:
        """References to what is neither in the files nor on record."""
        return [
            RowProblem(spot.place, spot.field, f"There is no {wanted[0]} “{wanted[1]}” in these files or on record.")
            for spot, wanted in self.needs
            if wanted not in self.on_record and wanted not in self.providers
        ]

    def dependents(self, refused: Set[Place]) -> list[RowProblem]:
        """Rows that cannot be taken in because all that provides something they refer to is refused, and so on."""
        out, problems = set(refused), list[RowProblem]()
        while True:
            found = [
                RowProblem(spot.place, spot.field, f"This refers to the {wanted[0]} “{wanted[1]}”, which is refused.")
                for spot, wanted in self.needs
                if spot.place not in out and wanted not in self.on_record and self.providers.get(wanted, set()) <= out
            ]
            if not found:
                return problems
            problems += found
            out |= {problem.place for problem in found}


def references(session: Session, entries: Entries) -> References:
    """All references of ``entries``."""
    needs = list(_needs(entries))
    wanted = {reference for _, reference in needs}
    providers: dict[Reference, set[Place]] = {}
    for reference, place in _provided(entries):
        if reference in wanted:
            providers.setdefault(reference, set()).add(place)
    names: dict[str, list[str]] = {}
    for what, key in sorted(wanted):
        names.setdefault(what, []).append(key)
    on_record = {("claim", key) for key in lookups.claim_slugs(session, names.get("claim", []))}
    on_record |= {("report", key) for key in lookups.known_addresses(session, names.get("report", []))}
    on_record |= {("story", key) for key in lookups.stories(session, names.get("story", []))}
    on_record |= {("speaker", key) for key in lookups.speakers(session, names.get("speaker", []))}
    return References(needs, providers, on_record)


def repeated_keys(entries: Entries) -> list[RowProblem]:
    """Slugs and source keys that stand for more than one row."""
    problems = []
    seen: dict[Reference, Place] = {}
    keys = [(story.place, "story", "slug", story.new.slug or "") for story in entries.stories]
    for claim in entries.claims:
        named = [(key, "slug" if key == claim.slug else "source_key") for key in sorted(claim.keys)]
        keys += [(claim.place, "claim", field, key) for key, field in named]
    for place, what, field, key in keys:
        there = seen.setdefault((what, key), place)
        if there != place:
            problems.append(RowProblem(place, field, f"“{key}” stands for {there} already."))
    return problems


def _needs(entries: Entries) -> Iterator[tuple[Spot, Reference]]:
    for claim in entries.claims:
        if claim.wording.story:
            yield Spot(claim.place, "story"), ("story", claim.wording.story)
        yield from _needs_of_claim(claim)
    for report in entries.reports:
        yield from _needs_of_hops(report.hops())


def _needs_of_claim(claim: ClaimEntry) -> Iterator[tuple[Spot, Reference]]:
    for link in claim.links:
        yield Spot(claim.place, link.spot.inner("target")), ("claim", link.new.target)
    for assessment in claim.assessments:
        for evidence in assessment.evidence:
            what, key = ("claim", evidence.claim) if evidence.claim else ("report", evidence.report)
            yield evidence.spot, (what, key or "")
    yield from _needs_of_hops(claim.hops())


def _needs_of_hops(hops: Iterator[HopEntry]) -> Iterator[tuple[Spot, Reference]]:
    for hop in hops:
        if hop.report:
            yield hop.spot, ("report", hop.report)
        elif hop.speaker:
            yield hop.spot, ("speaker", hop.speaker)


def _provided(entries: Entries) -> Iterator[tuple[Reference, Place]]:
    for story in entries.stories:
        yield ("story", story.new.slug or ""), story.place
    for report in entries.reports:
        yield ("report", report.page.url or ""), report.place
    for claim in entries.claims:
        yield from ((("claim", key), claim.place) for key in claim.keys)
        yield from ((("report", one.page.url or ""), claim.place) for one in claim.appearances)
        yield ("speaker", claim.speaker.name), claim.place
        yield from ((("speaker", other.name), claim.place) for other in claim.speaker.names)
