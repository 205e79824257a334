"""Series of figures that editors named, as they were at a vantage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import NotFound
from factbase.domain.vantage import Vantage
from factbase.models import Claim, FigureSeries, FigureSeriesMember
from factbase.queries.recorded import contents_then
from factbase.queries.statuses import recorded


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """A series by its title. ``claims`` are slugs; which of them are in view is for the story's rows to say."""

    slug: str
    title: str
    claims: Sequence[str]


def named_series(session: Session, vantage: Vantage, story_id: int) -> list[NamedSeries]:
    """The series of a story, in the order in which they were named. Two statements at most, however many there are.

    By an earlier instant they have the title and the figures of that time, those removed since among them.
    """
    if vantage.recorded_by is not None:
        return _named_then(session, vantage, story_id)
    statement = (
        select(FigureSeries.id, FigureSeries.slug, FigureSeries.title, Claim.slug.label("claim"))
        .join(FigureSeriesMember, FigureSeriesMember.series_id == FigureSeries.id)
        .join(Claim, Claim.id == FigureSeriesMember.claim_id)
        .where(FigureSeries.story_id == story_id)
        .order_by(FigureSeries.id, Claim.id)
    )
    found: dict[str, tuple[str, list[str]]] = {}
    for row in session.execute(statement):
        found.setdefault(row.slug, (row.title, []))[1].append(row.claim)
    return [NamedSeries(slug, title, tuple(claims)) for slug, (title, claims) in found.items()]


def series_for_editing(session: Session, slug: str) -> FigureSeries:
    """A series with its story and its claims.

    :raises NotFound: there is none, or it was removed.
    """
    statement = (
        select(FigureSeries)
        .where(FigureSeries.slug == slug, FigureSeries.removed_at.is_(None))
        .options(
            selectinload(FigureSeries.story),
            selectinload(FigureSeries.members).selectinload(FigureSeriesMember.claim),
        )
        .execution_options(populate_existing=True)
    )
    series = session.scalar(statement)
    if series is None:
        raise NotFound("series", slug)
    return series


def _named_then(session: Session, vantage: Vantage, story_id: int) -> list[NamedSeries]:
    statement = (
        select(FigureSeries.id, FigureSeries.slug)
        .where(FigureSeries.story_id == story_id, recorded(FigureSeries.recorded_at, vantage))
        .order_by(FigureSeries.id)
    )
    rows = session.execute(statement).all()
    contents = contents_then(session, vantage, "series", [row.id for row in rows])
    named = [(row.slug, contents[row.id]) for row in rows if row.id in contents]
    return [
        NamedSeries(slug, content["title"], tuple(content["claims"])) for slug, content in named if content["claims"]
    ]
