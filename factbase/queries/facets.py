"""Counts for the filters of a list: how many claims each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Claim, ClaimCountry, Outlet, Relay, Report, Speaker, Story
from factbase.queries.claims import ClaimFilter, conditions, joined, status_of
from factbase.queries.recorded import contents_then, reworded_since
from factbase.queries.statuses import out, standings

_WORDED = {"story": "story", "speaker": "speaker", "country": "countries", "kind": "kind"}
"""Facets of what is written in a claim, and where that stands in a wording."""

FACETS = ("status", "story", "speaker", "outlet", "country", "kind")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice: its value in addresses, its name, and how many claims it has under the other filters."""

    value: str
    name: str
    count: int


def facet_counts(session: Session, vantage: Vantage, given: ClaimFilter) -> Mapping[str, Sequence[FacetValue]]:
    """The choices of each facet, most frequent first. One statement a facet.

    A facet is counted under all filters but its own, so that further values of it can be added.
    """
    return {facet: _values(session, vantage, given, facet) for facet in FACETS}


def _values(session: Session, vantage: Vantage, given: ClaimFilter, facet: str) -> list[FacetValue]:
    standing = standings(vantage)
    open_: dict[str, Any] = {facet: ()}
    others = replace(given, **open_)
    value, name, narrowed = _FACETS[facet](standing, vantage)
    count = func.count(Claim.id.distinct())
    statement = narrowed(joined(select(value, name, count), standing)).where(*conditions(vantage, others, standing))
    if vantage.recorded_by is not None and facet in _WORDED:
        statement = statement.where(~reworded_since(vantage))
    statement = statement.where(value.is_not(None)).group_by(value, name).order_by(count.desc(), name)
    found = [FacetValue(str(row[0]), str(row[1]), row[2]) for row in session.execute(statement)]
    if vantage.recorded_by is None or facet not in _WORDED:
        return found
    return _with_former(found, _former(session, vantage, facet, conditions(vantage, others, standing), standing))


def _former(
    session: Session, vantage: Vantage, facet: str, matching: Sequence[Any], standing: Any
) -> Sequence[tuple[str, str]]:
    """(value, name) of each claim that was reworded after the vantage's second time, as it was worded by then."""
    reworded = joined(select(Claim.id), standing).where(*matching, reworded_since(vantage))
    contents = contents_then(session, vantage, "claim", session.scalars(reworded).all())
    values = [content[_WORDED[facet]] for content in contents.values()]
    given = [one for value in values for one in (value if isinstance(value, list) else [value]) if one]
    columns = {"story": (Story.slug, Story.title), "speaker": (Speaker.slug, Speaker.name)}.get(facet)
    if columns is None:
        return [(one, one) for one in given]
    slug, name = columns
    names = {row[0]: row[1] for row in session.execute(select(slug, name).where(slug.in_(given)))}
    return [(one, names.get(one, one)) for one in given]


def _with_former(found: Sequence[FacetValue], former: Sequence[tuple[str, str]]) -> list[FacetValue]:
    """``found`` with the claims of ``former`` counted, in the same order."""
    counts = Counter({(one.value, one.name): one.count for one in found})
    counts.update(former)
    values = [FacetValue(value, name, count) for (value, name), count in counts.items()]
    return sorted(values, key=lambda one: (-one.count, one.name))


def _same(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement


def _by_status(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    return status_of(standing), status_of(standing), _same


def _by_story(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    return Story.slug, Story.title, _same


def _by_speaker(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    return Speaker.slug, Speaker.name, _same


def _by_kind(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    return Claim.kind, Claim.kind, _same


def _by_country(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    def about(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        return statement.join(ClaimCountry, ClaimCountry.claim_id == Claim.id)

    return ClaimCountry.country, ClaimCountry.country, about


def _by_outlet(standing: Any, vantage: Vantage) -> tuple[Any, Any, Any]:
    """Outlets that published a report of the claim, or were credited in one."""

    def carried(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        named = or_(Outlet.id == Report.outlet_id, Outlet.id == Relay.outlet_id)
        return (
            statement.join(Appearance, Appearance.claim_id == Claim.id)
            .join(Report, Report.id == Appearance.report_id)
            .outerjoin(Relay, Relay.appearance_id == Appearance.id)
            .join(Outlet, named)
            .where(out(vantage))
        )

    return Outlet.slug, Outlet.name, carried


_FACETS = {
    "status": _by_status,
    "story": _by_story,
    "speaker": _by_speaker,
    "outlet": _by_outlet,
    "country": _by_country,
    "kind": _by_kind,
}
