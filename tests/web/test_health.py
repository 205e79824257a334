"""What a machine asks: does the process live, is it ready, how much is on record."""

from __future__ import annotations

from tests.conftest import application


def test_a_process_that_lives_says_so(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_migrated_database_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_database_that_is_behind_is_not_ready(tmp_path):
    with application(f"sqlite:///{tmp_path}/new.sqlite") as app:
        answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert "run flask db upgrade" in answer.text


def test_a_database_that_does_not_answer_is_not_ready(tmp_path):
    with application(f"postgresql://nobody@/nothing?host={tmp_path}") as app:
        answer = app.test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the default database does not answer\n")


def test_a_replica_that_does_not_answer_is_not_ready(make_app, tmp_path):
    app = make_app(REPLICA_URL=f"postgresql://nobody@/nothing?host={tmp_path}")

    answer = app.test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the replica database does not answer\n")


def test_metrics_are_off_unless_asked_for(client):
    assert client.get("/metrics", headers={"Accept": "application/json"}).status_code == 404


def test_metrics_count_what_is_on_record(make_app):
    answer = make_app(METRICS=True).test_client().get("/metrics")

    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert 'factbase_claims{state="published"} 0\n' in answer.text
    assert "factbase_ledger_acts_total 0\n" in answer.text
