"""Browsers that are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from factbase.models import SignIn

IDLE = timedelta(hours=12)
# As long as the cookie that carries the token is good for (PERMANENT_SESSION_LIFETIME).
LONGEST = timedelta(days=7)


def in_force(now: datetime) -> ColumnElement[bool]:
    """Keep sign-ins that were neither ended nor left alone for too long, nor are too old."""
    return and_(
        SignIn.revoked_at.is_(None),
        SignIn.last_seen_at > now - IDLE,
        SignIn.created_at > now - LONGEST,
    )


def open_sign_ins(session: Session, account_id: int, *, now: datetime) -> Sequence[SignIn]:
    """The browsers in which an account is signed in, the one used last first."""
    statement = (
        select(SignIn)
        .where(SignIn.account_id == account_id, in_force(now))
        .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
    )
    return session.scalars(statement).all()
