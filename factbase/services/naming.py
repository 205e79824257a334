"""Stories, speakers, outlets and roles: found by name, or recorded when they are new."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.codes import is_country, is_language
from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.errors import AlreadyRecorded, FieldProblem, InvalidInput
from factbase.domain.roles import Actor, Permission
from factbase.domain.text import fold_name, slugify, unique_slug
from factbase.models import Outlet, OutletKind, OutletName, Role, Speaker, SpeakerKind, SpeakerName, Story
from factbase.services.contents import outlet_content, role_content, speaker_content, story_content
from factbase.services.ledger import Entry, append_act
from factbase.services.revising import keep_revision
from factbase.services.wording import text_or_none

MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class NewName:
    """Another way of writing a name; ``language`` is a BCP 47 tag or None."""

    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class NewStory:
    """A storyline; the slug is made from the title when none is given."""

    title: str
    summary: str | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """Somebody who says things; ``names`` are other spellings."""

    name: str
    kind: str
    country: str | None = None
    names: Sequence[NewName] = ()


@dataclass(frozen=True, slots=True)
class NewOutlet:
    """Somebody who publishes; ``names`` are other spellings."""

    name: str
    kind: str | None = None
    country: str | None = None
    names: Sequence[NewName] = ()


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role of a speaker; the dates are EDTF, and None where nobody recorded them."""

    title: str
    country: str | None = None
    held_from: str | None = None
    held_to: str | None = None


def add_story(session: Session, new: NewStory, *, actor: Actor, now: datetime) -> Story:
    """Record a storyline.

    :raises InvalidInput: the title is empty or too long.
    :raises AlreadyRecorded: the slug that was asked for is taken.
    """
    actor.require(Permission.PUBLISH)
    problems = story_problems(new)
    if problems:
        raise InvalidInput(problems)
    title = new.title.strip()
    slug = _slug(session, Story, new.slug, title)
    story = Story(slug=slug, title=title, summary=text_or_none(new.summary), recorded_at=now)
    session.add(story)
    session.flush()
    keep_revision(session, "story", story, story_content(story), reason="", actor=actor, now=now)
    append_act(session, Entry("record", "story", slug, story_content(story)), actor=actor, now=now)
    return story


def add_speaker(session: Session, new: NewSpeaker, *, actor: Actor, now: datetime) -> Speaker:
    """Record a speaker.

    :raises InvalidInput: names every field that is wrong.
    """
    actor.require(Permission.DRAFT)
    problems = speaker_problems(new)
    if problems:
        raise InvalidInput(problems)
    name = new.name.strip()
    speaker = Speaker(
        slug=_slug(session, Speaker, None, name),
        name=name,
        kind=SpeakerKind(new.kind),
        country=new.country or None,
        recorded_at=now,
    )
    speaker.names = [
        SpeakerName(name=other, folded=fold_name(other), language=language, recorded_at=now)
        for other, language in other_names(new.names, known={name})
    ]
    speaker.roles = []
    session.add(speaker)
    session.flush()
    content = speaker_content(speaker)
    keep_revision(session, "speaker", speaker, content, reason="", actor=actor, now=now)
    append_act(session, Entry("record", "speaker", speaker.slug, content), actor=actor, now=now)
    return speaker


def add_role(session: Session, speaker: Speaker, new: NewRole, *, actor: Actor, now: datetime) -> Role:
    """Record a role that ``speaker`` held.

    :raises InvalidInput: the title is empty, or a date cannot be read, or it ended before it began.
    """
    actor.require(Permission.DRAFT)
    problems = role_problems(new)
    if problems:
        raise InvalidInput(problems)
    held_from = parse_edtf_date(new.held_from, field="held_from") if new.held_from else None
    held_to = parse_edtf_date(new.held_to, field="held_to") if new.held_to else None
    role = Role(speaker=speaker, title=new.title.strip(), country=new.country or None, recorded_at=now)
    if held_from:
        role.held_from_edtf, role.held_from_earliest, role.held_from_latest = (
            held_from.edtf,
            held_from.earliest,
            held_from.latest,
        )
    if held_to:
        role.held_to_edtf, role.held_to_earliest, role.held_to_latest = held_to.edtf, held_to.earliest, held_to.latest
    session.add(role)
    speaker.version += 1
    session.flush()
    append_act(session, Entry("role", "speaker", speaker.slug, role_content(role)), actor=actor, now=now)
    return role


def add_outlet(session: Session, new: NewOutlet, *, actor: Actor, now: datetime) -> Outlet:
    """Record an outlet or an agency.

    :raises InvalidInput: names every field that is wrong.
    :raises AlreadyRecorded: there is one of this name.
    """
    actor.require(Permission.DRAFT)
    problems = outlet_problems(new)
    if problems:
        raise InvalidInput(problems)
    name = new.name.strip()
    if session.scalar(select(Outlet.id).where(Outlet.name == name)) is not None:
        raise AlreadyRecorded("outlet", f"An outlet named “{name}” is on record already.")
    outlet = Outlet(
        slug=_slug(session, Outlet, None, name),
        name=name,
        kind=OutletKind(new.kind) if new.kind else None,
        country=new.country or None,
        recorded_at=now,
    )
    outlet.names = [
        OutletName(name=other, folded=fold_name(other), language=language, recorded_at=now)
        for other, language in other_names(new.names, known={name})
    ]
    session.add(outlet)
    session.flush()
    content = outlet_content(outlet)
    keep_revision(session, "outlet", outlet, content, reason="", actor=actor, now=now)
    append_act(session, Entry("record", "outlet", outlet.slug, content), actor=actor, now=now)
    return outlet


