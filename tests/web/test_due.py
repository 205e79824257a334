from __future__ import annotations

import re

import pytest

from factbase.domain.status import Status
from tests.factories import make_assessment, make_claim, make_story


def one_line(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def visit(session):
    """A visit "next week", confirmed when it came; and an exercise in the summer, of which nothing is heard."""
    story = make_story(session, slug="visit", title="The visit")
    visit = make_claim(
        session,
        slug="next-week",
        statement="NHK said that a visit was coming.",
        speaker="NHK",
        kind="intention",
        made_on="2024-06-12",
        due_on="2024-06-17/2024-06-23",
        due_on_phrase="next week",
        story=story,
    )
    make_assessment(session, visit, Status.CONFIRMED, as_of="2024-06-19")
    make_claim(
        session,
        slug="exercise",
        statement="Ministers said that an exercise would be held.",
        kind="intention",
        made_on="2024-06-02",
        due_on="2024-06-14",
    )
    session.commit()


def test_claims_stand_with_their_day_the_distance_and_where_they_stand(client, visit):
    text = one_line(client.get("/due?as_of=2024-06-15").text)

    assert "1 claim coming due, 1 past due, as of that day." in text
    assert "Coming due 17–23 June 2024 in 8 days NHK said that a visit was coming." in text
    assert "NHK , 12 June 2024 · “next week” · The visit Unconfirmed" in text
    assert "Past due 14 June 2024 1 day past due Ministers said" in text


def test_what_was_settled_since_is_not_due_today(client, visit):
    text = one_line(client.get("/due").text)

    assert "NHK said" not in text
    assert "0 claims coming due, 1 past due, as of today." in text


@pytest.mark.parametrize(("query", "titles"), [("show=overdue", ["Past due"]), ("story=visit", ["Coming due"])])
def test_the_list_is_narrowed_by_its_address(client, visit, query, titles):
    page = client.get(f"/due?as_of=2024-06-15&{query}").text

    assert re.findall(r'<h2 id="[^"]+">([^<]+)', page) == titles
    assert "as_of=2024-06-15" in re.search(r'href="([^"]+)">Show all</a>', page)[1]


@pytest.mark.parametrize("query", ["show=all", "page=0", "status=denied"])
def test_what_the_list_cannot_do_is_refused(client, query):
    assert client.get(f"/due?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "?show=coming"])
def test_an_empty_list_says_so(client, query):
    page = client.get(f"/due{query}").text

    assert page.count("<h1") == 1
    assert "No open claim" in page


@pytest.mark.parametrize("query", ["?as_of=2024-06-15", "?as_of=2024-06-15&recorded_by=2026-01-01T13:00:00Z"])
def test_the_page_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, visit, query):
    with count_queries(app) as few:
        client.get(f"/due{query}")
    for day in range(1, 9):
        make_claim(session, kind="intention", made_on="2024-05-01", due_on=f"2024-07-0{day}")
    session.commit()

    with count_queries(app) as many:
        client.get(f"/due{query}")

    assert len(many) == len(few)
