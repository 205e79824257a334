"""Who credits whom: relays in view, and the claims that an outlet carried or is credited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Claim, Outlet, Relay, Report, Speaker
from factbase.queries.statuses import out, published, recorded

Credited = aliased(Report, name="credited")
Crediting = aliased(Outlet, name="crediting")


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One side of a credit: an outlet or a speaker (``kind``), and in how many reports."""

    kind: str
    slug: str
    name: str
    reports: int


def carried(vantage: Vantage, outlets: Sequence[int] | Select[int] | None = None) -> CompoundSelect[int, int]:
    """(outlet id, claim id), each pair once: the outlet published the claim or is credited for it.

    What the filter ``outlet`` of lists of claims finds too. That the claim is in view is for the caller to say.
    ``outlets`` narrows it to the outlets of these ids, which spares reading the pairs of all others.
    """
    seen = and_(out(vantage), recorded(Appearance.recorded_at, vantage))
    published_by = (
        select(Report.outlet_id.label("outlet_id"), Appearance.claim_id.label("claim_id"))
        .join(Report, Report.id == Appearance.report_id)
        .where(seen)
    )
    credited_to = (
        select(Relay.outlet_id, Appearance.claim_id)
        .join(Appearance, Appearance.id == Relay.appearance_id)
        .join(Report, Report.id == Appearance.report_id)
        .where(seen, Relay.outlet_id.is_not(None))
    )
    if outlets is not None:
        published_by = published_by.where(Report.outlet_id.in_(outlets))
        credited_to = credited_to.where(Relay.outlet_id.in_(outlets))
    return published_by.union(credited_to)


def relays_in_view(vantage: Vantage, *columns: Any) -> Select[*tuple[Any, ...]]:
    """``columns`` of relays in reports that were out by then; those of one claim only if the claim is in view."""
    return (
        select(*columns)
        .select_from(Relay)
        .join(Report, Report.id == Relay.report_id)
        .outerjoin(Appearance, Appearance.id == Relay.appearance_id)
        .outerjoin(Claim, Claim.id == Appearance.claim_id)
        .where(
            out(vantage),
            or_(
                Relay.appearance_id.is_(None),
                and_(recorded(Appearance.recorded_at, vantage), published(vantage)),
            ),
        )
    )


def credits_outlet(outlet_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Keep relays that credit the outlet, or one of its reports."""
    its_reports = select(Credited.id).where(Credited.outlet_id == outlet_id)
    return or_(Relay.outlet_id == outlet_id, Relay.credited_report_id.in_(its_reports))


def credited_by(session: Session, vantage: Vantage, outlet_id: int, *, limit: int) -> list[CreditRow]:
    """Whom the outlet's reports credit, most often first. Two statements.

    Every step of a way back counts, so that an agency counts whose report came through another one.
    """
    of_it = Report.outlet_id == outlet_id
    count = func.count(Relay.report_id.distinct()).label("reports")
    credited_outlet = func.coalesce(Relay.outlet_id, Credited.outlet_id)
    outlets = (
        relays_in_view(vantage, Outlet.slug, Outlet.name, count)
        .outerjoin(Credited, Credited.id == Relay.credited_report_id)
        .join(Outlet, Outlet.id == credited_outlet)
        .where(of_it, Outlet.id != outlet_id)
        .group_by(Outlet.slug, Outlet.name)
    )
    speakers = (
        relays_in_view(vantage, Speaker.slug, Speaker.name, count)
        .join(Speaker, Speaker.id == Relay.speaker_id)
        .where(of_it)
        .group_by(Speaker.slug, Speaker.name)
    )
    found = [
        *_rows(session, "outlet", outlets.order_by(count.desc(), Outlet.name).limit(limit)),
        *_rows(session, "speaker", speakers.order_by(count.desc(), Speaker.name).limit(limit)),
    ]
    return sorted(found, key=lambda row: (-row.reports, row.name))[:limit]


def crediting(session: Session, vantage: Vantage, outlet_id: int, *, limit: int) -> list[CreditRow]:
    """Which outlets' reports credit the outlet, most often first."""
    count = func.count(Relay.report_id.distinct()).label("reports")
    statement = (
        relays_in_view(vantage, Crediting.slug, Crediting.name, count)
        .join(Crediting, Crediting.id == Report.outlet_id)
        .where(credits_outlet(outlet_id), Crediting.id != outlet_id)
        .group_by(Crediting.slug, Crediting.name)
        .order_by(count.desc(), Crediting.name)
    )
    return _rows(session, "outlet", statement.limit(limit))


def _rows(session: Session, kind: str, statement: Select[*tuple[Any, ...]]) -> list[CreditRow]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [CreditRow(kind, row.slug, row.name, row.reports) for row in rows]