def speaker_named(session: Session, name: str) -> Speaker | None:
    """The speaker of exactly this name, or of whom it is another spelling on record; None when there is none."""
    speaker = session.scalar(select(Speaker).where(Speaker.name == name).order_by(Speaker.id).limit(1))
    if speaker is not None:
        return speaker
    also = select(Speaker).join(SpeakerName).where(SpeakerName.name == name).order_by(Speaker.id).limit(1)
    return session.scalar(also)


def outlet_named(session: Session, name: str) -> Outlet | None:
    """The outlet of exactly this name, or of which it is another name on record; None when there is none."""
    outlet = session.scalar(select(Outlet).where(Outlet.name == name))
    if outlet is not None:
        return outlet
    return session.scalar(select(Outlet).join(OutletName).where(OutletName.name == name).order_by(Outlet.id).limit(1))


def role_titled(session: Session, speaker: Speaker, title: str) -> Role | None:
    """The role of ``speaker`` with this title; the one recorded last when it was held more than once."""
    statement = select(Role).where(Role.speaker_id == speaker.id, Role.title == title).order_by(Role.id.desc()).limit(1)
    return session.scalar(statement)


def _slug(session: Session, model: type[Story] | type[Speaker] | type[Outlet], asked: str | None, name: str) -> str:
    def taken(slug: str) -> bool:
        return session.scalar(select(model.id).where(model.slug == slug)) is not None

    if asked is None:
        return unique_slug(slugify(name), taken)
    if asked != slugify(asked, max_length=120):
        raise InvalidInput.one("slug", "Use lower-case letters, digits and hyphens only.")
    if taken(asked):
        raise AlreadyRecorded("slug", f"The address “{asked}” is taken.")
    return asked


def other_names(given: Sequence[NewName], *, known: Set[str]) -> list[tuple[str, str | None]]:
    """Names with their languages, trimmed, each once, without those that are ``known``."""
    names = {one.name.strip(): text_or_none(one.language) for one in given}
    return [(name, language) for name, language in names.items() if name not in known]


def story_problems(new: NewStory) -> list[FieldProblem]:
    """What is wrong with a story by itself; empty when it can be recorded."""
    return _name_problems("title", new.title)


def speaker_problems(new: NewSpeaker) -> list[FieldProblem]:
    """What is wrong with a speaker by itself; empty when it can be recorded."""
    problems = _name_problems("speaker", new.name)
    if new.kind not in set(SpeakerKind):
        problems.append(FieldProblem("speaker_kind", f"Choose one of: {', '.join(SpeakerKind)}."))
    return (
        problems + _country_problems("speaker_country", new.country) + _other_name_problems("speaker_names", new.names)
    )


def outlet_problems(new: NewOutlet) -> list[FieldProblem]:
    """What is wrong with an outlet by itself; empty when it can be recorded."""
    problems = _name_problems("outlet", new.name)
    if new.kind and new.kind not in set(OutletKind):
        problems.append(FieldProblem("outlet_kind", f"Choose one of: {', '.join(OutletKind)}."))
    return problems + _country_problems("outlet_country", new.country) + _other_name_problems("outlet_names", new.names)


def role_problems(new: NewRole) -> list[FieldProblem]:
    """What is wrong with a role by itself; empty when it can be recorded."""
    problems = _name_problems("role", new.title) + _country_problems("role_country", new.country)
    held: dict[str, EdtfDate] = {}
    for field, text in (("held_from", new.held_from), ("held_to", new.held_to)):
        try:
            if text:
                held[field] = parse_edtf_date(text, field=field)
        except InvalidInput as error:
            problems += error.problems
    start, end = held.get("held_from"), held.get("held_to")
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        problems.append(FieldProblem("held_to", "The role cannot end before it begins."))
    return problems


def _name_problems(field: str, name: str) -> list[FieldProblem]:
    name = name.strip()
    if not name:
        return [FieldProblem(field, "This cannot be empty.")]
    if len(name) > MAX_NAME:
        return [FieldProblem(field, f"Use at most {MAX_NAME} characters; these are {len(name)}.")]
    return []


def _country_problems(field: str, code: str | None) -> list[FieldProblem]:
    if code and not is_country(code):
        return [FieldProblem(field, f"“{code}” is no ISO 3166-1 code of a country, such as KR or RU.")]
    return []


def _other_name_problems(field: str, names: Sequence[NewName]) -> list[FieldProblem]:
    problems = []
    for given in names:
        problems += _name_problems(field, given.name)
        if given.language and not is_language(given.language):
            problems.append(FieldProblem(field, f"“{given.language}” is no BCP 47 language tag, such as ko or ru."))
    return problems
