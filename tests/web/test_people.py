from __future__ import annotations

import re

import pytest

from factbase.domain.links import LinkType
from factbase.domain.status import Status
from factbase.services.naming import NewName
from factbase.services.reporting import Hop
from tests.factories import (
    make_appearance,
    make_assessment,
    make_claim,
    make_link,
    make_outlet,
    make_report,
    make_role,
    make_speaker,
    make_story,
)


def one_line(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def settle(session, status, *, made_on="2024-03-01", as_of="2024-03-11", **given):
    claim = make_claim(session, made_on=made_on, **given)
    make_assessment(session, claim, status, as_of=as_of)
    return claim


@pytest.fixture
def minister(session):
    """Shin Wonsik: a figure of March 2024 in NHK, which credits AP; in June a new role, and a denial of the figure."""
    story = make_story(session, slug="arms", title="Arms transfers")
    names = [NewName("신원식", "ko"), NewName("Шин Вонсик", "ru")]
    speaker = make_speaker(session, name="Shin Wonsik", country="KR", names=names)
    make_role(session, speaker, "Minister of National Defence", held_from="2023-10", held_to="2024-06")
    figure = make_claim(
        session,
        slug="figure",
        statement="Shin Wonsik said that about 7,000 containers had been sent.",
        speaker=speaker,
        role="Minister of National Defence",
        story=story,
        made_on="2024-03-18",
    )
    wire = make_outlet(session, name="AP News", kind="wire", country="US")
    report = make_report(session, outlet="NHK", title="컨테이너 7천 개", language="ko", published_on="2024-03-18")
    make_appearance(session, figure, report, ways=[[Hop(outlet=wire.slug)]])
    denial = make_claim(session, slug="no-deal", statement="Moscow denied it.", speaker="Peskov", made_on="2024-06-03")
    make_link(session, denial, LinkType.DENIES, figure, is_interested=True)
    make_assessment(session, figure, Status.DENIED, as_of="2024-06-03", rationale="Moscow denied it in June.")
    make_claim(
        session,
        slug="later",
        statement="Shin Wonsik said something else.",
        speaker=speaker,
        role="National Security Adviser",
        made_on="2024-08-20",
    )
    session.commit()
    return speaker


PAGES = ("/speakers", "/outlets", "/speakers/shin-wonsik", "/outlets/nhk", "/outlets/ap-news")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("query", ["", "?as_of=2024-05-01", "?recorded_by=2026-01-01T13:00:00Z"])
def test_a_page_has_one_heading_and_anchors_of_its_own_from_every_vantage(client, minister, path, query):
    answer = client.get(path + query)

    anchors = re.findall(r'\bid="([^"]+)"', answer.text)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert len(anchors) == len(set(anchors))
    assert answer.text.count("<table") == answer.text.count("<caption")


def test_a_speaker_is_shown_with_names_roles_outcomes_ties_and_claims(client, minister):
    page = client.get("/speakers/shin-wonsik").text
    text = one_line(page)

    assert '<bdi lang="ko">신원식</bdi>' in page
    assert '<bdi lang="ru">Шин Вонсик</bdi>' in page
    assert "Person · South Korea · 2 claims on record · 1 story · first 18 March 2024, last 20 August 2024" in text
    assert "2023–2024 Minister of National Defence from October 2023 to June 2024 · 1 claim on record" in text
    assert "2024 National Security Adviser 1 claim on record, seen 20 August 2024" in text
    assert "Open 2 Not due yet" in text
    assert "0 of these claims are settled. A share is given only from 5 on" in text
    assert "Denied by Moscow denied it." in text
    assert "a party to the matter about Shin Wonsik said that about 7,000 containers had been sent." in text


def test_a_speaker_of_an_earlier_day_has_neither_later_roles_nor_claims_nor_answers(client, minister):
    text = one_line(client.get("/speakers/shin-wonsik?as_of=2024-05-01").text)

    assert "2023–now Minister of National Defence from October 2023 · 1 claim on record" in text
    assert "1 claim on record · 1 story · 18 March 2024" in text
    for later in ("June", "August", "Adviser", "Moscow", "Denied by", "something else"):
        assert later not in text


def test_links_of_an_earlier_day_stay_on_that_day(client, minister):
    page = client.get("/speakers/shin-wonsik?as_of=2024-05-01").text

    links = set(re.findall(r'href="(/(?:speakers|outlets|claims|stories|changes|about)[^"#]*)', page))
    links.discard("/speakers/shin-wonsik")  # the way back to today
    links -= {link for link in links if link.startswith("/speakers/shin-wonsik?as_of=2024-03")}  # a step back
    assert links
    assert all("as_of=2024-05-01" in link for link in links)


@pytest.mark.parametrize("path", ["/speakers/nobody", "/outlets/nothing", "/outlets/nhk?as_of=2024-03-17"])
def test_who_is_not_known_on_the_day_has_no_page(client, minister, path):
    assert client.get(path).status_code == 404


def test_a_role_without_dates_says_when_it_was_seen(client, session):
    for day in ("2024-03-18", "2024-06"):
        make_claim(session, speaker="Kirby", role="Spokesman", made_on=day)
    session.commit()

    text = one_line(client.get("/speakers/kirby").text)

    assert "2024 Spokesman 2 claims on record, first seen 18 March 2024, last seen June 2024" in text


def test_five_settled_claims_show_a_rate_with_its_interval_and_a_curve(client, session):
    for status in (Status.CONFIRMED, Status.CONFIRMED, Status.CONFIRMED, Status.CONFIRMED, Status.REFUTED):
        settle(session, status, speaker="Peskov")
    session.commit()

    page = client.get("/speakers/peskov").text

    assert "Borne out, of those settled: 4 of 5" in page
    assert "of 5 settled claims, anything from 38 % to 96 % fits" in page
    assert 'data-src="/speakers/peskov/charts/record.json"' in page
    assert "How long claims stay open" in page


def test_of_unnamed_sources_no_rate_is_given(client, session):
    sources = make_speaker(session, name="Diplomatic sources", kind="anonymous")
    for _ in range(5):
        settle(session, Status.CONFIRMED, speaker=sources, role="high-ranking Russian officials")
    session.commit()

    page = client.get("/speakers/diplomatic-sources").text

    assert "Borne out, of those settled" not in page
    assert "several people may stand behind this description" in page
    assert "How the source was described" in page
    assert client.get("/speakers/diplomatic-sources.json").json["record"]["rate"] is None


def test_an_outlet_is_shown_with_its_reports_its_credits_and_what_it_carried(client, minister):
    page = client.get("/outlets/nhk").text
    text = one_line(page)

    assert "1 report on record · 1 claim published by it or credited to it" in text
    assert 'rel="noopener" hreflang="ko" lang="ko">컨테이너 7천 개</a>' in page
    assert "18 March 2024 Korean" in text
    assert "It credits AP News 1 report" in text
    assert "No report on record credits it." in text
    assert "it does not vouch for it" in text


def test_an_agency_that_is_only_credited_has_a_page(client, minister):
    text = one_line(client.get("/outlets/ap-news").text)

    assert "Wire · United States · No report of its own on record" in text
    assert "It is credited by NHK 1 report" in text
    assert "Shin Wonsik said that about 7,000 containers had been sent." in text


def test_lists_are_searched_filtered_and_sorted_by_their_addresses(client, minister):
    found = client.get("/speakers?q=신원식&country=KR&kind=person&sort=claims").text
    nobody = client.get("/speakers?q=nobody").text

    assert "1 speaker for “신원식”" in found
    assert '<option value="KR" selected>South Korea</option>' in found
    assert '<option value="claims" selected>' in found
    assert "No speaker on record is like that." in nobody


def test_filters_and_the_day_stay_with_the_next_page(client, session):
    for number in range(51):
        make_claim(session, speaker=make_speaker(session, name=f"Voice {number:02}", country="KR"))
    session.commit()

    first = client.get("/speakers?country=KR&as_of=2025-01-01").text
    second = client.get("/speakers?country=KR&page=2").text

    (address,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert {"country=KR", "page=2", "as_of=2025-01-01"} <= set(address.replace("&amp;", "&").split("?")[1].split("&"))
    assert "51–51 of 51" in second
    assert "Voice 50" in second


@pytest.mark.parametrize("query", ["kind=king", "page=0", "sort=truth", "rank=1"])
def test_what_a_list_cannot_do_is_refused(client, query):
    assert client.get(f"/speakers?{query}").status_code == 400


def test_a_speaker_as_json_has_names_roles_and_the_record(client, session, minister):
    settle(session, Status.CONFIRMED, slug="settled", speaker=minister)
    session.commit()

    shape = client.get("/speakers/shin-wonsik.json").json

    assert shape["names"] == [{"name": "신원식", "language": "ko"}, {"name": "Шин Вонсик", "language": "ru"}]
    assert [(role["title"], role["claims"]) for role in shape["roles"]] == [
        ("Minister of National Defence", 1),
        ("National Security Adviser", 1),
    ]
    assert shape["record"]["results"]["borne_out"] == 1
    assert shape["record"]["by_kind"]["event"]["open"] == 2
    assert {"claim": "settled", "days": 10, "observed": True} in shape["record"]["durations"]
    assert shape["record"]["rate"] is None


def test_an_outlet_as_json_has_the_record_of_what_it_carried(client, minister):
    shape = client.get("/outlets/ap-news.json?as_of=2024-05-01").json

    assert (shape["kind"], shape["country"], shape["as_of"]) == ("wire", "US", "2024-05-01")
    assert shape["record"]["status_mix"]["unconfirmed"] == 1
    assert shape["record"]["durations"] == [{"claim": "figure", "days": 44, "observed": False}]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_curve_comes_ready_to_be_drawn(client, session, theme, width):
    report = make_report(session, outlet="NHK", published_on="2024-03-01")
    for _ in range(5):
        make_appearance(session, settle(session, Status.CONFIRMED, speaker="Peskov"), report)
    session.commit()

    for path in ("/speakers/peskov", "/outlets/nhk"):
        figure = client.get(f"{path}/charts/record.json?theme={theme}&width={width}").json
        assert set(figure) == {"data", "layout"}


def test_too_few_claims_make_no_curve(client, minister):
    assert client.get("/speakers/shin-wonsik/charts/record.json").status_code == 404
    assert "charts/record.json" not in client.get("/speakers/shin-wonsik").text


@pytest.mark.parametrize("path", [*PAGES, "/speakers/shin-wonsik.json"])
@pytest.mark.parametrize("query", ["", "?as_of=2024-12-01&recorded_by=2026-01-01T13:00:00Z"])
def test_a_page_costs_the_same_number_of_queries_whatever_its_rows(
    app, client, session, count_queries, minister, path, query
):
    with count_queries(app) as few:
        client.get(path + query)
    denial = make_claim(session, speaker="Zakharova", made_on="2024-07-01")
    for number in range(4):
        claim = settle(session, Status.CONFIRMED, speaker=minister, role=f"Role {number}")
        report = make_report(session, outlet="NHK", published_on="2024-03-02")
        source = make_outlet(session)
        make_appearance(session, claim, report, ways=[[Hop(outlet="ap-news"), Hop(outlet=source.slug)]])
        make_link(session, denial, LinkType.DENIES, claim)
        make_link(session, claim, LinkType.RESPONDS_TO, denial)
    session.commit()

    with count_queries(app) as many:
        client.get(path + query)

    assert len(many) == len(few)
