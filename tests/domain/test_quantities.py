"""Figures: checks, words, and whether two of them agree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.domain.dates import parse_edtf_date
from factbase.domain.errors import InvalidInput
from factbase.domain.quantities import Bounds, Qualifier, agree, bounds, check_quantity, display


def figure(qualifier, *numbers, unit="containers", **rest):
    """A quantity of one number, or of two for ``between``."""
    given = dict(zip(("low", "high") if len(numbers) == 2 else ("value",), numbers, strict=True))
    return check_quantity(qualifier=qualifier, unit=unit, what="munitions", **given, **rest)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (figure("about", 7000), "about 7,000 containers"),
        (figure("more_than", 1000), "more than 1,000 containers"),
        (figure("at_least", 24, unit="missiles"), "at least 24 missiles"),
        (figure("up_to", 9_400_000, unit="shells"), "up to 9,400,000 shells"),
        (figure("at_most", 50, unit="percent"), "at most 50 percent"),
        (figure("less_than", 0.5, unit="%"), "less than 0.5%"),
        (figure("exactly", 2.5, unit="hours"), "2.5 hours"),
        (figure("exactly", 3500, unit="balloons"), "3,500 balloons"),
        (figure("between", 4_000_000, 6_000_000, unit="shells"), "between 4,000,000 and 6,000,000 shells"),
        (figure("about", 3_000_000, unit="152 mm shells"), "about 3,000,000 × 152 mm shells"),
        (figure("more_than", Decimal("12345.50"), unit="barrels"), "more than 12,345.50 barrels"),
        (figure("exactly", 1, unit="visits"), "1 visit"),
        (figure("more_than", 1, unit="hours"), "more than 1 hour"),
        (figure("at_least", 1, unit="casualties"), "at least 1 casualty"),
        (figure("about", 1, unit="artillery shells per day"), "about 1 artillery shell per day"),
        (figure("about", 1, unit="personnel"), "about 1 personnel"),
        (figure("exactly", 1, unit="pairs of glasses"), "1 pair of glasses"),
    ],
)
def test_words_keep_the_hedge_and_every_digit(quantity, words):
    assert display(quantity) == words


@pytest.mark.parametrize(
    ("given_number", "kept"),
    [(7000, 7000), (7000.0, 7000), ("7,000", 7000), (" 2.5 ", Decimal("2.5")), (2.5, Decimal("2.5")), ("1e3", 1000)],
)
def test_numbers_are_kept_exactly(given_number, kept):
    value = figure("about", given_number).value

    assert value == kept
    assert type(value) is type(kept)


def test_words_around_a_figure_are_trimmed_and_kept():
    quantity = figure("between", 200, 999, unit=" casualties ", as_reported=" several hundred ")

    assert (quantity.unit, quantity.as_reported) == ("casualties", "several hundred")


@pytest.mark.parametrize(
    ("given_fields", "bad"),
    [
        ({"qualifier": "around", "value": 5}, {"qualifier"}),
        ({"qualifier": "about"}, {"value"}),
        ({"qualifier": "about", "value": 5, "low": 1, "high": 9}, {"low", "high"}),
        ({"qualifier": "between", "low": 5}, {"high"}),
        ({"qualifier": "between", "value": 5, "low": 1, "high": 9}, {"value"}),
        ({"qualifier": "between", "low": 9, "high": 9}, {"high"}),
        ({"qualifier": "about", "value": "many"}, {"value"}),
        ({"qualifier": "about", "value": "1,00"}, {"value"}),
        ({"qualifier": "about", "value": True}, {"value"}),
        ({"qualifier": "about", "value": float("nan")}, {"value"}),
        ({"qualifier": "about", "value": float("inf")}, {"value"}),
        ({"qualifier": "about", "value": "1e400"}, {"value"}),
        ({"qualifier": "about", "value": "0.00000001"}, {"value"}),
        ({"qualifier": "sort of", "value": "x", "unit": " ", "what": None}, {"qualifier", "value", "unit", "what"}),
        ({"qualifier": "between", "unit": "", "what": ""}, {"low", "high", "unit", "what"}),
    ],
)
def test_every_bad_field_is_named_at_once(given_fields, bad):
    with pytest.raises(InvalidInput) as refusal:
        check_quantity(**{"unit": "containers", "what": "munitions", **given_fields}, prefix="")

    assert {problem.field for problem in refusal.value.problems} == bad
    assert all(problem.message.endswith(".") for problem in refusal.value.problems)


def test_problems_carry_the_name_of_the_part_they_belong_to():
    with pytest.raises(InvalidInput) as refusal:
        check_quantity(qualifier="about", value=5, unit="", what="munitions")

    assert [problem.field for problem in refusal.value.problems] == ["quantity.unit"]


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (figure("exactly", 5), Bounds(5, 5)),
        (figure("about", 7000), Bounds(6300, 7700)),
        (figure("about", -10), Bounds(-11, -9)),
        (figure("about", 2.5), Bounds(Decimal("2.25"), Decimal("2.75"))),
        (figure("at_least", 5), Bounds(5, None)),
        (figure("more_than", 5), Bounds(5, None, low_is_open=True)),
        (figure("up_to", 5), Bounds(None, 5)),
        (figure("at_most", 5), Bounds(None, 5)),
        (figure("less_than", 5), Bounds(None, 5, high_is_open=True)),
        (figure("between", 3, 5), Bounds(3, 5)),
    ],
)
def test_bounds_are_what_the_words_allow(quantity, expected):
    assert bounds(quantity) == expected


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (figure("about", 7000), figure("about", 6700), True),
        (figure("about", 7000), figure("more_than", 9000), False),
        (figure("about", 7000), figure("exactly", 7700), True),
        (figure("more_than", 1000), figure("exactly", 1000), False),
        (figure("at_least", 1000), figure("exactly", 1000), True),
        (figure("less_than", 1000), figure("more_than", 1000), False),
        (figure("up_to", 1000), figure("at_least", 1000), True),
        (figure("between", 3, 5), figure("between", 5, 9), True),
        (figure("between", 3, 5), figure("between", 6, 9), False),
        (figure("at_least", 10), figure("more_than", 9000), True),
        (figure("about", 30, unit="percent"), figure("about", 30), None),
        (figure("exactly", 1, unit="Container"), figure("at_least", 1), True),
    ],
)
def test_figures_agree_when_some_number_fits_both(one, other, together):
    assert agree(one, other) is together
    assert agree(other, one) is together


def test_figures_of_periods_apart_are_not_compared():
    in_2023 = figure("exactly", 5, period=parse_edtf_date("2023"))
    since_2024 = figure("exactly", 9, period=parse_edtf_date("[2024..]"))
    since_autumn = figure("exactly", 9, period=parse_edtf_date("2023-09/2024-03"))

    assert agree(in_2023, since_2024) is None
    assert agree(in_2023, since_autumn) is False


@given(st.sampled_from([*Qualifier]), st.integers(1, 10**15 - 1))
def test_a_figure_agrees_with_itself(qualifier, number):
    numbers = (number, number + 1) if qualifier is Qualifier.BETWEEN else (number,)

    quantity = figure(qualifier, *numbers)

    assert agree(quantity, quantity) is True
