"""What changed between two days, as a page."""

from __future__ import annotations

import re

import pytest

from factbase.domain.links import LinkType
from factbase.domain.status import Status
from tests.factories import make_assessment, make_claim, make_link, make_quantity, make_speaker, make_story


@pytest.fixture
def arms(session):
    """A figure of February that was raised in March, and a leak of May that was confirmed in June."""
    story = make_story(session, slug="arms", title="Arms transfers")
    given = {"kind": "quantity", "speaker": make_speaker(session, name="Shin Wonsik"), "story": story}
    old = make_claim(session, slug="old", made_on="2024-02-26", quantity=make_quantity(value=6700), **given)
    new = make_claim(session, slug="new", made_on="2024-03-18", quantity=make_quantity(value=7000), **given)
    make_link(session, new, LinkType.UPDATES, old)
    leak = make_claim(session, slug="leak", statement="Sources said: next week.", made_on="2024-05-20", story=story)
    make_assessment(session, leak, Status.DISPUTED, as_of="2024-06-10")
    make_assessment(session, leak, Status.CONFIRMED, as_of="2024-06-17", rationale="Both sides announced it.")
    session.commit()
    return story


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_counts_and_tells_by_story_what_changed(client, arms):
    page = words(client.get("/changes?from=2024-06-01&to=2024-06-30").text)

    assert "What changed from 1 June 2024 to 30 June 2024" in page
    assert "1 change of status." in page
    assert "Arms transfers" in page
    assert "Unconfirmed → changed to Confirmed by way of disputed" in page
    assert "Both sides announced it." in page


def test_a_figure_that_took_the_place_of_another_is_told_in_a_sentence(client, arms):
    page = words(client.get("/changes?from=2024-03-01&to=2024-03-31").text)

    assert "1 new claim, 1 figure updated." in page
    assert "Shin Wonsik raised the figure from about 6,700 to about 7,000 containers" in page
    assert "the figure before, 26 February 2024" in page


def test_the_last_days_before_the_newest_change_are_offered(client, arms):
    page = client.get("/changes").text
    earlier = client.get("/changes?as_of=2024-06-12").text

    assert 'href="/changes?from=2024-06-11&amp;to=2024-06-17"' in page
    assert 'href="/changes?from=2024-05-19&amp;to=2024-06-17"' in page
    assert 'href="/changes?from=2024-06-04&amp;to=2024-06-10&amp;as_of=2024-06-12"' in earlier


def test_as_of_an_earlier_day_the_span_ends_with_it(client, arms):
    page = words(client.get("/changes?from=2024-06-01&to=2024-06-30&as_of=2024-06-12").text)

    assert "What changed from 1 June 2024 to 12 June 2024" in page
    assert "changed to Disputed" in page
    assert "Both sides announced it." not in page


def test_a_span_that_ends_before_it_begins_is_refused_by_name(client, arms):
    answer = client.get("/changes?from=2024-06-30&to=2024-06-01", headers={"Accept": "application/json"})

    assert answer.status_code == 400
    assert [problem["field"] for problem in answer.json["errors"]] == ["to"]
    assert "lies before 2024-06-30" in answer.json["errors"][0]["message"]


def test_days_on_which_nothing_changed_say_so(client, arms):
    page = words(client.get("/changes?from=2024-04-01&to=2024-04-30").text)

    assert "Nothing changed between these days." in page


def test_the_page_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, arms):
    address = "/changes?from=2024-01-01&to=2024-12-31"
    client.get(address)
    with count_queries(app) as few:
        client.get(address)
    for day in range(1, 9):
        claim = make_claim(session, made_on=f"2024-06-0{day}", story=arms)
        make_assessment(session, claim, Status.DENIED, as_of="2024-07-01")
    session.commit()
    with count_queries(app) as many:
        client.get(address)

    assert len(many) == len(few)
