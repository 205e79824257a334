"""From the front page of an earlier day every link of the reader's site leads to pages of that day."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.known_by import CLAIMS, bounds

pytestmark = pytest.mark.seeded

DAY = date(2024, 6, 12)
CHARTS = ("timeline", "overview", "mix", "hindsight")
PAGES = 600
OF_ONE_PATH = 8
"""How many views of one list are followed: filters multiply without end."""
FREE = ("/static/", "/desk", "/login")
"""What knows no day: files, and what fact-checkers do."""

LATER = [claim for claim in CLAIMS if bounds(claim["made_on"])[0] > DAY]
CHANGES = {bounds(one["as_of"])[1] for claim in CLAIMS for one in claim["assessments"]}
FORETOLD = {
    day
    for claim in CLAIMS
    for name in ("due_on", "made_on")
    if claim not in LATER and name in claim
    for day in bounds(claim[name])
}
"""Days to come that belong to claims of the day: when they are due, and how long after they may have been made."""

NAMES_A_DAY = "|".join(f"{day.isoformat()}|{day.day} {day:%B %Y}" for day in sorted(CHANGES - FORETOLD) if day > DAY)


@dataclass
class Page(HTMLParser):
    """The links of a page, with where they stand, and what its head says to crawlers."""

    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    robots: str | None = None
    canonical: str | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str] = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append((given["href"], " ".join(self.text.splitlines()[self.getpos()[0] - 1].split())))
        if tag == "meta" and given.get("name") == "robots":
            self.robots = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        if "data-src" in given:
            self.links.append((given["data-src"], ""))
        if tag == "form" and given.get("action", "").startswith("/") and given.get("method", "get") == "get":
            self.links.append((given["action"], "form"))


def crawled(client, start: str) -> Iterator[tuple[str, Page]]:
    """Every page that can be reached from ``start``, up to ``PAGES`` of them."""
    waiting, met = deque([start]), {start}
    views = Counter[str]()
    for _ in range(PAGES):
        if not waiting:
            return
        address = waiting.popleft()
        answer = client.get(address)
        assert answer.status_code in {200, 302}, (address, answer.status_code)
        page = Page(answer.text)
        yield address, page
        for href, where in page.links:
            inside = href.startswith("/") and not href.startswith(FREE) and where != "form" and "as_of=" in href
            to = href.partition("#")[0]
            path = urlsplit(to).path
            if inside and to not in met and not path.endswith("/next-change") and views[path] < OF_ONE_PATH:
                met.add(to)
                views[path] += 1
                waiting.append(to)


def test_no_page_of_the_day_leads_out_of_it_or_tells_of_what_came_later(seeded_client):
    met = []
    for address, page in crawled(seeded_client, f"/?as_of={DAY}"):
        met.append(address)
        is_page = "<html" in page.text
        for href, where in page.links:
            to = urlsplit(href)
            if not href.startswith("/") or href.startswith(FREE) or where == "form" or "Back to today" in where:
                continue
            day = parse_qs(to.query).get("as_of")
            assert day is not None, f"{href} on {address} does not keep the day"
            assert day[0] <= DAY.isoformat(), f"{href} on {address} leads to a later day"
        # The former give examples of dates; axes reach a little beyond the day, and test_any_day.py compares drawings.
        if not address.startswith(("/about", "/data")) and "/charts/" not in address:
            assert not re.search(NAMES_A_DAY, page.text), (address, re.search(NAMES_A_DAY, page.text))
        for claim in LATER:
            assert claim["slug"] not in page.text, f"{claim['slug']} stands on {address}"
            assert claim["statement"] not in page.text, f"{claim['slug']} stands on {address}"
        if is_page:
            assert page.robots == "noindex", address
            assert page.canonical, address
            assert "as_of" not in page.canonical, address

    assert len(met) > 300
    assert {path.split("/")[1].partition("?")[0] for path in met} >= {
        "claims", "stories", "speakers", "outlets", "changes", "due", "about", "data",
    }  # fmt: skip


def test_the_story_of_the_visit_knows_nothing_of_its_announcement(seeded_client):
    story = "/stories/putin-visit-north-korea"
    answers = [
        seeded_client.get(f"{story}{kind}?as_of={DAY}").text
        for kind in (
            "",
            ".json",
            ".csv",
            *(f"/charts/{name}.json" for name in ("timeline", "overview", "mix", "hindsight")),
        )
    ]

    for text in answers:
        # That NHK said "next week", which began on the 17th, was known; that it was announced on the 17th was not.
        text = text.replace("17 to 23 June 2024", "").replace("17–23 June 2024", "")
        assert not re.search(r"17 June|June 17|17 Jun\b|\bcame on 17|18.19 June|(kremlin|kcna)-visit-18-19-june", text)
        assert not re.search(r'"(from|made|as_of|status_since|x0?)": ?"2024-06-17', text)
    shape = seeded_client.get(f"{story}.json?as_of={DAY}").json
    status = {claim["slug"]: claim["status"] for claim in shape["claims"]}
    assert status["seed-nhk-north-korea-next-week"] == "unconfirmed"
    assert status["nhk-putin-next-week"] == "corroborated"  # that day, by an official in Seoul
    now = seeded_client.get(f"{story}.json").json
    assert "kremlin-visit-18-19-june" in {claim["slug"] for claim in now["claims"]}


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/stories", "/changes", "/due", "/speakers/dmitry-peskov", "/stories/arms-transfers.json"]
)
@pytest.mark.parametrize(("day", "words"), [("2024-02-30", "not a day"), ("2999-01-01", "has not come yet")])
def test_a_day_that_cannot_be_asked_for_is_refused_by_name(seeded_client, path, day, words):
    page = seeded_client.get(f"{path}?as_of={day}", headers={"Accept": "text/html"})
    told = seeded_client.get(f"{path}?as_of={day}", headers={"Accept": "application/json"})

    assert page.status_code == told.status_code == 400
    assert told.content_type == "application/problem+json"
    assert [problem["field"] for problem in told.json["errors"]] == ["as_of"]
    assert words in told.json["errors"][0]["message"]
    if not path.endswith(".json"):
        assert "as_of" in page.text
        assert words in page.text
