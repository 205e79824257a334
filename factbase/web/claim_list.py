"""The page of claims: what is listed, what narrows it, and the addresses that narrow it further or less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from factbase.domain.codes import country_name
from factbase.domain.dates import EdtfDate, display
from factbase.domain.status import STATUS_ORDER, Status
from factbase.domain.vantage import Vantage
from factbase.edge.cards import ClaimCard, claim_card
from factbase.edge.vantage import url_at
from factbase.queries.claims import SORTS, ClaimFilter, claim_rows, count_claims
from factbase.queries.facets import FacetValue, facet_counts
from factbase.queries.mixes import courses_under
from factbase.queries.origins import origin_counts
from factbase.web.mix_chart import mix_chart
from factbase.web.story_charts import ChartCard

SHOWN = 12
"""How many values of a facet are offered; the chosen ones always are."""

LABELS = {
    "status": "Status",
    "kind": "Kind",
    "story": "Story",
    "speaker": "Speaker",
    "outlet": "Outlet",
    "country": "Country",
}
VIEWS = ("list", "mix")
"""The list alone, or with how its claims stood over time above it."""

SORT_LABELS = dict(zip(SORTS, ("Newest claim", "Oldest claim", "Last status change"), strict=True))


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One choice of a facet."""

    value: str
    label: str
    count: str
    selected: bool
    status: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its choices; ``more`` says how many are not listed."""

    name: str
    label: str
    is_open: bool
    options: Sequence[FacetOption]
    more: str | None


@dataclass(frozen=True, slots=True)
class Chip:
    """An applied filter and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SortOption:
    """An order of the list."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ClaimListPage:
    """Everything that ``claims/index.html`` shows."""

    q: str | None
    heading: str
    claims: Sequence[ClaimCard]
    facets: Sequence[FacetGroup]
    chips: Sequence[Chip]
    clear_url: str
    sorts: Sequence[SortOption]
    made_from: str | None
    made_to: str | None
    kept: Sequence[tuple[str, str]]
    kept_for_sort: Sequence[tuple[str, str]]
    kept_for_search: Sequence[tuple[str, str]]
    kept_for_day: Sequence[tuple[str, str]]
    over_time: ChartCard | None
    over_time_url: str | None
    total: int
    shown: str
    next_url: str | None
    first_url: str | None


def claim_list_page(
    session: Session, vantage: Vantage, given: ClaimFilter, *, sort: str, view: str, number: int, size: int
) -> ClaimListPage:
    """Page ``number`` of the claims that match ``given``, ``size`` to a page; in ``view`` "mix" where they stood."""
    rows = claim_rows(session, vantage, given, sort=sort, limit=size, offset=(number - 1) * size)
    origins = origin_counts(session, vantage, rows)
    facets = facet_counts(session, vantage, given)
    total = count_claims(session, vantage, given)
    narrowed, with_mix = _arguments(given), view == VIEWS[1]
    found = courses_under(session, vantage, given) if with_mix and rows else None
    ordered = narrowed | ({"sort": [sort]} if sort != SORTS[0] else {}) | ({"view": [view]} if with_mix else {})
    first = (number - 1) * size + 1
    return ClaimListPage(
        q=given.q,
        heading=_heading(total, given),
        claims=[claim_card(row, origins[row.id]) for row in rows],
        facets=[_group(name, facets[name], getattr(given, name)) for name in LABELS],
        chips=list(_chips(given, facets, ordered)),
        clear_url=_address({name: values for name, values in ordered.items() if name in {"q", "view"}}),
        sorts=[SortOption(value, label, value == sort) for value, label in SORT_LABELS.items()],
        made_from=given.made_from.isoformat() if given.made_from else None,
        made_to=given.made_to.isoformat() if given.made_to else None,
        kept=_pairs(ordered, {"q", "sort", "view", "tag", "due_before"}, vantage),
        kept_for_sort=_pairs(ordered, set(ordered) - {"sort"}, vantage),
        kept_for_search=_pairs(ordered, {"sort", "view"}, vantage),
        kept_for_day=[(name, value) for name, values in ordered.items() for value in values],
        over_time=mix_chart(found, vantage.as_of, src=_mix_address(narrowed)) if found else None,
        over_time_url=_address({**ordered, "view": [VIEWS[1]]}) if rows and not with_mix else None,
        total=total,
        shown=f"{first:,}–{first + len(rows) - 1:,} of {total:,}" if rows else "",
        next_url=_address({**ordered, "page": [str(number + 1)]}) if first + len(rows) <= total and rows else None,
        first_url=_address(ordered) if number > 1 else None,
    )


def _mix_address(narrowed: Mapping[str, Sequence[str]]) -> str:
    return url_at("claims.mix", **{name: list(values) for name, values in narrowed.items()})


def _heading(total: int, given: ClaimFilter) -> str:
    noun = "claim" if total == 1 else "claims"
    return f"{total:,} {noun} for “{given.q}”" if given.q else f"{total:,} {noun}"


def _group(name: str, values: Sequence[FacetValue], chosen: Sequence[str]) -> FacetGroup:
    picked = {str(value) for value in chosen}
    if name == "status":
        order = {status.value: place for place, status in enumerate(STATUS_ORDER)}
        values = sorted(values, key=lambda value: order[value.value])
    listed = [value for place, value in enumerate(values) if place < SHOWN or value.value in picked]
    missing = [FacetValue(value, value, 0) for value in picked if value not in {one.value for one in listed}]
    left_out = len(values) - len(listed)
    return FacetGroup(
        name=name,
        label=LABELS[name],
        is_open=name in {"status", "kind"} or bool(picked),
        options=[_option(name, value, picked) for value in [*listed, *missing]],
        more=f"and {left_out:,} more with fewer claims" if left_out else None,
    )


def _option(name: str, value: FacetValue, picked: set[str]) -> FacetOption:
    return FacetOption(
        value=value.value,
        label=_label(name, value.value, value.name),
        count=f"{value.count:,}",
        selected=value.value in picked,
        status=name == "status",
    )


def _label(facet: str, value: str, name: str) -> str:
    if facet == "country":
        return f"{country_name(value)} ({value})"
    return name.capitalize() if facet in {"status", "kind"} else name


def _chips(
    given: ClaimFilter, facets: Mapping[str, Sequence[FacetValue]], ordered: Mapping[str, Sequence[str]]
) -> Iterator[Chip]:
    names = {(facet, value.value): value.name for facet, values in facets.items() for value in values}
    for facet in (*LABELS, "tag"):
        for value in map(str, getattr(given, facet)):
            rest = {**ordered, facet: [other for other in ordered[facet] if other != value]}
            label = _label(facet, value, names.get((facet, value), value))
            yield Chip(f"tag: {label}" if facet == "tag" else label, _address(rest))
    for field, words in (("made_from", "made since"), ("made_to", "made until"), ("due_before", "due before")):
        day: date | None = getattr(given, field)
        if day is not None:
            without = {name: values for name, values in ordered.items() if name != field}
            yield Chip(f"{words} {display(EdtfDate.on(day))}", _address(without))


def _arguments(given: ClaimFilter) -> dict[str, list[str]]:
    """``given`` as it stands in addresses."""
    single = {"q": given.q, "made_from": given.made_from, "made_to": given.made_to, "due_before": given.due_before}
    several = {name: [_text(value) for value in getattr(given, name)] for name in (*LABELS, "tag")}
    found = {name: [str(value)] for name, value in single.items() if value is not None}
    return {**found, **{name: values for name, values in several.items() if values}}


def _text(value: str) -> str:
    return value.value if isinstance(value, Status) else str(value)


def _address(arguments: Mapping[str, Sequence[str]]) -> str:
    return url_at("claims.index", **{name: list(values) for name, values in arguments.items() if values})


def _pairs(arguments: Mapping[str, Sequence[str]], names: set[str], vantage: Vantage) -> Sequence[tuple[str, str]]:
    """Hidden fields that a form carries along, the vantage among them."""
    pairs = [(name, value) for name, values in arguments.items() if name in names for value in values]
    if vantage.as_of != vantage.today:
        pairs.append(("as_of", vantage.as_of.isoformat()))
    if vantage.recorded_by is not None:
        pairs.append(("recorded_by", vantage.recorded_by.isoformat()))
    return pairs
