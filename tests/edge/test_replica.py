"""The replica: asked where readers only read, and nowhere else."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask
from sqlalchemy import create_engine, text

from factbase.edge.replica import use_replica
from factbase.extensions import Database, RequestSession
from factbase.extensions import db as shared


@pytest.fixture
def app(tmp_path):
    """Two databases that name themselves, a page for readers and one of the desk."""
    for name in ("default", "replica"):
        engine = create_engine(f"sqlite:///{tmp_path}/{name}.sqlite")
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE self (name TEXT)"))
            connection.execute(text("INSERT INTO self VALUES (:name)"), {"name": name})
        engine.dispose()

    app = Flask("factbase")
    app.testing = True
    reader, desk = Blueprint("reader", __name__), Blueprint("desk", __name__)
    reader.add_url_rule("/story", "story", who)
    desk.add_url_rule("/desk", "queue", who)
    app.register_blueprint(reader)
    app.register_blueprint(desk)
    use_replica(app, readers={"reader"})
    yield app
    with app.app_context():
        for engine in shared.engines.values():
            engine.dispose()


def who():
    return shared.session.execute(text("SELECT name FROM self")).scalar_one()


def bind(app, tmp_path, *names):
    app.config["SQLALCHEMY_ENGINES"] = {name: f"sqlite:///{tmp_path}/{name}.sqlite" for name in names}
    shared.init_app(app)


def test_readers_are_answered_from_the_replica_and_the_desk_is_not(app, tmp_path):
    bind(app, tmp_path, "default", "replica")
    client = app.test_client()

    assert client.get("/story").text == "replica"
    assert client.get("/desk").text == "default"


def test_without_a_replica_there_is_one_database(app, tmp_path):
    bind(app, tmp_path, "default")

    assert app.test_client().get("/story").text == "default"


def test_no_event_loop_is_started_to_close_sessions():
    app = Flask("factbase")
    app.config["SQLALCHEMY_ENGINES"] = {"default": "sqlite://"}

    Database(session_options={"class_": RequestSession}).init_app(app)

    assert [function.__name__ for function in app.teardown_appcontext_funcs] == ["_close_sessions"]
