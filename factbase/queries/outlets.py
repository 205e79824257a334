"""One outlet: its reports with the claims in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Claim, Report
from factbase.queries.claims import ClaimRow, claims_by_id
from factbase.queries.credits import credits_outlet, relays_in_view
from factbase.queries.reports import ReportRow, report_row, reports_selected
from factbase.queries.statuses import out, recorded


@dataclass(frozen=True, slots=True)
class OutletReport:
    """A report of the outlet with the claims in view that appear in it."""

    report: ReportRow
    claims: Sequence[ClaimRow]


def reports_of(
    session: Session, vantage: Vantage, outlet_id: int, *, limit: int, offset: int = 0
) -> tuple[list[OutletReport], int]:
    """The reports of the outlet that were out by then, newest first, and how many there are. Four statements."""
    its = (Report.outlet_id == outlet_id, out(vantage))
    total = session.scalar(select(func.count(Report.id)).where(*its)) or 0
    page = reports_selected().where(*its).order_by(Report.known_on.desc(), Report.id.desc())
    reports = [report_row(row) for row in session.execute(page.limit(limit).offset(offset))]
    carried = _claims_in(session, vantage, [report.id for report in reports])
    return [OutletReport(report, carried.get(report.id, ())) for report in reports], total


def seen_since(session: Session, vantage: Vantage, outlet_id: int) -> date | None:
    """The first day on which a reader could know of the outlet: by a report of its own, or by one that credits it."""
    own = session.scalar(select(func.min(Report.known_on)).where(Report.outlet_id == outlet_id, out(vantage)))
    credited_on = case((Claim.made_on_earliest > Report.known_on, Claim.made_on_earliest), else_=Report.known_on)
    credited = session.scalar(relays_in_view(vantage, func.min(credited_on)).where(credits_outlet(outlet_id)))
    return min((day for day in (own, credited) if day is not None), default=None)


def _claims_in(session: Session, vantage: Vantage, report_ids: Sequence[int]) -> dict[int, list[ClaimRow]]:
    statement = (
        select(Appearance.report_id, Appearance.claim_id)
        .where(Appearance.report_id.in_(report_ids), recorded(Appearance.recorded_at, vantage))
        .order_by(Appearance.id)
    )
    pairs = session.execute(statement).all()
    claims = claims_by_id(session, vantage, {pair.claim_id for pair in pairs})
    found: dict[int, list[ClaimRow]] = {}
    for pair in pairs:
        if pair.claim_id in claims:
            found.setdefault(pair.report_id, []).append(claims[pair.claim_id])
    return found
