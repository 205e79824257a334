"""Accounts: who may sign in, their passwords, and the one-time links that set them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, joinedload

from factbase.domain.errors import AlreadyRecorded, FieldProblem, InvalidInput, NotFound
from factbase.domain.roles import AccountRole, Actor, Permission
from factbase.domain.text import fold_name
from factbase.models import Account, OneTimeLink
from factbase.services.passwords import hash_password, is_outdated, password_fits, password_problem
from factbase.services.sign_ins import end_sign_ins, new_token, token_hash

LONGEST_NAME = 100
LONGEST_PUBLIC_NAME = 200
LINK_LASTS = timedelta(days=3)
FIRST_NAME = "editor"

_NAME = re.compile(r"\w[\w.@+-]*")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """``name`` signs in; ``public_name`` stands under decisions, and is the same unless given."""

    name: str
    role: str
    public_name: str | None = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody enters who follows a one-time link. ``name`` only counts for the very first account."""

    public_name: str
    password: str
    name: str | None = None


def folded_name(name: str) -> str:
    """A name for signing in as it is kept: the case and the width of letters do not matter."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def account_named(session: Session, name: str) -> Account | None:
    """The account that signs in as ``name``; None when there is none."""
    return session.scalar(select(Account).where(Account.name == folded_name(name)))


def add_account(session: Session, new: NewAccount, *, actor: Actor, now: datetime) -> Account:
    """Open an account, without a password yet.

    :raises InvalidInput: names every field that is wrong.
    :raises AlreadyRecorded: somebody has the name.
    """
    actor.require(Permission.MANAGE_ACCOUNTS)
    name = folded_name(new.name)
    public_name = (new.public_name or new.name).strip()
    _require_free_name(session, name)
    problems = _name_problems(name) + _public_name_problems(session, public_name)
    if new.role not in set(AccountRole):
        problems.append(FieldProblem("role", f"Choose one of: {', '.join(AccountRole)}."))
    if problems:
        raise InvalidInput(problems)
    account = Account(name=name, public_name=public_name, role=AccountRole(new.role), created_at=now)
    session.add(account)
    session.flush()
    return account


def close_account(session: Session, name: str, *, actor: Actor, now: datetime) -> Account:
    """Close an account: its browsers are signed out and its links are void. What it decided stays signed.

    :raises NotFound: there is no such account that is open.
    """
    actor.require(Permission.MANAGE_ACCOUNTS)
    account = _open_account(session, name)
    account.closed_at = now
    end_sign_ins(session, account.id, now=now)
    _void_links(session, account.id, now)
    return account


def account_with_password(session: Session, name: str, password: str) -> Account | None:
    """The open account of this name, if this is its password. As slow for a name that nobody has."""
    account = account_named(session, name)
    open_account = account if account and account.closed_at is None else None
    fits = password_fits(open_account.password_hash if open_account else None, password)
    return open_account if fits else None


def renew_hash(account: Account, password: str) -> None:
    """Hash the password that was just found right once more, if the parameters have changed since."""
    if account.password_hash and is_outdated(account.password_hash):
        account.password_hash = hash_password(password)


def set_password(session: Session, account: Account, password: str, *, now: datetime, but: str | None = None) -> None:
    """Give ``account`` a password; its browsers are signed out, except the one with the token ``but``.

    :raises InvalidInput: the password will not do.
    """
    problem = password_problem(password, personal=(account.name, account.public_name, "factbase"))
    if problem:
        raise InvalidInput.one("password", problem)
    _keep_password(session, account, password, now=now, but=but)


def change_public_name(session: Session, account: Account, public_name: str) -> None:
    """Sign later decisions with ``public_name``; earlier ones keep the name that they were signed with.

    :raises InvalidInput: the name is empty or too long, or somebody else signs with it.
    """
    problems = _public_name_problems(session, public_name.strip(), of=account)
    if problems:
        raise InvalidInput(problems)
    account.public_name = public_name.strip()
    session.flush()


def make_link(session: Session, name: str, *, actor: Actor, now: datetime) -> str:
    """The token of a link with which ``name`` sets a password, once; links made before are void.

    :raises NotFound: there is no such account that is open.
    """
    actor.require(Permission.MANAGE_ACCOUNTS)
    return _make_link(session, _open_account(session, name), now)


def make_first_link(session: Session, *, actor: Actor, now: datetime) -> str | None:
    """The token of the link for the very first account, which may do everything; None once somebody can sign in."""
    actor.require(Permission.MANAGE_ACCOUNTS)
    if _somebody_can_sign_in(session):
        return None
    account = session.scalar(
        select(Account)
        .where(Account.closed_at.is_(None), Account.role == AccountRole.ADMIN)
        .order_by(Account.id)
        .limit(1)
    )
    if account is None:
        name = FIRST_NAME if account_named(session, FIRST_NAME) is None else f"{FIRST_NAME}-{now:%Y%m%d%H%M%S}"
        account = add_account(session, NewAccount(name, AccountRole.ADMIN), actor=actor, now=now)
    return _make_link(session, account, now)


def account_of_link(session: Session, token: str, *, now: datetime) -> Account:
    """The account whose password this link sets.

    :raises NotFound: the link is void: used, run out, replaced by a newer one, or never made.
    """
    return _good_link(session, token, now).account


def names_itself(session: Session) -> bool:
    """Whether whoever follows a link chooses the name to sign in with: only before anybody can sign in."""
    return not _somebody_can_sign_in(session)


def use_link(session: Session, token: str, welcome: Welcome, *, now: datetime) -> Account:
    """Set the password and the public name of the link's account; the link is void from then on.

    :raises NotFound: the link is void.
    :raises InvalidInput: names every field that is wrong; the link stays good.
    """
    link = _good_link(session, token, now, locked=True)
    account = link.account
    problems = []
    name = folded_name(welcome.name) if welcome.name is not None and names_itself(session) else account.name
    if name != account.name:
        problems += _name_problems(name)
        if not problems and account_named(session, name) is not None:
            problems.append(FieldProblem("name", f"Somebody signs in as “{name}” already."))
    problems += _public_name_problems(session, welcome.public_name.strip(), of=account)
    weak = password_problem(welcome.password, personal=(name, welcome.public_name, "factbase"))
    if weak:
        problems.append(FieldProblem("password", weak))
    if problems:
        raise InvalidInput(problems)
    account.name = name
    account.public_name = welcome.public_name.strip()
    link.used_at = now
    _keep_password(session, account, welcome.password, now=now)
    return account


def _keep_password(session: Session, account: Account, password: str, *, now: datetime, but: str | None = None) -> None:
    account.password_hash = hash_password(password)
    session.flush()
    end_sign_ins(session, account.id, now=now, but=but)
    _void_links(session, account.id, now)


def _make_link(session: Session, account: Account, now: datetime) -> str:
    _void_links(session, account.id, now)
    token = new_token()
    session.add(
        OneTimeLink(account_id=account.id, token_hash=token_hash(token), created_at=now, expires_at=now + LINK_LASTS)
    )
    session.flush()
    return token


def _good_link(session: Session, token: str, now: datetime, *, locked: bool = False) -> OneTimeLink:
    statement = (
        select(OneTimeLink)
        .join(OneTimeLink.account)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
            Account.closed_at.is_(None),
        )
        .options(joinedload(OneTimeLink.account, innerjoin=True))
    )
    if locked:
        statement = statement.with_for_update(of=OneTimeLink).execution_options(populate_existing=True)
    link = session.scalar(statement)
    if link is None:
        raise NotFound("link", "…")
    return link


def _void_links(session: Session, account_id: int, now: datetime) -> None:
    session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now)
        .values(expires_at=now)
    )


def _open_account(session: Session, name: str) -> Account:
    account = account_named(session, name)
    if account is None or account.closed_at is not None:
        raise NotFound("open account", name)
    return account


def _somebody_can_sign_in(session: Session) -> bool:
    statement = select(exists().where(Account.password_hash.is_not(None), Account.closed_at.is_(None)))
    return bool(session.scalar(statement))


def _require_free_name(session: Session, name: str) -> None:
    if account_named(session, name) is not None:
        raise AlreadyRecorded("name", f"There is an account named “{name}” already.")


def _name_problems(name: str) -> list[FieldProblem]:
    if not name:
        return [FieldProblem("name", "Give a name to sign in with.")]
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return [
            FieldProblem("name", f"Use at most {LONGEST_NAME} letters, digits, dots, hyphens and @, without spaces.")
        ]
    return []


def _public_name_problems(session: Session, name: str, *, of: Account | None = None) -> list[FieldProblem]:
    if not name:
        return [FieldProblem("public_name", "Give the name that readers see under your decisions.")]
    if len(name) > LONGEST_PUBLIC_NAME:
        return [FieldProblem("public_name", f"Use at most {LONGEST_PUBLIC_NAME} characters.")]
    others = select(Account.public_name)
    if of is not None:
        others = others.where(Account.id != of.id)
    # Decisions are signed with this name alone: two people must not share one, not even after an account is closed.
    if fold_name(name) in {fold_name(other) for other in session.scalars(others)}:
        return [FieldProblem("public_name", f"Somebody signs as “{name}” already; add what tells you apart.")]
    return []
