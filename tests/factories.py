"""Records for tests, made through the real services: a test states only what it is about, the rest is filled in.

Nothing is committed here; what ``client`` is to see, the test commits.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factbase.domain.links import LinkType
from factbase.domain.roles import AccountRole, Actor
from factbase.domain.status import Status
from factbase.models import Appearance, Assessment, Claim, FigureSeries, Link, Outlet, Report, Role, Speaker, Story
from factbase.models.base import Base
from factbase.services.assessing import NewAssessment, NewEvidence, record_assessment
from factbase.services.linking import NewLink, link_claims
from factbase.services.naming import (
    NewOutlet,
    NewRole,
    NewSpeaker,
    NewStory,
    add_outlet,
    add_role,
    add_speaker,
    add_story,
    outlet_named,
    role_titled,
    speaker_named,
)
from factbase.services.recording import NewClaim, record_claim
from factbase.services.reporting import NewAppearance, NewReport, add_appearance, add_report
from factbase.services.series import NewSeries, name_series
from factbase.services.wording import ClaimWording, QuantityGiven

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When factbase takes everything in, unless the test says otherwise."""


def editor(name: str = "Ed Itor", account_id: int | None = None) -> Actor:
    """Somebody who may record, publish and assess."""
    return Actor(account_id=account_id, name=name, role=AccountRole.EDITOR)


def contributor(name: str = "Con Tributor") -> Actor:
    """Somebody who may draft."""
    return Actor(account_id=None, name=name, role=AccountRole.CONTRIBUTOR)


def make_story(session: Session, *, now: datetime = NOW, **given: Any) -> Story:
    """A story; the title is new each time."""
    values = {"title": f"Story {_next(session, Story)}", **given}
    return add_story(session, NewStory(**values), actor=editor(), now=now)


def make_speaker(session: Session, *, now: datetime = NOW, **given: Any) -> Speaker:
    """A speaker; the name is new each time."""
    values = {"name": f"Speaker {_next(session, Speaker)}", "kind": "person", **given}
    return add_speaker(session, NewSpeaker(**values), actor=editor(), now=now)


def make_role(session: Session, speaker: Speaker, title: str, *, now: datetime = NOW, **given: Any) -> Role:
    """A role of ``speaker``."""
    return add_role(session, speaker, NewRole(title, **given), actor=editor(), now=now)


def make_outlet(session: Session, *, now: datetime = NOW, **given: Any) -> Outlet:
    """An outlet; the name is new each time."""
    values = {"name": f"Outlet {_next(session, Outlet)}", **given}
    return add_outlet(session, NewOutlet(**values), actor=editor(), now=now)


def make_report(session: Session, *, now: datetime = NOW, **given: Any) -> Report:
    """A report at an address of its own; ``outlet`` is a model or a name."""
    number = _next(session, Report)
    values = {"url": f"https://news.example/{number}", "title": f"Report {number}", **given}
    values["outlet"] = _outlet(session, values.get("outlet", "The Example Times"), now).slug
    return add_report(session, NewReport(**values), actor=editor(), now=now)


def make_claim(session: Session, *, now: datetime = NOW, actor: Actor | None = None, **given: Any) -> Claim:
    """A published claim. ``speaker`` is a model or a name, ``story`` a model or a slug, ``role`` any title.

    Takes the fields of :class:`ClaimWording` and of :class:`NewClaim`.
    """
    number = _next(session, Claim)
    values = {"statement": f"John Kirby said thing number {number}.", "kind": "event", "made_on": "2024-03-18", **given}
    speaker = _speaker(session, values.get("speaker", "John Kirby"), now)
    role = values.get("role")
    if role is not None and role_titled(session, speaker, role) is None:
        make_role(session, speaker, role, now=now)
    story = values.get("story")
    values |= {"speaker": speaker.slug, "story": story.slug if isinstance(story, Story) else story}
    wording = {field.name: values.pop(field.name) for field in fields(ClaimWording) if field.name in values}
    return record_claim(session, NewClaim(ClaimWording(**wording), **values), actor=actor or editor(), now=now)


def make_quantity(**given: Any) -> QuantityGiven:
    """A figure: about 7,000 containers of munitions."""
    values = {"qualifier": "about", "value": 7000, "unit": "containers", "what": "munitions", **given}
    return QuantityGiven(**values)


def make_appearance(
    session: Session, claim: Claim, report: Report | None = None, *, now: datetime = NOW, **given: Any
) -> Appearance:
    """``claim`` in a report."""
    new = NewAppearance(claim=claim.slug, report=(report or make_report(session, now=now)).slug, **given)
    return add_appearance(session, new, actor=editor(), now=now)


def make_assessment(
    session: Session,
    claim: Claim,
    status: Status | str,
    *,
    as_of: date | str | None = None,
    now: datetime = NOW,
    actor: Actor | None = None,
    **given: Any,
) -> Assessment:
    """A decision on ``claim``, as of the day on which it was made; it rests on a report unless evidence is given."""
    if as_of is None:
        as_of = claim.made_on_earliest
    values = {
        "rationale": f"It is {status}.",
        "as_of": as_of.isoformat() if isinstance(as_of, date) else as_of,
        **given,
    }
    if "evidence" not in values:
        values["evidence"] = [NewEvidence(report=make_report(session, now=now).slug)]
    new = NewAssessment(claim=claim.slug, status=str(status), **values)
    return record_assessment(session, new, actor=actor or editor(), now=now)


def make_link(
    session: Session, source: Claim, type_: LinkType | str, target: Claim, *, now: datetime = NOW, **given: Any
) -> Link:
    """``source`` does to ``target`` what ``type_`` says."""
    new = NewLink(claim=source.slug, type=str(type_), target=target.slug, **given)
    return link_claims(session, new, actor=editor(), now=now)


def make_figure(session: Session, story: Story, *, now: datetime = NOW, **given: Any) -> Claim:
    """A claim of ``story`` that states a figure; takes the fields of a figure and of a claim."""
    figure = {field.name: given.pop(field.name) for field in fields(QuantityGiven) if field.name in given}
    return make_claim(session, story=story, kind="quantity", quantity=make_quantity(**figure), now=now, **given)


def make_series(session: Session, *, story: Story, now: datetime = NOW, **given: Any) -> FigureSeries:
    """A named series; two figures of its own are made where ``claims`` (models) are not given."""
    claims = given.pop("claims", None) or [make_figure(session, story, now=now) for _ in range(2)]
    values = {"title": "Containers", **given}
    new = NewSeries(story=story.slug, claims=[claim.slug for claim in claims], **values)
    return name_series(session, new, actor=editor(), now=now)


def _speaker(session: Session, speaker: Speaker | str, now: datetime) -> Speaker:
    if isinstance(speaker, Speaker):
        return speaker
    return speaker_named(session, speaker) or make_speaker(session, name=speaker, now=now)


def _outlet(session: Session, outlet: Outlet | str, now: datetime) -> Outlet:
    if isinstance(outlet, Outlet):
        return outlet
    return outlet_named(session, outlet) or make_outlet(session, name=outlet, now=now)


def _next(session: Session, model: type[Base]) -> int:
    return (session.scalar(select(func.count()).select_from(model)) or 0) + 1
