"""Series of figures: named by editors, who say which figures count the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import AlreadyRecorded, Conflict, FieldProblem, InvalidInput, NotFound
from factbase.domain.figures import FEWEST_NAMED
from factbase.domain.measures import measure_of
from factbase.domain.roles import Actor, Permission
from factbase.domain.text import slugify, unique_slug
from factbase.models import Claim, FigureSeries, FigureSeriesMember, Story
from factbase.services.contents import series_content
from factbase.services.ledger import Entry, append_act
from factbase.services.revising import keep_revision
from factbase.services.wording import too_long

MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class NewSeries:
    """Figures of ``story`` that count the same thing, by the slugs of their claims.

    ``slug`` is made from the title where none is given; for a change it says which series, and ``version`` is the one
    that was read.
    """

    story: str
    title: str
    claims: Sequence[str]
    slug: str | None = None
    version: int | None = None


def name_series(session: Session, new: NewSeries, *, actor: Actor, now: datetime) -> FigureSeries:
    """Record that figures belong together, under a title.

    :raises InvalidInput: names what is wrong, and the series that a claim is in already.
    :raises AlreadyRecorded: the slug that was asked for is taken.
    """
    actor.require(Permission.ARRANGE)
    story = session.scalar(select(Story).where(Story.slug == new.story))
    if story is None:
        raise InvalidInput([FieldProblem("story", f"There is no story “{new.story}”."), *_title_problems(new.title)])
    claims = _figures(session, story, new, series=None)
    series = FigureSeries(slug=_slug(session, new), story=story, title=new.title.strip(), recorded_at=now, version=1)
    series.members = [FigureSeriesMember(claim=claim, recorded_at=now) for claim in claims]
    session.add(series)
    _keep(session, series, "name", actor=actor, now=now)
    return series


def change_series(session: Session, change: NewSeries, *, actor: Actor, now: datetime) -> FigureSeries:
    """Give the series ``change.slug`` another title or other figures.

    :raises InvalidInput: names what is wrong, and the series that a claim is in already; or nothing differs.
    :raises NotFound: there is no such series in that story.
    :raises Conflict: it is no longer at ``change.version``.
    """
    actor.require(Permission.ARRANGE)
    series = _locked(session, change.slug or "", version=change.version)
    if series.story.slug != change.story:
        raise NotFound("series", change.slug)
    before = series_content(series)
    claims = _figures(session, series.story, change, series=series)
    held = {member.claim_id: member for member in series.members}
    series.title = change.title.strip()
    series.members = [held.get(claim.id) or FigureSeriesMember(claim=claim, recorded_at=now) for claim in claims]
    if series_content(series) == before:
        raise InvalidInput.one("title", "Nothing differs from what is on record.")
    series.version += 1
    _keep(session, series, "change", actor=actor, now=now)
    return series


def remove_series(session: Session, slug: str, *, version: int | None, actor: Actor, now: datetime) -> FigureSeries:
    """Let the figures of a series go back to where the rule puts them. What it was stays on record.

    :raises NotFound: there is no such series.
    :raises Conflict: it is no longer at ``version``.
    """
    actor.require(Permission.ARRANGE)
    series = _locked(session, slug, version=version)
    series.members = []
    series.removed_at = now
    series.version += 1
    _keep(session, series, "remove", actor=actor, now=now)
    return series


def _keep(session: Session, series: FigureSeries, verb: str, *, actor: Actor, now: datetime) -> None:
    session.flush()
    content = series_content(series)
    keep_revision(session, "series", series, content, reason="", actor=actor, now=now)
    append_act(session, Entry(verb, "series", series.slug, content), actor=actor, now=now)


def _locked(session: Session, slug: str, *, version: int | None) -> FigureSeries:
    statement = (
        select(FigureSeries)
        .where(FigureSeries.slug == slug, FigureSeries.removed_at.is_(None))
        .options(
            selectinload(FigureSeries.story),
            selectinload(FigureSeries.members).selectinload(FigureSeriesMember.claim),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    series = session.scalar(statement)
    if series is None:
        raise NotFound("series", slug)
    if version is not None and series.version != version:
        raise Conflict("series", slug, yours=version, current=series.version)
    return series


def _figures(session: Session, story: Story, new: NewSeries, *, series: FigureSeries | None) -> list[Claim]:
    """The claims that ``new`` names, locked, in the order of their recording.

    :raises InvalidInput: they cannot be a series, or the title cannot be one.
    """
    slugs = list(dict.fromkeys(new.claims))
    # Locked in one order, so that of two editors who want the same figure the second sees what the first did.
    statement = select(Claim).where(Claim.slug.in_(slugs)).order_by(Claim.id).with_for_update()
    found = {claim.slug: claim for claim in session.scalars(statement)}
    problems = _title_problems(new.title)
    if len(slugs) < FEWEST_NAMED:
        problems.append(FieldProblem("claims", f"Choose at least {FEWEST_NAMED} figures: one alone is no series."))
    for slug in slugs:
        problems += _misfit(slug, found.get(slug), story)
    problems += _elsewhere(session, found, series) + _unlike(list(found.values()))
    if problems:
        raise InvalidInput(problems)
    return list(found.values())


def _misfit(slug: str, claim: Claim | None, story: Story) -> list[FieldProblem]:
    """Why a claim cannot be in any series of ``story``; empty when it can."""
    if claim is None:
        return [FieldProblem("claims", f"There is no claim “{slug}”.")]
    if claim.published_at is None:
        return [FieldProblem("claims", f"“{slug}” is a draft; publish it first.")]
    if claim.story_id != story.id:
        return [FieldProblem("claims", f"“{slug}” is not in the story “{story.title}”.")]
    if claim.quantity is None:
        return [FieldProblem("claims", f"“{slug}” states no figure.")]
    return []


def _elsewhere(session: Session, claims: dict[str, Claim], series: FigureSeries | None) -> list[FieldProblem]:
    """Claims that are in another series than ``series``, with its name."""
    statement = (
        select(Claim.slug, FigureSeries.title)
        .join(FigureSeriesMember, FigureSeriesMember.claim_id == Claim.id)
        .join(FigureSeries, FigureSeries.id == FigureSeriesMember.series_id)
        .where(Claim.id.in_([claim.id for claim in claims.values()]), FigureSeries.id != (series.id if series else 0))
        .order_by(Claim.id)
    )
    return [
        FieldProblem("claims", f"“{row.slug}” is in the series “{row.title}” already; take it out there first.")
        for row in session.execute(statement)
    ]


def _unlike(claims: Sequence[Claim]) -> list[FieldProblem]:
    """The problem of figures that cannot share an axis; empty when they count in one unit."""
    measures: dict[str, list[str]] = {}
    for claim in claims:
        if claim.quantity is not None:
            measures.setdefault(measure_of(claim.quantity), []).append(claim.slug)
    if len(measures) < 2:
        return []
    counted = "; ".join(f"{measure}: {', '.join(slugs)}" for measure, slugs in measures.items())
    return [FieldProblem("claims", f"These count in different units and cannot share an axis. {counted}.")]


def _title_problems(title: str) -> list[FieldProblem]:
    if not title.strip():
        return [FieldProblem("title", "Say what is counted: “Containers of munitions sent to Russia”.")]
    return too_long("title", title, MAX_TITLE)


def _slug(session: Session, new: NewSeries) -> str:
    def taken(slug: str) -> bool:
        return session.scalar(select(FigureSeries.id).where(FigureSeries.slug == slug)) is not None

    if new.slug is None:
        return unique_slug(slugify(new.title), taken)
    if new.slug != slugify(new.slug, max_length=120):
        raise InvalidInput.one("slug", "Use lower-case letters, digits and hyphens only.")
    if taken(new.slug):
        raise AlreadyRecorded("slug", f"The address “{new.slug}” is taken.")
    return new.slug
