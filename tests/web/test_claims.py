from __future__ import annotations

from datetime import timedelta

import pytest

from factbase.domain.links import LinkType
from factbase.domain.status import Status
from factbase.services.assessing import NewEvidence
from factbase.services.recording import Rewording, reword_claim
from factbase.services.reporting import Hop
from factbase.services.revising import locked_claim
from factbase.services.wording import wording_of
from tests.factories import (
    NOW,
    editor,
    make_appearance,
    make_assessment,
    make_claim,
    make_link,
    make_outlet,
    make_quantity,
    make_report,
    make_speaker,
    make_story,
)


@pytest.fixture
def figure(session):
    """The contract's example: a minister's figure, relayed by three papers from one wire, and denied."""
    story = make_story(session, slug="arms-transfers", title="Arms transfers")
    minister = make_speaker(session, name="Shin Wonsik", country="KR")
    earlier = make_claim(session, slug="shin-6700-containers", speaker=minister, made_on="2024-02-26")
    claim = make_claim(
        session,
        slug="shin-7000-containers",
        statement="Shin Wonsik said that North Korea had sent about 7,000 containers of munitions to Russia.",
        kind="quantity",
        quantity=make_quantity(what="munitions and military equipment"),
        speaker=minister,
        role="Minister of National Defence",
        story=story,
        countries=["RU", "KP"],
        quote="약 7천 개",
        quote_language="ko",
        made_on="2024-03-18",
    )
    wire = make_outlet(session, name="AP News")
    for outlet in ("KVIA", "The Post", "The Sun"):
        report = make_report(session, outlet=outlet, published_on="2024-03-18")
        make_appearance(session, claim, report, words="around 7,000", hedge="allegedly", ways=[[Hop(outlet=wire.slug)]])
    denial = make_claim(session, slug="no-deal", kind="denial", statement="Moscow denied it.", made_on="2024-03-18")
    make_link(session, claim, LinkType.UPDATES, earlier)
    make_link(session, denial, LinkType.DENIES, claim, is_interested=True)
    make_assessment(
        session,
        claim,
        Status.DENIED,
        as_of="2024-03-18",
        rationale="Both governments deny it.",
        evidence=[NewEvidence(claim="no-deal", stance="against")],
        reliability="B",
        credibility=2,
    )
    session.commit()
    return claim


def test_a_claim_as_json_has_the_shape_of_the_contract(client, figure):
    shape = client.get("/claims/shin-7000-containers.json").json

    assert shape["url"] == "http://localhost/claims/shin-7000-containers"
    assert shape["speaker"] == {
        "slug": "shin-wonsik",
        "name": "Shin Wonsik",
        "kind": "person",
        "country": "KR",
        "role": "Minister of National Defence",
        "via": None,
    }
    assert shape["made_on"] == {
        "edtf": "2024-03-18",
        "earliest": "2024-03-18",
        "latest": "2024-03-18",
        "display": "18 March 2024",
        "phrase": None,
        "note": None,
    }
    assert shape["due_on"] is None
    assert shape["quantity"]["display"] == "about 7,000 containers"
    assert (shape["quantity"]["qualifier"], shape["quantity"]["value"]) == ("about", 7000)
    assert (shape["countries"], shape["tags"]) == (["KP", "RU"], [])
    assert shape["story"] == {"slug": "arms-transfers", "title": "Arms transfers"}
    assert (shape["status"], shape["status_since"]) == ("denied", "2024-03-18")
    assert shape["origins"] == {"reports": 3, "independent": 1, "names": ["Shin Wonsik"]}
    assert (shape["last_checked"], shape["review_by"], shape["version"]) == ("2024-03-18", None, 7)


def test_decisions_appearances_and_links_stand_in_the_json(client, figure):
    shape = client.get("/claims/shin-7000-containers.json").json

    (decision,) = shape["assessments"]
    assert decision["evidence"] == [{"type": "claim", "slug": "no-deal", "stance": "against", "note": None}]
    assert (decision["reliability"], decision["credibility"], decision["by"]) == ("B", 2, "Ed Itor")
    assert [one["report"]["outlet"]["name"] for one in shape["appearances"]] == ["KVIA", "The Post", "The Sun"]
    assert shape["appearances"][0]["relays"]["outlet"] == "AP News"
    assert {(link["type"], link["claim"], link["direction"], link["interested"]) for link in shape["links"]} == {
        ("updates", "shin-6700-containers", "out", False),
        ("denies", "no-deal", "in", True),
    }


