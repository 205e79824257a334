"""The page of one claim, complete before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from factbase.domain import dates, quantities
from factbase.domain.codes import country_name, language_name
from factbase.domain.date_words import Precision
from factbase.domain.dates import EdtfDate
from factbase.domain.links import INWARD, OUTWARD, LinkType
from factbase.domain.origins import OriginCount
from factbase.domain.status import Status
from factbase.domain.text import clip
from factbase.domain.vantage import Vantage
from factbase.edge.addresses import absolute
from factbase.edge.cards import DateCard, Named, QuoteCard, date_card, quote_card, since_in_words
from factbase.edge.vantage import url_at
from factbase.queries.details import ClaimDetail, LinkRow, claim_detail
from factbase.queries.origins import origins_of, other_names, tree_of
from factbase.queries.reports import AppearanceRow
from factbase.web.attribution import ChainNode, chain_nodes, counted, meaning
from factbase.web.history import EvidenceSides, HistoryEntry, claim_history, evidence_sides, newest_note

CITED = 160


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim at the other end of a tie."""

    slug: str
    statement: str
    status: Status
    speaker: Named
    made_on: DateCard


@dataclass(frozen=True, slots=True)
class LinkItem:
    """One tie."""

    claim: LinkedClaim
    interested: bool


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Ties of one kind and direction; an empty one says that there is none."""

    label: str
    links: Sequence[LinkItem]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of the table of reports."""

    outlet: Named
    title: str | None
    url: str | None
    published: str | None
    words: str | None
    language: str | None
    hedge: str | None
    place: str | None
    note: str | None
    credits: str | None
    archived_url: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the record: a name, its value in words, and an address where there is one."""

    name: str
    value: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything that ``claims/show.html`` shows."""

    slug: str
    statement: str
    status: Status
    since: str
    since_day: str | None
    speaker: Named
    role: str | None
    country_name: str | None
    via: str | None
    said: str
    quotes: Sequence[QuoteCard]
    quote_note: str | None
    note: str | None
    is_denied: bool
    origins: OriginCount
    counted: str
    meaning: str
    chain: Sequence[ChainNode]
    reports: Sequence[ReportLine]
    decided: str | None
    evidence: EvidenceSides | None
    history: Sequence[HistoryEntry]
    links: Sequence[LinkGroup]
    facts: Sequence[Fact]
    story: Named | None
    citation: str
    cite_url: str


def claim_page(session: Session, vantage: Vantage, slug: str) -> ClaimPage:
    """The page of the claim ``slug`` at ``vantage``.

    :raises NotFound: it is not in view.
    """
    detail = claim_detail(session, vantage, slug)
    row = detail.row
    aliases = other_names(session, vantage)
    origins = origins_of(row, detail.appearances, aliases)
    since = since_in_words(row)
    holding = next((one for one in reversed(detail.assessments) if one.corrected_by is None and not one.aspect), None)
    return ClaimPage(
        slug=row.slug,
        statement=row.statement,
        status=row.status,
        since=since,
        since_day=row.status_since.isoformat() if row.last_checked else None,
        speaker=Named(row.speaker_slug, row.speaker_name),
        role=row.role,
        country_name=country_name(row.speaker_country) if row.speaker_country else None,
        via=row.via,
        said=dates.made_in_words(row.made_on),
        quotes=_quotes(detail),
        quote_note=detail.quote_note,
        note=newest_note(detail),
        is_denied=row.status is Status.DENIED,
        origins=origins,
        counted=counted(origins),
        meaning=meaning(origins),
        chain=chain_nodes(tree_of(row, detail.appearances, aliases)) if detail.appearances else (),
        reports=[_report(one) for one in detail.appearances],
        decided=holding.rationale if holding else None,
        evidence=evidence_sides(holding.evidence, detail) if holding else None,
        history=claim_history(detail),
        links=_link_groups(detail.links),
        facts=list(_facts(detail)),
        story=Named(row.story_slug, row.story_title) if row.story_slug and row.story_title else None,
        citation=_citation(detail, since, vantage),
        cite_url=absolute(_cited_path(row.slug, vantage)),
    )


def _quotes(detail: ClaimDetail) -> list[QuoteCard]:
    row = detail.row
    if row.quote is None:
        return []
    original = quote_card(row.quote, row.quote_language)
    if original.source is None and row.quote_language:
        original = QuoteCard(original.text, original.lang, language_name(row.quote_language))
    translated = [QuoteCard(row.quote_translation, "en", "English translation")] if row.quote_translation else []
    return [original, *translated]


