"""Errors as answers: one status for each kind, a page for people, problem+json for programs."""

from __future__ import annotations

import logging

import pytest
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

from factbase.domain import errors
from factbase.domain.errors import FactbaseError, FieldProblem
from factbase.edge.errors import HTTP_STATUS, OUR_FAULT, http_status
from factbase.edge.problems import PROBLEM_KINDS

PROBLEM_MEMBERS = {"type", "title", "status", "detail", "instance", "request_id"}
JSON = {"Accept": "application/json"}
PROBLEMS = [FieldProblem("statement", "is missing"), FieldProblem("made_on", "is no date")]

CASES = [
    (errors.InvalidInput(PROBLEMS), 422),
    (errors.NotFound("claim", "no-such"), 404),
    (errors.Conflict("claim", "shin-7000", yours=6, current=7), 412),
    (errors.AlreadyRecorded("source_key", "This is on record."), 409),
    (errors.Forbidden("An editor may do this."), 403),
    (errors.SignInNeeded("Please sign in."), 401),
    (errors.TooManyAttempts("Wait a minute.", retry_after=60), 429),
]


def raising(app, error):
    """Let the application answer every method at /raises with ``error``."""

    def view():
        raise error

    app.add_url_rule("/raises", "raises", view, methods=["GET", "POST"])
    return app.test_client()


def kinds(root=FactbaseError):
    for kind in root.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=lambda kind: kind.__name__))
def test_every_kind_of_error_has_its_status(kind):
    assert kind in HTTP_STATUS


@pytest.mark.parametrize("status", sorted(set(HTTP_STATUS.values())))
def test_every_status_has_a_title_for_readers(status):
    assert status in PROBLEM_KINDS


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda value: type(value).__name__)
def test_an_error_is_a_problem_for_programs(bare_app, error, status):
    answer = raising(bare_app, error).get("/raises", headers=JSON)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json.keys() >= PROBLEM_MEMBERS
    assert (answer.json["status"], answer.json["instance"]) == (status, "/raises")
    assert answer.json["detail"] == str(error)
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda value: type(value).__name__)
def test_an_error_is_a_page_for_people(bare_app, error, status):
    answer = raising(bare_app, error).get("/raises", headers={"Accept": "text/html,*/*;q=0.1"})

    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert PROBLEM_KINDS[status].title in answer.text


def test_a_problem_names_every_bad_field(bare_app):
    answer = raising(bare_app, errors.InvalidInput(PROBLEMS)).post("/raises", headers=JSON)

    assert answer.json["errors"] == [
        {"field": "statement", "message": "is missing"},
        {"field": "made_on", "message": "is no date"},
    ]


def test_a_stale_write_is_told_the_current_version(bare_app):
    answer = raising(bare_app, errors.Conflict("claim", "a", yours=6, current=7)).post("/raises", headers=JSON)

    assert answer.json["current_version"] == 7


def test_too_many_attempts_are_told_how_long_to_wait(bare_app):
    answer = raising(bare_app, errors.TooManyAttempts("Wait.", retry_after=60)).get("/raises")

    assert answer.headers["Retry-After"] == "60"


def test_a_child_of_a_known_error_has_its_parents_status():
    class BadStatement(errors.InvalidInput):
        pass

    assert http_status(BadStatement(PROBLEMS)) == 422


@pytest.mark.parametrize(
    ("path", "accept", "is_json"),
    [
        ("/nowhere", "text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("/nowhere", "*/*", False),
        ("/nowhere", "application/json", True),
        ("/nowhere", "application/problem+json", True),
        ("/nowhere.json", "text/html", True),
        ("/nowhere.jsonld", "*/*", True),
        ("/api/v1/nowhere", "text/html", True),
        ("/v1alpha1/nowhere", "*/*", True),
    ],
)
def test_the_address_or_what_is_accepted_says_who_asks(bare_app, path, accept, is_json):
    answer = bare_app.test_client().get(path, headers={"Accept": accept})

    assert answer.status_code == 404
    assert (answer.mimetype == "application/problem+json") == is_json


def test_a_method_that_is_not_allowed_names_those_that_are(bare_app):
    answer = raising(bare_app, errors.Forbidden("No.")).delete("/raises", headers=JSON)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_what_is_too_large_is_refused_in_our_words(bare_app):
    answer = raising(bare_app, RequestEntityTooLarge()).post("/raises", headers=JSON)

    assert (answer.status_code, answer.json["title"]) == (413, PROBLEM_KINDS[413].title)
    assert answer.json["detail"] == PROBLEM_KINDS[413].meaning


def test_a_status_without_a_title_of_ours_has_the_protocols(bare_app):
    answer = raising(bare_app, ServiceUnavailable(retry_after=5)).get("/raises", headers=JSON)

    assert (answer.json["title"], answer.headers["Retry-After"]) == ("Service Unavailable", "5")
    assert answer.json["type"] == "about:blank"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_the_trace_of_an_unforeseen_error_is_logged_and_never_sent(bare_app, caplog, accept):
    bare_app.config["PROPAGATE_EXCEPTIONS"] = False
    client = raising(bare_app, ZeroDivisionError("the password is hunter2"))

    with caplog.at_level(logging.ERROR, "factbase"):
        answer = client.get("/raises", headers={"Accept": accept})

    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert "Traceback" not in answer.text
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_an_error_of_ours_that_is_our_fault_says_nothing_of_itself(bare_app):
    bare_app.config["PROPAGATE_EXCEPTIONS"] = False

    answer = raising(bare_app, errors.BrokenChain(7, "its hash differs")).get("/raises", headers=JSON)

    assert (answer.status_code, answer.json["detail"]) == (500, OUR_FAULT)


def test_a_reader_is_answered_even_when_the_error_page_fails(bare_app, monkeypatch):
    bare_app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("factbase.edge.errors.render_template", lambda *_args, **_kwargs: 1 / 0)

    answer = raising(bare_app, KeyError("anything")).get("/raises")

    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    assert answer.headers["X-Request-ID"] in answer.text


def test_an_unforeseen_error_reaches_the_test_that_caused_it(bare_app):
    client = raising(bare_app, ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        client.get("/raises")
