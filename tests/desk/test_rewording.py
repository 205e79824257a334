"""Rewording a claim at the desk, alone and beside another editor."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from factbase.desk.rewording import contested, merged
from factbase.models import Claim, Revision
from tests.desk.pages import errors_of, fields_of, location
from tests.factories import make_claim, make_quantity, make_story

ADDRESS = "/desk/claims/visit/reword"
WHY = "The date was read wrongly."


@pytest.fixture
def claim(session):
    claim = make_claim(
        session,
        slug="visit",
        statement="Dmitry Peskov said that the visit was being prepared.",
        speaker="Dmitry Peskov",
        role="Press Secretary",
        kind="quantity",
        quantity=make_quantity(),
        made_on="2024-05-24",
        countries=["KP", "RU"],
        tags=["visit"],
        story=make_story(session, title="The visit"),
        quote="Визит готовится",
        quote_language="ru",
        hedging=["likely"],
    )
    session.commit()
    return claim


def reworded(page, **given):
    return {**fields_of(page), "reason": WHY, **given}


def on_record(session):
    session.rollback()
    return session.scalars(select(Claim)).one()


def test_the_form_holds_what_is_on_record(editor, claim):
    held = fields_of(editor.get(ADDRESS))

    assert {name: held[name] for name in ("speaker", "role", "made_on", "countries", "tags", "hedging", "story")} == {
        "speaker": "Dmitry Peskov",
        "role": "Press Secretary",
        "made_on": "2024-05-24",
        "countries": "KP, RU",
        "tags": "visit",
        "hedging": "likely",
        "story": "the-visit",
    }
    assert (held["quantity_qualifier"], held["quantity_value"], held["quantity_unit"]) == (
        "about",
        "7000",
        "containers",
    )
    assert (held["quote"], held["quote_language"]) == ("Визит готовится", "ru")


def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(editor, session, claim):
    answer = editor.post(ADDRESS, data=reworded(editor.get(ADDRESS)))

    assert "Nothing differs from what is on record." in errors_of(answer)[0]
    assert on_record(session).version == 1


def test_a_new_wording_is_shown_and_the_former_one_kept(editor, session, claim, client):
    answer = editor.post(ADDRESS, data=reworded(editor.get(ADDRESS), made_on="2024-05-21/2024-05-31"))

    assert location(answer) == "/desk/claims/visit"
    page = client.get("/claims/visit").text
    assert "late May 2024" in page
    assert WHY in page
    assert "24 May 2024" in page
    assert [row.version for row in session.scalars(select(Revision).where(Revision.subject == "claim"))] == [1, 2]


def test_a_published_wording_changes_for_a_reason(editor, claim):
    answer = editor.post(ADDRESS, data=reworded(editor.get(ADDRESS), via="NHK", reason=" "))

    assert answer.status_code == 422
    assert [error.split()[0] for error in errors_of(answer)] == ["#reason"]
    assert fields_of(answer)["via"] == "NHK"


def test_a_draft_needs_no_reason(signed_in, session):
    make_claim(session, slug="visit", publish=False)
    session.commit()
    contributor = signed_in("con", "contributor")

    answer = contributor.post(ADDRESS, data=reworded(contributor.get(ADDRESS), via="NHK", reason=""))

    assert answer.status_code == 303


# Two editors


@pytest.fixture
def conflict(signed_in, session, claim):
    """Okafor changes statement and date; Duarte, who read the same version, statement and tags. Duarte's browser."""
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [browser.get(ADDRESS) for browser in (first, second)]
    first.post(
        ADDRESS, data=reworded(pages[0], statement="Their sentence.", made_on="2024-05", reason="From the transcript.")
    )
    answer = second.post(ADDRESS, data=reworded(pages[1], statement="My sentence.", tags="visit, Pyongyang"))
    return second, answer


def picks(answer):
    return {name: value for name, value in fields_of(answer).items() if name.startswith("pick-")}


def test_the_second_sees_both_wordings_field_by_field(conflict):
    _, answer = conflict

    assert answer.status_code == 409
    assert "<title>Conflict: Reword a claim" in answer.text
    assert "Okafor changed the record in the meantime" in answer.text
    assert "From the transcript." in answer.text
    for words in ("being prepared", "Their sentence.", "My sentence.", "visit, Pyongyang", "2024-05-24"):
        assert words in answer.text
    assert answer.text.count("changed by both of you") == 1


