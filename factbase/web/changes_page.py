"""The page of changes, complete before it is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from factbase.domain import dates
from factbase.domain.dates import EdtfDate
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.edge.cards import Named
from factbase.edge.vantage import url_at
from factbase.queries.changes import (
    ChangeFilter,
    ChangeKind,
    ChangeOrder,
    ChangeRow,
    CorrectedRow,
    changed_lately,
    list_changes,
)
from factbase.queries.rewordings import FieldChange
from factbase.queries.spans import span_between
from factbase.queries.stories import story_rows
from factbase.web.history import day_words, moment_words
from factbase.web.listing import Filter, Option, Pager, choices, pager, vantage_fields
from factbase.web.span_view import SpanView, span_view

PAGE = 50
LATELY = (7, 30)
KIND_LABELS = {
    ChangeKind.STATUS: "Changes of status",
    ChangeKind.CORRECTION: "Corrections",
    ChangeKind.REWORDING: "Rewordings",
    ChangeKind.NEW: "New claims",
}
ORDER_LABELS = {ChangeOrder.AS_OF: "The day from which it holds", ChangeOrder.RECORDED: "When it was recorded"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """The decision that was wrong, in words."""

    status: Status
    as_of: str
    rationale: str
    by: str
    recorded: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change. ``note`` stands behind the badges: "new", "only the magnitude".

    ``meta`` says who decided, and when it was recorded if that is another day. A rewording has ``fields`` and no
    ``after``.
    """

    kind: ChangeKind
    before: Status | None
    after: Status | None
    note: str
    slug: str
    statement: str
    speaker: Named
    story: Named | None
    reason: str | None
    meta: str
    corrected: Corrected | None
    fields: Sequence[FieldChange]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """The changes of one day, or of whatever the sources are precise about; ``iso`` only for an exact day."""

    display: str
    iso: str | None
    changes: Sequence[ChangeEntry]


@dataclass(frozen=True, slots=True)
class Lately:
    """A span of days up to the newest change, and its address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything that ``changes/index.html`` shows. ``clear_url`` None: nothing is narrowed."""

    action: str
    heading: str
    days: Sequence[ChangeDay]
    filters: Sequence[Filter]
    since: str
    until: str
    kept: Sequence[tuple[str, str]]
    clear_url: str | None
    pager: Pager
    span: SpanView | None
    lately: Sequence[Lately]


def changes_page(session: Session, vantage: Vantage, given: ChangeFilter, *, number: int) -> ChangesPage:
    """Page ``number`` of the changes that match ``given``."""
    # One more than fits says whether there is another page.
    rows = list_changes(session, vantage, given, limit=PAGE + 1, offset=(number - 1) * PAGE)
    stories = {row.slug: row.title for row in story_rows(session, vantage)}
    span = None
    if given.since and number == 1 and not given.kinds and given.order is ChangeOrder.AS_OF:
        span = span_between(session, vantage, given.since, given.until or vantage.as_of, story=given.story)
    asked = _asked(given)
    return ChangesPage(
        action=url_at("changes.index").partition("?")[0],
        heading=_heading(given, stories),
        days=_days(rows[:PAGE], given.order),
        filters=_filters(given, stories),
        since=given.since.isoformat() if given.since else "",
        until=given.until.isoformat() if given.until else "",
        kept=vantage_fields(vantage),
        clear_url=url_at("changes.index") if asked else None,
        pager=pager(
            number=number,
            size=PAGE,
            listed=len(rows),
            total=None,
            address=lambda page: url_at("changes.index", **asked, page=page),
        ),
        span=span_view(span) if span else None,
        lately=_lately(session, vantage),
    )


def _lately(session: Session, vantage: Vantage) -> list[Lately]:
    """Spans that end with the newest change; none where nothing is on record."""
    newest = changed_lately(session, vantage, 1)
    if not newest:
        return []
    last = newest[0].day

    def since(days: int) -> str:
        first = last - timedelta(days=days - 1)
        return url_at("changes.index", **{"from": first.isoformat(), "to": last.isoformat()})

    return [Lately(f"the {days} days to {day_words(last)}", since(days)) for days in LATELY]


