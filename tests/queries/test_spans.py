from __future__ import annotations

from datetime import date, timedelta

import pytest

from factbase.domain.figures import Change
from factbase.domain.links import LinkType
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.queries.changes import ChangeKind
from factbase.queries.spans import span_between
from tests.factories import NOW, make_assessment, make_claim, make_link, make_quantity, make_speaker, make_story

TODAY = date(2026, 6, 1)
PLAIN = Vantage.now(TODAY)
JUNE_1, JUNE_30 = date(2024, 6, 1), date(2024, 6, 30)


def june(session, vantage=PLAIN, **given):
    return span_between(session, vantage, JUNE_1, JUNE_30, **given)


def steps(moves):
    return [(move.claim.slug, move.before, move.way) for move in moves]


def test_a_claim_that_changed_more_than_once_is_told_once_with_its_way(session):
    claim = make_claim(session, slug="leak", made_on="2024-05-20")
    make_assessment(session, claim, Status.DISPUTED, as_of="2024-06-10")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-06-17")

    span = june(session)

    assert steps(span.moved) == [("leak", Status.UNCONFIRMED, (Status.DISPUTED, Status.CONFIRMED))]
    assert span.moved[0].after is Status.CONFIRMED
    assert not span.new
    assert not span.returned


def test_what_came_back_to_where_it_was_is_told_apart(session):
    claim = make_claim(session, slug="leak", made_on="2024-05-20")
    make_assessment(session, claim, Status.DISPUTED, as_of="2024-06-10")
    make_assessment(session, claim, Status.UNCONFIRMED, as_of="2024-06-20")

    span = june(session)

    assert steps(span.returned) == [("leak", Status.UNCONFIRMED, (Status.DISPUTED, Status.UNCONFIRMED))]
    assert not span.moved


def test_a_new_claim_has_no_status_before_and_a_way_from_its_first_day(session):
    claim = make_claim(session, slug="leak", made_on="2024-06-12")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-06-17")

    assert steps(june(session).new) == [("leak", None, (Status.UNCONFIRMED, Status.CONFIRMED))]


def test_both_days_count_and_nothing_outside_them_does(session):
    for slug, day in (
        ("before", "2024-05-31"),
        ("first", "2024-06-01"),
        ("last", "2024-06-30"),
        ("after", "2024-07-01"),
    ):
        make_claim(session, slug=slug, made_on=day)
    old = make_claim(session, slug="old", made_on="2024-01-01")
    make_assessment(session, old, Status.DENIED, as_of="2024-05-31")
    make_assessment(session, old, Status.DENIED, as_of="2024-06-15")
    make_assessment(session, old, Status.REFUTED, as_of="2024-07-01")

    span = june(session)

    assert [move.claim.slug for move in span.new] == ["last", "first"]
    assert not span.moved
    assert not june(session, story="elsewhere").total


def test_a_new_figure_that_updates_another_says_which_way_it_went(session):
    shin = make_speaker(session, name="Shin Wonsik")
    given = {"kind": "quantity", "speaker": shin}
    old = make_claim(session, slug="old", made_on="2024-02-26", quantity=make_quantity(value=6700), **given)
    new = make_claim(session, slug="new", made_on="2024-06-14", quantity=make_quantity(value=7000), **given)
    make_link(session, new, LinkType.UPDATES, old)

    (figure,) = june(session).figures

    assert (figure.newer.slug, figure.older.slug, figure.change) == ("new", "old", Change.RAISED)


def test_corrections_are_told_beside_what_they_changed(session):
    claim = make_claim(session, slug="leak", made_on="2024-05-20")
    wrong = make_assessment(session, claim, Status.REFUTED, as_of="2024-06-10")
    make_assessment(session, claim, Status.DISPUTED, as_of="2024-06-10", corrects=wrong.id, now=NOW + timedelta(days=9))

    span = june(session)
    before = june(session, Vantage(as_of=TODAY, today=TODAY, recorded_by=NOW))

    assert [change.kind for change in span.put_right] == [ChangeKind.CORRECTION]
    assert steps(span.moved) == [("leak", Status.UNCONFIRMED, (Status.DISPUTED,))]
    assert not before.put_right
    assert steps(before.moved) == [("leak", Status.UNCONFIRMED, (Status.REFUTED,))]


def test_the_span_ends_with_the_day_of_the_view(session):
    claim = make_claim(session, slug="leak", made_on="2024-06-02")
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-06-17")

    span = june(session, Vantage(as_of=date(2024, 6, 12), today=TODAY))

    assert span.until == date(2024, 6, 12)
    assert steps(span.new) == [("leak", None, (Status.UNCONFIRMED,))]
    assert span.new[0].claim.status is Status.UNCONFIRMED


@pytest.mark.parametrize(("story", "slugs"), [(None, ["inside", "outside"]), ("arms", ["inside"])])
def test_a_story_narrows_it(session, story, slugs):
    make_claim(session, slug="outside", made_on="2024-06-02")
    make_claim(session, slug="inside", made_on="2024-06-03", story=make_story(session, slug="arms"))

    assert [move.claim.slug for move in june(session, story=story).new] == slugs
