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
from factbase.models import Claim, Link
from factbase.queries.claims import ClaimFilter, ClaimRow, claim_rows
from factbase.queries.courses import courses
from factbase.queries.origins import origin_counts
from factbase.queries.series import NamedSeries, named_series
from factbase.queries.statuses import published, tied
from factbase.queries.stories import StoryText, story_by_slug


@dataclass(frozen=True, slots=True)
class StoryData:
    """A story at a vantage. ``rows`` are its claims by the day they were made; the mappings have all their ids.

    ``ties`` are the links between two of its claims: the type, the slug of the linking claim, that of the other one.
    """

    text: StoryText
    vantage: Vantage
    rows: Sequence[ClaimRow]
    courses: Mapping[int, Sequence[Stretch]]
    origins: Mapping[int, OriginCount]
    ties: Sequence[tuple[LinkType, str, str]]
    named_series: Sequence[NamedSeries]

    @property
    def updates(self) -> list[tuple[str, str]]:
        """Pairs of slugs: the newer claim, and the one that it updates."""
        return [(newer, older) for type_, newer, older in self.ties if type_ is LinkType.UPDATES]

    @property
    def last_change(self) -> date | None:
        """The newest day on which a claim was made or changed its status."""
        return max((stretch.start for course in self.courses.values() for stretch in course), default=None)


def story_data(session: Session, vantage: Vantage, slug: str) -> StoryData:
    """The story ``slug`` at ``vantage``. Ten statements, however many claims.

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
        ties=_ties(session, vantage, text.id),
        named_series=named_series(session, vantage, text.id),
    )


def _first(row: ClaimRow) -> date:
    if row.made_on.earliest is None:
        raise ValueError(f"{row.slug} has no first day, which no service lets in")
    return row.made_on.earliest


def _ties(session: Session, vantage: Vantage, story_id: int) -> list[tuple[LinkType, str, str]]:
    source, target = aliased(Claim, name="source"), aliased(Claim, name="target")
    statement = (
        select(Link.type, source.slug, target.slug)
        .join(source, source.id == Link.source_id)
        .join(target, target.id == Link.target_id)
        .where(source.story_id == story_id, target.story_id == story_id)
        .where(tied(vantage), published(vantage, source), published(vantage, target))
        .order_by(Link.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]
