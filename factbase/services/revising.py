"""Versions: the lock that finds a stale one, and the former wordings that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import Conflict, NotFound
from factbase.domain.roles import Actor
from factbase.models import Claim, FigureSeries, Outlet, Report, Revision, Speaker, Story


def locked_claim(session: Session, slug: str, *, version: int | None = None) -> Claim:
    """The claim with its parts, locked until the transaction ends.

    :raises NotFound: there is no such claim.
    :raises Conflict: it is no longer at ``version``.
    """
    statement = (
        select(Claim)
        .where(Claim.slug == slug)
        .options(
            selectinload(Claim.speaker),
            selectinload(Claim.role),
            selectinload(Claim.story),
            selectinload(Claim.countries),
            selectinload(Claim.tags),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    claim = session.scalar(statement)
    if claim is None:
        raise NotFound("claim", slug)
    if version is not None and claim.version != version:
        raise Conflict("claim", slug, yours=version, current=claim.version)
    return claim


def keep_revision(
    session: Session,
    subject: str,
    record: Claim | Story | Speaker | Outlet | Report | FigureSeries,
    content: Mapping[str, Any],
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Revision:
    """Keep what ``record`` says from its present version on."""
    revision = Revision(
        subject=subject,
        subject_id=record.id,
        version=record.version,
        content=dict(content),
        reason=reason,
        by_id=actor.account_id,
        by=actor.name,
        recorded_at=now,
    )
    session.add(revision)
    return revision
