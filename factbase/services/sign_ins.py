"""Signed-in browsers, kept on the server so that they can be ended from there (OWASP ASVS 5.0, chapter 7)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from factbase.domain.errors import NotFound
from factbase.domain.roles import Actor
from factbase.models import Account, SignIn
from factbase.queries.sign_ins import in_force

# A sign-in is seen on every page; noting it on each would make every page a write.
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser says of itself, and the address that it comes from."""

    user_agent: str
    address: str


def new_token() -> str:
    """256 random bits, as text that goes into an address or a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def start_sign_in(session: Session, account: Account, *, browser: Browser, now: datetime) -> str:
    """Sign ``account`` in; give the token, which is kept nowhere else than in the browser."""
    token = new_token()
    row = SignIn(
        account_id=account.id,
        token_hash=token_hash(token),
        user_agent=browser.user_agent[:300],
        address=browser.address[:64],
        created_at=now,
        last_seen_at=now,
    )
    session.add(row)
    session.flush()
    return token


def sign_in_of(session: Session, token: str, *, now: datetime) -> SignIn | None:
    """The sign-in of this token with its account; None if it was ended or ran out."""
    statement = (
        select(SignIn)
        .join(SignIn.account)
        .where(SignIn.token_hash == token_hash(token), in_force(now), Account.closed_at.is_(None))
        .options(joinedload(SignIn.account))
    )
    return session.scalar(statement)


def actor_of(sign_in: SignIn) -> Actor:
    """Who it is that signed in."""
    account = sign_in.account
    return Actor(account_id=account.id, name=account.public_name, role=account.role)


def is_due_for_note(sign_in: SignIn, *, now: datetime) -> bool:
    """Whether it is time to write down that the browser is still in use."""
    return now - sign_in.last_seen_at >= NOTED_EVERY


def note_use(session: Session, sign_in_id: int, *, now: datetime) -> None:
    """Write down that the browser is in use."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now))


def end_sign_in(session: Session, token: str, *, now: datetime) -> None:
    """Sign this browser out; nothing happens if it is."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.revoked_at.is_(None)).values(revoked_at=now)
    )


def end_one_sign_in(session: Session, sign_in_id: int, *, account_id: int, now: datetime) -> None:
    """Sign out one browser of ``account_id``.

    :raises NotFound: the account has no such sign-in in force.
    """
    ended = session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.account_id == account_id, in_force(now))
        .values(revoked_at=now)
        .returning(SignIn.id)
    )
    if ended.scalar() is None:
        raise NotFound("sign-in", sign_in_id)


def end_sign_ins(session: Session, account_id: int, *, now: datetime, but: str | None = None) -> int:
    """Sign out all browsers of an account, except the one with the token ``but``; give their number."""
    kept = SignIn.token_hash != token_hash(but) if but else SignIn.id.is_not(None)
    ended = session.execute(
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.revoked_at.is_(None), kept)
        .values(revoked_at=now)
        .returning(SignIn.id)
    )
    return len(ended.all())
