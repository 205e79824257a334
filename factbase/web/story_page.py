"""The page of one story, complete before it is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factbase.domain import dates
from factbase.domain.dates import EdtfDate
from factbase.domain.status import STATUS_ORDER, Kind, Status
from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import AsOfPanel, as_of_panel
from factbase.edge.cards import ClaimDay, claim_days
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.edge.vantage import url_at
from factbase.queries.claims import ClaimRow
from factbase.queries.story_data import StoryData
from factbase.web.story_charts import StoryCharts, story_charts

PAGE = 40
"""How many claims the list shows at once."""

ORDERS = ("made_on", "-made_on", "-changed")
ORDER_LABELS = dict(zip(ORDERS, ("Oldest first", "Newest first", "Last changed"), strict=True))


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asked the list of claims and the timeline to show."""

    status: Status | None
    speaker: str | None
    kind: Kind | None
    order: str
    chapter: str | None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the list of claims."""

    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything that ``stories/show.html`` shows."""

    slug: str
    title: str
    lead: str
    mix: StatusMix
    reading: str
    panel: AsOfPanel
    charts: StoryCharts | None
    filters: Sequence[Filter]
    kept: Sequence[tuple[str, str]]
    shown: str
    days: Sequence[ClaimDay]
    next_url: str | None
    first_url: str | None


def story_page(data: StoryData, narrowing: Narrowing, change_days: Sequence[date]) -> StoryPage:
    """The page of a story; ``change_days`` are the steps of its slider."""
    rows = data.rows
    listed = _listed(rows, narrowing)
    start = (narrowing.page - 1) * PAGE
    on_page = listed[start : start + PAGE]
    counts = Counter(row.status for row in rows)
    chapter = [("chapter", narrowing.chapter)] if narrowing.chapter else []
    return StoryPage(
        slug=data.text.slug,
        title=data.text.title,
        lead=data.text.summary or _counted(data),
        mix=status_mix(counts),
        reading=_reading(data),
        panel=_panel(data, change_days),
        charts=story_charts(data, narrowing.chapter) if rows else None,
        filters=_filters(rows, narrowing),
        kept=[*chapter, *_vantage_fields(data.vantage)],
        shown=_shown(start, len(on_page), len(listed), len(rows)),
        days=claim_days(on_page, data.origins),
        next_url=_page_url(data, narrowing, narrowing.page + 1) if start + PAGE < len(listed) else None,
        first_url=_page_url(data, narrowing, None) if narrowing.page > 1 else None,
    )


def _listed(rows: Sequence[ClaimRow], narrowing: Narrowing) -> list[ClaimRow]:
    kept = [
        row
        for row in rows
        if narrowing.status in (None, row.status)
        and narrowing.speaker in (None, row.speaker_slug)
        and narrowing.kind in (None, row.kind)
    ]
    if narrowing.order == "-changed":
        return sorted(kept, key=lambda row: row.status_since, reverse=True)
    return kept[::-1] if narrowing.order == "-made_on" else kept


def _reading(data: StoryData) -> str:
    """One line under the bar: claims, speakers, reports, origins, last change."""
    speakers = len({row.speaker_slug for row in data.rows})
    origins = {name for count in data.origins.values() for name in count.names}
    reports = sum(count.reports for count in data.origins.values())
    parts = f"{_many(len(data.rows), 'claim')} by {_many(speakers, 'speaker')}"
    parts += f", in {_many(reports, 'report')} from {_many(len(origins), 'origin')}."
    last = data.last_change
    return f"{parts} Last change {dates.display(EdtfDate.on(last))}." if last else parts


def _counted(data: StoryData) -> str:
    """A line for views of an earlier day, whose summary would be hindsight."""
    if not data.rows:
        return "No claim of this story was on record by then."
    first, last = data.rows[0].made_on, data.rows[-1].made_on
    said = f"{_many(len(data.rows), 'claim')} on record"
    if dates.display(first) == dates.display(last):
        return f"{said}, made {dates.made_in_words(first)}."
    return f"{said}: the first made {dates.made_in_words(first)}, the latest {dates.made_in_words(last)}."


def _panel(data: StoryData, change_days: Sequence[date]) -> AsOfPanel:
    slug = data.text.slug
    step = None if data.vantage.as_of == data.vantage.today else url_at("stories.next_change", slug=slug)
    return as_of_panel(data.vantage, change_days, path=url_at("stories.show", slug=slug).split("?")[0], onward=step)


def _filters(rows: Sequence[ClaimRow], narrowing: Narrowing) -> list[Filter]:
    speakers = sorted({(row.speaker_slug, row.speaker_name) for row in rows}, key=lambda pair: pair[1].casefold())
    held = {row.status for row in rows}
    kinds = {row.kind for row in rows}
    return [
        Filter(
            "status",
            "Status",
            _options("Any status", [(s, s.capitalize()) for s in STATUS_ORDER if s in held], narrowing.status),
        ),
        Filter("speaker", "Speaker", _options("Anyone", speakers, narrowing.speaker)),
        Filter("kind", "Kind", _options("Any kind", [(k, k.capitalize()) for k in Kind if k in kinds], narrowing.kind)),
        Filter(
            "sort", "Order", [Option(value, label, value == narrowing.order) for value, label in ORDER_LABELS.items()]
        ),
    ]


def _options(everything: str, choices: Sequence[tuple[str, str]], chosen: str | None) -> list[Option]:
    return [Option("", everything, chosen is None), *(Option(str(v), label, v == chosen) for v, label in choices)]


def _shown(start: int, on_page: int, listed: int, total: int) -> str:
    if not on_page:
        return ""
    of = _many(listed, "claim") if listed == total else f"{listed:,} of {_many(total, 'claim')}"
    return f"Showing {start + 1:,}–{start + on_page:,} of {of}." if on_page < listed else f"Showing {of}."


def _page_url(data: StoryData, narrowing: Narrowing, page: int | None) -> str:
    given = {"status": narrowing.status, "speaker": narrowing.speaker, "kind": narrowing.kind, "page": page}
    order = None if narrowing.order == ORDERS[0] else narrowing.order
    address = url_at("stories.show", slug=data.text.slug, chapter=narrowing.chapter, sort=order, **given)
    return f"{address}#claims"


def _vantage_fields(vantage: Vantage) -> list[tuple[str, str]]:
    fields = [("as_of", vantage.as_of.isoformat())] if vantage.as_of != vantage.today else []
    return fields + ([("recorded_by", vantage.recorded_by.isoformat())] if vantage.recorded_by else [])


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