def _report(one: AppearanceRow) -> ReportLine:
    report = one.report
    return ReportLine(
        outlet=Named(report.outlet_slug, report.outlet_name),
        title=report.title,
        url=report.url,
        published=dates.display(report.published_on) if report.published_on else None,
        words=one.words,
        language=report.language,
        hedge=one.hedge,
        place=one.place,
        note=one.note,
        credits="; ".join(" ← ".join(hop.name for hop in way) for way in one.ways) or None,
        archived_url=report.archived_url,
    )


def _link_groups(links: Sequence[LinkRow]) -> list[LinkGroup]:
    groups: dict[str, list[LinkItem]] = {}
    for type_ in LinkType:
        for outward, label in ((False, INWARD[type_]), (True, OUTWARD[type_])):
            found = [_link(link) for link in links if link.type is type_ and link.outward is outward]
            if found:
                groups[label] = found
    if not {INWARD[LinkType.DENIES], INWARD[LinkType.CONTRADICTS]} & set(groups):
        groups["Contradicted or denied by"] = []
    return [LinkGroup(label, items) for label, items in groups.items()]


def _link(link: LinkRow) -> LinkItem:
    other = link.claim
    return LinkItem(
        claim=LinkedClaim(
            slug=other.slug,
            statement=other.statement,
            status=other.status,
            speaker=Named(other.speaker_slug, other.speaker_name),
            made_on=date_card(other.made_on),
        ),
        interested=link.is_interested,
    )


_PRECISE = {
    Precision.DAY: "exact day",
    Precision.MONTH: "to the month",
    Precision.YEAR: "to the year",
    Precision.SPAN: "some day within",
}


def _facts(detail: ClaimDetail) -> Iterator[Fact]:
    row = detail.row
    yield Fact("Kind", row.kind.value.capitalize())
    yield from _made(detail)
    if row.due_on:
        phrase = f" (“{row.due_on_phrase}”)" if row.due_on_phrase else ""
        yield Fact("Due", f"{dates.display(row.due_on)}{phrase}")
    elif row.due_on_phrase:
        yield Fact("Due", f"No date given (“{row.due_on_phrase}”)")
    if row.quantity:
        yield Fact("Figure", quantities.display(row.quantity))
        yield Fact("What is counted", row.quantity.what)
        if row.quantity.as_reported:
            yield Fact("As reported", f"“{row.quantity.as_reported}”")
        if row.quantity.period:
            yield Fact("Period covered", dates.display(row.quantity.period))
    if row.role:
        yield Fact("Role then", row.role)
    if row.via:
        yield Fact("Relayed by", row.via)
    if detail.countries:
        yield Fact("About", ", ".join(f"{country_name(code)} ({code})" for code in detail.countries))
    if row.story_slug and row.story_title:
        yield Fact("Story", row.story_title, url_at("stories.show", slug=row.story_slug))
    if detail.hedging:
        yield Fact("Hedges", ", ".join(f"“{word}”" for word in detail.hedging))
    if detail.tags:
        yield Fact("Tags", ", ".join(detail.tags))
    if row.last_checked:
        yield Fact("Last checked", dates.display(EdtfDate.on(row.last_checked)))
    yield Fact("Version", str(detail.version))


def _made(detail: ClaimDetail) -> Iterator[Fact]:
    when = detail.row.made_on
    phrase = f" (“{detail.made_on_phrase}”)" if detail.made_on_phrase else ""
    yield Fact("Made", f"{dates.display(when)}, {_PRECISE[dates.precision(when)]}{phrase}")
    if detail.made_on_note:
        yield Fact("On the date", detail.made_on_note)


def _citation(detail: ClaimDetail, since: str, vantage: Vantage) -> str:
    row = detail.row
    words = clip(row.quote or row.statement, CITED)
    seen = dates.display(EdtfDate.on(vantage.today))
    made = dates.display(row.made_on)
    return (
        f"factbase: {row.speaker_name}, {made}, “{words}”. {row.status.value.capitalize()} since {since}; seen {seen}."
    )


def _cited_path(slug: str, vantage: Vantage) -> str:
    """The page as it is seen here and now, so that a citation leads back to just this."""
    return url_for("claims.show", slug=slug, as_of=vantage.as_of.isoformat())
