"""Ties between claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, FieldProblem, InvalidInput
from factbase.domain.links import MAY_BE_INTERESTED, LinkType, find_cycle
from factbase.domain.roles import Actor, Permission
from factbase.models import Claim, Link
from factbase.services.contents import link_content
from factbase.services.ledger import Entry, append_act, hold_ledger
from factbase.services.revising import locked_claim
from factbase.services.wording import text_or_none


@dataclass(frozen=True, slots=True)
class NewLink:
    """``claim`` does to ``target`` what ``type`` says; both are slugs."""

    claim: str
    type: str
    target: str
    is_interested: bool = False
    note: str | None = None


def link_claims(session: Session, new: NewLink, *, actor: Actor, now: datetime, version: int | None = None) -> Link:
    """Tie one claim to another.

    :raises InvalidInput: the type is unknown, the target missing or the claim itself, or ``updates`` would go round.
    :raises AlreadyRecorded: they are tied like this already.
    :raises Conflict: the linking claim is no longer at ``version``.
    """
    _lock_both(session, new)
    claim = locked_claim(session, new.claim, version=version)
    target = session.scalar(select(Claim).where(Claim.slug == new.target))
    if target is None:
        missing = FieldProblem("target", f"There is no claim “{new.target}”.")
        raise InvalidInput([*link_problems(new), missing])
    return tie(session, claim, target, new, actor=actor, now=now)


def tie(session: Session, claim: Claim, target: Claim, new: NewLink, *, actor: Actor, now: datetime) -> Link:
    """:func:`link_claims` for two claims that are locked already."""
    actor.require(Permission.PUBLISH if claim.published_at else Permission.DRAFT)
    problems = link_problems(new)
    if problems:
        raise InvalidInput(problems)
    type_ = LinkType(new.type)
    same = select(Link.id).where(Link.type == type_, Link.source_id == claim.id, Link.target_id == target.id)
    if session.scalar(same) is not None:
        raise AlreadyRecorded("target", "These two claims are tied like this already.")
    if type_ is LinkType.UPDATES:
        _require_no_cycle(session, claim, target)
    link = Link(
        type=type_,
        source=claim,
        target=target,
        is_interested=new.is_interested,
        note=text_or_none(new.note),
        recorded_at=now,
    )
    session.add(link)
    claim.version += 1
    target.version += 1
    append_act(session, Entry("link", "claim", claim.slug, link_content(link)), actor=actor, now=now)
    return link


def link_problems(new: NewLink) -> list[FieldProblem]:
    """What is wrong with a tie by itself; empty when it can be recorded."""
    problems = []
    if new.type not in set(LinkType):
        problems.append(FieldProblem("type", f"Choose one of: {', '.join(LinkType)}."))
    elif new.is_interested and LinkType(new.type) not in MAY_BE_INTERESTED:
        problems.append(FieldProblem("is_interested", "Only who confirms or denies can be a party to the matter."))
    if new.target == new.claim:
        problems.append(FieldProblem("target", "A claim cannot be tied to itself."))
    return problems


def _lock_both(session: Session, new: NewLink) -> None:
    """Lock both claims, always in the same order: two ties in opposite directions would wait for each other."""
    both = select(Claim.id).where(Claim.slug.in_([new.claim, new.target])).order_by(Claim.id).with_for_update()
    session.execute(both).all()


def _require_no_cycle(session: Session, claim: Claim, target: Claim) -> None:
    # One at a time: two ties that are written at once could close a way round that neither sees.
    hold_ledger(session)
    session.flush()
    edge = select(Link.source_id, Link.target_id).where(Link.type == LinkType.UPDATES)
    way = edge.where(Link.source_id == target.id).cte(recursive=True)
    way = way.union(edge.join(way, Link.source_id == way.c.target_id))
    edges = [(source, end) for source, end in session.execute(select(way))]
    if find_cycle([*edges, (claim.id, target.id)]):
        raise InvalidInput.one("target", "That claim already updates this one, directly or through others.")
