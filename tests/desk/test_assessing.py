"""Deciding on a claim at the desk, and correcting a decision."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from factbase.models import Assessment, Evidence, Report
from tests.desk.pages import errors_of, fields_of, location
from tests.factories import make_appearance, make_assessment, make_claim, make_link, make_report

WHY = "A senior official said, separately, that the visit was days away."


@pytest.fixture
def claim(session):
    claim = make_claim(session, slug="visit", made_on="2024-06-12")
    make_appearance(session, claim, make_report(session, outlet="NHK", published_on="2024-06-12"))
    session.commit()
    return claim


@pytest.fixture
def nhk(session, claim):
    return f"report:{session.scalar(select(Report.slug))}"


def decision(page, **given):
    """The form of ``page`` as it stands, with what a test fills in."""
    return {**fields_of(page), "status": "corroborated", "as_of": "2024-06-13", "rationale": WHY, **given}


def assess(browser, address="/desk/claims/visit/assess", **given):
    return browser.post(address, data=decision(browser.get(address), **given))


def decisions(session):
    session.rollback()
    return session.scalars(select(Assessment).order_by(Assessment.id)).all()


def test_a_fresh_form_proposes_the_present_status(editor, claim):
    page = editor.get("/desk/claims/visit/assess")

    assert fields_of(page)["status"] == "unconfirmed"
    assert "Update the status" in page.text
    assert "NHK, 12 June 2024" in page.text


def test_without_evidence_it_is_refused_and_nothing_typed_is_lost(editor, session, claim):
    answer = assess(editor)

    assert answer.status_code == 422
    assert "<title>Error: Update the status" in answer.text
    assert [error.split()[0] for error in errors_of(answer)] == ["#evidence"]
    kept = fields_of(answer)
    assert (kept["status"], kept["as_of"], kept["rationale"]) == ("corroborated", "2024-06-13", WHY)
    assert decisions(session) == []


def test_with_evidence_it_is_kept_and_readers_are_told(editor, session, claim, nhk, client):
    answer = assess(editor, evidence=[nhk], **{f"evidence-stance-{nhk}": "context", f"evidence-note-{nhk}": "page 2"})

    assert location(answer) == "/desk/claims/visit"
    (made,) = decisions(session)
    (piece,) = session.scalars(select(Evidence))
    assert (made.status, made.as_of_edtf, made.by) == ("corroborated", "2024-06-13", "Duarte")
    assert (piece.stance, piece.note) == ("context", "page 2")
    assert WHY in client.get("/claims/visit").text
    assert claim.statement in client.get("/").text
    assert claim.statement in client.get("/changes").text


def test_evidence_that_was_ticked_stays_ticked_with_its_side_and_note(editor, claim, nhk):
    answer = assess(
        editor, rationale="", evidence=[nhk], **{f"evidence-stance-{nhk}": "against", f"evidence-note-{nhk}": "page 2"}
    )

    kept = fields_of(answer)
    assert answer.status_code == 422
    assert kept["evidence"] == [nhk]
    assert (kept[f"evidence-note-{nhk}"], "<option selected>against" in answer.text) == ("page 2", True)


def test_a_month_counts_from_its_last_day(editor, session, claim, nhk):
    assess(editor, as_of="2024-06-13", precision="month", evidence=[nhk])

    (made,) = decisions(session)
    assert (made.as_of_edtf, made.as_of.isoformat()) == ("2024-06", "2024-06-30")


@pytest.mark.parametrize("as_of", ["2999-01-01", "2024-06-11", "tomorrow", ""])
def test_a_day_that_will_not_do_is_refused(editor, claim, nhk, as_of):
    answer = assess(editor, as_of=as_of, evidence=[nhk])

    assert [error.split()[0] for error in errors_of(answer)] == ["#as_of"]
    assert fields_of(answer)["as_of"] == as_of


def test_tied_claims_are_offered_as_evidence(editor, session, claim):
    other = make_claim(session, slug="seoul", statement="An official said that the visit was days away.")
    make_link(session, other, "corroborates", claim)
    session.commit()

    answer = assess(editor, evidence=["claim:seoul"])

    assert answer.status_code == 303
    assert session.scalar(select(Evidence.claim_id)) == other.id


@pytest.mark.parametrize("typed", ["seoul", "/claims/seoul", "https://facts.example/claims/seoul?as_of=2024-06-12"])
def test_any_other_claim_is_evidence_by_its_address(editor, session, claim, typed):
    other = make_claim(session, slug="seoul")
    session.commit()

    assess(editor, other_claim=typed, other_claim_stance="against")

    piece = session.scalars(select(Evidence)).one()
    assert (piece.claim_id, piece.stance) == (other.id, "against")


def test_a_claim_that_is_not_there_is_no_evidence(editor, claim):
    answer = assess(editor, other_claim="nowhere")

    assert "#evidence" in errors_of(answer)[0]
    assert fields_of(answer)["other_claim"] == "nowhere"


def test_a_report_that_is_not_on_offer_is_recorded_with_the_decision(editor, session, claim):
    answer = assess(
        editor,
        report_url="https://news.example/second",
        report_outlet="Yonhap",
        report_outlet_is_new="y",
        report_published_on="2024-06-13",
    )

    assert answer.status_code == 303
    piece = session.scalars(select(Evidence)).one()
    assert session.get_one(Report, piece.report_id).url == "https://news.example/second"


def test_all_that_is_wrong_with_a_decision_and_its_new_report_is_said_at_once(editor, claim):
    answer = assess(editor, rationale="", report_url="second", report_outlet="Yonhap")

    fields = [error.split()[0] for error in errors_of(answer)]
    assert sorted(fields) == ["#rationale", "#report_outlet", "#report_url"]


def test_a_preview_records_nothing(editor, session, claim, nhk):
    answer = assess(editor, evidence=[nhk], reliability="C", credibility="2", then="preview")

    assert answer.status_code == 200
    assert "Grade C2: source fairly reliable, probably true" in answer.text
    assert 'aria-label="Unconfirmed from 12 june 2024, corroborated from 13 june 2024"' in answer.text.replace(
        "June", "june"
    )
    assert decisions(session) == []


def test_one_aspect_leaves_the_status_as_it_is(editor, session, claim, nhk, client):
    assess(editor, status="disputed", aspect="magnitude", evidence=[nhk])

    assert decisions(session)[0].aspect == "magnitude"
    assert client.get("/claims/visit.json").json["status"] == "unconfirmed"


# Corrections


@pytest.fixture
def wrong(session, claim):
    report = make_report(session, outlet="AP News")
    assessment = make_assessment(
        session, claim, "confirmed", as_of="2024-06-13", rationale="It was announced.", evidence=[_evidence(report)]
    )
    session.commit()
    return assessment


def _evidence(report):
    from factbase.services.assessing import NewEvidence

    return NewEvidence(report=report.slug, stance="context", note="the headline")


def test_a_correction_starts_from_the_decision_that_was_wrong(editor, wrong):
    page = editor.get(f"/desk/claims/visit/assess?corrects={wrong.id}")

    held = fields_of(page)
    assert "Correct a decision" in page.text
    assert (held["status"], held["as_of"], held["rationale"]) == ("confirmed", "2024-06-13", "")
    assert len(held["evidence"]) == 1
    assert held[f"evidence-note-{held['evidence'][0]}"] == "the headline"


def test_a_correction_replaces_the_decision_and_both_stay_on_record(editor, session, wrong, client):
    address = f"/desk/claims/visit/assess?corrects={wrong.id}"

    answer = assess(editor, address, status="unconfirmed", rationale="The announcement was about another visit.")

    made = decisions(session)[-1]
    assert location(answer) == "/desk/claims/visit"
    assert made.corrects_id == wrong.id
    page = client.get("/claims/visit").text
    assert "It was announced." in page
    assert "The announcement was about another visit." in page
    assert "another visit" in client.get("/changes").text


def test_a_correction_needs_its_reason_even_back_to_unconfirmed(editor, wrong):
    answer = assess(editor, f"/desk/claims/visit/assess?corrects={wrong.id}", status="unconfirmed", rationale="")

    assert [error.split()[0] for error in errors_of(answer)] == ["#rationale"]


def test_a_decision_is_corrected_once(editor, wrong):
    address = f"/desk/claims/visit/assess?corrects={wrong.id}"
    assess(editor, address, status="unconfirmed")

    answer = assess(editor, address, status="denied")

    assert answer.status_code == 422
    assert "was corrected already" in errors_of(answer)[0]
    assert "corrected since" in editor.get("/desk/claims/visit").text


def test_the_decision_of_another_claim_cannot_be_corrected_here(editor, session, wrong):
    make_claim(session, slug="other")
    session.commit()

    assert editor.get(f"/desk/claims/other/assess?corrects={wrong.id}").status_code == 404


# Two editors


def test_of_two_editors_the_second_sees_both_decisions_and_loses_nothing(signed_in, session, claim, nhk):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [browser.get("/desk/claims/visit/assess") for browser in (first, second)]
    theirs = "Neither Russia nor North Korea confirmed it."
    first.post(
        "/desk/claims/visit/assess",
        data=decision(pages[0], status="disputed", as_of="2024-06-12", rationale=theirs, evidence=[nhk]),
    )

    conflict = second.post(
        "/desk/claims/visit/assess",
        data=decision(pages[1], evidence=[nhk], reliability="B", **{f"evidence-note-{nhk}": "page 2"}),
    )

    assert conflict.status_code == 409
    assert "<title>Conflict: Update the status" in conflict.text
    assert "Okafor changed the record in the meantime" in conflict.text
    assert theirs in conflict.text
    kept = fields_of(conflict)
    assert (kept["status"], kept["rationale"], kept["evidence"]) == ("corroborated", WHY, [nhk])
    assert (kept["reliability"], kept[f"evidence-note-{nhk}"]) == ("B", "page 2")
    assert "disputed 12 June 2024, corroborated 13 June 2024" in conflict.text
    assert len(decisions(session)) == 1


def test_mine_is_added_after_theirs_by_sending_it_again(signed_in, session, claim, nhk):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [browser.get("/desk/claims/visit/assess") for browser in (first, second)]
    first.post("/desk/claims/visit/assess", data=decision(pages[0], status="disputed", evidence=[nhk]))
    conflict = second.post("/desk/claims/visit/assess", data=decision(pages[1], evidence=[nhk]))

    answer = second.post("/desk/claims/visit/assess", data=fields_of(conflict))

    assert answer.status_code == 303
    assert [made.status for made in decisions(session)] == ["disputed", "corroborated"]


def test_a_third_change_is_a_conflict_again(signed_in, session, claim, nhk):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [browser.get("/desk/claims/visit/assess") for browser in (first, second)]
    first.post("/desk/claims/visit/assess", data=decision(pages[0], status="disputed", evidence=[nhk]))
    conflict = second.post("/desk/claims/visit/assess", data=decision(pages[1], evidence=[nhk]))
    assess(first, status="denied", rationale="The Kremlin denied it.", evidence=[nhk])

    again = second.post("/desk/claims/visit/assess", data=fields_of(conflict))

    assert again.status_code == 409
    assert "The Kremlin denied it." in again.text
    assert session.scalar(select(func.count(Assessment.id))) == 2


def test_a_tie_that_another_claim_got_to_this_one_is_told_as_well(signed_in, session, claim, nhk):
    second = signed_in("duarte")
    page = second.get("/desk/claims/visit/assess")
    make_link(session, make_claim(session, slug="kremlin"), "denies", claim)
    session.commit()

    conflict = second.post("/desk/claims/visit/assess", data=decision(page, evidence=[nhk]))

    assert conflict.status_code == 409
    assert "Tied another claim to it: denied by kremlin" in conflict.text
