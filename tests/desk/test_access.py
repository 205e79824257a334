"""Who may do what at the desk: every route against every role, and the token that every form carries."""

from __future__ import annotations

import pytest
from flask import Flask

from factbase.desk.gate import SAFE_METHODS
from tests.desk.conftest import PASSWORD, open_account
from tests.desk.pages import fields_of
from tests.factories import contributor, make_claim, make_series, make_story

ROLES = ("reader", "contributor", "editor", "admin")
EVERYONE, DRAFTERS, EDITORS = frozenset(ROLES), frozenset(ROLES[1:]), frozenset(ROLES[2:])

# What each page takes, with a published claim and with a draft.
GETS = {
    "/desk": DRAFTERS,
    "/desk/account": EVERYONE,
    "/desk/claims/new": DRAFTERS,
    "/desk/claims/published": DRAFTERS,
    "/desk/claims/published/assess": EDITORS,
    "/desk/claims/published/reword": EDITORS,
    "/desk/claims/published/appearances/new": EDITORS,
    "/desk/claims/published/links/new": EDITORS,
    "/desk/claims/draft": DRAFTERS,
    "/desk/claims/draft/reword": DRAFTERS,
    "/desk/claims/draft/appearances/new": DRAFTERS,
    "/desk/claims/draft/links/new": DRAFTERS,
    "/desk/series": EDITORS,
    "/desk/series/published": EDITORS,
    "/desk/series/published/remove": EDITORS,
    "/desk/stories/published/series": EDITORS,
    "/desk/stories/published/series/new": EDITORS,
}
POSTS = {
    "/desk/account/name": EVERYONE,
    "/desk/account/password": EVERYONE,
    "/desk/account/sign-ins/end-others": EVERYONE,
    "/desk/claims/new": DRAFTERS,
    "/desk/claims/published/assess": EDITORS,
    "/desk/claims/published/reword": EDITORS,
    "/desk/claims/published/appearances/new": EDITORS,
    "/desk/claims/published/links/new": EDITORS,
    "/desk/claims/draft/reword": DRAFTERS,
    "/desk/claims/draft/appearances/new": DRAFTERS,
    "/desk/claims/draft/links/new": DRAFTERS,
    "/desk/claims/draft/publish": EDITORS,
    "/desk/series/published": EDITORS,
    "/desk/series/published/remove": EDITORS,
    "/desk/stories/published/series/new": EDITORS,
}


@pytest.fixture(autouse=True)
def two_claims(session):
    make_claim(session, slug="published")
    make_claim(session, slug="draft", publish=False, actor=contributor())
    make_series(session, slug="published", story=make_story(session, slug="published"))
    session.commit()


@pytest.mark.parametrize("role", ROLES)
def test_a_page_is_for_the_roles_that_may_use_it(signed_in, role):
    client = signed_in(role, role)

    answers = {address: client.get(address).status_code for address in GETS}

    assert answers == {address: 200 if role in roles else 403 for address, roles in GETS.items()}


@pytest.mark.parametrize("role", ROLES)
def test_a_write_is_for_the_roles_that_may_make_it(signed_in, role):
    client = signed_in(role, role)

    refused = {address for address in POSTS if client.post(address).status_code == 403}

    assert refused == {address for address, roles in POSTS.items() if role not in roles}


def test_a_role_that_is_too_low_is_told_so_on_a_page(signed_in):
    answer = signed_in("con", "contributor").get("/desk/claims/published/assess")

    assert "To assess claims takes the role editor; yours is contributor." in answer.text


@pytest.mark.parametrize("address", GETS)
def test_who_is_not_signed_in_is_led_to_the_sign_in(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={address}")


@pytest.mark.parametrize("address", POSTS)
def test_who_is_not_signed_in_writes_nothing(client, address):
    assert client.post(address).status_code == 401


def test_the_matrix_names_every_route_of_the_desk(app: Flask):
    def example(rule: str) -> str:
        return rule.replace("<slug>", "draft" if rule.endswith("publish") else "published")

    routes = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    reads = {example(rule.rule) for rule in routes if "GET" in rule.methods}
    writes = {example(rule.rule) for rule in routes if rule.methods - SAFE_METHODS}

    assert reads - set(GETS) == {"/desk/patterns"}
    assert writes - set(POSTS) == {"/desk/account/sign-ins/<int:sign_in_id>/end"}


# The token against forged requests


@pytest.fixture
def strict_app(make_app):
    return make_app(WTF_CSRF_ENABLED=True)


@pytest.mark.parametrize("address", [*POSTS, "/logout"])
def test_a_form_without_its_token_is_refused(strict_app, signed_in, address):
    client = signed_in("ada", "admin", app=strict_app)

    answer = client.post(address, data={"statement": "Forged."})

    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_the_sign_in_has_a_token_too(strict_app, session):
    open_account(session, "duarte")

    answer = strict_app.test_client().post("/login", data={"name": "duarte", "password": PASSWORD})

    assert answer.status_code == 400


@pytest.mark.parametrize("address", [address for address in GETS if address not in {"/desk", "/desk/account"}])
def test_every_form_carries_its_token(strict_app, signed_in, address):
    client = signed_in("ada", "admin", app=strict_app)

    page = client.get(address)

    forms = page.text.count('method="post"')
    assert forms == page.text.count('name="csrf_token"') >= 1
    assert client.post("/logout", data={"csrf_token": fields_of(page)["csrf_token"]}).status_code == 303


def test_a_token_of_another_browser_is_refused(strict_app, signed_in):
    mine, theirs = signed_in("ada", "admin", app=strict_app), signed_in("eve", "admin", app=strict_app)
    token = fields_of(theirs.get("/desk/claims/new"))["csrf_token"]

    assert mine.post("/logout", data={"csrf_token": token}).status_code == 400
