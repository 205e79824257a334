"""Counts for the filters of a list: how many claims each further choice would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Claim, ClaimCountry, Outlet, Relay, Report, Speaker, Story
from factbase.queries.claims import ClaimFilter, conditions, joined, status_of
from factbase.queries.statuses import out, standings

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
    statement = statement.where(value.is_not(None)).group_by(value, name).order_by(count.desc(), name)
    return [FacetValue(str(row[0]), str(row[1]), row[2]) for row in session.execute(statement)]


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
