"""The page of one outlet, complete before it is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factbase.domain import dates
from factbase.domain.codes import country_name, language_name
from factbase.domain.dates import EdtfDate
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import AsOfPanel
from factbase.edge.cards import ClaimDay, DateCard, claim_days, date_card
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.edge.vantage import url_at
from factbase.queries.claims import ClaimFilter, ClaimRow, claim_rows
from factbase.queries.credits import CreditRow, credited_by, crediting
from factbase.queries.mixes import courses_under
from factbase.queries.origins import origin_counts
from factbase.queries.outlets import OutletReport, reports_of, seen_since
from factbase.queries.profiles import Profile, outlet_profile
from factbase.queries.track_records import TrackRecord, track_record
from factbase.web.listing import NameLine, Pager, many, name_lines, pager, panel_of
from factbase.web.mix_chart import LEAST_DRAWN, mix_chart
from factbase.web.record_charts import record_chart
from factbase.web.record_view import RecordView, record_view
from factbase.web.story_charts import ChartCard

REPORTS = 25
CLAIMS = 25
CREDITS = 10


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """A claim in a report."""

    slug: str
    statement: str
    speaker: str
    status: Status


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report with the claims that it carries; ``published`` in words."""

    title: str | None
    url: str | None
    lang: str | None
    language: str | None
    published: DateCard | None
    archived_url: str | None
    claims: Sequence[CarriedClaim]


@dataclass(frozen=True, slots=True)
class CreditLine:
    """Somebody on the other side of credits."""

    name: str
    url: str
    counted: str


@dataclass(frozen=True, slots=True)
class OutletPage:
    """Everything that ``people/outlet.html`` shows. ``country`` is the code and the name."""

    slug: str
    name: str
    names: Sequence[NameLine]
    about: str
    country: tuple[str, str] | None
    counted: str
    mix: StatusMix
    record: RecordView | None
    chart: ChartCard | None
    panel: AsOfPanel
    over_time: ChartCard | None
    credits: Sequence[CreditLine]
    credited_by: Sequence[CreditLine]
    reports: Sequence[ReportLine]
    pager: Pager | None
    days: Sequence[ClaimDay]
    shown: str
    all_claims_url: str


def outlet_page(session: Session, vantage: Vantage, slug: str, *, number: int) -> OutletPage:
    """The page of an outlet, with page ``number`` of its reports.

    :raises NotFound: there is none, or none of its reports and no credit to it is in view.
    """
    profile = outlet_profile(session, vantage, slug)
    record = track_record(session, vantage, outlet=slug)
    courses = courses_under(session, vantage, ClaimFilter(outlet=(slug,)))
    first = seen_since(session, vantage, profile.id)
    reports, total = reports_of(session, vantage, profile.id, limit=REPORTS, offset=(number - 1) * REPORTS)
    rows = claim_rows(session, vantage, ClaimFilter(outlet=(slug,)), sort="-made_on", limit=CLAIMS)
    return OutletPage(
        slug=profile.slug,
        name=profile.name,
        names=name_lines(profile.names),
        about=profile.kind.value if profile.kind else "",
        country=(profile.country, country_name(profile.country)) if profile.country else None,
        counted=_counted(total, record),
        mix=status_mix(record.statuses),
        record=_record(profile, record, vantage) if record.claims else None,
        chart=record_chart(record, vantage.as_of, src=url_at("people.outlet_chart", slug=slug)),
        panel=panel_of(
            vantage,
            [day for day in courses.days if first and day >= first],
            page="people.outlet",
            onward="people.outlet_next_change",
            slug=slug,
        ),
        over_time=mix_chart(courses, vantage.as_of, src=url_at("people.outlet_mix", slug=slug), least=LEAST_DRAWN),
        credits=[_credit(row) for row in credited_by(session, vantage, profile.id, limit=CREDITS)],
        credited_by=[_credit(row) for row in crediting(session, vantage, profile.id, limit=CREDITS)],
        reports=[_report(one) for one in reports],
        pager=_pager(slug, number, len(reports), total) if total else None,
        days=claim_days(rows, origin_counts(session, vantage, rows)),
        shown=f"The newest {len(rows)} of {len(record.claims):,}." if len(rows) < len(record.claims) else "",
        all_claims_url=url_at("claims.index", outlet=slug),
    )


def _counted(reports: int, record: TrackRecord) -> str:
    said = many(reports, "report") if reports else "No report of its own"
    claims = many(len(record.claims), "claim")
    return f"{said} on record · {claims} published by it or credited to it"


def _record(profile: Profile, record: TrackRecord, vantage: Vantage) -> RecordView:
    return record_view(
        record,
        intro=(
            f"What came of the claims that {profile.name} published or is credited for. An outlet that reports a claim "
            "says that somebody made it; it does not vouch for it. These are outcomes of what others said."
        ),
        as_of=dates.display(EdtfDate.on(vantage.as_of)),
    )


def _credit(row: CreditRow) -> CreditLine:
    endpoint = "people.outlet" if row.kind == "outlet" else "people.speaker"
    return CreditLine(row.name, url_at(endpoint, slug=row.slug), many(row.reports, "report"))


def _report(one: OutletReport) -> ReportLine:
    report = one.report
    return ReportLine(
        title=report.title,
        url=report.url,
        lang=report.language,
        language=language_name(report.language) if report.language else None,
        published=date_card(report.published_on) if report.published_on else None,
        archived_url=report.archived_url,
        claims=[_carried(row) for row in one.claims],
    )


def _carried(row: ClaimRow) -> CarriedClaim:
    return CarriedClaim(row.slug, row.statement, row.speaker_name, row.status)


def _pager(slug: str, number: int, listed: int, total: int) -> Pager:
    def address(page: int | None) -> str:
        return url_at("people.outlet", slug=slug, page=page) + "#reports"

    return pager(number=number, size=REPORTS, listed=listed, total=total, address=address)
