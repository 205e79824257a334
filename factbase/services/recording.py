"""Recording claims, publishing drafts, and rewording what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.errors import AlreadyRecorded, InvalidInput
from factbase.domain.roles import Actor, Permission
from factbase.domain.text import slugify, unique_slug
from factbase.models import Claim
from factbase.services.contents import claim_content
from factbase.services.ledger import Entry, append_act
from factbase.services.revising import keep_revision, locked_claim
from factbase.services.wording import ClaimWording, changed_fields, text_or_none, wording_of, write_wording

MAX_SLUG = 80
MAX_SOURCE_KEY = 300


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to record. Without ``publish`` it stays a draft that only the desk sees."""

    wording: ClaimWording
    slug: str | None = None
    source_key: str | None = None
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Rewording:
    """A change of what is written in the claim ``claim``, read at ``version``; a published one needs a reason."""

    claim: str
    version: int
    wording: ClaimWording
    reason: str = ""


def record_claim(session: Session, new: NewClaim, *, actor: Actor, now: datetime) -> Claim:
    """Record one claim, as a draft or published at once.

    :raises InvalidInput: names every field that is wrong.
    :raises AlreadyRecorded: the slug or the source key is taken.
    :raises Forbidden: the role may not publish, or not even draft.
    """
    actor.require(Permission.PUBLISH if new.publish else Permission.DRAFT)
    source_key = text_or_none(new.source_key)
    _require_free_source_key(session, source_key)
    claim = Claim(source_key=source_key, recorded_at=now, published_at=now if new.publish else None, version=1)
    claim.countries, claim.tags = [], []
    with session.no_autoflush:
        write_wording(session, claim, new.wording, today=now.date())
        claim.slug = _slug(session, new.slug, claim)
    session.add(claim)
    session.flush()
    content = claim_content(claim)
    keep_revision(session, "claim", claim, content, reason="", actor=actor, now=now)
    verb = "record" if new.publish else "draft"
    append_act(session, Entry(verb, "claim", claim.slug, content), actor=actor, now=now)
    return claim


def publish_claim(session: Session, slug: str, *, version: int, actor: Actor, now: datetime) -> Claim:
    """Make a draft visible to readers.

    :raises InvalidInput: it is published already.
    :raises Conflict: it is no longer at ``version``.
    """
    actor.require(Permission.PUBLISH)
    claim = locked_claim(session, slug, version=version)
    if claim.published_at is not None:
        raise InvalidInput.one("claim", "This claim is published already.")
    claim.published_at = now
    claim.version += 1
    append_act(session, Entry("publish", "claim", slug, claim_content(claim)), actor=actor, now=now)
    return claim


def reword_claim(session: Session, change: Rewording, *, actor: Actor, now: datetime) -> Claim:
    """Change what is written in a claim; the former wording stays in its history.

    :raises InvalidInput: nothing differs, a published claim lacks a reason, or a field is wrong.
    :raises Conflict: it is no longer at ``change.version``.
    """
    claim = locked_claim(session, change.claim, version=change.version)
    actor.require(Permission.CORRECT if claim.published_at else Permission.DRAFT)
    before = wording_of(claim)
    reason = change.reason.strip()
    with session.no_autoflush:
        write_wording(session, claim, change.wording, today=now.date())
    changed = changed_fields(before, wording_of(claim))
    if not changed:
        raise InvalidInput.one("statement", "Nothing differs from what is on record.")
    if claim.published_at and not reason:
        raise InvalidInput.one("reason", "Say why the published wording changes; readers see it in the history.")
    claim.version += 1
    session.flush()
    content = claim_content(claim)
    keep_revision(session, "claim", claim, content, reason=reason, actor=actor, now=now)
    said = {**content, "changed": changed, "reason": reason}
    append_act(session, Entry("reword", "claim", claim.slug, said), actor=actor, now=now)
    return claim


def _require_free_source_key(session: Session, source_key: str | None) -> None:
    if source_key is None:
        return
    if len(source_key) > MAX_SOURCE_KEY:
        raise InvalidInput.one("source_key", f"Use at most {MAX_SOURCE_KEY} characters.")
    taken = session.scalar(select(Claim.slug).where(Claim.source_key == source_key))
    if taken is not None:
        raise AlreadyRecorded("source_key", f"The source key “{source_key}” is that of the claim “{taken}”.")


def _slug(session: Session, asked: str | None, claim: Claim) -> str:
    def taken(slug: str) -> bool:
        return session.scalar(select(Claim.id).where(Claim.slug == slug)) is not None

    if asked is None:
        base = slugify(f"{claim.speaker.name} {claim.statement}", max_length=MAX_SLUG)
        return unique_slug(base, taken)
    if not asked or asked != slugify(asked, max_length=120):
        raise InvalidInput.one("slug", "Use lower-case letters, digits and hyphens only.")
    if taken(asked):
        raise AlreadyRecorded("slug", f"The address “{asked}” is taken by another claim.")
    return asked
