from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from factbase.domain.links import LinkType
from factbase.domain.status import Status
from tests.factories import (
    NOW,
    make_appearance,
    make_assessment,
    make_claim,
    make_link,
    make_quantity,
    make_report,
    make_speaker,
    make_story,
)

PLOTLY_CHARTS = ("timeline", "overview", "mix")


@pytest.fixture
def visit(session):
    """A story of an announcement: a hint in May, a leak and its confirmation in June 2024."""
    story = make_story(session, slug="visit", title="The visit", summary="It took place in June.")
    hint = make_claim(session, slug="hint", statement="Peskov said: in the pipeline.", story=story, made_on="2024-05")
    leak = make_claim(session, slug="leak", statement="Sources said: next week.", story=story, made_on="2024-06-12")
    make_claim(session, slug="dates", statement="The Kremlin gave the dates.", story=story, made_on="2024-06-17")
    make_assessment(session, leak, Status.CORROBORATED, as_of="2024-06-14")
    make_assessment(session, leak, Status.CONFIRMED, as_of="2024-06-17")
    make_assessment(session, hint, Status.CONFIRMED, as_of="2024-06-17")
    session.commit()
    return story


def test_the_list_shows_each_story_with_its_mix(client, visit):
    page = client.get("/stories").text

    assert "The visit" in page
    assert "Status of claims: 2 confirmed, 1 unconfirmed" in page


def test_a_story_shows_its_claims_its_mix_and_its_summary(client, visit):
    page = client.get("/stories/visit").text

    assert "It took place in June." in page
    assert "2 confirmed, 1 unconfirmed" in page
    assert all(slug in page for slug in ("/claims/hint", "/claims/leak", "/claims/dates"))
    assert 'data-src="/stories/visit/charts/timeline.json"' in page


def test_on_an_earlier_day_nothing_later_is_told(client, visit):
    answers = [
        client.get(f"/stories/visit{kind}?as_of=2024-06-13").text
        for kind in ("", ".json", ".csv", "/charts/timeline.json", "/charts/mix.json")
    ]

    for text in answers:
        assert "The Kremlin gave" not in text
        assert "2024-06-17" not in text
        assert "17 June" not in text
        assert "17 Jun" not in text
        assert "It took place" not in text
    assert "2 claims on record" in answers[0]


def test_the_slider_of_an_earlier_day_knows_only_days_up_to_it(client, visit):
    page = client.get("/stories/visit?as_of=2024-06-12").text

    assert 'data-iso="2024-06-12"' in page
    assert 'data-iso="2024-06-14"' not in page
    assert "/stories/visit/next-change?as_of=2024-06-12" in page


@pytest.mark.parametrize(
    ("day", "leads_to"),
    [("2024-05-01", "as_of=2024-06-12"), ("2024-06-14", "as_of=2024-06-17"), ("2024-06-17", "/stories/visit")],
)
def test_the_next_day_with_a_change_is_found_by_following(client, visit, day, leads_to):
    answer = client.get(f"/stories/visit/next-change?as_of={day}")

    assert answer.status_code == 302
    assert answer.location.endswith(leads_to)


def test_json_holds_what_the_charts_are_drawn_from(client, visit):
    shape = client.get("/stories/visit.json").json

    assert [claim["slug"] for claim in shape["claims"]] == ["hint", "leak", "dates"]
    assert [(part["status"], part["from"]) for part in shape["claims"][1]["course"]] == [
        ("unconfirmed", "2024-06-12"),
        ("corroborated", "2024-06-14"),
        ("confirmed", "2024-06-17"),
    ]
    assert shape["status_mix"]["confirmed"] == 2
    assert [step["from"] for step in shape["mix_over_time"]] == ["2024-05-01", "2024-06-12", "2024-06-14", "2024-06-17"]
    assert shape["mix_over_time"][-1]["status_mix"]["confirmed"] == 2


@pytest.mark.parametrize("name", PLOTLY_CHARTS)
@pytest.mark.parametrize("look", ["theme=light&width=wide", "theme=dark&width=narrow"])
def test_plotly_takes_every_chart(client, visit, name, look):
    import plotly.graph_objects as go

    figure = client.get(f"/stories/visit/charts/{name}.json?{look}").json

    assert go.Figure(figure).data


