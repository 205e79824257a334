"""The front page of the desk: queues, search, and one's own deeds."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from factbase.edge.vantage import today
from factbase.models.base import utc_now
from factbase.queries.desk import Queue, queue_counts, waiting
from tests import factories
from tests.desk.pages import location

# Taken in today: the desk asks what the day is, and these are claims of the last months.
make_claim = partial(factories.make_claim, now=utc_now())
make_assessment = partial(factories.make_assessment, now=utc_now())
make_appearance = partial(factories.make_appearance, now=utc_now())
LATELY = today() - timedelta(days=10)
LONG_AGO = today() - timedelta(days=200)


def day(offset):
    return (today() + timedelta(days=offset)).isoformat()


def slugs(session, queue):
    found = [each.claim.slug for each in waiting(session, queue, today(), limit=50)]
    session.rollback()
    return found


def test_open_claims_come_due_by_their_last_day_and_settled_ones_do_not(session):
    make_claim(session, slug="overdue", made_on=LONG_AGO.isoformat(), due_on=day(-5))
    make_claim(session, slug="soon", made_on=LONG_AGO.isoformat(), due_on=day(13))
    make_claim(session, slug="far", made_on=LONG_AGO.isoformat(), due_on=day(30))
    settled = make_claim(session, slug="settled", made_on=LONG_AGO.isoformat(), due_on=day(-5))
    make_assessment(session, settled, "refuted", as_of=LATELY)

    assert slugs(session, Queue.DUE) == ["overdue", "soon"]


def test_a_claim_that_nobody_looked_at_for_a_season_waits_longest_first(session):
    old = make_claim(session, slug="looked-at-lately", made_on=LONG_AGO.isoformat())
    make_assessment(session, old, "corroborated", as_of=LATELY)
    make_claim(session, slug="old", made_on=LONG_AGO.isoformat())
    make_claim(session, slug="older", made_on=(LONG_AGO - timedelta(days=1)).isoformat())
    make_claim(session, slug="new", made_on=LATELY.isoformat())

    assert slugs(session, Queue.UNCHECKED) == ["older", "old"]


def test_a_review_date_that_has_passed_brings_a_claim_back(session):
    claim = make_claim(session, slug="reviewed", made_on=LONG_AGO.isoformat())
    make_assessment(session, claim, "corroborated", as_of=LATELY, review_by=today() - timedelta(days=1))

    assert slugs(session, Queue.UNCHECKED) == ["reviewed"]


def test_drafts_are_in_no_queue_but_their_own(session):
    make_claim(session, publish=False, made_on=LONG_AGO.isoformat(), due_on=day(-5))
    disputed = make_claim(session, made_on=LATELY.isoformat())
    make_assessment(session, disputed, "disputed", as_of=LATELY)

    assert queue_counts(session, today()) == {Queue.DUE: 0, Queue.DISPUTED: 1, Queue.UNCHECKED: 0, Queue.DRAFTS: 1}


@pytest.fixture
def claim(session):
    claim = make_claim(session, slug="visit", statement="The visit is near.", made_on=LONG_AGO.isoformat())
    make_appearance(session, claim)
    session.commit()
    return claim


def test_the_page_says_why_a_claim_waits_and_on_how_many_reports_it_stands(editor, claim):
    page = editor.get("/desk").text

    for words in ("The visit is near.", "Nobody has decided on it yet", "1 origin", "200 days"):
        assert words in page
    assert 'href="/desk/claims/visit/assess"' in page


def test_a_contributor_opens_claims_instead_of_assessing_them(signed_in, claim):
    page = signed_in("con", "contributor").get("/desk").text

    assert "/desk/claims/visit/assess" not in page
    assert 'class="btn" href="/desk/claims/visit"' in page


def test_an_empty_queue_says_so(editor):
    assert "Nothing waits here" in editor.get("/desk?queue=disputed").text


def test_claims_are_found_by_words(editor, claim):
    assert "The visit is near." in editor.get("/desk?q=near").text
    assert "No claim mentions “balloons”" in editor.get("/desk?q=balloons").text


@pytest.mark.parametrize("typed", ["visit", "https://facts.example/claims/visit", "/claims/visit?as_of=2024-01-01"])
def test_an_address_leads_straight_to_the_claim(editor, claim, typed):
    assert location(editor.get("/desk", query_string={"q": typed})) == "/desk/claims/visit"


def test_a_long_queue_is_paged(editor, session):
    for _ in range(27):
        make_claim(session, made_on=LONG_AGO.isoformat())
    session.commit()

    first, second = editor.get("/desk").text, editor.get("/desk?queue=unchecked&page=2").text

    assert "1–25 of 27" in first
    assert "26–27 of 27" in second


@pytest.mark.parametrize("query", ["queue=nonsense", "page=0", "page=x", "page=999999999999", "q=%25_%27"])
def test_addresses_that_nobody_was_given_do_no_harm(editor, claim, query):
    assert editor.get(f"/desk?{query}").status_code == 200


def test_one_sees_what_one_did_lately(editor):
    editor.post(
        "/desk/claims/new",
        data={
            "statement": "Peskov said so.",
            "kind": "event",
            "speaker": "Peskov",
            "speaker_kind": "person",
            "made_on": "2024-05-24",
            "then": "publish",
        },
    )

    page = editor.get("/desk").text

    assert "What you did lately" in page
    assert "Recorded it" in page


def test_the_page_costs_as_many_queries_however_much_waits(editor, session, app, count_queries):
    def cost():
        with count_queries(app) as statements:
            editor.get("/desk")
        return len(statements)

    make_appearance(session, make_claim(session, made_on=LONG_AGO.isoformat()))
    session.commit()
    one = cost()
    for _ in range(5):
        make_appearance(session, make_claim(session, made_on=LONG_AGO.isoformat()))
    session.commit()

    assert cost() == one
