"""Accounts, their sign-ins, one-time links, and failed attempts."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.roles import AccountRole
from factbase.models.base import Base, Instant, PrimaryKey, utc_now


class Account(Base):
    """Somebody who may sign in. Closed, never deleted. ``name`` signs in, ``public_name`` signs decisions."""

    __tablename__ = "account"

    id: Mapped[PrimaryKey]
    name: Mapped[str] = mapped_column(String(100), unique=True)
    public_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[AccountRole]
    password_hash: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[Instant] = mapped_column(default=utc_now)
    closed_at: Mapped[Instant | None]


class SignIn(Base):
    """One signed-in browser. Only the hash of its token is kept."""

    __tablename__ = "sign_in"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_agent: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Instant] = mapped_column(default=utc_now)
    last_seen_at: Mapped[Instant] = mapped_column(default=utc_now)
    revoked_at: Mapped[Instant | None]

    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class OneTimeLink(Base):
    """A link that sets a password once. Only the hash of its token is kept."""

    __tablename__ = "one_time_link"

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Instant] = mapped_column(default=utc_now)
    expires_at: Mapped[Instant]
    used_at: Mapped[Instant | None]

    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class FailedSignIn(Base):
    """One failed attempt, counted by account name and by address."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (Index("ix_failed_sign_in_key_at", "key", "at"),)

    id: Mapped[PrimaryKey]
    key: Mapped[str] = mapped_column(String(200))
    at: Mapped[Instant] = mapped_column(default=utc_now)
