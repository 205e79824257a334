"""Answers on their way out: compression, entity tags, JSON and the log line."""

from __future__ import annotations

import gzip
import logging
import re
from datetime import UTC, date, datetime
from enum import StrEnum

import brotli
import pytest
from flask import Response, jsonify

from factbase.edge.etags import not_modified, tag_of, with_etag
from factbase.edge.logging import _LineFormatter

LONG = "A claim is one assertion, by one speaker, at one time. " * 40
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def answering(app, response, path="/page"):
    """Let the application answer ``path`` with what ``response()`` gives."""
    app.add_url_rule(path, path, response)
    return app.test_client()


# Compression


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip, br;q=0.1", "gzip"), ("gzip", "gzip"), ("br;q=0, gzip;q=0", None), ("", None)],
)
def test_a_long_answer_is_compressed_as_the_reader_accepts(bare_app, accepted, encoding):
    client = answering(bare_app, lambda: LONG)

    answer = client.get("/page", headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert UNPACK[encoding](answer.data).decode() == LONG
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize(
    "response",
    [
        lambda: Response("short"),
        lambda: Response(LONG, mimetype="image/png"),
        lambda: Response(iter([LONG]), mimetype="text/csv"),
        lambda: Response(LONG, headers={"Content-Encoding": "zstd"}),
    ],
    ids=["short", "compressed by its format", "streamed", "encoded already"],
)
def test_what_would_not_gain_is_left_alone(bare_app, response):
    expected = response().headers.get("Content-Encoding")

    answer = answering(bare_app, response).get("/page", headers={"Accept-Encoding": "br, gzip"})

    assert answer.headers.get("Content-Encoding") == expected


# Entity tags


def test_a_tag_changes_with_any_part():
    assert tag_of("claim", 3) == tag_of("claim", 3)
    assert len({tag_of("claim", 3), tag_of("claim", 4), tag_of("claim3"), tag_of("clai", "m3")}) == 4


@pytest.mark.parametrize("encoding", ["br", "identity"])
def test_a_reader_who_holds_the_answer_gets_304(bare_app, encoding):
    client = answering(bare_app, lambda: with_etag(Response(LONG)))
    tag = client.get("/page", headers={"Accept-Encoding": encoding}).headers["ETag"]

    again = client.get("/page", headers={"Accept-Encoding": encoding, "If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"].removeprefix("W/") == tag.removeprefix("W/")


def test_the_tag_of_json_stays_strong_for_if_match(bare_app):
    client = answering(bare_app, lambda: with_etag(jsonify(text=LONG), tag_of("claim", 3)))

    answer = client.get("/page", headers={"Accept-Encoding": "br"})

    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["ETag"] == f'"{tag_of("claim", 3)}"'


@pytest.mark.parametrize(
    ("method", "held", "is_held"),
    [("GET", '"v3"', True), ("GET", 'W/"v3"', True), ("GET", '"v2", "v3"', True), ("GET", '"v2"', False),
     ("GET", "*", True), ("HEAD", '"v3"', True), ("POST", '"v3"', False)],
)  # fmt: skip
def test_the_work_is_spared_when_the_client_holds_the_tag(bare_app, method, held, is_held):
    with bare_app.test_request_context(method=method, headers={"If-None-Match": held}):
        answer = not_modified("v3")

    assert (answer is not None) == is_held
    if answer is not None:
        assert (answer.status_code, answer.headers["ETag"]) == (304, '"v3"')


# JSON


class Colour(StrEnum):
    RED = "red"


def test_json_knows_days_instants_and_enumerations(bare_app):
    noon = datetime(2024, 3, 18, 12, tzinfo=UTC)
    given = {"day": date(2024, 3, 18), "at": noon, "colour": Colour.RED, "name": "신원식"}

    answer = answering(bare_app, lambda: given).get("/page")

    assert answer.json == {
        "day": "2024-03-18",
        "at": "2024-03-18T12:00:00+00:00",
        "colour": "red",
        "name": "신원식",
    }
    assert "신원식" in answer.text


# The log


def test_a_sane_request_id_is_taken_over(bare_app):
    answer = answering(bare_app, lambda: "here").get("/page", headers={"X-Request-ID": "trace-0123.abc"})

    assert answer.headers["X-Request-ID"] == "trace-0123.abc"


@pytest.mark.parametrize("given", ["short", "with blank inside", "x" * 65, "пример-примера", 'quote"quote'])
def test_another_request_id_is_replaced(bare_app, given):
    answer = answering(bare_app, lambda: "here").get(
        "/page", headers={"X-Request-ID": given.encode().decode("latin-1")}
    )

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-ID"])


def test_each_request_leaves_a_line_without_its_query(bare_app, caplog):
    client = answering(bare_app, lambda: "here")

    with caplog.at_level(logging.INFO, "factbase.access"):
        client.get("/page?q=secret")

    assert re.fullmatch(r"GET /page 200 \d+\.\d ms", caplog.messages[0])


def test_a_one_time_token_and_a_forged_line_stay_out_of_the_log(bare_app, caplog):
    bare_app.add_url_rule("/one-time/<token>", "one_time", lambda token: "here")

    with caplog.at_level(logging.INFO, "factbase.access"):
        bare_app.test_client().get("/one-time/s3cret")
        bare_app.test_client().get("/api/nowhere%0A2024-06-15 GET /forged")

    assert caplog.messages[0].startswith("GET /one-time/… 200")
    assert "\n" not in caplog.messages[1]


def test_a_line_has_utc_time_level_and_request(bare_app):
    record = logging.LogRecord("factbase.services", logging.WARNING, "", 0, "a claim was merged", None, None)
    record.created = datetime(2024, 6, 15, 8, 0, 0, 123_000, tzinfo=UTC).timestamp()
    formatter = _LineFormatter("%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s")

    with bare_app.test_request_context(headers={"X-Request-ID": "trace-0123"}):
        inside = formatter.format(record)

    assert inside == "2024-06-15T08:00:00.123Z WARNING trace-0123 factbase.services a claim was merged"
    assert formatter.format(record) == "2024-06-15T08:00:00.123Z WARNING - factbase.services a claim was merged"
