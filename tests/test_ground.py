"""The ground that everything stands on: the application starts, and is ready on each database."""

from __future__ import annotations


def test_a_process_that_lives_says_so(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_migrated_database_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
