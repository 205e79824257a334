from __future__ import annotations

import re

import pytest

from factbase.domain.grading import CREDIBILITY, RELIABILITY
from factbase.domain.links import LinkType
from factbase.domain.roles import AccountRole
from factbase.domain.status import MEANING, OUTCOME_WORDS, Kind, Status
from factbase.domain.track_record import RESULT_MEANING
from factbase.web.about import KINDS, ROLES, TAKES, TIES, VERSIONS, WORDED


def one_line(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_every_word_of_the_record_is_explained(client):
    text = one_line(client.get("/about/method").text)

    for meaning in (
        *MEANING.values(),
        *OUTCOME_WORDS.values(),
        *TAKES.values(),
        *KINDS.values(),
        *TIES.values(),
        *ROLES.values(),
    ):
        assert meaning in text
    for meaning in (*RESULT_MEANING.values(), *RELIABILITY.values(), *CREDIBILITY.values()):
        assert meaning.lower() in text.lower()


def test_nothing_is_left_without_a_meaning():
    assert set(TAKES) == set(WORDED) == set(Status)
    assert set(KINDS) == set(Kind)
    assert set(TIES) == set(LinkType)
    assert set(ROLES) == set(AccountRole)


def test_every_status_is_shown_as_mark_word_and_pattern(client):
    page = client.get("/about/method").text

    for status in Status:
        assert f'href="#i-{status}"' in page
        assert f"url(#p-{status})" in page


def test_the_page_is_versioned_and_dated(client):
    text = one_line(client.get("/about/method").text)

    assert f"Method, version {VERSIONS[0].number}, {VERSIONS[0].dated.display}" in text
    assert [version.dated.earliest for version in VERSIONS] == sorted(
        (version.dated.earliest for version in VERSIONS), reverse=True
    )


def test_the_contents_lead_to_every_section(client):
    page = client.get("/about/method").text

    listed = re.findall(r'<li><a href="#([a-z]+)">', page)
    headings = re.findall(r'<h2 id="([a-z]+)"', page)
    assert listed == [anchor for anchor in headings if anchor != "contents"]
    assert {"accessibility", "corrections", "records"} <= set(listed)


@pytest.mark.parametrize(("setting", "words"), [(True, "Two people."), (False, "One person or two.")])
def test_the_page_says_how_many_people_it_takes_here(make_app, setting, words):
    page = make_app(TWO_PERSON=setting).test_client().get("/about/method").text

    assert f"<b>{words}</b>" in page


def test_the_method_has_no_past_view_and_says_so(client):
    answer = client.get("/about/method?as_of=2024-06-12")

    assert answer.status_code == 200
    assert "This page has no past view" in answer.text
    assert "no past view" not in client.get("/about/method").text


def test_the_page_asks_the_database_nothing(app, client, count_queries):
    with count_queries(app) as statements:
        client.get("/about/method")

    assert statements == []
