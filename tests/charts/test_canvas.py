"""Axes: round values from zero, days that read as a calendar does."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.charts.canvas import date_axis, date_ticks, spread, value_axis, value_ticks
from factbase.charts.palette import PALETTES, Theme

PALETTE = PALETTES[Theme.LIGHT]


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (0, [0, 1, 2]),
        (0.06, [0, 0.02, 0.04, 0.06]),
        (1, [0, 1, 2]),
        (3, [0, 1, 2, 3]),
        (12, [0, 3, 6, 9, 12]),
        (145, [0, 40, 80, 120, 160]),
        (28_000, [0, 10_000, 20_000, 30_000]),
        (12_000_000, [0, 3_000_000, 6_000_000, 9_000_000, 12_000_000]),
    ],
)
def test_values_are_marked_by_three_to_five_round_numbers(top, ticks):
    assert value_ticks(top) == ticks


@given(st.floats(1e-6, 1e15))
def test_the_marks_begin_at_zero_and_reach_the_top(top):
    ticks = value_ticks(top)

    assert ticks[0] == 0
    assert ticks[-1] >= top * (1 - 1e-6)
    assert 3 <= len(ticks) <= 5


def test_thousands_are_set_apart():
    assert value_axis(PALETTE, 28_000)["ticktext"][-1] == "30,000"


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        (date(2024, 6, 12), date(2024, 6, 15), 4, ["12 Jun 2024", "13 Jun", "14 Jun", "15 Jun"]),
        (date(2024, 5, 12), date(2024, 6, 22), 8, ["13 May 2024", "20 May", "27 May", "3 Jun", "10 Jun", "17 Jun"]),
        (date(2023, 10, 1), date(2024, 7, 1), 4, ["Oct 2023", "Jan 2024", "Apr", "Jul"]),
        (date(2022, 9, 1), date(2025, 12, 1), 4, ["Jan 2023", "Jan 2024", "Jan 2025"]),
    ],
)
def test_days_are_labelled_by_days_mondays_or_months_with_each_year_once(first, last, most, labels):
    assert [text for _, text in date_ticks(first, last, most)] == labels


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000), st.integers(2, 8))
def test_there_are_no_more_labels_than_fit_and_all_lie_within(first, days, most):
    last = date.fromordinal(first.toordinal() + days)

    ticks = date_ticks(first, last, most)

    assert len(ticks) <= most
    assert all(first <= day <= last for day, _ in ticks)


def test_a_time_axis_reaches_the_end_of_its_last_day():
    assert date_axis(PALETTE, date(2024, 6, 1), date(2024, 6, 21), most=4)["range"] == ["2024-06-01", "2024-06-22"]


@given(st.lists(st.floats(0, 100), max_size=7).map(sorted), st.floats(0, 14))
def test_labels_are_spread_apart_within_their_ground(wanted, apart):
    places = spread(wanted, apart, 0, 100)

    assert all(later - earlier >= apart - 1e-6 for earlier, later in pairwise(places))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)