def test_figures_of_the_same_thing_are_one_chart_with_a_table(client, session):
    import plotly.graph_objects as go

    story = make_story(session, slug="arms")
    speaker = make_speaker(session, name="Shin Wonsik")
    figures = [
        make_claim(
            session, kind="quantity", story=story, speaker=speaker, made_on=made, quantity=make_quantity(value=value)
        )
        for made, value in (("2023-10-13", 1000), ("2024-02-26", 6700), ("2024-03-18", 7000))
    ]
    for older, newer in pairwise(figures):
        make_link(session, newer, LinkType.UPDATES, older)
    session.commit()

    page = client.get("/stories/arms").text
    chart = client.get(f"/stories/arms/charts/figures.json?part={figures[0].slug}")

    assert "Containers, as stated" in page
    assert "about 6,700 containers" in page
    assert go.Figure(chart.json).data


def test_the_list_of_claims_can_be_narrowed_and_turned(client, visit):
    page = client.get("/stories/visit?status=confirmed&sort=-made_on").text

    assert "Showing 2 of 3 claims." in page
    listed = page[page.index('id="claims"') :]
    assert listed.index("/claims/leak") < listed.index("/claims/hint")
    assert "/claims/dates" not in listed


def test_a_long_story_comes_in_chapters_and_pages(client, session):
    story = make_story(session, slug="long")
    for day in range(1, 31):
        for month in ("01", "03"):
            make_claim(session, story=story, made_on=f"2024-{month}-{day:02}")
    session.commit()

    page = client.get("/stories/long").text
    first = client.get("/stories/long?chapter=2024-01").text

    assert 'aria-label="Chapters of the timeline"' in page
    assert page.count("claim-card__main") == 40
    assert "Showing 1–40 of 60 claims." in page
    assert first != page
    assert client.get("/stories/long?page=2").text.count("claim-card__main") == 20


def test_a_story_that_does_not_exist_is_a_page_that_says_so(client):
    answer = client.get("/stories/none")

    assert answer.status_code == 404
    assert "factbase" in answer.text


def test_a_chart_that_does_not_exist_is_refused_by_name(client, visit):
    answer = client.get("/stories/visit/charts/pie.json")

    assert answer.status_code == 400
    assert answer.json["errors"][0]["field"] == "name"


def test_an_empty_story_and_an_empty_record_are_told_as_such(client, session):
    make_story(session, slug="new", title="A new story")
    session.commit()

    assert "No claim is on record here yet" in client.get("/stories/new").text
    assert "No claims on record." in client.get("/").text


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(client, session):
    story = make_story(session, slug="odd")
    make_claim(session, story=story, statement='=HYPERLINK("https://evil.example")')
    session.commit()

    table = client.get("/stories/odd.csv")

    assert "'=HYPERLINK" in table.text
    assert table.content_type == "text/csv; charset=utf-8"


def test_the_front_page_tells_what_changed_and_as_of_an_earlier_day_only_that(client, visit):
    now, then = client.get("/").text, client.get("/?as_of=2024-06-15").text

    assert "The Kremlin gave the dates." in now
    assert "The Kremlin gave the dates." not in then
    assert "17 June 2024" not in then
    assert "14 June 2024" in then


def test_by_an_earlier_instant_a_story_reads_as_it_did_then(client, session, visit):
    make_claim(session, statement="Added later.", story=visit, made_on="2024-06-01", now=NOW + timedelta(days=1))
    session.commit()

    assert "Added later." in client.get("/stories/visit").text
    assert "Added later." not in client.get("/stories/visit?recorded_by=2026-01-01T13:00:00Z").text


@pytest.mark.parametrize(
    "path", ["/", "/stories", "/stories/grown", "/stories/grown.json", "/stories/grown/charts/mix.json"]
)
def test_a_page_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, path):
    story = make_story(session, slug="grown")

    def grow():
        claim = make_claim(session, story=story, kind="quantity", quantity=make_quantity())
        make_appearance(session, claim, make_report(session, published_on="2024-03-18"))
        make_assessment(session, claim, Status.DISPUTED)
        session.commit()

    grow()
    client.get(path)
    with count_queries(app) as few:
        client.get(path)
    for _ in range(5):
        grow()
    with count_queries(app) as many:
        client.get(path)

    assert len(many) == len(few)
