"""Who a speaker or an outlet is at a vantage: names in all scripts, kind, country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import NotFound
from factbase.domain.vantage import Vantage
from factbase.models import Outlet, OutletKind, OutletName, Speaker, SpeakerKind, SpeakerName
from factbase.queries.people import PersonKind, outlets_in_view, speakers_in_view
from factbase.queries.recorded import contents_then
from factbase.queries.statuses import recorded


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another way of writing a name; ``language`` is a BCP 47 tag or None."""

    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who it is. ``names`` are the other spellings, in the order of their recording."""

    id: int
    slug: str
    name: str
    kind: PersonKind | None
    country: str | None
    names: Sequence[OtherName]


def speaker_profile(session: Session, vantage: Vantage, slug: str) -> Profile:
    """The speaker, in two statements, and one more for what was recorded by an instant.

    :raises NotFound: there is none, or nothing by or about it is in view.
    """
    statement = select(Speaker.id, Speaker.slug, Speaker.name, Speaker.kind, Speaker.country)
    row = session.execute(statement.where(Speaker.slug == slug, speakers_in_view(vantage))).one_or_none()
    if row is None:
        raise NotFound("speaker", slug)
    names = select(SpeakerName.name, SpeakerName.language).where(
        SpeakerName.speaker_id == row.id, recorded(SpeakerName.recorded_at, vantage)
    )
    then = _then(session, vantage, "speaker", row.id)
    kind = SpeakerKind(then["kind"]) if then else row.kind
    return _profile(row, kind, then, session.execute(names.order_by(SpeakerName.id)).all())


def outlet_profile(session: Session, vantage: Vantage, slug: str) -> Profile:
    """The outlet, in two statements, and one more for what was recorded by an instant.

    :raises NotFound: there is none, or nothing by or about it is in view.
    """
    statement = select(Outlet.id, Outlet.slug, Outlet.name, Outlet.kind, Outlet.country)
    row = session.execute(statement.where(Outlet.slug == slug, outlets_in_view(vantage))).one_or_none()
    if row is None:
        raise NotFound("outlet", slug)
    names = select(OutletName.name, OutletName.language).where(
        OutletName.outlet_id == row.id, recorded(OutletName.recorded_at, vantage)
    )
    then = _then(session, vantage, "outlet", row.id)
    kind = (OutletKind(then["kind"]) if then["kind"] else None) if then else row.kind
    return _profile(row, kind, then, session.execute(names.order_by(OutletName.id)).all())


def _then(session: Session, vantage: Vantage, subject: str, id_: int) -> Mapping[str, Any] | None:
    return contents_then(session, vantage, subject, [id_]).get(id_) if vantage.recorded_by else None


def _profile(row: Any, kind: PersonKind | None, then: Mapping[str, Any] | None, names: Sequence[Any]) -> Profile:
    name = then["name"] if then else row.name
    return Profile(
        id=row.id,
        slug=row.slug,
        name=name,
        kind=kind,
        country=then["country"] if then else row.country,
        names=[OtherName(other.name, other.language) for other in names if other.name != name],
    )
