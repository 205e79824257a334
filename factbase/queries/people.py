"""Speakers and outlets in lists: who is in view, how many claims they have, and where these stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Subquery, exists, func, or_, select
from sqlalchemy.orm import Session

from factbase.domain.dates import EdtfDate
from factbase.domain.status import Status
from factbase.domain.text import fold_name
from factbase.domain.vantage import Vantage
from factbase.models import (
    Assessment,
    Claim,
    Outlet,
    OutletKind,
    OutletName,
    Relay,
    Report,
    Speaker,
    SpeakerKind,
    SpeakerName,
)
from factbase.queries.claims import Selected, status_of
from factbase.queries.credits import carried, credits_outlet, relays_in_view
from factbase.queries.recorded import contents_then
from factbase.queries.statuses import out, published, recorded, standings

PersonKind: TypeAlias = SpeakerKind | OutletKind


class PeopleOrder(StrEnum):
    """How a list of people runs. There is no order by what came of their claims."""

    NAME = "name"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What a list is narrowed to, and how it runs; None leaves it open. ``q`` is a part of any of the names."""

    q: str | None = None
    kind: PersonKind | None = None
    country: str | None = None
    order: PeopleOrder = PeopleOrder.NAME


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A speaker or an outlet in a list. ``reports`` is None for speakers; ``latest`` is the day of the newest claim."""

    id: int
    slug: str
    name: str
    kind: PersonKind | None
    country: str | None
    reports: int | None = None
    statuses: Mapping[Status, int] = field(default_factory=dict)
    latest: EdtfDate | None = None

    @property
    def claims(self) -> int:
        """How many claims it has in view."""
        return sum(self.statuses.values())


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One page of a list, how many there are on all its pages, and the countries to choose from."""

    rows: Sequence[PersonRow]
    total: int
    countries: Sequence[str]


def speakers_in_view(vantage: Vantage) -> ColumnElement[bool]:
    """Keep speakers whom a reader can know of: by a claim, or because a report credits them."""
    credit = relays_in_view(vantage, Relay.id).where(Relay.speaker_id == Speaker.id)
    return or_(exists().where(Claim.speaker_id == Speaker.id, published(vantage)), credit.exists())


def outlets_in_view(vantage: Vantage) -> ColumnElement[bool]:
    """Keep outlets that a reader can know of: by a report, or because another one credits them."""
    credit = relays_in_view(vantage, Relay.id).where(credits_outlet(Outlet.id))
    return or_(exists().where(Report.outlet_id == Outlet.id, out(vantage)), credit.exists())


def speakers(session: Session, vantage: Vantage, given: PeopleFilter, *, limit: int, offset: int = 0) -> PeopleList:
    """Speakers in view that match ``given``. Five statements, and one more for what was recorded by an instant."""

    def said(ids: Sequence[int] | None) -> Subquery:
        pairs = select(Claim.speaker_id.label("whose"), Claim.id.label("claim_id")).where(published(vantage))
        return (pairs if ids is None else pairs.where(Claim.speaker_id.in_(ids))).subquery()

    sort = _Sort(Speaker, SpeakerKind, SpeakerName, SpeakerName.speaker_id, speakers_in_view(vantage), said)
    return _listed(session, vantage, sort, given, limit=limit, offset=offset)


def outlets(session: Session, vantage: Vantage, given: PeopleFilter, *, limit: int, offset: int = 0) -> PeopleList:
    """Outlets in view that match ``given``, with the claims that they published or are credited for.

    Six statements, and one more for what was recorded by an instant.
    """

    def said(ids: Sequence[int] | None) -> Subquery:
        pairs = carried(vantage, ids).subquery()
        claims = select(pairs.c.outlet_id.label("whose"), pairs.c.claim_id)
        return claims.join(Claim, Claim.id == pairs.c.claim_id).where(published(vantage)).subquery()

    sort = _Sort(Outlet, OutletKind, OutletName, OutletName.outlet_id, outlets_in_view(vantage), said)
    found = _listed(session, vantage, sort, given, limit=limit, offset=offset)
    counts = _report_counts(session, vantage, [row.id for row in found.rows])
    return replace(found, rows=[replace(row, reports=counts.get(row.id, 0)) for row in found.rows])


@dataclass(frozen=True, slots=True)
class _Sort:
    """Speakers or outlets: their table, that of their other names, and who of them is in view.

    ``said`` gives the claims (``whose``, ``claim_id``) of those with the ids, or of all.
    """

    table: type[Speaker] | type[Outlet]
    kinds: type[SpeakerKind] | type[OutletKind]
    names: type[SpeakerName] | type[OutletName]
    named: Any
    in_view: ColumnElement[bool]
    said: Callable[[Sequence[int] | None], Subquery]


