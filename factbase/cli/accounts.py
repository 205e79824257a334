"""`flask user`: who may sign in."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from flask import current_app, url_for
from sqlalchemy import select

from factbase.cli.base import Group
from factbase.domain.roles import AccountRole, operator
from factbase.extensions import db
from factbase.models import Account
from factbase.models.engine import begin_write
from factbase.services import accounts
from factbase.services.accounts import LINK_LASTS, NewAccount

user = Group("user", help="Open and close accounts.")


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in AccountRole]), required=True)
@click.option("--public-name", help="Stands under decisions; NAME itself if not given.")
@click.option("--password", "asks", is_flag=True, help="Ask for the password here, instead of making a one-time link.")
def add(name: str, role: str, public_name: str | None, asks: bool) -> None:
    """Open an account that signs in as NAME, and print the one-time link that sets its password."""
    password = _asked_password() if asks else None
    begin_write(db.session)
    now = datetime.now(UTC)
    account = accounts.add_account(db.session, NewAccount(name, role, public_name), actor=operator(), now=now)
    if password is not None:
        accounts.set_password(db.session, account, password, now=now)
        db.session.commit()
        click.echo(f"“{account.name}” may sign in as {account.role}.")
        return
    token = accounts.make_link(db.session, account.name, actor=operator(), now=now)
    db.session.commit()
    click.echo(f"“{account.name}” may sign in as {account.role}, once this link has set a password:")
    click.echo(_address(token))
    click.echo(_how_long())


@user.command()
@click.argument("name")
def link(name: str) -> None:
    """Make a one-time link with which NAME sets a new password; the old one holds until then."""
    begin_write(db.session)
    token = accounts.make_link(db.session, name, actor=operator(), now=datetime.now(UTC))
    db.session.commit()
    click.echo(_address(token))
    click.echo(_how_long())


@user.command("first-link")
def first_link() -> None:
    """While nobody can sign in, make the link that sets the first editor's name and password."""
    begin_write(db.session)
    token = accounts.make_first_link(db.session, actor=operator(), now=datetime.now(UTC))
    db.session.commit()
    if token is not None:
        click.echo(f"Nobody can sign in yet. This link sets the first editor’s password, once:\n{_address(token)}")


@user.command("list")
def list_accounts() -> None:
    """List all accounts."""
    rows = db.session.scalars(select(Account).order_by(Account.name)).all()
    if not rows:
        click.echo("There is no account yet; flask user first-link makes the first.")
        return
    cells = [("NAME", "PUBLIC NAME", "ROLE", "STATE")]
    cells += [(row.name, row.public_name, row.role.value, _state(row)) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    for line in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


@user.command()
@click.argument("name")
def close(name: str) -> None:
    """Close the account NAME and sign it out everywhere; what it decided stays signed."""
    begin_write(db.session)
    account = accounts.close_account(db.session, name, actor=operator(), now=datetime.now(UTC))
    db.session.commit()
    click.echo(f"“{account.name}” is closed and signed out.")


def _asked_password() -> str:
    if not sys.stdin.isatty():
        # From a pipe, for set-up by another program; never as an argument, which other users of the machine can see.
        return sys.stdin.readline().rstrip("\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _address(token: str) -> str:
    config = current_app.config
    base = config["BASE_URL"] or f"http://{config['HOST']}:{config['PORT']}"
    with current_app.test_request_context():
        return f"{base}{url_for('auth.welcome', token=token)}"


def _how_long() -> str:
    return f"It holds for {LINK_LASTS.days} days."


def _state(account: Account) -> str:
    if account.closed_at is not None:
        return f"closed {account.closed_at:%Y-%m-%d}"
    return "open" if account.password_hash else "waits for its link to be used"
