"""`flask user`: opening, listing and closing accounts, and the links that set passwords."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from factbase.models import Account, OneTimeLink

GOOD = "lighthouse carpet seventeen"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/welcome/[\w-]{43})\n")


def run(runner: FlaskCliRunner, *arguments: str, **options):
    return runner.invoke(args=["user", *arguments], **options)


def welcome(client, output, **given):
    path = LINK.search(output)[1]
    return client.post(path, data={"public_name": "M. Duarte", "password": GOOD, **given})


def accounts(session):
    session.rollback()
    return {row.name: row for row in session.scalars(select(Account))}


def test_an_account_is_opened_with_a_one_time_link(runner, session, client):
    result = run(runner, "add", "duarte", "--role", "editor")

    assert result.exit_code == 0
    assert accounts(session)["duarte"].password_hash is None
    assert welcome(client, result.output).status_code == 303
    assert accounts(session)["duarte"].public_name == "M. Duarte"


def test_the_public_name_may_be_given(runner, session):
    run(runner, "add", "duarte", "--role", "editor", "--public-name", "Margarida Duarte")

    assert accounts(session)["duarte"].public_name == "Margarida Duarte"


def test_a_password_may_be_given_by_another_program(runner, client):
    result = run(runner, "add", "duarte", "--role", "editor", "--password", input=f"{GOOD}\n")

    assert result.output == "“duarte” may sign in as editor.\n"
    assert client.post("/login", data={"name": "duarte", "password": GOOD}).status_code == 303


def test_a_password_that_is_easy_to_guess_opens_no_account(runner, session):
    result = run(runner, "add", "duarte", "--role", "editor", "--password", input="password1234\n")

    assert result.exit_code == 1
    assert "too easy to guess" in result.output
    assert accounts(session) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "two words", "--role", "editor"], "without spaces"),
        (["add", "duarte", "--role", "owner"], "is not one of"),
        (["add", "duarte"], "Missing option"),
        (["close", "nobody"], "There is no open account “nobody”."),
        (["link", "nobody"], "There is no open account “nobody”."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(runner, session, arguments, words):
    result = run(runner, *arguments)

    assert result.exit_code != 0
    assert words in result.output
    assert "Traceback" not in result.output
    assert accounts(session) == {}


def test_the_first_link_is_made_until_somebody_can_sign_in(runner, session, client):
    first, second = run(runner, "first-link"), run(runner, "first-link")

    assert client.get(LINK.search(first.output)[1]).status_code == 404
    assert welcome(client, second.output, name="duarte").status_code == 303
    assert run(runner, "first-link").output == ""
    assert [(row.name, row.role) for row in accounts(session).values()] == [("duarte", "admin")]


def test_the_first_link_comes_back_when_the_last_account_is_closed(runner, session, client):
    welcome(client, run(runner, "first-link").output, name="duarte")
    run(runner, "close", "duarte")

    again = run(runner, "first-link")

    assert welcome(client, again.output, name="okafor", public_name="J. Okafor").status_code == 303
    assert set(accounts(session)) == {"duarte", "okafor"}


def test_a_new_link_leaves_the_old_password_until_it_is_used(runner, session, client):
    run(runner, "add", "duarte", "--role", "editor", "--password", input=f"{GOOD}\n")

    result = run(runner, "link", "duarte")

    assert client.post("/login", data={"name": "duarte", "password": GOOD}).status_code == 303
    assert welcome(client, result.output, password="umbrella granite violin").status_code == 303
    assert session.scalar(select(func.count(OneTimeLink.id))) == 1


def test_a_closed_account_is_signed_out(runner, client):
    welcome(client, run(runner, "add", "duarte", "--role", "editor").output)

    result = run(runner, "close", "duarte")

    assert result.output == "“duarte” is closed and signed out.\n"
    assert client.get("/desk").status_code == 303


def test_all_accounts_are_listed_with_their_state(runner, client):
    welcome(client, run(runner, "first-link").output, name="duarte")
    run(runner, "add", "okafor", "--role", "contributor")
    run(runner, "add", "lind", "--role", "editor")
    run(runner, "close", "lind")

    lines = run(runner, "list").output.splitlines()

    assert [line.split() for line in lines[:2]] == [
        ["NAME", "PUBLIC", "NAME", "ROLE", "STATE"],
        ["duarte", "M.", "Duarte", "admin", "open"],
    ]
    assert lines[2].split()[3] == "closed"
    assert lines[3].endswith("contributor  waits for its link to be used")


def test_an_empty_list_says_what_to_do(runner):
    assert "flask user first-link" in run(runner, "list").output


def test_links_are_at_the_public_address(make_app):
    runner = make_app(BASE_URL="https://facts.example").test_cli_runner()

    assert "\nhttps://facts.example/welcome/" in run(runner, "first-link").output
