from __future__ import annotations

from sqlalchemy import select

from factbase.domain.status import Outcome
from factbase.models import Assessment
from tests.factories import make_appearance, make_claim, make_report


def decision(claim, **given):
    return {
        "version": claim.version,
        "status": "refuted",
        "as_of": "2024-06-24",
        "precision": "day",
        "rationale": "The week passed without a visit.",
        **given,
    }


def test_a_decision_on_a_claim_that_was_due_says_what_became_of_it(editor, session):
    claim = make_claim(session, kind="intention", made_on="2024-06-12", due_on="2024-06-17/2024-06-23")
    report = make_report(session)
    make_appearance(session, claim, report)
    session.commit()

    form = editor.get(f"/desk/claims/{claim.slug}/assess").text
    evidence = {"evidence": [f"report:{report.slug}"]}
    answer = editor.post(f"/desk/claims/{claim.slug}/assess", data=decision(claim, outcome="did_not_occur", **evidence))

    assert "It could be judged on 17–23 June 2024." in form
    session.rollback()
    assert answer.status_code == 303
    assert session.scalars(select(Assessment.outcome)).one() is Outcome.DID_NOT_OCCUR
    assert "It did not occur." in editor.get(f"/claims/{claim.slug}").text


def test_a_claim_without_a_due_date_is_not_asked_what_became_of_it(editor, session):
    claim = make_claim(session)
    session.commit()

    assert "What became of it" not in editor.get(f"/desk/claims/{claim.slug}/assess").text


def test_an_outcome_that_does_not_fit_the_status_is_refused_and_the_form_keeps_it(editor, session):
    claim = make_claim(session, kind="intention", made_on="2024-06-12", due_on="2024-06-17/2024-06-23")
    report = make_report(session)
    make_appearance(session, claim, report)
    session.commit()

    given = decision(claim, outcome="occurred", evidence=[f"report:{report.slug}"])
    answer = editor.post(f"/desk/claims/{claim.slug}/assess", data=given)

    session.rollback()
    assert answer.status_code == 422
    assert '<option selected value="occurred">' in answer.text
    assert session.scalars(select(Assessment)).all() == []
