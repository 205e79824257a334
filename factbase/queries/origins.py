"""Where claims come from at a vantage: reports in view, put before the rules of :mod:`factbase.domain.origins`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.origins import ClaimSpeaker, Node, OriginCount, attribution_tree, origins
from factbase.domain.relays import Carried, CreditedReport, Hop, Party
from factbase.domain.vantage import Vantage
from factbase.models import Outlet, OutletName, Speaker, SpeakerName
from factbase.queries.claims import ClaimRow
from factbase.queries.reports import AppearanceRow, HopRow, ReportRow, appearances
from factbase.queries.statuses import recorded

Aliases = Mapping[tuple[str, str], tuple[str, ...]]
"""Other names, by what bears them ("outlet" or "speaker") and its slug."""


def origin_counts(session: Session, vantage: Vantage, rows: Iterable[ClaimRow]) -> dict[int, OriginCount]:
    """How many reports and independent origins each claim has, by id. Four statements, however many claims."""
    claims = list(rows)
    found = appearances(session, vantage, [row.id for row in claims])
    aliases = other_names(session, vantage)
    return {
        row.id: origins(_carried(found[row.id], aliases), _speaker(row, aliases)) if found[row.id] else NOTHING
        for row in claims
    }


NOTHING = OriginCount(reports=0, independent=0, names=(), unstated=0)
"""Of a claim without a report in view."""


def origins_of(row: ClaimRow, found: Sequence[AppearanceRow], aliases: Aliases) -> OriginCount:
    """The count for one claim whose appearances are at hand."""
    return origins(_carried(found, aliases), _speaker(row, aliases)) if found else NOTHING


def tree_of(row: ClaimRow, found: Sequence[AppearanceRow], aliases: Aliases) -> tuple[Node, ...]:
    """The attribution tree of one claim whose appearances are at hand."""
    return attribution_tree(_carried(found, aliases), _speaker(row, aliases))


def other_names(session: Session, vantage: Vantage) -> Aliases:
    """All other names of outlets and speakers that were recorded by then; there are few. Two statements."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    outlets = (
        select(Outlet.slug, OutletName.name)
        .join(OutletName, OutletName.outlet_id == Outlet.id)
        .where(recorded(OutletName.recorded_at, vantage))
    )
    speakers = (
        select(Speaker.slug, SpeakerName.name)
        .join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
        .where(recorded(SpeakerName.recorded_at, vantage))
    )
    for kind, statement in (("outlet", outlets), ("speaker", speakers)):
        for slug, name in session.execute(statement):
            names[kind, slug] = (*names.get((kind, slug), ()), name)
    return names


def _carried(found: Sequence[AppearanceRow], aliases: Aliases) -> list[Carried]:
    return [
        Carried(
            report=_report(one.report, aliases),
            credits=tuple(tuple(_hop(hop, aliases) for hop in way) for way in one.ways),
        )
        for one in found
    ]


def _report(report: ReportRow, aliases: Aliases) -> CreditedReport:
    outlet = Party("outlet", report.outlet_slug, report.outlet_name, aliases.get(("outlet", report.outlet_slug), ()))
    return CreditedReport(slug=report.slug, outlet=outlet, published_on=report.published_on)


def _hop(hop: HopRow, aliases: Aliases) -> Hop:
    if hop.publisher is not None:
        slug, name = hop.publisher
        return CreditedReport(slug=hop.slug, outlet=Party("outlet", slug, name, aliases.get(("outlet", slug), ())))
    if hop.kind == "speaker":
        return Party("speaker", hop.slug, hop.name, aliases.get(("speaker", hop.slug), ()))
    return Party("outlet", hop.slug, hop.name, aliases.get(("outlet", hop.slug), ()))


def _speaker(row: ClaimRow, aliases: Aliases) -> ClaimSpeaker:
    return ClaimSpeaker(
        kind=row.speaker_kind.value,
        slug=row.speaker_slug,
        name=row.speaker_name,
        aliases=aliases.get(("speaker", row.speaker_slug), ()),
        role=row.role or "",
    )