def test_the_page_tells_what_it_is_and_where_it_comes_from(client, figure):
    page = client.get("/claims/shin-7000-containers").text

    assert "3 reports, 1 origin." in page
    assert "Every report leads back to Shin Wonsik" in page
    assert "Minister of National Defence" in page
    assert "said on <" in page or "said on 18 March 2024" in page
    assert '<p lang="ko" dir="auto">' in page
    assert "Grade B2: source usually reliable, probably true" in page
    assert "Denied, not refuted." in page
    assert "a party to the matter" in page
    assert "Nothing on record supports it." in page


def test_an_earlier_day_tells_nothing_of_what_came_later(client, figure):
    page = client.get("/claims/shin-6700-containers?as_of=2024-03-01")
    later = client.get("/claims/shin-7000-containers?as_of=2024-03-01")

    assert page.status_code == 200
    assert "7,000" not in page.text
    assert "As of <b>1 March 2024</b>" in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert later.status_code == 404


def test_a_rewording_is_public_with_what_was_there_before(client, session, figure):
    claim = locked_claim(session, figure.slug)
    wording = wording_of(claim)
    new = type(wording)(
        **{**{name: getattr(wording, name) for name in wording.__slots__}, "statement": "Shin said it."}
    )
    reword_claim(
        session,
        Rewording(claim.slug, claim.version, new, "Shorter"),
        actor=editor("Second Editor"),
        now=NOW + timedelta(days=1),
    )
    session.commit()

    now = client.get(f"/claims/{figure.slug}").text
    then = client.get(f"/claims/{figure.slug}?recorded_by=2026-01-01T13:00:00Z").text

    assert "Shin said it." in now
    assert "Shorter" in now
    assert "Second Editor" in now
    assert "had sent about 7,000 containers" in now  # struck through, in the history
    assert "Shin said it." not in then
    assert "Second Editor" not in then


def test_nobody_finds_a_draft(client, session):
    make_claim(session, slug="draft", statement="A secret so far.", publish=False)
    session.commit()

    assert client.get("/claims/draft").status_code == 404
    assert client.get("/claims/draft.json").status_code == 404
    assert "secret" not in client.get("/claims").text


def test_the_list_narrows_and_says_how_it_was_narrowed(client, figure):
    page = client.get("/claims?status=denied&country=RU&made_from=2024-03-01").text

    assert "1 claim</h2>" in page
    assert "Russia (RU)" in page
    assert "made since 1 March 2024" in page


def test_a_filter_that_does_not_exist_is_refused_by_name(client):
    answer = client.get("/claims?colour=red")

    assert answer.status_code == 400
    assert "colour" in answer.text


def test_a_search_without_a_hit_says_that_absence_is_not_evidence(client, figure):
    page = client.get("/claims?q=submarine").text

    assert "does not mean that nobody said it" in page
    assert "submarine" in page


def test_what_is_typed_is_text_and_never_markup(client):
    page = client.get("/claims", query_string={"q": "<script>alert(1)</script>"}).text

    assert "<script>alert" not in page


def test_pages_go_on_where_the_last_one_ended(client, session):
    for day in range(1, 29):
        make_claim(session, statement=f"Said on the {day}.", made_on=f"2024-02-{day:02}")
    session.commit()

    first, second = client.get("/claims?sort=made_on").text, client.get("/claims?sort=made_on&page=2").text

    assert "1–25 of 28" in first
    assert "26–28 of 28" in second
    assert "Said on the 25." in first
    assert "Said on the 26." in second
    assert "Next page" not in second


@pytest.mark.parametrize("path", ["/claims", "/claims/first", "/claims/first.json"])
def test_a_page_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, path):
    def grow(number):
        claim = make_claim(session, slug="first" if number == 0 else None)
        other = make_claim(session)
        for _ in range(2):
            make_appearance(session, claim, make_report(session, published_on="2024-03-18"))
        make_assessment(session, claim, Status.DISPUTED)
        make_link(session, other, LinkType.CONTRADICTS, session.get(type(claim), first_id or claim.id))
        return claim.id

    first_id = None
    first_id = grow(0)
    session.commit()
    client.get(path)
    with count_queries(app) as few:
        client.get(path)
    for number in range(1, 6):
        grow(number)
    session.commit()
    with count_queries(app) as many:
        client.get(path)

    assert len(many) == len(few)
