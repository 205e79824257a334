"""One claim at the desk: its page, one more report, one more tie."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from factbase.models import Appearance, Link, Outlet, Relay
from tests.desk.pages import errors_of, fields_of, location
from tests.factories import make_appearance, make_assessment, make_claim, make_link, make_report

REPORT = {
    "report_url": "https://news.example/pipeline",
    "report_outlet": "TASS",
    "report_outlet_is_new": "y",
    "report_published_on": "2024-05-24",
    "words": "in the pipeline",
}
APPEAR = "/desk/claims/visit/appearances/new"
TIE = "/desk/claims/visit/links/new"


@pytest.fixture
def claim(session):
    claim = make_claim(session, slug="visit", statement="The visit is being prepared.")
    session.commit()
    return claim


def test_the_page_shows_decisions_reports_and_ties_and_what_may_be_done(editor, session, claim):
    make_appearance(session, claim, make_report(session, outlet="NHK", published_on="2024-06-12"), words="to visit")
    make_assessment(session, claim, "disputed", rationale="Nobody confirmed it.")
    make_link(session, make_claim(session, slug="kremlin", statement="No visit."), "denies", claim, is_interested=True)
    session.commit()

    page = editor.get("/desk/claims/visit").text

    for words in ("NHK, 12 June 2024", "to visit", "Nobody confirmed it.", "Denied by", "a party to the matter"):
        assert words in page
    for action in ("assess", "reword", "appearances/new", "links/new"):
        assert f'href="/desk/claims/visit/{action}"' in page
    assert 'href="/claims/visit"' in page


def test_the_public_page_leads_to_the_desk(client, claim):
    assert 'href="/desk/claims/visit"' in client.get("/claims/visit").text


def test_a_contributor_sees_a_published_claim_without_the_buttons(signed_in, claim):
    page = signed_in("con", "contributor").get("/desk/claims/visit").text

    assert "/desk/claims/visit/assess" not in page
    assert "/desk/claims/visit/reword" not in page


def test_a_claim_that_is_not_there_is_not_found(editor):
    assert editor.get("/desk/claims/nowhere").status_code == 404
    assert editor.post("/desk/claims/nowhere/reword").status_code == 404


# Reports


def test_a_report_is_added_with_whom_it_credits(editor, session, claim, client):
    answer = editor.post(
        APPEAR, data={**fields_of(editor.get(APPEAR)), **REPORT, "credits": "RIA > Kremlin", "new_credits": "y"}
    )

    assert location(answer) == "/desk/claims/visit"
    assert "credits RIA, which credits Kremlin" in editor.get("/desk/claims/visit").text
    assert session.scalar(select(func.count(Relay.id))) == 2
    assert "in the pipeline" in client.get("/claims/visit").text


def test_nothing_entered_is_refused_at_the_first_field(editor, claim):
    answer = editor.post(APPEAR, data=fields_of(editor.get(APPEAR)))

    assert {error.split()[0] for error in errors_of(answer)} == {"#report_outlet", "#report_url"}


def test_an_outlet_that_is_not_on_record_is_offered_by_likeness(editor, session, claim):
    make_report(session, outlet="Yonhap News Agency")
    session.commit()
    typed = {**fields_of(editor.get(APPEAR)), **REPORT, "report_outlet": "Yonhap", "report_outlet_is_new": ""}
    typed.pop("report_outlet_is_new")

    asked = editor.post(APPEAR, data=typed)
    answer = editor.post(APPEAR, data={**fields_of(asked), "report_outlet_pick": "Yonhap News Agency"})

    assert 'type="radio" value="Yonhap News Agency"' in asked.text
    assert answer.status_code == 303
    assert session.scalar(select(func.count(Outlet.id))) == 1


def test_credits_that_are_not_on_record_are_named(editor, claim):
    answer = editor.post(APPEAR, data={**fields_of(editor.get(APPEAR)), **REPORT, "credits": "RIA\nTASS > Kremlin"})

    assert "Not on record: “RIA”, “Kremlin”." in errors_of(answer)[0]
    assert fields_of(answer)["credits"].splitlines() == ["RIA", "TASS > Kremlin"]


def test_a_report_added_meanwhile_is_shown_and_mine_is_added_after_it(signed_in, session, claim):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [fields_of(browser.get(APPEAR)) for browser in (first, second)]
    first.post(APPEAR, data={**pages[0], **REPORT})

    other = {**REPORT, "report_url": "https://news.example/other", "words": "expected soon"}
    conflict = second.post(APPEAR, data={**pages[1], **other})
    answer = second.post(APPEAR, data=fields_of(conflict))

    assert conflict.status_code == 409
    assert "Added a report" in conflict.text
    assert fields_of(conflict)["words"] == "expected soon"
    assert answer.status_code == 303
    assert session.scalar(select(func.count(Appearance.id))) == 2


def test_the_same_report_twice_is_refused_at_its_address(signed_in, session, claim):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [fields_of(browser.get(APPEAR)) for browser in (first, second)]
    first.post(APPEAR, data={**pages[0], **REPORT})
    conflict = second.post(APPEAR, data={**pages[1], **REPORT})

    answer = second.post(APPEAR, data=fields_of(conflict))

    assert answer.status_code == 422
    assert [error.split()[0] for error in errors_of(answer)] == ["#report_url"]


# Ties


@pytest.fixture
def kremlin(session):
    kremlin = make_claim(session, slug="kremlin", statement="The Kremlin said that no visit was planned.")
    session.commit()
    return kremlin


def tie(browser, **given):
    return browser.post(TIE, data={**fields_of(browser.get(TIE)), **given})


@pytest.mark.parametrize("typed", ["kremlin", "/claims/kremlin", "http://localhost/claims/kremlin"])
def test_two_claims_are_tied_by_address(editor, session, claim, kremlin, typed, client):
    answer = tie(editor, type="denies", target=typed, is_interested="y")

    assert location(answer) == "/desk/claims/visit"
    link = session.scalars(select(Link)).one()
    assert (link.type, link.target_id, link.is_interested) == ("denies", kremlin.id, True)
    assert "The Kremlin said" in client.get("/claims/visit").text


def test_words_instead_of_an_address_offer_the_claims_that_mention_them(editor, session, claim, kremlin):
    asked = tie(editor, type="updates", target="no visit planned")
    answer = editor.post(TIE, data={**fields_of(asked), "target_pick": "kremlin"})

    assert asked.status_code == 422
    assert 'name="target_pick" type="radio" value="kremlin"' in asked.text
    assert answer.status_code == 303
    assert session.scalar(select(Link.target_id)) == kremlin.id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"type": "updates", "target": "visit"}, "#target"),
        ({"type": "updates", "target": ""}, "#target"),
        ({"type": "updates", "target": "qwertz"}, "#target"),
        ({"type": "updates", "target": "kremlin", "is_interested": "y"}, "#is_interested"),
    ],
)
def test_a_tie_that_cannot_be_is_refused(editor, session, claim, kremlin, given, field):
    answer = tie(editor, **given)

    assert [error.split()[0] for error in errors_of(answer)] == [field]
    assert fields_of(answer)["target"] == given["target"]
    assert session.scalar(select(func.count(Link.id))) == 0


def test_the_same_tie_twice_is_refused(editor, claim, kremlin):
    tie(editor, type="denies", target="kremlin")

    assert "tied like this already" in errors_of(tie(editor, type="denies", target="kremlin"))[0]


def test_a_tie_after_a_change_is_asked_about_first(signed_in, session, claim, kremlin):
    first, second = signed_in("okafor"), signed_in("duarte")
    page = fields_of(second.get(TIE))
    tie(first, type="denies", target="kremlin")

    conflict = second.post(TIE, data={**page, "type": "contradicts", "target": "kremlin", "note": "by the dates"})
    answer = second.post(TIE, data=fields_of(conflict))

    assert conflict.status_code == 409
    assert (fields_of(conflict)["type"], fields_of(conflict)["note"]) == ("contradicts", "by the dates")
    assert answer.status_code == 303
    assert session.scalar(select(func.count(Link.id))) == 2
