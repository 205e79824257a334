"""Everything that the page, the charts and the JSON of a story are made of: the same data for all three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from factbase.domain.courses import Stretch, stretches
from factbase.domain.links import LinkType
from factbase.domain.origins import OriginCount
from factbase.domain.vantage import Vantage
from factbase.models import Claim, Link, Story
from factbase.queries.claims import ClaimFilter, ClaimRow, claim_rows
from factbase.queries.courses import courses
from factbase.queries.origins import origin_counts
from factbase.queries.statuses import published, tied
from factbase.queries.stories import StoryText, story_by_slug


@dataclass(frozen=True, slots=True)
class StoryData:
    """A story at a vantage. ``rows`` are its claims by the day they were made; the mappings have all their ids.

    ``updates`` are pairs of slugs: the newer claim, and the one that it updates.
    """

    text: StoryText
    vantage: Vantage
    rows: Sequence[ClaimRow]
    courses: Mapping[int, Sequence[Stretch]]
    origins: Mapping[int, OriginCount]
    updates: Sequence[tuple[str, str]]

    @property
    def last_change(self) -> date | None:
        """The newest day on which a claim was made or changed its status."""
        return max((stretch.start for course in self.courses.values() for stretch in course), default=None)


def story_data(session: Session, vantage: Vantage, slug: str) -> StoryData:
    """The story ``slug`` at ``vantage``. Nine statements, however many claims.

    :raises NotFound: there is no such story.
    """
    text = story_by_slug(session, vantage, slug)
    rows = claim_rows(session, vantage, ClaimFilter(story=(slug,)))
    decided = courses(session, vantage, [row.id for row in rows])
    return StoryData(
        text=text,
        vantage=vantage,
        rows=rows,
        courses={row.id: stretches(_first(row), decided[row.id], as_of=vantage.as_of) for row in rows},
        origins=origin_counts(session, vantage, rows),
        updates=_updates(session, vantage, slug),
    )


def _first(row: ClaimRow) -> date:
    if row.made_on.earliest is None:
        raise ValueError(f"{row.slug} has no first day, which no service lets in")
    return row.made_on.earliest


def _updates(session: Session, vantage: Vantage, slug: str) -> list[tuple[str, str]]:
    newer, older = aliased(Claim, name="newer"), aliased(Claim, name="older")
    statement = (
        select(newer.slug, older.slug)
        .select_from(Link)
        .join(newer, newer.id == Link.source_id)
        .join(older, older.id == Link.target_id)
        .where(Link.type == LinkType.UPDATES, tied(vantage))
        .where(published(vantage, newer), published(vantage, older))
        .join(Story, (Story.id == newer.story_id) & (Story.id == older.story_id))
        .where(Story.slug == slug)
        .order_by(Link.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
