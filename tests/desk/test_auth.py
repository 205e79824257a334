"""Signing in and out, and who gets where."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from factbase.desk.gate import TOKEN, local_path
from factbase.domain.roles import operator
from factbase.models import FailedSignIn, SignIn
from factbase.models.base import utc_now
from factbase.queries.sign_ins import IDLE
from factbase.services.accounts import close_account, make_first_link, make_link
from factbase.services.throttling import PAIR
from tests.desk.conftest import PASSWORD, open_account
from tests.desk.pages import errors_of, fields_of, location


def sign_in(client, name="duarte", password=PASSWORD, address="/login", **more):
    return client.post(address, data={"name": name, "password": password, **more})


def test_name_and_password_lead_to_the_desk(client, session):
    open_account(session, "duarte")

    answer = sign_in(client, " DUARTE ")

    assert (answer.status_code, location(answer)) == (303, "/desk")
    assert "Signed in as <b><bdi>Duarte</bdi></b>, editor" in client.get("/desk").text


@pytest.mark.parametrize(("name", "password"), [("duarte", "mistyped"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(client, session, name, password):
    open_account(session, "duarte")

    answer = sign_in(client, name, password)

    assert answer.status_code == 422
    assert errors_of(answer) == ["The name or the password is wrong."]
    assert "<title>Error: Sign in" in answer.text
    assert fields_of(answer)["name"] == name
    assert password not in answer.text


def test_empty_fields_are_named(client):
    answer = sign_in(client, "", "")

    assert [error.split()[0] for error in errors_of(answer)] == ["#name", "#password"]


def test_only_the_hash_of_the_cookies_token_is_on_the_server_and_sign_in_renews_it(client, session):
    open_account(session, "duarte")
    with client.session_transaction() as cookie:
        cookie[TOKEN] = "planted"

    sign_in(client)

    with client.session_transaction() as cookie:
        token = cookie[TOKEN]
    assert token != "planted"
    assert session.scalar(select(SignIn.token_hash)) != token


def test_signing_in_again_ends_the_sign_in_before(client, session):
    open_account(session, "duarte")
    sign_in(client)

    sign_in(client)

    assert session.scalar(select(func.count(SignIn.id)).where(SignIn.revoked_at.is_(None))) == 1


def test_signing_out_ends_the_sign_in_on_the_server(editor, app):
    with editor.session_transaction() as cookie:
        token = cookie[TOKEN]

    answer = editor.post("/logout")
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie[TOKEN] = token

    assert location(answer) == "/login"
    assert location(editor.get("/desk")) == location(thief.get("/desk")) == "/login?next=/desk"


@pytest.mark.parametrize("method", ["get", "head"])
def test_nobody_signs_out_by_following_a_link(editor, method):
    assert getattr(editor, method)("/logout").status_code == 405


def test_a_sign_in_that_was_left_alone_leads_back_to_where_it_was(signed_in):
    idle = signed_in(at=utc_now() - IDLE)

    answer = idle.get("/desk?queue=due")

    assert location(answer) == "/login?next=/desk?queue%3Ddue"
    assert answer.status_code == 303


def test_signing_in_leads_on_to_where_one_wanted_to_go(client, session):
    open_account(session, "duarte")

    answer = sign_in(client, address="/login?next=/desk/claims/new")

    assert location(answer) == "/desk/claims/new"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "evil",
        "",
    ],
)
def test_nobody_is_led_to_another_site(client, session, target):
    open_account(session, "duarte")

    answer = client.post("/login", query_string={"next": target}, data={"name": "duarte", "password": PASSWORD})

    assert location(answer) == "/desk"
    assert local_path(target) is None


def test_after_many_failures_one_has_to_wait_and_is_told_how_long(client, session):
    open_account(session, "duarte")
    for _ in range(PAIR.free):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 16
    assert "Too many attempts. Try again in" in errors_of(answer)[0]
    assert fields_of(answer)["name"] == "duarte"


def test_after_the_wait_the_right_password_is_taken(client, session):
    open_account(session, "duarte")
    for _ in range(PAIR.free):
        sign_in(client, password="wrong")
    for row in session.scalars(select(FailedSignIn)):
        row.at -= timedelta(minutes=1)
    session.commit()

    assert location(sign_in(client)) == "/desk"


def test_a_closed_account_is_out_at_once(editor, session):
    close_account(session, "duarte", actor=operator(), now=utc_now())
    session.commit()

    assert location(editor.get("/desk")) == "/login?next=/desk"
    assert sign_in(editor).status_code == 422


def test_pages_of_the_desk_are_kept_nowhere(editor, client):
    assert editor.get("/desk").headers["Cache-Control"] == "no-store"
    assert client.get("/login").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/claims", "/stories", "/about/method"])
def test_reader_pages_are_the_same_for_those_who_are_signed_in(editor, client, count_queries, app, address):
    with count_queries(app) as statements:
        answer = editor.get(address)

    assert not any("sign_in" in statement for statement in statements)
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
    assert answer.data == client.get(address).data


# One-time links


def link(session, name="duarte"):
    open_account(session, name)
    token = make_link(session, name, actor=operator(), now=utc_now())
    session.commit()
    return f"/welcome/{token}"


def test_a_one_time_link_sets_the_password_and_signs_in(client, session):
    address = link(session)

    page = client.get(address)
    answer = client.post(address, data={"public_name": "M. Duarte", "password": "umbrella granite violin"})

    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert location(answer) == "/desk"
    assert "M. Duarte" in client.get("/desk").text


def test_looking_at_a_link_does_not_use_it_up(client, session):
    address = link(session)

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 200]


def test_a_link_works_once(client, session, app):
    address = link(session)
    client.post(address, data={"public_name": "M. Duarte", "password": "umbrella granite violin"})

    again = app.test_client()
    answers = [
        again.get(address),
        again.post(address, data={"public_name": "Thief", "password": "granite violin umbrella"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "This link no longer works" in answers[0].text
    assert location(again.get("/desk")) == "/login?next=/desk"


def test_a_link_signs_out_whoever_was_signed_in_before(editor, session, app):
    app.test_client().post(link(session), data={"public_name": "Duarte", "password": "umbrella granite violin"})

    assert location(editor.get("/desk")) == "/login?next=/desk"


def test_what_is_wrong_is_said_and_the_link_stays_good(client, session):
    address = link(session)

    answer = client.post(address, data={"public_name": "", "password": "password1234"})

    assert answer.status_code == 422
    assert [error.split()[0] for error in errors_of(answer)] == ["#public_name", "#password"]
    assert client.get(address).status_code == 200


def test_the_first_link_lets_the_first_editor_choose_a_name(client, session):
    token = make_first_link(session, actor=operator(), now=utc_now())
    session.commit()

    client.post(
        f"/welcome/{token}",
        data={"name": "Margarida", "public_name": "M. Duarte", "password": "umbrella granite violin"},
    )

    assert "Signed in as <b><bdi>M. Duarte</bdi></b>, admin" in client.get("/desk").text


# What was sent after the sign-in had run out


def test_what_was_written_survives_a_sign_in_that_ran_out(signed_in, session):
    idle = signed_in(at=utc_now() - IDLE)
    long_text = 'Line one\r\n<b>line two</b> & "three"'

    asked = idle.post("/desk/claims/new", data={"statement": long_text, "kind": "event", "then": "draft"})
    kept = fields_of(asked)
    signed = idle.post("/login", data={**kept, "name": "duarte", "password": PASSWORD})
    again = fields_of(signed)

    assert asked.status_code == 401
    assert "Nothing that you wrote is lost" in asked.text
    assert signed.status_code == 200
    assert (again["statement"].replace("\r\n", "\n"), again["kind"], again["then"]) == (
        long_text.replace("\r\n", "\n"),
        "event",
        "draft",
    )
    assert 'action="/desk/claims/new"' in signed.text
    assert "<b>line two</b>" not in signed.text


def test_a_slip_of_the_password_does_not_lose_it_either(signed_in):
    idle = signed_in(at=utc_now() - IDLE)
    kept = fields_of(idle.post("/desk/claims/new", data={"statement": "Written at length."}))

    slipped = idle.post("/login", data={**kept, "name": "duarte", "password": "slip"})

    assert fields_of(slipped)["kept_fields"] == kept["kept_fields"] == "statement=Written+at+length."


def test_what_is_sent_again_goes_to_this_site_only(client, session):
    open_account(session, "duarte")

    answer = sign_in(client, kept_path="https://evil.example/", kept_fields="a=b")

    assert 'action="/desk"' in answer.text
    assert "evil.example" not in answer.text
