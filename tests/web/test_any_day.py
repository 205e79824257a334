"""What a page tells of an earlier day equals what it would have told then.

For each of a few days a fresh database is given only what was known by that day (:mod:`tests.known_by`), and asked with
its clock at that day; the database with the whole seed is asked ``?as_of=``. Every page's data must be the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered

from factbase.cli.exchange import read, take_in
from factbase.domain.hindsight import known_then
from factbase.domain.roles import operator
from factbase.domain.vantage import Vantage
from factbase.edge import vantage as edge
from factbase.edge.as_of_panel import AsOfPanel
from tests.conftest import application
from tests.databases import migrate
from tests.known_by import CLAIMS, DOCUMENTS, HINDSIGHT, bounds, known_by

pytestmark = pytest.mark.seeded

DAYS = [date(2024, 6, 12), date(2024, 3, 31), date(2023, 10, 20), date(2025, 1, 15)]
STORIES = [story["slug"] for document in DOCUMENTS for story in document.get("stories", ())]
CHARTS = ("timeline", "overview", "mix", "hindsight")
LISTS = (
    "/",
    "/stories",
    "/stories.json",
    "/claims",
    "/claims?sort=made_on&page=2",
    "/claims?status=unconfirmed&status=denied&country=KP",
    "/claims?q=containers&sort=-changed",
    "/claims?outlet=reuters&kind=quantity",
    "/speakers",
    "/speakers?sort=claims",
    "/speakers?q=kim",
    "/outlets",
    "/outlets?sort=claims&page=2",
    "/changes",
    "/changes?kind=new&page=2",
    "/changes?story=arms-transfers",
    "/due",
    "/due?show=overdue",
)

NOT_DATA = frozenset({"id", "version", "recorded_at", "recorded", "cite_url", "anchor", "corrects", "corrected_by"})
"""Numbers that a database gives, and the instants at which it was filled."""

OF_THE_VANTAGE = frozenset({"kept", "kept_for_sort", "kept_for_search", "recorded_by"})
"""What a page carries along of the question."""


@pytest.fixture(scope="session", params=DAYS, ids=str)
def day(request) -> date:
    return request.param


@pytest.fixture(scope="session")
def fresh_app(seeded_databases, day, tmp_path_factory) -> Iterator[Flask]:
    """An application whose database was given what was known by ``day``."""
    file = tmp_path_factory.mktemp("known") / f"{day}.yaml"
    file.write_text(json.dumps(known_by(day)))  # JSON is YAML
    template = seeded_databases.template(f"known_by_{day:%Y%m%d}", lambda url: _fill(url, file))
    with application(seeded_databases.read_only(template)) as app:
        yield app


def _fill(url: str, file: Path) -> None:
    migrate(url)
    with application(url) as app, app.app_context():
        take_in(read([file]), actor=operator("factbase seed"))


@pytest.fixture
def same(seeded_app, fresh_app, day, monkeypatch):
    """Ask both for the data of an address, and hold the answers against each other."""
    clock = edge.today

    def ask(path: str) -> None:
        monkeypatch.setattr(edge, "today", clock)
        then = data_of(seeded_app, f"{path}{'&' if '?' in path else '?'}as_of={day}")
        monkeypatch.setattr(edge, "today", lambda: day)
        fresh = data_of(fresh_app, path)

        differing = list(differences(then, fresh, path))
        assert differing == []

    return ask


def data_of(app: Flask, address: str) -> Any:
    """The data behind an answer: its status, and its JSON or all that its template was given."""
    with rendered(app) as contexts:
        answer = app.test_client().get(address)
    if answer.status_code != 200:
        return answer.status_code
    if answer.is_json:
        return plain({name: value for name, value in answer.json.items() if name not in {"as_of", "recorded_by"}})
    return [plain({name: context[name] for name in ("page", "stories") if name in context}) for context in contexts]


def differences(then: Any, fresh: Any, place: str) -> Iterator[str]:
    """Where the two differ, each in a line."""
    if isinstance(then, dict) and isinstance(fresh, dict) and then.keys() == fresh.keys():
        for name in then:
            yield from differences(then[name], fresh[name], f"{place} {name}")
    elif isinstance(then, list) and isinstance(fresh, list) and len(then) == len(fresh):
        for number, pair in enumerate(zip(then, fresh, strict=True)):
            yield from differences(*pair, f"{place} [{number}]")
    elif then != fresh:
        yield f"{place}: {then!r:.300} is not {fresh!r:.300}"


@contextmanager
def rendered(app: Flask) -> Iterator[list[dict[str, Any]]]:
    contexts: list[dict[str, Any]] = []

    def remember(_app: Flask, context: dict[str, Any], **_rest: Any) -> None:
        contexts.append(context)

    with template_rendered.connected_to(remember, app):
        yield contexts


def plain(value: Any) -> Any:
    """``value`` without what may differ between two databases that know the same."""
    if isinstance(value, AsOfPanel):
        return [step for step in value.days if step < value.day]
    if is_dataclass(value) and not isinstance(value, type):
        return plain({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, dict):
        if value.get("name") == "Version":  # a fact of the claim's page
            return None
        return {name: plain(part) for name, part in value.items() if name not in NOT_DATA | OF_THE_VANTAGE}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return _without_vantage(value) if isinstance(value, str) else value


def _without_vantage(text: str) -> str:
    text = re.sub(r"([?&])as_of=[\d-]+(&(?:amp;)?)?", lambda match: match[1] if match[2] else "", text)
    text = re.sub(r"recorded \d+ \w+ \d{4}, \d\d:\d\d UTC|; seen \d+ \w+ \d{4}", "", text)
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d UTC", "", text)


def test_the_reasons_that_tell_of_later_days_are_those_that_a_reader_found():
    found = {}
    for claim in CLAIMS:
        for one in claim["assessments"]:
            held = day = bounds(one["as_of"])[1]
            while not known_then(one["rationale"], Vantage(as_of=day, today=date.max), near=held):
                day += timedelta(days=1)
            if day > held:
                found[claim["slug"], one["as_of"]] = day

    assert found == HINDSIGHT


@pytest.mark.parametrize("path", LISTS)
def test_lists_counts_and_facets_are_those_of_the_day(same, path):
    same(path)


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_that_of_the_day_with_its_charts(same, day, story, seeded_app):
    if not any(claim["story"] == story for claim in known_by(day)["claims"]):
        # Whoever asks for it by its address is told that there was nothing yet; no list leads there.
        told = seeded_app.test_client().get(f"/stories/{story}.json?as_of={day}").json
        assert (told["claims"], told["summary"], told["last_change"]) == ([], None, None)
        return
    for kind in ("", ".json", "?sort=-changed"):
        same(f"/stories/{story}{kind}")
    for chart in CHARTS:
        same(f"/stories/{story}/charts/{chart}.json")


def test_every_claim_is_that_of_the_day(same, day):
    for claim in CLAIMS:
        for kind in _kinds(day):
            same(f"/claims/{claim['slug']}{kind}")


def test_every_speaker_and_outlet_is_that_of_the_day(same, day, seeded_app):
    for path in everybody(seeded_app):
        for kind in _kinds(day):
            same(f"{path}{kind}")


def _kinds(day: date) -> tuple[str, ...]:
    """Data of every day; of the first one the pages too, which take their time."""
    return (".json", "") if day == DAYS[0] else (".json",)


@pytest.mark.parametrize("path", ["/speakers/dmitry-peskov", "/speakers/shin-wonsik", "/outlets/reuters"])
def test_the_charts_of_a_speaker_and_an_outlet_are_those_of_the_day(same, path):
    same(f"{path}/charts/record.json")


def everybody(app: Flask) -> list[str]:
    """The addresses of all speakers and outlets that are ever in view."""
    found: list[str] = []
    client = app.test_client()
    for kind in ("speakers", "outlets"):
        for number in range(1, 20):
            here = re.findall(rf'href="(/{kind}/[^"?.]+)"', client.get(f"/{kind}?page={number}").text)
            if not here:
                break
            found += here
    return list(dict.fromkeys(found))
