"""Finished values for the shared pieces of pages: a claim in a list, a date, a quote, a change of status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from factbase.domain import dates, quantities
from factbase.domain.codes import country_name, language_name
from factbase.domain.dates import EdtfDate
from factbase.domain.origins import OriginCount
from factbase.domain.status import Kind, Status
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.queries.claims import ClaimRow
from factbase.queries.stories import StoryRow


@dataclass(frozen=True, slots=True)
class DateCard:
    """A date in words, with its bounds for machines."""

    display: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """Somebody's words; ``source`` says in which language they are and whose rendering that is."""

    text: str
    lang: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an address and a name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure in words, qualifier kept."""

    display: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim in a list, as ``partials/_claim_card.html`` shows it."""

    slug: str
    statement: str
    quote: QuoteCard | None
    speaker: Named
    via: str | None
    role: str | None
    country_name: str | None
    kind: Kind
    made_on: DateCard
    due_on: DateCard | None
    quantity: FigureCard | None
    status: Status
    status_since_display: str
    origins: OriginCount
    why: str | None
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimDay:
    """The claims of one day, or of whatever the sources are precise about; ``iso`` only for an exact day."""

    display: str
    iso: str | None
    claims: tuple[ClaimCard, ...]


def date_card(when: EdtfDate) -> DateCard:
    """A date ready to be shown."""
    return DateCard(display=dates.display(when), earliest=when.earliest, latest=when.latest)


def day_card(day: date) -> DateCard:
    """A plain day ready to be shown."""
    return date_card(EdtfDate.on(day))


def quote_card(text: str, language: str | None, note: str | None = None) -> QuoteCard:
    """A quote with its language in words; English is not named, as the page is in it."""
    language_words = language_name(language) if language and not language.startswith("en") else None
    source = " · ".join(part for part in (language_words, note) if part)
    return QuoteCard(text=text, lang=language, source=source or None)


def claim_card(row: ClaimRow, origins: OriginCount) -> ClaimCard:
    """``row`` with its origins, ready to be shown."""
    return ClaimCard(
        slug=row.slug,
        statement=row.statement,
        quote=quote_card(row.quote, row.quote_language) if row.quote else None,
        speaker=Named(row.speaker_slug, row.speaker_name),
        via=row.via,
        role=row.role,
        country_name=country_name(row.speaker_country) if row.speaker_country else None,
        kind=row.kind,
        made_on=date_card(row.made_on),
        due_on=date_card(row.due_on) if row.due_on else None,
        quantity=FigureCard(quantities.display(row.quantity)) if row.quantity else None,
        status=row.status,
        status_since_display=since_in_words(row),
        origins=origins,
        why=row.rationale,
    )


def since_in_words(row: ClaimRow) -> str:
    """Since when the status holds; no more precise than the day of speaking where nobody decided yet."""
    return dates.display(row.made_on if row.last_checked is None else EdtfDate.on(row.status_since))


def claim_days(rows: Iterable[ClaimRow], origins: Mapping[int, OriginCount]) -> tuple[ClaimDay, ...]:
    """Cards of ``rows``, whose order is kept, under the day on which they were made."""
    return tuple(
        ClaimDay(
            display=display,
            iso=None if iso is None else iso.isoformat(),
            claims=tuple(claim_card(row, origins[row.id]) for row in group),
        )
        for (display, iso), group in groupby(rows, key=_day_of)
    )


def _day_of(row: ClaimRow) -> tuple[str, date | None]:
    when = row.made_on
    return dates.display(when), when.earliest if when.earliest == when.latest else None


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list, as ``partials/_story_card.html`` shows it."""

    slug: str
    title: str
    summary: str | None
    mix: StatusMix
    last_change_display: str | None
    coming_due: int


def story_card(row: StoryRow) -> StoryCard:
    """``row`` ready to be shown."""
    return StoryCard(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        mix=status_mix(row.counts),
        last_change_display=dates.display(EdtfDate.on(row.last_change)) if row.last_change else None,
        coming_due=row.coming_due,
    )
