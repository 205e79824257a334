"""The lists of speakers and outlets, complete before they are rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbase.domain.codes import country_name
from factbase.domain.vantage import Vantage
from factbase.edge.cards import DateCard, date_card
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.edge.vantage import url_at
from factbase.models import OutletKind, SpeakerKind
from factbase.queries.people import PeopleFilter, PeopleList, PeopleOrder, PersonRow
from factbase.web.listing import Filter, Option, Pager, choices, many, pager, vantage_fields

PAGE = 50
ORDER_LABELS = {PeopleOrder.NAME: "Name", PeopleOrder.CLAIMS: "Number of claims"}


@dataclass(frozen=True, slots=True)
class Directory:
    """One of the two lists: what is in it, its kinds, and the endpoints of the list and of one entry."""

    noun: str
    kinds: type[SpeakerKind] | type[OutletKind]
    list_endpoint: str
    entry_endpoint: str


SPEAKERS = Directory("speaker", SpeakerKind, "people.speakers", "people.speaker")
OUTLETS = Directory("outlet", OutletKind, "people.outlets", "people.outlet")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A speaker or an outlet in the list. ``about`` is its kind and country, ``counted`` "43 reports, 53 claims"."""

    url: str
    name: str
    about: str
    counted: str
    mix: StatusMix
    latest: DateCard | None


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Everything that ``people/directory.html`` shows. ``clear_url`` None: nothing is narrowed."""

    noun: str
    action: str
    q: str | None
    heading: str
    people: Sequence[PersonLine]
    filters: Sequence[Filter]
    kept: Sequence[tuple[str, str]]
    clear_url: str | None
    pager: Pager


def directory_page(
    of: Directory, found: PeopleList, given: PeopleFilter, vantage: Vantage, *, number: int
) -> DirectoryPage:
    """Page ``number`` of a list."""
    asked = _asked(given)
    return DirectoryPage(
        noun=of.noun,
        action=url_at(of.list_endpoint).partition("?")[0],
        q=given.q,
        heading=many(found.total, of.noun) + (f" for “{given.q}”" if given.q else ""),
        people=[_line(of, row) for row in found.rows],
        filters=_filters(of, found, given),
        kept=vantage_fields(vantage),
        clear_url=url_at(of.list_endpoint) if asked else None,
        pager=pager(
            number=number,
            size=PAGE,
            listed=len(found.rows),
            total=found.total,
            address=lambda page: url_at(of.list_endpoint, **asked, page=page),
        ),
    )


def _asked(given: PeopleFilter) -> Mapping[str, str]:
    asked = {
        "q": given.q,
        "kind": given.kind.value if given.kind else None,
        "country": given.country,
        "sort": None if given.order is PeopleOrder.NAME else given.order.value,
    }
    return {name: value for name, value in asked.items() if value}


def _line(of: Directory, row: PersonRow) -> PersonLine:
    country = country_name(row.country) if row.country else None
    kind = row.kind.value if row.kind else None
    counts = ([many(row.reports, "report")] if row.reports is not None else []) + [many(row.claims, "claim")]
    return PersonLine(
        url=url_at(of.entry_endpoint, slug=row.slug),
        name=row.name,
        about=" · ".join(part for part in (kind, country) if part),
        counted=", ".join(counts),
        mix=status_mix(row.statuses),
        latest=date_card(row.latest) if row.latest else None,
    )


def _filters(of: Directory, found: PeopleList, given: PeopleFilter) -> list[Filter]:
    kinds = [(kind.value, kind.value.capitalize()) for kind in of.kinds]
    countries = sorted(((code, country_name(code)) for code in found.countries), key=lambda pair: pair[1])
    return [
        Filter("kind", "Kind", choices("Any kind", kinds, given.kind.value if given.kind else None)),
        Filter("country", "Country", choices("Any country", countries, given.country)),
        Filter(
            "sort",
            "Order",
            [Option(order.value, label, order is given.order) for order, label in ORDER_LABELS.items()],
        ),
    ]
