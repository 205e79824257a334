"""What became of a claim that was due, as a decision on it says."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
from sqlalchemy import select

from factbase.domain.errors import InvalidInput
from factbase.domain.status import Outcome, Status
from factbase.exchange.bundle import read_text
from factbase.models import Act, Assessment
from factbase.services.importing import ImportRefused, import_rows
from tests.factories import NOW, editor, make_assessment, make_claim

FITTING = [
    ("occurred", "confirmed"),
    ("occurred", "corroborated"),
    ("late", "confirmed"),
    ("late", "corroborated"),
    ("did_not_occur", "refuted"),
    ("cannot_be_known", "unconfirmed"),
    ("cannot_be_known", "corroborated"),
    ("cannot_be_known", "disputed"),
    ("cannot_be_known", "denied"),
]


def make_prediction(session, **given):
    return make_claim(session, slug="by-june", kind="intention", made_on="2024-05-20", **{"due_on": "2024-06", **given})


@pytest.mark.parametrize(("outcome", "status"), FITTING)
def test_an_outcome_goes_with_the_statuses_that_say_the_same(session, outcome, status):
    decision = make_assessment(session, make_prediction(session), status, outcome=outcome)

    assert decision.outcome is Outcome(outcome)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(outcome, status) for outcome in Outcome for status in Status if (outcome.value, status.value) not in FITTING],
)
def test_an_outcome_that_the_status_contradicts_is_refused(session, outcome, status):
    claim = make_prediction(session)

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, claim, status, outcome=outcome.value)

    assert [problem.field for problem in refused.value.problems] == ["outcome"]


@pytest.mark.parametrize(
    ("claim", "decision", "words"),
    [
        ({"due_on": None}, {"outcome": "late"}, "due date"),
        ({}, {"outcome": "perhaps"}, "Choose one of: occurred, late"),
        ({}, {"outcome": "late", "aspect": "timing"}, "whole claim"),
    ],
)
def test_an_outcome_needs_a_due_date_a_known_word_and_the_whole_claim(session, claim, decision, words):
    prediction = make_prediction(session, **claim)

    with pytest.raises(InvalidInput, match=words):
        make_assessment(session, prediction, Status.CONFIRMED, **decision)


def test_the_act_the_page_and_the_json_say_the_outcome(client, session):
    make_assessment(session, make_prediction(session), Status.REFUTED, as_of="2024-07-01", outcome="did_not_occur")
    session.commit()

    act = session.scalar(select(Act.body).order_by(Act.seq.desc()).limit(1))

    assert json.loads(act)["content"]["outcome"] == "did_not_occur"
    assert "It did not occur." in client.get("/claims/by-june").text
    assert client.get("/claims/by-june.json").json["assessments"][0]["outcome"] == "did_not_occur"


def test_a_view_of_a_day_before_the_decision_does_not_tell_the_outcome(client, session):
    make_assessment(session, make_prediction(session), Status.REFUTED, as_of="2024-07-01", outcome="did_not_occur")
    session.commit()

    assert "did not occur" not in client.get("/claims/by-june?as_of=2024-06-30").text
    assert "did_not_occur" not in client.get("/claims/by-june.json?as_of=2024-06-30").text


def bundle(*, outcome: str, due_on: str = "2024-06"):
    return read_text(
        dedent(f"""\
            factbase: 1
            claims:
            - slug: by-june
              source_key: news:by-june
              kind: intention
              speaker: {{name: Dmitry Peskov, kind: person}}
              statement: Peskov said that it would be in June.
              made_on: 2024-05-20
              due_on: {due_on}
              assessments:
              - status: confirmed
                as_of: 2024-07-02
                rationale: It took place a day after the month.
                outcome: {outcome}
                evidence: ["https://news.example/1"]
              reports:
              - {{outlet: TASS, url: "https://news.example/1"}}
            """),
        file="news.yaml",
    )


def test_an_import_takes_in_outcomes_and_does_so_once(session):
    for _ in range(2):
        import_rows(session, bundle(outcome="late"), actor=editor(), now=NOW)

    assert [row.outcome for row in session.scalars(select(Assessment))] == [Outcome.LATE]


def test_an_import_that_contradicts_an_outcome_on_record_is_refused(session):
    import_rows(session, bundle(outcome="late"), actor=editor(), now=NOW)

    with pytest.raises(ImportRefused) as refused:
        import_rows(session, bundle(outcome="occurred"), actor=editor(), now=NOW)

    assert [problem.field for problem in refused.value.problems] == ["assessments[0].outcome"]


@pytest.mark.parametrize("given", [{"outcome": "did_not_occur"}, {"outcome": "late", "due_on": "null"}])
def test_an_import_names_the_outcome_that_is_wrong(session, given):
    with pytest.raises(ImportRefused) as refused:
        import_rows(session, bundle(**given), actor=editor(), now=NOW)

    assert [problem.field for problem in refused.value.problems] == ["assessments[0].outcome"]
