"""One's own account: name, password, and the browsers that are signed in."""

from __future__ import annotations

from sqlalchemy import select

from factbase.desk.account import browser_words
from factbase.models import Account, SignIn
from factbase.services.throttling import PAIR
from tests.desk.conftest import PASSWORD, open_account
from tests.desk.pages import errors_of, location

NEW = "umbrella granite violin"


def test_a_new_password_signs_out_the_other_browsers_and_counts_from_now_on(signed_in, app):
    here, there = signed_in(), signed_in()

    answer = here.post("/desk/account/password", data={"current": PASSWORD, "password": NEW})

    assert location(answer) == "/desk/account"
    assert here.get("/desk").status_code == 200
    assert there.get("/desk").status_code == 303
    logins = [
        app.test_client().post("/login", data={"name": "duarte", "password": password}).status_code
        for password in (PASSWORD, NEW)
    ]
    assert logins == [422, 303]


def test_the_present_password_is_asked_for(editor):
    answer = editor.post("/desk/account/password", data={"current": "mistyped", "password": NEW})

    assert answer.status_code == 422
    assert errors_of(answer) == ["#current Current password: This is not your password."]


def test_a_password_that_is_easy_to_guess_is_refused(editor):
    answer = editor.post("/desk/account/password", data={"current": PASSWORD, "password": "password1234"})

    assert [error.split()[0] for error in errors_of(answer)] == ["#password"]


def test_the_present_password_cannot_be_tried_at_will(editor):
    for _ in range(PAIR.free):
        editor.post("/desk/account/password", data={"current": "mistyped", "password": NEW})

    answer = editor.post("/desk/account/password", data={"current": PASSWORD, "password": NEW})

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_the_public_name_is_changed(editor, session):
    editor.post("/desk/account/name", data={"public_name": "Margarida Duarte"})

    assert session.scalar(select(Account.public_name)) == "Margarida Duarte"
    assert "Margarida Duarte" in editor.get("/desk").text


def test_nobody_takes_the_public_name_of_another(editor, session):
    open_account(session, "okafor")

    answer = editor.post("/desk/account/name", data={"public_name": "OKAFOR"})

    assert answer.status_code == 422
    assert "Somebody signs as" in errors_of(answer)[0]


def test_signed_in_browsers_are_listed_and_can_be_signed_out(signed_in, session):
    here, there = signed_in(), signed_in()
    (_, other) = session.scalars(select(SignIn.id).order_by(SignIn.id))
    session.rollback()

    page = here.get("/desk/account").text
    answer = here.post(f"/desk/account/sign-ins/{other}/end")

    assert page.count("Firefox on Linux") >= 2
    assert "(this one)" in page
    assert location(answer) == "/desk/account"
    assert there.get("/desk").status_code == 303


def test_all_others_are_signed_out_at_once(signed_in):
    here, *others = signed_in(), signed_in(), signed_in()

    here.post("/desk/account/sign-ins/end-others")

    assert "2 other browsers are signed out." in here.get("/desk/account").text
    assert [other.get("/desk").status_code for other in others] == [303, 303]


def test_nobody_signs_out_somebody_else(signed_in, session):
    mine, theirs = signed_in("duarte"), signed_in("okafor")
    (_, other) = session.scalars(select(SignIn.id).order_by(SignIn.id))
    session.rollback()

    assert mine.post(f"/desk/account/sign-ins/{other}/end").status_code == 404
    assert theirs.get("/desk").status_code == 200


def test_ending_ones_own_sign_in_leads_to_the_sign_in(editor, session):
    own = session.scalar(select(SignIn.id))
    session.rollback()

    assert location(editor.post(f"/desk/account/sign-ins/{own}/end")) == "/login"


def test_a_browser_is_named_in_short():
    agents = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1",
        "curl/8.5.0",
        "",
    ]

    assert [browser_words(agent) for agent in agents] == [
        "Edge on Windows",
        "Safari on iPhone",
        "curl/8.5.0",
        "A browser that does not say what it is",
    ]
