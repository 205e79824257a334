from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from factbase.domain.status import Status
from factbase.services.recording import Rewording, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import NOW, editor, make_assessment, make_claim, make_story

LATER = NOW + timedelta(days=30)
AT = "recorded_by=2026-01-01T13:00:00Z"


def one_line(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def reword(session, claim, **changed):
    wording = replace(wording_of(locked_claim(session, claim.slug)), **changed)
    change = Rewording(claim.slug, claim.version, wording, "RIA Novosti dates it to 24 May.")
    reword_claim(session, change, actor=editor("J. Okafor"), now=LATER)


@pytest.fixture
def visit(session):
    """A claim of May 2024, wrongly refuted in June, put right and reworded in 2026."""
    story = make_story(session, slug="visit", title="The visit")
    claim = make_claim(
        session,
        slug="prepared",
        statement="Peskov said that a visit was being prepared.",
        speaker="Dmitry Peskov",
        made_on="2024-05",
        story=story,
    )
    wrong = make_assessment(
        session,
        claim,
        Status.REFUTED,
        as_of="2024-06-12",
        rationale="Taken for another visit.",
        actor=editor("H. Lind"),
    )
    make_assessment(
        session,
        claim,
        Status.CONFIRMED,
        as_of="2024-06-17",
        corrects=wrong.id,
        rationale="The Kremlin announced it.",
        now=LATER,
    )
    reword(session, claim, made_on="2024-05-24")
    session.commit()
    return claim


def test_a_correction_stands_with_what_was_wrong_and_why(client, visit):
    text = one_line(client.get("/changes?kind=correction").text)

    assert "17 June 2024 Unconfirmed → changed to Confirmed Correction Peskov said" in text
    assert "Dmitry Peskov . The Kremlin announced it." in text
    assert (
        "This corrects a decision. It was recorded as Refuted as of 12 June 2024, by H. Lind , 1 January 2026" in text
    )
    assert "formerly Taken for another visit." in text
    assert "The visit · decided by Ed Itor · recorded 31 January 2026, 12:00 UTC" in text


def test_a_rewording_stands_with_both_wordings_and_its_reason(client, visit):
    text = one_line(client.get("/changes?kind=rewording").text)

    assert "31 January 2026 Reworded" in text
    assert "Made on formerly May 2024 → changed to 24 May 2024" in text
    assert "RIA Novosti dates it to 24 May." in text
    assert "by J. Okafor" in text


def test_the_whole_list_runs_by_the_days_of_the_world(client, visit):
    page = client.get("/changes").text

    days = re.findall(r'<h3 class="feed__date">(?:<time[^>]*>)?([^<]+)', page)
    assert days == ["31 January 2026", "17 June 2024", "24 May 2024"]


def test_the_list_may_run_by_when_it_was_recorded(client, visit):
    page = client.get("/changes?order=recorded").text

    days = re.findall(r'<h3 class="feed__date">(?:<time[^>]*>)?([^<]+)', page)
    assert days == ["31 January 2026", "1 January 2026"]
    assert "as of 17 June 2024" in page
    assert "said 24 May 2024" in page


def test_a_month_is_no_day_in_the_list(client, session):
    claim = make_claim(session, made_on="2024-03")
    make_assessment(session, claim, Status.DENIED, as_of="2024-05")
    session.commit()

    page = client.get("/changes").text

    assert re.findall(r'<h3 class="feed__date">([^<]*)', page) == ["May 2024", "March 2024"]


def test_an_earlier_day_knows_neither_the_end_nor_the_rewording(client, visit):
    text = one_line(client.get("/changes?as_of=2024-06-01").text)

    assert "Unconfirmed new Peskov said" in text
    for later in ("Confirmed", "Refuted", "Kremlin announced", "another visit", "Reworded", "Okafor", "17 June"):
        assert later not in text


def test_an_earlier_record_has_the_wrong_decision_and_the_former_date(client, visit):
    text = one_line(client.get(f"/changes?{AT}").text)

    assert "12 June 2024 Unconfirmed → changed to Refuted" in text
    assert "May 2024 Unconfirmed new" in text
    for later in ("24 May", "Kremlin announced", "Reworded", "31 January"):
        assert later not in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("story=visit", True),
        ("story=visit&kind=status", False),
        ("from=2024-06-17&to=2024-06-17", True),
        ("to=2024-05-01", False),
    ],
)
def test_the_list_is_narrowed_by_its_address(client, visit, query, shown):
    page = client.get(f"/changes?{query}").text

    assert ("Peskov said" in page) is shown
    assert ("Nothing of this kind is on record" in page) is not shown


@pytest.mark.parametrize("query", ["kind=gossip", "from=yesterday", "page=0", "sort=x"])
def test_what_the_list_cannot_do_is_refused(client, query):
    assert client.get(f"/changes?{query}").status_code == 400


def test_filters_and_the_day_stay_with_the_next_page(client, session):
    for number in range(51):
        make_claim(session, made_on="2024-03-18", slug=f"claim-{number}")
    session.commit()

    first = client.get("/changes?kind=new&as_of=2024-12-01").text
    last = client.get("/changes?kind=new&page=2").text

    (address,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert {"kind=new", "page=2", "as_of=2024-12-01"} == set(address.replace("&amp;", "&").split("?")[1].split("&"))
    assert "51–51" in last
    assert 'rel="next"' not in last


def test_an_empty_record_has_a_page_too(client):
    page = client.get("/changes").text

    assert "Nothing is on record yet." in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("query", ["", f"?{AT}", "?as_of=2024-12-01"])
def test_the_page_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, query):
    def grow(number):
        claim = make_claim(session, made_on="2024-03-18", statement=f"Claim {number}.")
        wrong = make_assessment(session, claim, Status.DENIED, as_of="2024-04-01")
        make_assessment(session, claim, Status.DISPUTED, as_of="2024-05-01")
        make_assessment(session, claim, Status.CORROBORATED, as_of="2024-04-02", corrects=wrong.id)
        reword(session, claim, statement=f"Claim {number}, put better.")
        session.commit()

    grow(0)
    with count_queries(app) as few:
        client.get(f"/changes{query}")
    for number in range(1, 5):
        grow(number)
    with count_queries(app) as many:
        client.get(f"/changes{query}")

    assert len(many) == len(few)
