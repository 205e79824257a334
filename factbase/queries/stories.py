"""Stories: how many claims stand where, and the days on which something changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CompoundSelect, case, func, select
from sqlalchemy.orm import Session

from factbase.domain.errors import NotFound
from factbase.domain.status import RESOLVED, Status
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim, Story
from factbase.queries.claims import since_of, status_of
from factbase.queries.recorded import contents_then
from factbase.queries.statuses import of_the_whole, published, recorded, standings


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with its mix at the vantage. ``summary`` is None in views of earlier days: it is hindsight."""

    id: int
    slug: str
    title: str
    summary: str | None
    counts: dict[Status, int]
    last_change: date | None
    coming_due: int

    @property
    def claims(self) -> int:
        """How many claims of the story are in view."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class StoryText:
    """What is written of a story. ``summary`` is None in views of earlier days: it is hindsight."""

    id: int
    slug: str
    title: str
    summary: str | None


def story_rows(session: Session, vantage: Vantage) -> list[StoryRow]:
    """All stories in view, those with the most claims first; in an earlier view only those with claims by then."""
    standing = standings(vantage)
    status = status_of(standing)
    due = case((status.not_in(RESOLVED) & (Claim.due_on_latest >= vantage.as_of), 1), else_=0)
    statement = (
        select(
            Claim.story_id,
            status.label("status"),
            func.count().label("claims"),
            func.max(since_of(standing)).label("last_change"),
            func.sum(due).label("coming_due"),
        )
        .outerjoin(standing, standing.c.claim_id == Claim.id)
        .where(published(vantage), Claim.story_id.is_not(None))
        .group_by(Claim.story_id, status)
    )
    counts: dict[int, dict[Status, int]] = {}
    last: dict[int, date] = {}
    coming: dict[int, int] = {}
    for row in session.execute(statement):
        counts.setdefault(row.story_id, {})[row.status] = row.claims
        last[row.story_id] = max(row.last_change, last.get(row.story_id, row.last_change))
        coming[row.story_id] = coming.get(row.story_id, 0) + row.coming_due
    rows = [
        StoryRow(
            id=story.id,
            slug=story.slug,
            title=story.title,
            summary=story.summary,
            counts=counts.get(story.id, {}),
            last_change=last.get(story.id),
            coming_due=coming.get(story.id, 0),
        )
        for story in _stories(session, vantage)
        if story.id in counts or vantage.is_today
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.title))


def story_by_slug(session: Session, vantage: Vantage, slug: str) -> StoryText:
    """What is written of the story, at the vantage.

    :raises NotFound: there is none, or none was recorded by then.
    """
    for story in _stories(session, vantage, slug):
        return story
    raise NotFound("story", slug)


def change_days(session: Session, vantage: Vantage, story: str) -> list[date]:
    """The days in view on which a claim of the story was made or its status decided, in order."""
    return sorted(set(session.scalars(_change_days(vantage, story))))


def next_change_day(session: Session, vantage: Vantage, story: str) -> date | None:
    """The first day after the vantage's on which something changed; None when nothing did until today."""
    later = Vantage(as_of=vantage.today, today=vantage.today, recorded_by=vantage.recorded_by)
    days = _change_days(later, story).subquery()
    first: date | None = session.scalar(select(func.min(days.c.day)).where(days.c.day > vantage.as_of))
    return first


def _change_days(vantage: Vantage, story: str) -> CompoundSelect[date]:
    of_story = (published(vantage), Story.slug == story)
    made = select(Claim.made_on_earliest.label("day")).join(Story).where(*of_story)
    decided = select(Assessment.as_of).join(Claim, Claim.id == Assessment.claim_id).join(Story)
    return made.union(decided.where(*of_story, of_the_whole(vantage)))


def _stories(session: Session, vantage: Vantage, slug: str | None = None) -> list[StoryText]:
    statement = select(Story.id, Story.slug, Story.title, Story.summary).order_by(Story.id)
    statement = statement.where(recorded(Story.recorded_at, vantage))
    if slug is not None:
        statement = statement.where(Story.slug == slug)
    rows = session.execute(statement).all()
    ids = [row.id for row in rows] if vantage.recorded_by else []
    then = contents_then(session, vantage, "story", ids) if ids else {}
    return [
        StoryText(
            id=row.id,
            slug=row.slug,
            title=then[row.id]["title"] if row.id in then else row.title,
            summary=_summary(then[row.id]["summary"] if row.id in then else row.summary, vantage),
        )
        for row in rows
    ]


def _summary(text: str | None, vantage: Vantage) -> str | None:
    return text if vantage.as_of == vantage.today else None
