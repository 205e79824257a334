from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from factbase.domain.status import Kind, Status
from factbase.domain.vantage import Vantage
from factbase.queries.claims import ClaimFilter, claim_rows, count_claims
from factbase.queries.facets import facet_counts
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
    make_outlet,
    make_quantity,
    make_report,
    make_speaker,
    make_story,
)

TODAY = date(2026, 1, 2)
PLAIN = Vantage.now(TODAY)


def slugs(session, vantage=PLAIN, sort="made_on", **given):
    return [row.slug for row in claim_rows(session, vantage, ClaimFilter(**given), sort=sort)]


@pytest.fixture
def two(session):
    """A denied figure of March 2024 in a story, by a minister, and an event of June 2024."""
    story = make_story(session, slug="arms", title="Arms")
    minister = make_speaker(session, name="Shin Wonsik", country="KR")
    figure = make_claim(
        session,
        slug="figure",
        statement="Shin Wonsik said that about 7,000 containers had been sent.",
        kind="quantity",
        quantity=make_quantity(),
        speaker=minister,
        story=story,
        countries=["KP", "RU"],
        tags=["arms"],
        made_on="2024-03-18",
    )
    make_assessment(session, figure, Status.DENIED, as_of="2024-03-20")
    report = make_report(session, outlet="KVIA", published_on="2024-03-19")
    make_appearance(session, figure, report, ways=[[Hop(outlet=make_outlet(session, name="AP News").slug)]])
    make_claim(session, slug="event", statement="A visit took place, at 100%.", made_on="2024-06")
    return figure


@pytest.mark.parametrize(
    "given",
    [
        {"status": (Status.DENIED,)},
        {"story": ("arms",)},
        {"speaker": ("shin-wonsik",)},
        {"outlet": ("kvia",)},
        {"outlet": ("ap-news",)},
        {"country": ("RU",)},
        {"kind": (Kind.QUANTITY,)},
        {"tag": ("arms",)},
        {"made_to": date(2024, 5, 31)},
        {"q": "CONTAINERS shin"},
    ],
)
def test_each_filter_keeps_what_it_names_and_nothing_else(session, two, given):
    assert slugs(session, **given) == ["figure"]
    assert count_claims(session, PLAIN, ClaimFilter(**given)) == 1


def test_a_claim_of_a_month_was_made_between_any_days_of_it(session, two):
    assert slugs(session, made_from=date(2024, 6, 30)) == ["event"]
    assert slugs(session, made_from=date(2024, 6, 1), made_to=date(2024, 6, 2)) == ["event"]


def test_signs_of_the_pattern_language_are_only_signs(session, two):
    assert slugs(session, q="100%") == ["event"]
    assert slugs(session, q="1_0") == []


def test_the_name_of_a_speaker_is_found_in_every_spelling(session):
    from factbase.services.naming import NewName

    speaker = make_speaker(session, name="Shin Wonsik", names=[NewName("신원식", "ko")])
    make_claim(session, slug="figure", speaker=speaker)

    assert slugs(session, q="신원식") == ["figure"]


def test_claims_come_in_the_order_asked_for(session, two):
    assert slugs(session, sort="made_on") == ["figure", "event"]
    assert slugs(session, sort="-made_on") == ["event", "figure"]
    assert slugs(session, sort="-changed") == ["event", "figure"]


def test_a_report_that_came_later_does_not_make_its_outlet_match(session, two):
    before = Vantage(as_of=date(2024, 3, 18), today=TODAY)

    assert slugs(session, before, outlet=("kvia",)) == []


def test_a_report_without_a_date_is_not_known_on_earlier_days(session):
    claim = make_claim(session)
    make_appearance(session, claim, make_report(session, outlet="Undated Post"))
    before = Vantage(as_of=date(2025, 12, 31), today=TODAY)

    assert slugs(session, before, outlet=("undated-post",)) == []
    assert slugs(session, outlet=("undated-post",)) == [claim.slug]


def test_by_an_earlier_instant_a_claim_reads_as_it_did_then(session, two):
    claim = locked_claim(session, "figure")
    other = make_speaker(session, name="Another Minister")
    change = replace(wording_of(claim), statement="Reworded.", speaker=other.slug, role=None, story=None)
    reword_claim(
        session, Rewording("figure", claim.version, change, "A slip"), actor=editor(), now=NOW + timedelta(days=1)
    )

    (then,) = claim_rows(session, replace(PLAIN, recorded_by=NOW), ClaimFilter(kind=(Kind.QUANTITY,)))
    (now,) = claim_rows(session, PLAIN, ClaimFilter(kind=(Kind.QUANTITY,)))

    assert (then.statement[:4], then.speaker_name, then.story_slug) == ("Shin", "Shin Wonsik", "arms")
    assert (now.statement, now.speaker_name, now.story_slug) == ("Reworded.", "Another Minister", None)


def test_a_facet_is_counted_under_all_filters_but_its_own(session, two):
    counts = facet_counts(session, PLAIN, ClaimFilter(kind=(Kind.EVENT,)))

    assert [(value.value, value.count) for value in counts["kind"]] == [("event", 1), ("quantity", 1)]
    assert [(value.value, value.count) for value in counts["status"]] == [("unconfirmed", 1)]


def test_an_outlet_is_counted_once_for_a_claim_that_it_carries_twice(session):
    claim = make_claim(session)
    for _ in range(2):
        make_appearance(session, claim, make_report(session, outlet="Yonhap", published_on="2024-03-18"))

    counts = facet_counts(session, PLAIN, ClaimFilter())

    assert [(value.name, value.count) for value in counts["outlet"]] == [("Yonhap", 1)]