def _asked(given: ChangeFilter) -> Mapping[str, str]:
    asked = {
        "kind": given.kinds[0].value if given.kinds else None,
        "story": given.story,
        "from": given.since.isoformat() if given.since else None,
        "to": given.until.isoformat() if given.until else None,
        "order": None if given.order is ChangeOrder.AS_OF else given.order.value,
    }
    return {name: value for name, value in asked.items() if value}


def _heading(given: ChangeFilter, stories: Mapping[str, str]) -> str:
    what = KIND_LABELS[given.kinds[0]] if given.kinds else "All changes"
    story = f" in “{stories.get(given.story, given.story)}”" if given.story else ""
    return what + story + _between(given.since, given.until)


def _between(since: date | None, until: date | None) -> str:
    if since and until:
        return f", {day_words(since)} to {day_words(until)}"
    return f", since {day_words(since)}" if since else f", until {day_words(until)}" if until else ""


def _filters(given: ChangeFilter, stories: Mapping[str, str]) -> list[Filter]:
    kinds = [(kind.value, label) for kind, label in KIND_LABELS.items()]
    titles = sorted(stories.items(), key=lambda pair: pair[1].casefold())
    return [
        Filter("kind", "Kind of change", choices("All", kinds, given.kinds[0].value if given.kinds else None)),
        Filter("story", "Story", choices("Any story", titles, given.story)),
        Filter(
            "order",
            "Ordered by",
            [Option(order.value, text, order is given.order) for order, text in ORDER_LABELS.items()],
        ),
    ]


def _days(rows: Iterable[ChangeRow], order: ChangeOrder) -> list[ChangeDay]:
    return [
        ChangeDay(
            display=dates.display(when),
            iso=when.earliest.isoformat() if when.earliest and when.earliest == when.latest else None,
            changes=[_entry(row, shown_on=when) for row in group],
        )
        for when, group in groupby(rows, key=lambda row: _shown_on(row, order))
    ]


def _shown_on(row: ChangeRow, order: ChangeOrder) -> EdtfDate:
    return row.when if order is ChangeOrder.AS_OF else EdtfDate.on(row.recorded_at.date())


def _entry(row: ChangeRow, *, shown_on: EdtfDate) -> ChangeEntry:
    claim = row.claim
    return ChangeEntry(
        kind=row.kind,
        before=row.from_status,
        after=row.to_status,
        note=_note(row),
        slug=claim.slug,
        statement=claim.statement,
        speaker=Named(claim.speaker_slug, claim.speaker_name),
        story=Named(claim.story_slug, claim.story_title) if claim.story_slug and claim.story_title else None,
        reason=row.rationale,
        meta=" · ".join(_meta(row, shown_on)),
        corrected=_corrected(row.corrects) if row.corrects else None,
        fields=row.fields,
    )


def _note(row: ChangeRow) -> str:
    if row.aspect is not None:
        return f"only the {row.aspect.value}"
    if row.kind is ChangeKind.NEW:
        return "new"
    return "unchanged" if row.from_status is row.to_status else ""


def _meta(row: ChangeRow, shown_on: EdtfDate) -> Iterable[str]:
    if row.when != shown_on and row.kind is not ChangeKind.REWORDING:
        words = "said" if row.kind is ChangeKind.NEW else "as of"
        yield f"{words} {dates.display(row.when)}"
    if row.by:
        verb = "by" if row.kind is ChangeKind.REWORDING else "decided by"
        yield f"{verb} {row.by}" + (f", approved by {row.approved_by}" if row.approved_by else "")
    if EdtfDate.on(row.recorded_at.date()) != shown_on:
        yield f"recorded {moment_words(row.recorded_at)}"


def _corrected(wrong: CorrectedRow) -> Corrected:
    return Corrected(
        status=wrong.status,
        as_of=dates.display(wrong.as_of),
        rationale=wrong.rationale,
        by=wrong.by,
        recorded=moment_words(wrong.recorded_at),
    )
