"""The headers of every answer."""

from __future__ import annotations

import pytest
from flask import session

from factbase import create_app

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/healthz", "/nowhere.json", "/static/css/base.css"])
def test_every_answer_has_the_security_headers(bare_app, path):
    headers = bare_app.test_client().get(path, buffered=True).headers

    assert headers.get_all("Content-Security-Policy") == [POLICY]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "geolocation=(), camera=(), microphone=()"
    assert "Strict-Transport-Security" not in headers


def test_strict_transport_is_asked_for_where_readers_come_by_https():
    app = create_app(
        {"SECRET_KEY": "long enough for a test", "BASE_URL": "https://facts.example", "LOG_LEVEL": "ERROR"}
    )

    headers = app.test_client().get("/healthz", base_url="https://facts.example").headers

    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_another_host_than_ours_is_refused():
    app = create_app(
        {"SECRET_KEY": "long enough for a test", "BASE_URL": "https://facts.example", "LOG_LEVEL": "ERROR"}
    )

    answer = app.test_client().get("/nowhere.json", base_url="https://evil.example")

    assert answer.status_code == 400


def test_only_a_card_may_be_framed_and_it_sets_no_cookie(bare_app):
    def view():
        session["visits"] = 1
        return "card"

    bare_app.add_url_rule("/embed/claims/a", "embedded", view)
    bare_app.add_url_rule("/claims/a", "page", view)
    client = bare_app.test_client()

    embedded, page = client.get("/embed/claims/a").headers, client.get("/claims/a").headers

    assert embedded["Content-Security-Policy"] == POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert "Set-Cookie" not in embedded
    assert page["Content-Security-Policy"] == POLICY
    assert "HttpOnly" in page["Set-Cookie"]
    assert "SameSite=Lax" in page["Set-Cookie"]


@pytest.mark.parametrize(
    ("path", "caching"),
    [("/tried", "no-cache"), ("/desk/tried", "no-store"), ("/login/tried", "no-store")],
)
def test_the_desk_is_never_stored_and_pages_are_asked_about_again(bare_app, path, caching):
    bare_app.add_url_rule(path, "asked", lambda: "here")

    assert bare_app.test_client().get(path).headers["Cache-Control"] == caching


def test_what_a_view_says_of_its_own_caching_stands(bare_app):
    bare_app.add_url_rule("/kept", "kept", lambda: ("here", {"Cache-Control": "public, max-age=60"}))

    assert bare_app.test_client().get("/kept").headers.get_all("Cache-Control") == ["public, max-age=60"]
