"""The pages that say what a kind of problem means."""

from __future__ import annotations

import pytest
from markupsafe import escape

from factbase.edge.problems import PROBLEM_KINDS


@pytest.mark.parametrize("status", PROBLEM_KINDS)
def test_the_type_of_every_problem_leads_to_what_it_means(bare_app, status):
    page = bare_app.test_client().get(f"/problems/{status}")

    assert page.status_code == 200
    assert str(escape(PROBLEM_KINDS[status].meaning)) in page.text


def test_the_type_that_an_answer_gives_is_such_an_address(bare_app):
    problem = bare_app.test_client().get("/api/nowhere").json

    assert bare_app.test_client().get(problem["type"]).status_code == 200


def test_an_unknown_kind_has_no_page(bare_app):
    assert bare_app.test_client().get("/problems/999", headers={"Accept": "application/json"}).status_code == 404
