"""By an earlier instant every page reads as it then read, whatever was put right since."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from factbase.domain.status import Status
from factbase.services.recording import Rewording, reword_claim
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import (
    NOW,
    editor,
    make_appearance,
    make_assessment,
    make_claim,
    make_quantity,
    make_report,
    make_speaker,
    make_story,
)

LATER = NOW + timedelta(days=2)
THEN = "2026-01-02T00:00:00Z"
BETWEEN = {
    "/": "/",
    "claim": "/claims/leak",
    "claim as data": "/claims/leak.json",
    "story": "/stories/visit",
    "story as data": "/stories/visit.json",
    "stories": "/stories",
    "list": "/claims",
    "changes": "/changes",
    "span": "/changes?from=2024-06-01&to=2024-06-30",
    "speaker": "/speakers/sources",
    "speaker as data": "/speakers/sources.json",
    "outlet": "/outlets/nhk",
    "due": "/due",
}


@pytest.fixture
def visit(session):
    """A leak that was wrongly called refuted, on the pages that read it so."""
    story = make_story(session, slug="visit", title="The visit")
    leak = make_claim(
        session,
        slug="leak",
        statement="Sources said: about 7,000 next week.",
        speaker=make_speaker(session, name="Sources"),
        story=story,
        kind="quantity",
        quantity=make_quantity(value=7000),
        made_on="2024-06-12",
        due_on="2024-06-17/2024-06-23",
        countries=["KP"],
        tags=["visit"],
    )
    make_appearance(session, leak, make_report(session, outlet="NHK", published_on="2024-06-12"))
    wrong = make_assessment(session, leak, Status.REFUTED, as_of="2024-06-18", rationale="Taken for another visit.")
    session.commit()
    return wrong


def then(path):
    return f"{path}{'&' if '?' in path else '?'}recorded_by={THEN}"


def read(client, path):
    """What the page says, without the times at which it was asked."""
    return re.sub(r"seen \d+ \w+ \d{4}", "", client.get(then(path)).text)


def put_right(session, wrong):
    """What editors did afterwards: a correction, a rewording, a link to nowhere else, a further report."""
    claim = locked_claim(session, "leak")
    make_assessment(
        session,
        claim,
        Status.CONFIRMED,
        as_of="2024-06-18",
        corrects=wrong.id,
        rationale="It was that visit.",
        now=LATER,
    )
    wording = replace(
        wording_of(locked_claim(session, "leak")),
        statement="Sources put it otherwise.",
        quantity=make_quantity(value=9999),
        due_on="2024-07",
        countries=("KP", "RU"),
        tags=("visit", "afterthought"),
    )
    change = Rewording("leak", claim.version, wording, "The source says so.")
    reword_claim(session, change, actor=editor(), now=LATER)
    make_appearance(
        session, claim, make_report(session, outlet="Later News", published_on="2024-06-12", now=LATER), now=LATER
    )
    make_claim(session, statement="Recorded afterwards.", speaker="Sources", made_on="2024-06-13", now=LATER)
    session.commit()


@pytest.mark.parametrize("path", BETWEEN.values(), ids=BETWEEN)
def test_a_page_by_then_is_the_very_page_that_it_was(client, session, visit, path):
    before = read(client, path)

    put_right(session, visit)

    assert read(client, path) == before


@pytest.mark.parametrize("path", [path for path in BETWEEN.values() if path != "/due"])
def test_now_the_same_page_has_what_was_put_right(client, session, visit, path):
    before = client.get(path).text

    put_right(session, visit)

    assert client.get(path).text != before


def test_a_claim_by_then_knows_of_no_correction(client, session, visit):
    put_right(session, visit)

    page, now = client.get(then("/claims/leak")).text, client.get("/claims/leak").text

    assert "It was that visit." in now
    assert "This decision was wrong" in now
    assert "Taken for another visit." in page
    assert 'data-status="refuted"' in page
    for later in ("It was that visit.", "This decision was wrong", "Corrected", "otherwise", "9,999", "Later News"):
        assert later not in page


@pytest.mark.parametrize("path", ["/", "/claims/leak", "/stories/visit", "/claims", "/changes", "/speakers/sources"])
def test_links_and_forms_keep_the_instant(client, visit, path):
    page = client.get(then(path)).text

    links = re.findall(r'<a [^>]*href="(/(?!static|desk)[^"#]*)"[^>]*>([^<]*)', page)
    assert links
    leading_out = [href for href, text in links if "recorded_by=" not in href and text != "Back to today"]
    assert leading_out == []
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert forms
    assert all('name="recorded_by"' in form for form in forms)


@pytest.mark.parametrize("instant", ["yesterday", "2026-01-02", "2999-01-01T00:00:00Z"])
def test_an_instant_that_cannot_be_asked_for_is_refused_by_name(client, instant):
    answer = client.get(f"/claims?recorded_by={instant}", headers={"Accept": "application/json"})

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert [problem["field"] for problem in answer.json["errors"]] == ["recorded_by"]
