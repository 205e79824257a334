"""The desk for tests: accounts of every role, and browsers in which they are signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factbase.desk.gate import TOKEN
from factbase.domain.roles import operator
from factbase.models import Account
from factbase.models.base import utc_now
from factbase.services.accounts import NewAccount, account_named, add_account
from factbase.services.sign_ins import Browser, start_sign_in

PASSWORD = "lighthouse carpet seventeen"
# Hashed cheaply: what the cost is for is tried in tests/services.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def open_account(session: Session, name: str, role: str = "editor") -> Account:
    """An account with ``PASSWORD``, committed."""
    account = account_named(session, name)
    if account is None:
        account = add_account(
            session, NewAccount(name, role, public_name=name.title()), actor=operator(), now=utc_now()
        )
        account.password_hash = CHEAP.hash(PASSWORD)
    session.commit()
    return account


SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def signed_in(app: Flask, session: Session) -> SignedIn:
    """``signed_in("duarte", role="editor")``: a browser of its own, in which that account is signed in."""

    def sign_in(
        name: str = "duarte", role: str = "editor", *, app: Flask = app, at: datetime | None = None
    ) -> FlaskClient:
        account = open_account(session, name, role)
        browser = Browser(user_agent="Mozilla/5.0 (X11; Linux) Firefox/140.0", address="127.0.0.1")
        token = start_sign_in(session, account, browser=browser, now=at or utc_now())
        session.commit()
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie[TOKEN] = token
        return client

    return sign_in


@pytest.fixture
def editor(signed_in: SignedIn) -> FlaskClient:
    """A browser in which an editor is signed in."""
    return signed_in()
