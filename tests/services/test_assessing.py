"""Decisions: grounds, times, grades and corrections; each one more row, never a changed one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from factbase.domain.links import LinkType
from factbase.domain.status import Stance, Status
from factbase.models import Act, Assessment, Evidence
from factbase.services.assessing import NewAssessment, NewEvidence, record_assessment
from tests.factories import NOW, contributor, editor, make_assessment, make_claim, make_link, make_report

LATER = NOW + timedelta(days=1)


def fields_of(refused: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def last_act(session: Session) -> Act:
    return session.scalars(select(Act).order_by(Act.seq.desc()).limit(1)).one()


def stances(session: Session) -> list[Stance]:
    return list(session.scalars(select(Evidence.stance).order_by(Evidence.id)))


# Recording


def test_a_decision_is_recorded_with_its_evidence_and_its_act(session):
    claim, report, other = make_claim(session), make_report(session), make_claim(session)
    evidence = [
        NewEvidence(report=report.slug, stance="against", note=" p. 3 "),
        NewEvidence(claim=other.slug, stance="context"),
    ]

    assessment = make_assessment(
        session, claim, "denied", evidence=evidence, rationale=" Moscow denies it. ", now=LATER
    )

    assert (assessment.status, assessment.rationale, assessment.recorded_at) == ("denied", "Moscow denies it.", LATER)
    assert (assessment.by, assessment.by_id, assessment.approved_by) == ("Ed Itor", None, None)
    pieces = session.scalars(
        select(Evidence).order_by(Evidence.id).options(selectinload(Evidence.report), selectinload(Evidence.claim))
    )
    assert [(piece.report, piece.claim, piece.stance, piece.note) for piece in pieces] == [
        (report, None, "against", "p. 3"),
        (None, other, "context", None),
    ]
    assert claim.version == 2
    assert (last_act(session).verb, last_act(session).subject_slug) == ("assess", claim.slug)
    assert f'"id":{assessment.id},' in last_act(session).body


def test_a_claim_may_be_called_unconfirmed_without_grounds(session):
    assert make_assessment(session, make_claim(session), "unconfirmed", rationale="", evidence=[]).rationale == ""


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.UNCONFIRMED])
def test_every_other_decision_needs_a_rationale_and_evidence(session, status):
    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session), status, rationale=" ", evidence=[])

    assert sorted(fields_of(refused)) == ["evidence", "rationale"]


@pytest.mark.parametrize(
    ("as_of", "day"),
    [("2024-04-02", date(2024, 4, 2)), ("2024-04", date(2024, 4, 30)), ("2024-02", None), ("2024", None)],
)
def test_a_status_holds_from_a_day_and_a_month_counts_from_its_last(session, as_of, day):
    claim = make_claim(session, made_on="2024-03-18")

    if day is None:
        with pytest.raises(InvalidInput) as refused:
            make_assessment(session, claim, "denied", as_of=as_of)
        assert fields_of(refused) == ["as_of"]
    else:
        assessment = make_assessment(session, claim, "denied", as_of=as_of)
        assert (assessment.as_of, assessment.as_of_edtf) == (day, as_of)


def test_a_status_may_hold_from_the_first_day_on_which_the_claim_may_have_been_made(session):
    claim = make_claim(session, made_on="2024-03")

    assert make_assessment(session, claim, "denied", as_of="2024-03-01").as_of == date(2024, 3, 1)


@pytest.mark.parametrize("as_of", ["2024-03-17", "2026-01-02", "2026-01", "then", ""])
def test_a_status_holds_from_no_day_before_the_claim_or_still_to_come(session, as_of):
    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session, made_on="2024-03-18"), "denied", as_of=as_of)

    assert fields_of(refused) == ["as_of"]


def test_a_decision_may_be_of_an_aspect_and_carry_grades_and_a_day_of_review(session):
    given = {"aspect": "magnitude", "reliability": "B", "credibility": 2, "review_by": date(2024, 9, 1)}

    assessment = make_assessment(session, make_claim(session), "disputed", **given)

    assert {name: getattr(assessment, name) for name in given} == given


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"aspect": "colour"}, "aspect"),
        ({"reliability": "G"}, "reliability"),
        ({"reliability": "b"}, "reliability"),
        ({"credibility": 0}, "credibility"),
        ({"credibility": 7}, "credibility"),
        ({"review_by": date(2024, 3, 17)}, "review_by"),
        ({"rationale": "x" * 5_001}, "rationale"),
        ({"evidence": [NewEvidence(report="nowhere")]}, "evidence"),
        ({"evidence": [NewEvidence(claim="nowhere")]}, "evidence"),
        ({"evidence": [NewEvidence()]}, "evidence"),
    ],
)
def test_a_field_that_is_wrong_is_named(session, given: dict[str, Any], field):
    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session), "denied", as_of="2024-03-18", **given)

    assert fields_of(refused) == [field]


def test_a_status_is_one_of_those_there_are(session):
    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session), "true")

    assert fields_of(refused) == ["status"]


def test_evidence_speaks_in_one_of_the_ways_there_are(session):
    evidence = [NewEvidence(report=make_report(session).slug, stance="loudly")]

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session), "denied", evidence=evidence)

    assert fields_of(refused) == ["evidence"]


def test_a_claim_is_no_evidence_for_itself(session):
    claim = make_claim(session)

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, claim, "denied", evidence=[NewEvidence(claim=claim.slug)])

    assert fields_of(refused) == ["evidence"]


def test_a_decision_with_a_day_of_review_that_has_passed_can_be_brought_in(session):
    assert make_assessment(session, make_claim(session), "denied", review_by=date(2024, 6, 1)).review_by == date(
        2024, 6, 1
    )


def test_the_claim_has_to_be_there_and_as_it_was_read(session):
    claim = make_claim(session)

    with pytest.raises(NotFound):
        record_assessment(session, NewAssessment("nowhere", "unconfirmed", "2024-04", ""), actor=editor(), now=NOW)
    with pytest.raises(Conflict):
        record_assessment(
            session, NewAssessment(claim.slug, "unconfirmed", "2024-04", ""), actor=editor(), now=NOW, version=2
        )


def test_a_contributor_does_not_decide(session):
    with pytest.raises(Forbidden):
        make_assessment(session, make_claim(session), "denied", evidence=[], actor=contributor())


# Which way evidence speaks


def test_evidence_without_a_stance_speaks_as_the_ties_between_the_claims_say(session):
    claim, denial, support, other = (make_claim(session) for _ in range(4))
    make_link(session, denial, LinkType.DENIES, claim)
    make_link(session, claim, LinkType.REPEATS, support)

    make_assessment(
        session, claim, "confirmed", evidence=[NewEvidence(claim=one.slug) for one in (denial, support, other)]
    )

    assert stances(session) == [Stance.AGAINST, Stance.SUPPORTS, Stance.SUPPORTS]


def test_evidence_without_a_stance_or_a_tie_speaks_for_what_was_decided(session):
    claim, report = make_claim(session), make_report(session)

    for status in ("corroborated", "refuted", "disputed"):
        make_assessment(session, claim, status, evidence=[NewEvidence(report=report.slug)])

    assert stances(session) == [Stance.SUPPORTS, Stance.AGAINST, Stance.CONTEXT]


# Correcting


def test_a_wrong_decision_is_corrected_by_a_new_one_that_names_it(session):
    claim = make_claim(session)
    wrong = make_assessment(session, claim, "refuted")

    right = make_assessment(session, claim, "denied", corrects=wrong.id, now=LATER)

    assert (right.corrects_id, wrong.status) == (wrong.id, "refuted")
    assert last_act(session).verb == "correct"
    assert f'"corrects":{wrong.id},' in last_act(session).body


def test_a_decision_is_corrected_once_then_its_correction(session):
    claim = make_claim(session)
    wrong = make_assessment(session, claim, "refuted")
    right = make_assessment(session, claim, "denied", corrects=wrong.id)

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, claim, "disputed", corrects=wrong.id)

    assert fields_of(refused) == ["corrects"]
    assert make_assessment(session, claim, "disputed", corrects=right.id).corrects_id == right.id


def test_a_correction_is_of_the_same_claim(session):
    elsewhere = make_assessment(session, make_claim(session), "refuted")

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, make_claim(session), "denied", corrects=elsewhere.id)
    with pytest.raises(InvalidInput):
        make_assessment(session, make_claim(session), "denied", corrects=999)

    assert fields_of(refused) == ["corrects"]


def test_a_correction_says_what_was_wrong(session):
    claim = make_claim(session)
    wrong = make_assessment(session, claim, "refuted")

    with pytest.raises(InvalidInput) as refused:
        make_assessment(session, claim, "unconfirmed", corrects=wrong.id, rationale="", evidence=[])

    assert fields_of(refused) == ["rationale"]


def test_decisions_of_one_day_are_kept_in_the_order_in_which_they_came(session):
    claim = make_claim(session)
    for status in ("unconfirmed", "disputed", "denied"):
        make_assessment(session, claim, status, as_of="2024-04-01")

    assert session.scalars(select(Assessment.status).order_by(Assessment.id)).all() == [
        "unconfirmed",
        "disputed",
        "denied",
    ]
