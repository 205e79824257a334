"""The vantage of a request: read, refused, kept in links, shown to templates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Blueprint, Flask, g, render_template_string

from factbase.domain.vantage import Vantage
from factbase.edge import vantage as edge
from factbase.edge.errors import answer_errors
from factbase.edge.vantage import canonical_url, current_vantage, today, today_url, url_at, use_vantage

TODAY = date(2024, 6, 15)
JSON = {"Accept": "application/json"}


@pytest.fixture
def app(monkeypatch):
    """Two pages: one for readers, and one of the desk, which knows no vantage."""
    monkeypatch.setattr(edge, "today", lambda: TODAY)
    app = Flask("factbase")
    app.config.update(TESTING=True, BASE_URL=None)
    reader, desk = Blueprint("reader", __name__), Blueprint("desk", __name__)

    @reader.get("/stories/<slug>")
    def story(slug):
        links = [url_at("reader.story", slug="other"), url_at("reader.story", slug=slug, as_of=None), today_url()]
        seen = current_vantage()
        return {"as_of": str(seen.as_of), "recorded_by": str(seen.recorded_by), "links": links, "url": canonical_url()}

    @desk.get("/desk")
    def queue():
        return {"is_today": current_vantage().is_today}

    app.register_blueprint(reader)
    app.register_blueprint(desk)
    answer_errors(app)
    use_vantage(app, readers={"reader"})
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def test_a_plain_address_is_seen_from_today(client):
    seen = client.get("/stories/a").json

    assert (seen["as_of"], seen["recorded_by"]) == ("2024-06-15", "None")
    assert seen["links"] == ["/stories/other", "/stories/a", "/stories/a"]


def test_a_past_day_is_kept_in_links_and_left_by_the_link_to_today(client):
    seen = client.get("/stories/a?as_of=2024-05-31&sort=made_on").json

    assert seen["as_of"] == "2024-05-31"
    assert seen["links"] == ["/stories/other?as_of=2024-05-31", "/stories/a", "/stories/a?sort=made_on"]


@pytest.mark.parametrize(
    "written",
    ["2024-06-01T09:00:00%2B09:00", "2024-06-01T09:00:00+09:00", "2024-06-01T00:00:00Z", "2024-06-01t00:00:00z"],
)
def test_an_instant_is_kept_in_links_in_utc(client, written):
    seen = client.get(f"/stories/a?recorded_by={written}").json

    assert seen["recorded_by"] == "2024-06-01 00:00:00+00:00"
    assert seen["links"][0] == "/stories/other?recorded_by=2024-06-01T00:00:00Z"


def test_the_present_day_asked_for_by_name_needs_no_parameter(client):
    seen = client.get("/stories/a?as_of=2024-06-15").json

    assert seen["links"][0] == "/stories/other"


def test_an_empty_field_of_the_form_is_today(client):
    assert client.get("/stories/a?as_of=&recorded_by=").json["as_of"] == "2024-06-15"


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2024-06-16",
        "as_of=2024-02-30",
        "as_of=2024-6-1",
        "as_of=20240601",
        "as_of=2024-W22-1",
        "as_of=yesterday",
        "as_of=٢٠٢٤-٠٦-٠١",
        "recorded_by=2024-06-01",
        "recorded_by=2024-06-01T00:00:00",
        "recorded_by=2024-06-01T00:00Z",
        "recorded_by=2024-06-31T00:00:00Z",
        "recorded_by=2024-06-01T25:00:00Z",
        "recorded_by=0001-01-01T00:00:00%2B23:59",
        "recorded_by=9999-01-01T00:00:00Z",
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client, query):
    answer = client.get(f"/stories/a?{query}", headers=JSON)

    assert answer.status_code == 400
    assert [problem["field"] for problem in answer.json["errors"]] == [query.partition("=")[0]]


def test_both_are_refused_at_once(client):
    answer = client.get("/stories/a?as_of=x&recorded_by=y", headers=JSON)

    assert [problem["field"] for problem in answer.json["errors"]] == ["as_of", "recorded_by"]


def test_the_desk_is_always_seen_from_today(client):
    assert client.get("/desk?as_of=2024-05-31").json == {"is_today": True}


@pytest.mark.parametrize(
    "query", ["_scheme=javascript&_external=1", "_anchor=x", "endpoint=desk.queue", "slug=b", "a=1&a=2"]
)
def test_parameters_of_the_reader_do_not_steer_how_links_are_built(client, query):
    assert client.get(f"/stories/a?{query}").json["links"][2] == f"/stories/a?{query}"


def test_the_canonical_address_is_that_of_today_at_the_public_address(app):
    app.config["BASE_URL"] = "https://facts.example"

    seen = app.test_client().get("/stories/%ED%8F%AC?as_of=2024-05-31").json

    assert seen["url"] == "https://facts.example/stories/%ED%8F%AC"


def test_templates_know_the_vantage_and_that_the_past_is_not_to_be_indexed(app):
    with app.test_request_context("/stories/a"):
        g.vantage = Vantage(as_of=date(2024, 5, 31), today=TODAY)

        text = render_template_string("{{ vantage.as_of }} {{ noindex }} {{ url_at('reader.story', slug='b') }}")

    assert text == "2024-05-31 True /stories/b?as_of=2024-05-31"


def test_today_is_a_day_in_utc():
    assert today() - datetime.now(UTC).date() <= timedelta(days=1)
