"""A claim as a fact-checker enters it: speaker, role and story by name, some of them new, and its first report.

Each function is one submit: all of it is recorded, or nothing once the caller rolls back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import FieldProblem, InvalidInput
from factbase.domain.roles import Actor
from factbase.models import Claim, Role, Speaker
from factbase.services.citing import AppearanceGiven, Collecting, appear_in, find_report
from factbase.services.naming import (
    NewRole,
    NewSpeaker,
    NewStory,
    add_role,
    add_speaker,
    add_story,
    role_titled,
    speaker_named,
)
from factbase.services.recording import NewClaim, Rewording, record_claim, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import ClaimWording, check_wording, text_or_none


@dataclass(frozen=True, slots=True)
class WordingGiven:
    """A claim's wording with its speaker, role and story as they were entered.

    ``speaker_kind`` says that the speaker is new, ``role_is_new`` that the role is; ``story_title`` opens a story. The
    same fields of ``wording`` are filled in from these.
    """

    wording: ClaimWording
    speaker: str
    speaker_kind: str | None = None
    speaker_country: str | None = None
    role: str | None = None
    role_is_new: bool = False
    story: str | None = None
    story_title: str | None = None


def enter_claim(
    session: Session,
    given: WordingGiven,
    appearance: AppearanceGiven | None,
    *,
    publish: bool,
    actor: Actor,
    now: datetime,
) -> Claim:
    """Record a claim, with the report that it stands in, if any.

    :raises InvalidInput: names every field that is wrong.
    """
    problems: list[FieldProblem] = []
    wording = _resolved(session, given, problems, actor=actor, now=now)
    found = find_report(session, appearance, problems, actor=actor, now=now) if appearance else None
    if problems:
        raise InvalidInput([*problems, *_other_problems(wording, problems, now)])
    claim = record_claim(session, NewClaim(wording, publish=publish), actor=actor, now=now)
    if appearance and found:
        appear_in(session, claim.slug, appearance, found, version=claim.version, actor=actor, now=now)
    return claim


def enter_rewording(
    session: Session, slug: str, given: WordingGiven, *, version: int, reason: str, actor: Actor, now: datetime
) -> Claim:
    """Change what is written in a claim.

    :raises Conflict: it is no longer at ``version``; nothing was recorded for it.
    :raises InvalidInput: names every field that is wrong.
    """
    locked_claim(session, slug, version=version)
    problems: list[FieldProblem] = []
    wording = _resolved(session, given, problems, actor=actor, now=now)
    if problems:
        raise InvalidInput([*problems, *_other_problems(wording, problems, now)])
    return reword_claim(session, Rewording(slug, version, wording, reason), actor=actor, now=now)


def _resolved(
    session: Session, given: WordingGiven, problems: list[FieldProblem], *, actor: Actor, now: datetime
) -> ClaimWording:
    """The wording with the slugs of what was entered by name."""
    speaker: Speaker | None = None
    role: Role | None = None
    story = given.story
    with Collecting(problems):
        speaker = _speaker(session, given, actor=actor, now=now)
    if speaker is not None:
        with Collecting(problems):
            role = _role(session, speaker, given, actor=actor, now=now)
    if text_or_none(given.story_title):
        with Collecting(problems, title="story_title"):
            story = add_story(session, NewStory(given.story_title or ""), actor=actor, now=now).slug
    return replace(
        given.wording,
        speaker=speaker.slug if speaker is not None else "",
        role=role.title if role is not None else None,
        story=story,
    )


def _speaker(session: Session, given: WordingGiven, *, actor: Actor, now: datetime) -> Speaker:
    name = given.speaker.strip()
    if not name:
        raise InvalidInput.one("speaker", "Say who said it.")
    known = speaker_named(session, name)
    if known is not None:
        return known
    if not given.speaker_kind:
        raise InvalidInput.one(
            "speaker", f"Nobody named “{name}” is on record. Take one who is, or say below what sort of speaker it is."
        )
    return add_speaker(session, NewSpeaker(name, given.speaker_kind, given.speaker_country), actor=actor, now=now)


def _role(session: Session, speaker: Speaker, given: WordingGiven, *, actor: Actor, now: datetime) -> Role | None:
    title = text_or_none(given.role)
    if title is None:
        return None
    known = role_titled(session, speaker, title)
    if known is not None:
        return known
    titles = session.scalars(
        select(Role.title).where(Role.speaker_id == speaker.id).order_by(Role.title).distinct()
    ).all()
    if titles and not given.role_is_new:
        raise InvalidInput.one(
            "role",
            f"Not a role of {speaker.name} on record. Take one that is, or tick that it is new: {'; '.join(titles)}.",
        )
    return add_role(session, speaker, NewRole(title, country=speaker.country), actor=actor, now=now)


def _other_problems(wording: ClaimWording, known: list[FieldProblem], now: datetime) -> list[FieldProblem]:
    """What else is wrong with a wording that could not be put together."""
    try:
        check_wording(wording, today=now.date())
    except InvalidInput as error:
        fields = {problem.field for problem in known}
        return [problem for problem in error.problems if problem.field not in fields]
    return []
