"""Writing claims: first all of them with their pages, then ties and decisions, which may refer to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factbase.domain.errors import InvalidInput
from factbase.models import Claim
from factbase.services.assessing import NewAssessment, NewEvidence, decide
from factbase.services.imports.attempt import Attempt, Done, NeedsRefused
from factbase.services.imports.comparing import changed_appearance, changed_link, changed_wording, new_assessments
from factbase.services.imports.entries import AppearanceEntry, AssessmentEntry, ClaimEntry, Spot, at
from factbase.services.imports.lookups import OnRecord
from factbase.services.imports.parts import as_decision
from factbase.services.imports.reading import CLAIM_PATHS
from factbase.services.imports.things import Things
from factbase.services.linking import tie
from factbase.services.recording import NewClaim, record_claim
from factbase.services.reporting import NewAppearance, appear
from factbase.services.revising import locked_claim

PATHS = {**CLAIM_PATHS, "speaker": "speaker.name", "role": "speaker.role"}


def write_claims(attempt: Attempt, claims: Sequence[ClaimEntry], things: Things, on_record: OnRecord) -> None:
    """Record what is new of ``claims``; what is on record is held against them."""
    writer = _ClaimWriter(attempt, things, on_record)
    for entry in claims:
        writer.write_claim(entry)
    entries = [entry for entry in claims if entry.source_key in writer.claims]
    for entry in entries:
        writer.write_appearances(entry)
    # Ties before decisions: they tell which way a claim that is evidence speaks.
    for entry in entries:
        writer.write_links(entry)
    attempt.session.flush()
    for entry in entries:
        writer.write_assessments(entry)


class _ClaimWriter:
    def __init__(self, attempt: Attempt, things: Things, on_record: OnRecord) -> None:
        self.attempt = attempt
        self.things = things
        self.on_record = on_record
        self.claims: dict[str, Claim] = {}

    def write_claim(self, entry: ClaimEntry) -> None:
        """Record the claim by itself."""
        attempt, where = self.attempt, at(Spot(entry.place))
        with attempt.trying(where, PATHS):
            wording = replace(entry.wording, speaker=self.things.speaker(entry.speaker.name))
            claim = self.held(entry)
            if claim is None:
                new = NewClaim(wording, slug=entry.slug, source_key=entry.source_key)
                claim = record_claim(attempt.session, new, actor=attempt.actor, now=attempt.now)
                attempt.count("claims", Done.ADDED)
            else:
                changes = changed_wording(attempt.session, claim, wording, now=attempt.now)
                attempt.note(where, changes, PATHS)
                attempt.count("claims", Done.UNCHANGED)
            self.claims |= dict.fromkeys(entry.keys, claim)

    def write_appearances(self, entry: ClaimEntry) -> None:
        """Say on which pages the claim stands."""
        claim = self.held(entry)
        held = {each.report.slug: each for each in claim.appearances} if claim else {}
        for given in entry.appearances:
            attempt, where = self.attempt, at(given.page.spot)
            with attempt.trying(where, {"ways": "relays"}):
                new = self.appearance(entry, given)
                if new.report in held:
                    attempt.note(where, changed_appearance(held[new.report], new))
                    attempt.count("appearances", Done.UNCHANGED)
                else:
                    appear(attempt.session, self.claim(entry.source_key), new, actor=attempt.actor, now=attempt.now)
                    attempt.count("appearances", Done.ADDED)

    def write_assessments(self, entry: ClaimEntry) -> None:
        """Add the decisions that are not on record."""
        attempt, claim = self.attempt, self.held(entry)
        decisions = []
        for given in entry.assessments:
            with attempt.needing():
                decisions.append((given.spot, self.decision(entry, given)))
        fresh = new_assessments(claim.assessments if claim else [], [new for _, new in decisions])
        for (spot, new), problems in zip(decisions, fresh, strict=True):
            if problems is None:
                attempt.count("assessments", Done.UNCHANGED)
                continue
            with attempt.trying(at(spot)):
                if problems:
                    raise InvalidInput(problems)
                decide(attempt.session, self.claim(entry.source_key), new, actor=attempt.actor, now=attempt.now)
                attempt.count("assessments", Done.ADDED)

    def write_links(self, entry: ClaimEntry) -> None:
        """Tie the claim to others."""
        attempt, claim = self.attempt, self.held(entry)
        links = self.on_record.links.get(claim.id, []) if claim else []
        held = {(link.type.value, link.target.slug): link for link in links}
        for given in entry.links:
            with attempt.trying(at(given.spot), {"is_interested": "interested"}):
                source, target = self.claim(entry.source_key), self.claim(given.new.target)
                new = replace(given.new, claim=source.slug, target=target.slug)
                link = held.get((new.type, new.target))
                if link is None:
                    tie(attempt.session, source, target, new, actor=attempt.actor, now=attempt.now)
                    attempt.count("links", Done.ADDED)
                else:
                    attempt.note(at(given.spot), changed_link(link, new))
                    attempt.count("links", Done.UNCHANGED)

    def held(self, entry: ClaimEntry) -> Claim | None:
        """The claim that was on record before, by source key; by slug only if it has no source key."""
        for key in (entry.source_key, entry.slug or entry.source_key):
            claim = self.on_record.claims.get(key)
            if claim and (claim.source_key or entry.source_key) == entry.source_key:
                return claim
        return None

    def claim(self, key: str) -> Claim:
        """The claim with the slug or source key ``key``, taken in or on record before.

        :raises NeedsRefused: it was not taken in.
        """
        if key not in self.claims:
            if key not in self.on_record.slugs:
                raise NeedsRefused
            self.claims[key] = locked_claim(self.attempt.session, self.on_record.slugs[key])
        return self.claims[key]

    def appearance(self, entry: ClaimEntry, given: AppearanceEntry) -> NewAppearance:
        """The command that says that the claim stands on the page."""
        return NewAppearance(
            claim=self.claim(entry.source_key).slug,
            report=self.things.page(given.page),
            words=given.words,
            place=given.where,
            hedge=given.hedge,
            note=given.note,
            ways=self.things.ways(given.ways),
        )

    def decision(self, entry: ClaimEntry, given: AssessmentEntry) -> NewAssessment:
        """The command that records a decision, with its evidence by slug."""
        evidence = tuple(
            NewEvidence(
                report=self.things.report(one.report) if one.report else None,
                claim=self.claim(one.claim).slug if one.claim else None,
                stance=one.stance,
                note=one.note,
            )
            for one in given.evidence
        )
        return replace(as_decision(given, self.claim(entry.source_key).slug), evidence=evidence)