def _listed(
    session: Session, vantage: Vantage, sort: _Sort, given: PeopleFilter, *, limit: int, offset: int
) -> PeopleList:
    table = sort.table
    statement = _narrowed(select(table.id, table.slug, table.name, table.kind, table.country), vantage, sort, given)
    if given.order is PeopleOrder.CLAIMS:
        said = sort.said(None)
        counted = select(said.c.whose, func.count().label("claims")).group_by(said.c.whose).subquery()
        statement = statement.outerjoin(counted, counted.c.whose == table.id)
        statement = statement.order_by(func.coalesce(counted.c.claims, 0).desc())
    page = session.execute(statement.order_by(func.lower(table.name), table.id).limit(limit).offset(offset))
    countries = select(table.country).where(sort.in_view, table.country.is_not(None)).distinct()
    return PeopleList(
        rows=_completed(session, vantage, sort, [PersonRow(*row) for row in page]),
        total=session.scalar(_narrowed(select(func.count(table.id)), vantage, sort, given)) or 0,
        countries=[code for code in session.scalars(countries.order_by(table.country)) if code is not None],
    )


def _narrowed(statement: Selected, vantage: Vantage, sort: _Sort, given: PeopleFilter) -> Selected:
    table = sort.table
    statement = statement.where(sort.in_view)
    if given.kind is not None:
        statement = statement.where(table.kind == given.kind)
    if given.country is not None:
        statement = statement.where(table.country == given.country)
    if given.q is not None:
        statement = statement.where(_is_named(vantage, sort, given.q))
    return statement


def _is_named(vantage: Vantage, sort: _Sort, q: str) -> ColumnElement[bool]:
    """Whether ``q`` is a part of the name, or of another spelling, whatever the case, the accents and the hyphens."""
    key = fold_name(q)
    names = sort.names
    other = exists().where(
        sort.named == sort.table.id, names.folded.contains(key, autoescape=True), recorded(names.recorded_at, vantage)
    )
    plain = func.lower(sort.table.name)
    for mark in ("-", " ", ".", "'", "’"):
        plain = func.replace(plain, mark, "")
    return or_(
        # SQLite lowers only A to Z, so names in other scripts are also looked for as they were typed.
        sort.table.name.contains(q, autoescape=True),
        *([plain.contains(key, autoescape=True), other] if key else []),
    )


def _completed(session: Session, vantage: Vantage, sort: _Sort, rows: Sequence[PersonRow]) -> list[PersonRow]:
    ids = [row.id for row in rows]
    said = sort.said(ids)
    statuses = _statuses(session, vantage, said)
    latest = _latest(session, said)
    then = contents_then(session, vantage, sort.table.__tablename__, ids) if vantage.recorded_by else {}
    found = [replace(row, statuses=statuses.get(row.id, {}), latest=latest.get(row.id)) for row in rows]
    return [_as_then(row, sort, then[row.id]) if row.id in then else row for row in found]


def _as_then(row: PersonRow, sort: _Sort, content: Mapping[str, Any]) -> PersonRow:
    kind = sort.kinds(content["kind"]) if content["kind"] else None
    return replace(row, name=content["name"], kind=kind, country=content["country"])


def _statuses(session: Session, vantage: Vantage, said: Subquery) -> dict[int, dict[Status, int]]:
    standing = standings(vantage, Assessment.claim_id.in_(select(said.c.claim_id)))
    status = status_of(standing)
    statement = (
        select(said.c.whose, status.label("status"), func.count().label("claims"))
        .outerjoin(standing, standing.c.claim_id == said.c.claim_id)
        .group_by(said.c.whose, status)
    )
    found: dict[int, dict[Status, int]] = {}
    for row in session.execute(statement):
        found.setdefault(row.whose, {})[row.status] = row.claims
    return found


def _latest(session: Session, said: Subquery) -> dict[int, EdtfDate]:
    made_on = (Claim.made_on_edtf, Claim.made_on_earliest, Claim.made_on_latest)
    newest_first = (Claim.made_on_earliest.desc(), Claim.id.desc())
    place = func.row_number().over(partition_by=said.c.whose, order_by=newest_first).label("place")
    ranked = select(said.c.whose, *made_on, place).join(Claim, Claim.id == said.c.claim_id).subquery()
    rows = session.execute(select(ranked).where(ranked.c.place == 1))
    return {row.whose: EdtfDate(row.made_on_edtf, row.made_on_earliest, row.made_on_latest) for row in rows}


def _report_counts(session: Session, vantage: Vantage, outlet_ids: Sequence[int]) -> dict[int, int]:
    statement = (
        select(Report.outlet_id, func.count().label("reports"))
        .where(Report.outlet_id.in_(outlet_ids), out(vantage))
        .group_by(Report.outlet_id)
    )
    return {row.outlet_id: row.reports for row in session.execute(statement)}
