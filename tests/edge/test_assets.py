"""Static files: addresses that change with the content, kept for ever; compressed copies while they are current."""

from __future__ import annotations

import gzip
import os

import pytest
from flask import Flask

from factbase.cli.assets import compress
from factbase.edge.assets import AssetServer, asset_url, serve_assets

FOR_EVER = "public, max-age=31536000, immutable"
STYLE = "body { color: black }\n" * 100


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "static"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "base.css").write_text(STYLE)
    (folder / "robots.txt").write_text("User-agent: *\n")
    return folder


@pytest.fixture
def app(tmp_path, root):
    """An application in development, where files may change."""
    app = Flask("factbase", root_path=str(tmp_path), static_folder=None)
    app.testing = True
    app.add_url_rule("/static/made", "made", lambda: "by a view")
    serve_assets(app)
    return app


def fetch(app, path, **headers):
    # Buffered: read to its end and closed, as a server does.
    return app.test_client().get(
        path, buffered=True, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )


def address(app, filename="css/base.css"):
    with app.app_context():
        return asset_url(filename)


def test_a_file_at_its_address_is_kept_for_ever(app):
    answer = fetch(app, address(app))

    assert (answer.status_code, answer.text) == (200, STYLE)
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.mimetype == "text/css"


def test_the_address_changes_with_the_content(app, root):
    before = address(app)
    (root / "css" / "base.css").write_text("body { color: blue }\n")

    after = address(app)

    assert before != after
    assert fetch(app, after).text == "body { color: blue }\n"


@pytest.mark.parametrize("path", ["/static/00000000/css/base.css", "/static/css/base.css", "/static/robots.txt"])
def test_another_address_of_a_file_is_asked_about_again(app, path):
    answer = fetch(app, path)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_in_production_a_file_is_read_for_its_hash_once(root):
    server = AssetServer(lambda *_: [], root, watch=False)
    before = server.url("css/base.css")

    (root / "css" / "base.css").write_text("changed")

    assert server.url("css/base.css") == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/css",
        "/static/css/",
        "/static/nowhere.css",
        "/static/../secret",
        "/static/00000000/../../secret",
        "/static/%2e%2e/secret",
        "/static//etc/passwd",
        "/static/00000000//etc/passwd",
        "/static/css/base.css.br",
        "/static/a%00b.css",
        "/static/" + "a" * 5000,
    ],
)
def test_what_is_not_a_file_of_ours_is_not_found(app, tmp_path, path):
    (tmp_path / "secret").write_text("not for readers")

    assert fetch(app, path).status_code == 404


def test_other_addresses_go_to_the_application(app):
    assert fetch(app, "/static/made").text == "by a view"


def test_a_template_that_names_a_missing_file_fails(app):
    with pytest.raises(FileNotFoundError):
        address(app, "css/nowhere.css")


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_compressed_copy_is_sent_to_those_who_accept_it(app, root, accepted, encoding):
    compress(root / "css" / "base.css")

    answer = fetch(app, address(app), Accept_Encoding=accepted)

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    if encoding == "gzip":
        assert gzip.decompress(answer.data).decode() == STYLE


def test_a_copy_that_is_older_than_its_file_is_not_sent(app, root):
    compress(root / "css" / "base.css")
    (root / "css" / "base.css").write_text(STYLE + "p { margin: 0 }\n")
    copy = root / "css" / "base.css.br"
    os.utime(copy, ns=(0, copy.stat().st_mtime_ns - 10**9))

    answer = fetch(app, address(app), Accept_Encoding="br")

    assert "Content-Encoding" not in answer.headers
    assert answer.text.endswith("p { margin: 0 }\n")


def test_a_copy_is_made_once_for_each_state_of_a_file(root):
    file = root / "css" / "base.css"

    assert compress(file)
    assert not compress(file)
