"""Stated figures beside one another: raised, lowered, agreeing, differing."""

from __future__ import annotations

from datetime import date

import pytest

from factbase.domain.courses import Stretch
from factbase.domain.dates import parse_edtf_date
from factbase.domain.figures import Change, Series, StatedFigure, agreement, change_between, steps
from factbase.domain.quantities import check_quantity, display
from factbase.domain.status import Status


def quantity(qualifier, *numbers, unit="containers", period=None):
    keys = ("low", "high") if len(numbers) == 2 else ("value",)
    period = parse_edtf_date(period) if period else None
    given = dict(zip(keys, numbers, strict=True))
    return check_quantity(qualifier=qualifier, unit=unit, what="munitions", period=period, **given)


def stated(slug, made, value, *, by="Shin", qualifier="exactly", updates=(), course=(), **given):
    figure = quantity(qualifier, value)
    when = parse_edtf_date(made)
    return StatedFigure(
        slug, by, when, figure, Status.UNCONFIRMED, display(figure), updates=updates, course=course, **given
    )


def step(slug, *figures):
    return next(one for one in steps(figures) if one.figure.slug == slug)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (("exactly", 6700), ("about", 7000), "raised"),
        (("about", 7000), ("about", 6700), "lowered"),
        (("about", 7000), ("exactly", 7000), "kept"),
        (("about", 7000), ("more_than", 7000), "kept"),
        (("more_than", 1000), ("about", 2000), "raised"),
        (("at_least", 10000), ("more_than", 9000), "lowered"),
        (("up_to", 8000), ("up_to", 10000), "raised"),
        (("between", 200, 999), ("about", 1000), "raised"),
        (("between", 2000, 5000), ("between", 3000, 4000), "unclear"),
        (("between", 2000, 5000), ("between", 2000, 6000), "raised"),
        (("more_than", 6000), ("up_to", 9400), "unclear"),
        (("up_to", 9400), ("more_than", 6000), "unclear"),
        (("up_to", 9400), ("more_than", 12000), "raised"),
        (("more_than", 12000), ("at_most", 9000), "lowered"),
    ],
)
def test_a_figure_is_raised_or_lowered_by_the_ends_that_both_state(before, after, change):
    assert change_between(quantity(*before), quantity(*after)) is Change(change)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"unit": "containers"}, {"unit": "shells"}),
        ({"unit": "152 mm shells"}, {"unit": "artillery shells"}),
        ({"period": "2023"}, {"period": "2024"}),
    ],
)
def test_other_units_and_other_periods_are_not_compared(one, other):
    before, after = quantity("exactly", 1, **one), quantity("exactly", 2, **other)

    assert agreement(before, after) is None
    assert change_between(before, after) is Change.UNCLEAR


def test_units_that_count_the_same_under_another_word_are_compared():
    assert agreement(quantity("about", 10000, unit="soldiers"), quantity("up_to", 10000, unit="troops")) is True


def test_a_figure_is_held_against_the_one_that_its_speaker_gave_before():
    first, other, last = (
        stated("a", "2024-02", 6700),
        stated("b", "2024-03-01", 9000, by="Pak"),
        stated("c", "2024-04", 7000),
    )

    found = step("c", first, other, last)

    assert (found.before, found.change) == (first, Change.RAISED)


def test_a_link_says_better_than_the_speaker_which_figure_came_before():
    first, other = stated("a", "2024-02", 6700), stated("b", "2024-03-01", 9000, by="Pak")
    last = stated("c", "2024-04", 7000, updates=("b",))

    found = step("c", first, other, last)

    assert (found.before, found.change) == (other, Change.LOWERED)


def test_what_may_have_been_said_later_is_not_the_figure_before():
    vague, exact = stated("a", "2024-03", 5000), stated("b", "2024-03-18", 7000)

    assert step("b", vague, exact).before is None
    assert step("b", vague, exact).change is None


def test_speakers_of_one_name_are_told_apart():
    one = stated("a", "2024-02", 6700, by="Kim", speaker_slug="kim-1")
    other = stated("b", "2024-03", 7000, by="Kim", speaker_slug="kim-2")

    assert step("b", one, other).before is None
    assert step("b", one, other).differs_from == ("a",)


def test_a_figure_agrees_with_those_of_others_within_their_qualifiers():
    floor = stated("floor", "2024-02", 10000, by="Pak", qualifier="at_least")
    low = stated("low", "2024-02", 7000, by="Shin", qualifier="about")
    new = stated("new", "2024-03", 11000, by="Wood", qualifier="more_than")

    found = step("new", floor, low, new)

    assert (found.agrees_with, found.differs_from, found.beside) == (("floor",), ("low",), 2)


def test_only_figures_that_stood_then_are_compared():
    replaced = stated("replaced", "2024-01", 1, by="Shin")
    newer = stated("newer", "2024-02", 2, by="Shin")
    updated = stated("updated", "2024-01", 3, by="Kirby")
    update = stated("update", "2024-02", 4, by="Wood", updates=("updated",))
    refuted = stated(
        "refuted", "2024-01", 5, by="Sources",
        course=(Stretch(Status.REFUTED, date(2024, 2, 1), date(2026, 1, 1)),),
    )  # fmt: skip
    later = stated("later", "2024-05", 6, by="Pak")

    found = step("me", replaced, updated, refuted, newer, update, stated("me", "2024-03", 7, by="Me"), later)

    assert found.differs_from == ("newer", "update")


def test_a_figure_that_was_refuted_only_later_still_stood_then():
    fell = stated(
        "fell", "2024-01", 5, by="Sources", course=(Stretch(Status.REFUTED, date(2024, 6, 1), date(2026, 1, 1)),)
    )

    assert step("me", fell, stated("me", "2024-03", 7, by="Me")).differs_from == ("fell",)


def test_a_named_series_is_charted_from_two_figures_on():
    two = (stated("a", "2024-02-01", 1), stated("b", "2024-02-01", 2))

    assert Series("k", "Containers", two, is_named=True).is_charted
    assert not Series("k", "Containers", two[:1], is_named=True).is_charted
    assert not Series("k", "Containers", two).is_charted
