"""Reports in view, the claims that appear in them, and whom they credit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from factbase.domain.dates import EdtfDate
from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Outlet, Relay, Report, Speaker
from factbase.models.base import stored_date
from factbase.queries.statuses import out, recorded

Credited = aliased(Report, name="credited")
Publisher = aliased(Outlet, name="publisher")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One publication."""

    id: int
    slug: str
    outlet_slug: str
    outlet_name: str
    title: str | None
    url: str | None
    published_on: EdtfDate | None
    language: str | None
    archived_url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class HopRow:
    """One step of a way back: ``kind`` is outlet, report or speaker.

    ``publisher`` is the outlet, as slug and name, of a report that is credited by itself.
    """

    kind: str
    slug: str
    name: str
    publisher: tuple[str, str] | None = None


Ways = tuple[tuple[HopRow, ...], ...]
"""Those credited side by side, each as the steps from it towards the origin."""


@dataclass(frozen=True, slots=True)
class AppearanceRow:
    """A claim in a report."""

    claim_id: int
    report: ReportRow
    words: str | None
    place: str | None
    hedge: str | None
    note: str | None
    ways: Ways


def appearances(session: Session, vantage: Vantage, claim_ids: Iterable[int]) -> dict[int, list[AppearanceRow]]:
    """Where each claim appears, in reports that were out by then, oldest first. Two statements.

    Every id has an entry; a claim whose reports came later, or bear no date, has an empty list.
    """
    ids = list(claim_ids)
    found: dict[int, list[AppearanceRow]] = {id_: [] for id_ in ids}
    if not ids:
        return found
    columns = (Appearance.id, Appearance.claim_id, Appearance.words, Appearance.place, Appearance.hedge)
    statement = (
        reports_selected(*(column.label(f"appearance_{column.key}") for column in (*columns, Appearance.note)))
        .join(Appearance, Appearance.report_id == Report.id)
        .where(Appearance.claim_id.in_(ids), out(vantage), recorded(Appearance.recorded_at, vantage))
        .order_by(Report.known_on, Appearance.id)
    )
    rows = session.execute(statement).all()
    ways = ways_of(session, Relay.appearance_id.in_([row.appearance_id for row in rows]), key="appearance_id")
    for row in rows:
        found[row.appearance_claim_id].append(
            AppearanceRow(
                claim_id=row.appearance_claim_id,
                report=report_row(row),
                words=row.appearance_words,
                place=row.appearance_place,
                hedge=row.appearance_hedge,
                note=row.appearance_note,
                ways=ways.get(row.appearance_id, ()),
            )
        )
    return found


def reports_by_id(session: Session, vantage: Vantage, ids: Iterable[int]) -> dict[int, ReportRow]:
    """The reports among ``ids`` that are in view, by id."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = session.execute(reports_selected().where(Report.id.in_(wanted), out(vantage)))
    return {row.id: report_row(row) for row in rows}


def reports_selected(*more: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """The columns of :class:`ReportRow`, and ``more``, from reports and their outlets."""
    return select(
        Report.id,
        Report.slug,
        Report.title,
        Report.url,
        Report.published_on_edtf,
        Report.published_on_earliest,
        Report.published_on_latest,
        Report.language,
        Report.archived_url,
        Report.note,
        Outlet.slug.label("outlet_slug"),
        Outlet.name.label("outlet_name"),
        *more,
    ).join(Outlet, Outlet.id == Report.outlet_id)


def report_row(row: Any) -> ReportRow:
    """One row of :func:`reports_selected`."""
    return ReportRow(
        id=row.id,
        slug=row.slug,
        outlet_slug=row.outlet_slug,
        outlet_name=row.outlet_name,
        title=row.title,
        url=row.url,
        published_on=stored_date(row.published_on_edtf, row.published_on_earliest, row.published_on_latest),
        language=row.language,
        archived_url=row.archived_url,
        note=row.note,
    )


def ways_of(session: Session, condition: ColumnElement[bool], *, key: str) -> Mapping[int, Ways]:
    """The ways back under ``condition`` on relays, by the relay's column ``key``."""
    statement = (
        select(
            getattr(Relay, key).label("key"),
            Relay.credit_no,
            Outlet.slug.label("outlet_slug"),
            Outlet.name.label("outlet_name"),
            Speaker.slug.label("speaker_slug"),
            Speaker.name.label("speaker_name"),
            Credited.slug.label("report_slug"),
            Credited.title.label("report_title"),
            Publisher.slug.label("publisher_slug"),
            Publisher.name.label("publisher_name"),
        )
        .outerjoin(Outlet, Outlet.id == Relay.outlet_id)
        .outerjoin(Speaker, Speaker.id == Relay.speaker_id)
        .outerjoin(Credited, Credited.id == Relay.credited_report_id)
        .outerjoin(Publisher, Publisher.id == Credited.outlet_id)
        .where(condition)
        .order_by(Relay.credit_no, Relay.hop_no)
    )
    ways: dict[int, dict[int, list[HopRow]]] = {}
    for row in session.execute(statement):
        ways.setdefault(row.key, {}).setdefault(row.credit_no, []).append(_hop(row))
    return {key: tuple(tuple(way) for way in by_credit.values()) for key, by_credit in ways.items()}


def _hop(row: Any) -> HopRow:
    if row.outlet_slug is not None:
        return HopRow("outlet", row.outlet_slug, row.outlet_name)
    if row.speaker_slug is not None:
        return HopRow("speaker", row.speaker_slug, row.speaker_name)
    publisher = (row.publisher_slug, row.publisher_name)
    return HopRow("report", row.report_slug, row.report_title or row.publisher_name, publisher)


def all_reports(found: Mapping[int, Sequence[AppearanceRow]]) -> list[ReportRow]:
    """Every report among appearances once, in the order of their first mention."""
    return list({row.report.id: row.report for rows in found.values() for row in rows}.values())