def test_each_change_is_proposed_where_only_one_made_it_and_mine_where_both_did(conflict):
    _, answer = conflict

    assert picks(answer) == {"pick-statement": "yours", "pick-made_on": "theirs", "pick-tags": "yours"}


def test_what_was_chosen_is_put_together(conflict, session):
    second, answer = conflict

    done = second.post(ADDRESS, data=fields_of(answer))

    assert done.status_code == 303
    claim = on_record(session)
    assert (claim.statement, claim.made_on_edtf, claim.version) == ("My sentence.", "2024-05", 3)
    reasons = session.scalars(select(Revision.reason).where(Revision.subject == "claim").order_by(Revision.version))
    assert reasons.all() == ["", "From the transcript.", WHY]


def test_theirs_may_stand_where_both_changed_it(conflict, session):
    second, answer = conflict

    second.post(ADDRESS, data={**fields_of(answer), "pick-statement": "theirs"})

    assert on_record(session).statement == "Their sentence."


def test_one_may_go_on_writing_from_both(conflict, session):
    second, answer = conflict

    page = second.post(ADDRESS, data={**fields_of(answer), "then": "edit"})

    held = fields_of(page)
    assert page.status_code == 200
    assert (held["statement"], held["made_on"], held["tags"], held["reason"]) == (
        "My sentence.",
        "2024-05",
        "visit, Pyongyang",
        WHY,
    )
    assert second.post(ADDRESS, data={**held, "statement": "Ours."}).status_code == 303
    assert on_record(session).statement == "Ours."


def test_a_change_that_left_the_wording_alone_is_told_and_nothing_is_contested(signed_in, session, claim):
    second = signed_in("duarte")
    page = second.get(ADDRESS)
    signed_in("okafor").post(
        "/desk/claims/visit/appearances/new",
        data={
            **fields_of(signed_in("okafor").get("/desk/claims/visit/appearances/new")),
            "report_url": "https://news.example/1",
            "report_outlet": "NHK",
            "report_outlet_is_new": "y",
        },
    )

    answer = second.post(ADDRESS, data=reworded(page, via="NHK"))

    assert answer.status_code == 409
    assert "Added a report" in answer.text
    assert picks(answer) == {"pick-via": "yours"}
    assert second.post(ADDRESS, data=fields_of(answer)).status_code == 303


def test_markup_in_what_was_entered_stays_text_in_a_conflict(signed_in, claim):
    first, second = signed_in("okafor"), signed_in("duarte")
    pages = [browser.get(ADDRESS) for browser in (first, second)]
    first.post(ADDRESS, data=reworded(pages[0], statement="<i>theirs</i>"))

    answer = second.post(ADDRESS, data=reworded(pages[1], statement="</textarea><script>alert(1)</script>"))

    assert "<script>alert" not in answer.text
    assert "<i>theirs" not in answer.text
    assert fields_of(answer)["statement"] == "</textarea><script>alert(1)</script>"


# The comparison itself


def compare(base, theirs, yours):
    return [(part.name, part.both, part.pick) for part in contested(base, theirs, yours, {})]


@pytest.mark.parametrize(
    ("base", "theirs", "yours", "expected"),
    [
        ("a", "a", "a", []),
        ("a", "b", "b", []),
        ("a", "b", "a", [("quote", False, "theirs")]),
        ("a", "a", "b", [("quote", False, "yours")]),
        ("a", "b", "c", [("quote", True, "yours")]),
        ("a", "", "c", [("quote", True, "yours")]),
        ("a\nb", "a\nb", "a\r\nb ", []),
    ],
)
def test_one_part_in_three_versions(base, theirs, yours, expected):
    assert compare({"quote": base}, {"quote": theirs}, {"quote": yours}) == expected


def test_the_order_of_a_list_means_nothing():
    assert compare({"tags": "a, b"}, {"tags": "a, b"}, {"tags": "b,a"}) == []


def test_the_parts_of_a_figure_are_chosen_together():
    theirs = {"quantity_value": "7000", "quantity_qualifier": "about", "statement": "theirs"}
    yours = {"quantity_value": "9000", "quantity_qualifier": "more_than", "statement": "yours", "reason": "because"}

    values = merged(theirs, yours, {"quantity_qualifier": "theirs", "statement": "yours"})

    assert (values["quantity_value"], values["quantity_qualifier"]) == ("7000", "about")
    assert (values["statement"], values["reason"]) == ("yours", "because")
