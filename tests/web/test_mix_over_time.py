"""Where claims stood over time: as each day saw it, and as the day of asking sees the same claims."""

from __future__ import annotations

import re

import pytest

from factbase.domain.status import Status
from tests.factories import make_appearance, make_assessment, make_claim, make_report, make_speaker

PLACES = ["/speakers/shin-wonsik", "/outlets/yonhap", "/claims?view=mix&speaker=shin-wonsik"]
CHARTS = [
    "/speakers/shin-wonsik/charts/mix.json",
    "/outlets/yonhap/charts/mix.json",
    "/claims/charts/mix.json?speaker=shin-wonsik",
]


@pytest.fixture
def minister(session):
    """A minister with five claims of March, four of them refuted in May and none in between."""
    shin = make_speaker(session, name="Shin Wonsik")
    report = make_report(session, outlet="Yonhap", published_on="2024-03-01")
    for day in range(1, 6):
        claim = make_claim(session, speaker=shin, made_on=f"2024-03-0{day}")
        make_appearance(session, claim, report)
        if day > 1:
            make_assessment(session, claim, Status.REFUTED, as_of="2024-05-02")
    session.commit()
    return shin


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize("path", PLACES)
def test_a_page_says_where_both_differ_and_gives_both_numbers(client, minister, path):
    page = client.get(path).text

    assert 'data-chart="mix"' in page
    assert "On 1 May 2024, 4 of the 5 claims then on record stood elsewhere" in page
    table = words(page[page.index("as each day saw them") :])
    assert "31 March 2024 5 → 1 0 → 4 5" in table


@pytest.mark.parametrize("path", PLACES)
def test_an_earlier_day_knows_of_no_difference_to_come(client, minister, path):
    page = client.get(f"{path}{'&' if '?' in path else '?'}as_of=2024-04-01").text

    assert "None of these claims has changed its status" in page
    assert "efuted</b>" not in page
    assert "/charts/mix.json?" in page
    assert "as_of=2024-04-01" in page


@pytest.mark.parametrize("path", CHARTS)
@pytest.mark.parametrize("look", ["theme=light&width=wide", "theme=dark&width=narrow"])
def test_plotly_takes_both_panels(client, minister, path, look):
    import plotly.graph_objects as go

    figure = client.get(f"{path}{'&' if '?' in path else '?'}{look}").json

    drawn = go.Figure(figure)
    assert {trace.xaxis for trace in drawn.data} == {"x", "x2"}
    seen = {trace.name: trace.y[-1] for trace in drawn.data if trace.xaxis == "x"}
    known = {trace.name: trace.y[-1] for trace in drawn.data if trace.xaxis == "x2"}
    assert seen == known == {"unconfirmed": 1, "refuted": 4}


def test_a_list_offers_it_and_keeps_the_filters(client, minister):
    page = client.get("/claims?speaker=shin-wonsik&status=refuted").text

    assert 'href="/claims?status=refuted&amp;speaker=shin-wonsik&amp;view=mix"' in page
    assert 'data-chart="mix"' not in page


def test_a_list_without_claims_has_no_chart(client, minister):
    assert 'data-chart="mix"' not in client.get("/claims?view=mix&q=nothing").text
    assert client.get("/claims/charts/mix.json?q=nothing").status_code == 404


@pytest.mark.parametrize("kind", ["speakers/shin-wonsik", "outlets/yonhap"])
def test_the_panel_steps_over_the_days_with_a_change(client, minister, kind):
    page = client.get(f"/{kind}?as_of=2024-03-03").text
    on = client.get(f"/{kind}/next-change?as_of=2024-03-05")
    last = client.get(f"/{kind}/next-change?as_of=2024-05-02")

    assert f'href="/{kind}?as_of=2024-03-02"' in page
    assert 'data-iso="2024-03-04"' not in page
    assert f'href="/{kind}/next-change?as_of=2024-03-03"' in page
    assert on.location.endswith(f"/{kind}?as_of=2024-05-02")
    assert last.location.endswith(f"/{kind}")


@pytest.mark.parametrize("path", [*PLACES, *CHARTS])
def test_it_costs_the_same_number_of_queries_whatever_its_rows(app, client, session, count_queries, minister, path):
    client.get(path)
    with count_queries(app) as few:
        client.get(path)
    for day in range(1, 9):
        claim = make_claim(session, speaker=minister, made_on=f"2024-06-0{day}")
        make_appearance(session, claim, make_report(session, outlet="Yonhap", published_on="2024-06-01"))
        make_assessment(session, claim, Status.DENIED, as_of="2024-07-01")
    session.commit()
    with count_queries(app) as many:
        client.get(path)

    assert len(many) == len(few)
