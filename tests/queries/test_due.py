from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.queries.due import DueFilter, coming_due, count_due, due_claims
from factbase.services.recording import Rewording, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import NOW, editor, make_assessment, make_claim, make_story

TODAY = date(2026, 6, 1)
JUNE_15 = Vantage(as_of=date(2024, 6, 15), today=TODAY)


def make_intention(session, slug, due_on, **given):
    return make_claim(session, slug=slug, kind="intention", made_on="2024-05-24", due_on=due_on, **given)


def listed(session, vantage=JUNE_15, *, limit=10, offset=0, **given):
    rows = due_claims(session, vantage, DueFilter(**given), limit=limit, offset=offset)
    return [(row.claim.slug, row.distance) for row in rows]


def make_five(session):
    make_intention(session, "long-past", "2024-05-31")
    make_intention(session, "just-past", "2024-06-14")
    make_intention(session, "next-week", "2024-06-17/2024-06-23")
    make_intention(session, "some-day", "2024-06/..")
    make_intention(session, "this-year", "2024")


def test_claims_to_come_stand_first_soonest_first_and_past_ones_last_shortest_first(session):
    make_five(session)

    assert listed(session) == [
        ("next-week", "in 8 days"),
        ("this-year", "in 6 months"),
        ("some-day", "no last day"),
        ("just-past", "1 day past due"),
        ("long-past", "15 days past due"),
    ]
    assert count_due(session, JUNE_15, DueFilter()) == (3, 2)


def test_the_list_can_be_narrowed_and_paged(session):
    make_five(session)

    assert [slug for slug, _ in listed(session, overdue=True)] == ["just-past", "long-past"]
    assert [slug for slug, _ in listed(session, overdue=False)] == ["next-week", "this-year", "some-day"]
    assert [slug for slug, _ in listed(session, limit=2, offset=2)] == ["some-day", "just-past"]
    assert count_due(session, JUNE_15, DueFilter(overdue=True)) == (0, 2)


def test_the_list_keeps_to_a_story(session):
    story = make_story(session, slug="visit", title="The visit")
    make_intention(session, "inside", "2024-06-20", story=story)
    make_intention(session, "outside", "2024-06-20")

    assert listed(session, story="visit") == [("inside", "in 5 days")]
    assert count_due(session, JUNE_15, DueFilter(story="visit")) == (1, 0)


def test_a_claim_leaves_the_list_on_the_day_on_which_it_is_settled_and_no_sooner(session):
    claim = make_intention(session, "visit", "2024-06-23")
    make_assessment(session, claim, Status.CORROBORATED, as_of="2024-06-12")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-06-17")

    assert listed(session) == [("visit", "in 8 days")]
    assert listed(session, Vantage(as_of=date(2024, 6, 17), today=TODAY)) == []


def test_drafts_later_claims_and_claims_without_a_day_are_not_listed(session):
    make_intention(session, "draft", "2024-06-20", publish=False)
    make_claim(session, slug="later", made_on="2024-06-16", due_on="2024-06-20")
    make_claim(session, slug="no-day")

    assert listed(session) == []


def test_a_day_that_was_added_later_is_unknown_before(session):
    claim = make_claim(session, slug="vague", made_on="2024-05-24")
    wording = replace(wording_of(locked_claim(session, "vague")), due_on="2024-06-20")
    change = Rewording("vague", claim.version, wording, "It names a day.")
    reword_claim(session, change, actor=editor(), now=NOW + timedelta(days=1))

    assert listed(session) == [("vague", "in 5 days")]
    assert listed(session, replace(JUNE_15, recorded_by=NOW)) == []


def test_the_front_page_fills_up_with_what_passed_last_and_runs_by_days(session):
    make_five(session)

    rows = coming_due(session, JUNE_15, 4)

    assert [row.claim.slug for row in rows] == ["just-past", "next-week", "this-year", "some-day"]
    assert [row.is_overdue for row in rows] == [True, False, False, False]
