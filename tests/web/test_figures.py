"""Figures of a story for readers: named series, what raised and lowered, as any day and any instant saw them."""

from __future__ import annotations

from datetime import timedelta

import plotly.graph_objects as go
import pytest

from factbase.services.series import NewSeries, change_series, remove_series
from tests.factories import NOW, editor, make_assessment, make_figure, make_series, make_story

LATER = NOW + timedelta(hours=1)
SEED = "/stories/north-korea-arms-to-russia"


@pytest.fixture
def arms(session):
    return make_story(session, slug="arms")


@pytest.fixture
def boxes(session, arms):
    """Two figures that no rule would put together, named by an editor, and a third that stays out."""
    figures = [
        make_figure(session, arms, slug="low", made_on="2024-02-26", value=6700, what="boxes seen at the port"),
        make_figure(session, arms, slug="high", made_on="2024-03-18", value=7000, what="crates counted in wagons"),
        make_figure(session, arms, slug="other", made_on="2024-03-20", value=9, what="something else altogether"),
    ]
    series = make_series(session, story=arms, slug="boxes", title="Boxes and crates", claims=figures[:2])
    session.commit()
    return series


def figures_at(client, **query):
    answer = client.get("/stories/arms.json", query_string=query)
    return [(one["title"], one["named"], one["claims"]) for one in answer.json["figures"]]


def test_a_named_series_is_charted_under_its_title(client, boxes):
    page = client.get("/stories/arms").text
    chart = client.get("/stories/arms/charts/figures.json?part=named_boxes")

    assert "Boxes and crates, as stated" in page
    assert "raised from about 6,700" in page
    assert go.Figure(chart.json).data


def test_the_json_says_what_each_figure_did_to_the_one_before(client, boxes):
    series = client.get("/stories/arms.json").json["figures"][0]

    assert series == {
        "key": "named_boxes",
        "title": "Boxes and crates",
        "named": True,
        "claims": ["low", "high"],
        "steps": [
            {"claim": "low", "before": None, "change": None, "agrees_with": [], "differs_from": []},
            {"claim": "high", "before": "low", "change": "raised", "agrees_with": [], "differs_from": []},
        ],
    }


def test_on_a_day_before_its_second_figure_a_named_series_is_not_charted(client, boxes):
    page = client.get("/stories/arms?as_of=2024-03-01").text

    assert "Boxes and crates" not in page
    assert "7,000" not in page
    assert figures_at(client, as_of="2024-03-01") == [("Boxes and crates", True, ["low"])]


def test_on_a_day_before_its_first_figure_nothing_tells_of_a_named_series(client, boxes):
    assert "Boxes" not in client.get("/stories/arms.json?as_of=2024-02-25").text


def test_by_an_earlier_instant_figures_are_in_the_series_of_that_time(client, session, boxes):
    change = NewSeries("arms", "Crates", ["high", "other"], slug="boxes")
    change_series(session, change, actor=editor(), now=LATER)
    remove_series(session, "boxes", version=None, actor=editor(), now=LATER + timedelta(hours=1))
    session.commit()

    before, between = (figures_at(client, recorded_by=instant.isoformat()) for instant in (NOW, LATER))

    assert ("Boxes and crates", True, ["low", "high"]) in before
    assert ("Crates", True, ["high", "other"]) in between
    assert not any(named for _, named, _ in figures_at(client))


def test_a_figure_that_was_refuted_by_then_is_not_compared(client, session, arms):
    wrong = make_figure(session, arms, slug="wrong", made_on="2024-01-01", value=1, speaker="Sources")
    right = make_figure(session, arms, slug="right", made_on="2024-03-01", value=7000)
    make_series(session, story=arms, claims=[wrong, right])
    make_assessment(session, wrong, "refuted", as_of="2024-02-01")
    session.commit()

    now = client.get("/stories/arms.json").json["figures"][0]["steps"][1]

    assert now["differs_from"] == []


@pytest.mark.parametrize(
    "path", ["/stories/arms", "/stories/arms.json", "/stories/arms.json?recorded_by=2026-02-01T00:00:00Z"]
)
def test_named_series_cost_the_same_number_of_queries_however_many(app, client, session, count_queries, arms, path):
    make_series(session, story=arms, title="Series 0")
    session.commit()
    client.get(path)
    with count_queries(app) as few:
        client.get(path)
    for number in range(1, 4):
        make_series(session, story=arms, title=f"Series {number}")
    session.commit()
    with count_queries(app) as many:
        client.get(path)

    assert len(many) == len(few)


def seed_containers(client, **query):
    figures = client.get(f"{SEED}.json", query_string=query).json["figures"]
    return next(one for one in figures if "kirby-1000-containers-2023-10" in one["claims"])


def test_the_containers_of_the_seed_end_at_7000_on_the_last_of_march_and_at_28000_today(seeded_client):
    then = {claim["slug"]: claim for claim in seeded_client.get(f"{SEED}.json?as_of=2024-03-31").json["claims"]}
    now = {claim["slug"]: claim for claim in seeded_client.get(f"{SEED}.json").json["claims"]}

    last_then = then[seed_containers(seeded_client, as_of="2024-03-31")["claims"][-1]]
    last_now = now[seed_containers(seeded_client)["claims"][-1]]

    assert (last_then["speaker"]["name"], last_then["quantity"]["display"]) == ("Shin Wonsik", "about 7,000 containers")
    assert last_now["quantity"]["display"] == "about 28,000 containers"


def test_the_table_of_the_seed_says_who_raised_the_containers(seeded_client):
    page = seeded_client.get(f"{SEED}?as_of=2024-03-31").text

    assert "Raised by Shin Wonsik" in page
    assert "<td>raised from about 6,700</td>" in page
    assert "28,000 containers" not in page
