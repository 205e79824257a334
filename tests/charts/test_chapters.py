"""A long story in chapters of the calendar, and the strip that shows all of it."""

from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.charts.chapters import chapter_with, period_in_words, timeline_chapters
from factbase.charts.overview import OVERVIEW_COLUMNS, overview_figure, overview_frame, overview_table, overview_words
from factbase.charts.palette import Theme, Width
from factbase.domain.status import Status
from tests.charts.lanes import day, lane

TODAY = date(2026, 1, 1)


def claims(month, count):
    return [lane(f"{month}-{n}", f"{month}-{n % 28 + 1:02}", as_of=TODAY) for n in range(count)]


def titles(chapters):
    return [(chapter.title, len(chapter.lanes)) for chapter in chapters]


def test_a_short_story_is_one_chapter():
    assert titles(timeline_chapters(claims("2024-03", 24))) == [("March 2024", 24)]


def test_an_empty_story_has_none():
    assert timeline_chapters([]) == []
    assert chapter_with([], "2024-03") is None


def test_years_are_split_only_as_far_as_needed_and_neighbours_put_together():
    story = [
        *claims("2022-09", 2),
        *claims("2023-05", 18),
        *claims("2024-01", 20),
        *claims("2024-10", 20),
        *claims("2024-12", 4),
    ]

    assert titles(timeline_chapters(story)) == [
        ("September 2022 – May 2023", 20),
        ("January 2024", 20),
        ("October–December 2024", 24),
    ]


def test_a_crowded_month_is_split_into_days_at_last():
    story = [lane(f"on-{n}", "2024-06-12", as_of=TODAY) for n in range(30)] + claims("2024-06", 20)

    chapters = timeline_chapters(story)

    assert ("12 June 2024", 31) in titles(chapters)
    assert sum(len(chapter.lanes) for chapter in chapters) == 50


def test_a_few_claims_that_come_much_later_get_a_chapter_of_their_own():
    story = [*claims("2024-06", 15), *claims("2025-09", 2)]

    assert titles(timeline_chapters(story)) == [("June 2024", 15), ("September 2025", 2)]


def test_a_few_claims_that_came_much_earlier_stay_for_the_axis_may_begin_after_them():
    story = [*claims("2022-09", 2), *claims("2024-06", 15)]

    assert titles(timeline_chapters(story)) == [("September 2022 – June 2024", 17)]


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=120))
def test_every_claim_is_in_one_chapter_within_its_bounds(offsets):
    story = [
        lane(f"c{n}", (day("2022-01-01") + timedelta(days=offset)).isoformat(), as_of=date(2027, 1, 1))
        for n, offset in enumerate(offsets)
    ]

    chapters = timeline_chapters(story, most=12)

    assert sorted(one.slug for chapter in chapters for one in chapter.lanes) == sorted(one.slug for one in story)
    assert all(chapter.first <= one.first <= chapter.last for chapter in chapters for one in chapter.lanes)
    assert all(len(chapter.lanes) <= 12 or chapter.first == chapter.last for chapter in chapters)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("2024-10", "October–December 2024"),
        ("2024-11-05", "October–December 2024"),
        ("2023-12", "January 2024"),
        ("2030-01", "October–December 2024"),
        (None, "October–December 2024"),
        ("nonsense", "October–December 2024"),
    ],
)
def test_a_chapter_is_found_by_any_day_in_it_and_the_newest_otherwise(key, title):
    chapters = timeline_chapters([*claims("2024-01", 20), *claims("2024-10", 20), *claims("2024-12", 4)])

    assert chapter_with(chapters, key).title == title


def test_the_key_of_a_chapter_leads_back_to_it():
    chapters = timeline_chapters([*claims("2024-01", 20), *claims("2024-06", 50)])

    assert [chapter_with(chapters, chapter.key) for chapter in chapters] == chapters


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01-01", "2024-12-31", "2024"),
        ("2022-01-01", "2023-12-31", "2022–2023"),
        ("2024-10-01", "2024-12-31", "October–December 2024"),
        ("2024-06-01", "2024-06-30", "June 2024"),
        ("2023-12-01", "2024-02-29", "December 2023 – February 2024"),
        ("2024-06-01", "2024-06-10", "1–10 June 2024"),
        ("2024-06-12", "2024-06-12", "12 June 2024"),
        ("2024-06-21", "2024-07-10", "21 June 2024 – 10 July 2024"),
    ],
)
def test_a_stretch_of_the_calendar_in_words(first, last, words):
    assert period_in_words(day(first), day(last)) == words


# The strip


def test_the_strip_counts_claims_by_month_and_status_without_gaps():
    frame = overview_frame(
        [*claims("2024-01", 3), lane("done", "2024-03-05", ("confirmed", "2024-03-06"), as_of=TODAY)]
    )

    assert tuple(frame.columns) == OVERVIEW_COLUMNS
    assert list(frame["period"]) == ["January 2024", "February 2024", "March 2024"]
    assert list(frame[Status.UNCONFIRMED]) == [3, 0, 0]
    assert list(frame[Status.CONFIRMED]) == [0, 0, 1]


@pytest.mark.parametrize(
    ("end", "unit"), [("2027-12", "January 2022"), ("2029-01", "January–March 2022"), ("2042-01", "2022")]
)
def test_a_very_long_story_is_counted_by_longer_periods(end, unit):
    late = date(2050, 1, 1)

    frame = overview_frame([lane("a", "2022-01-01", as_of=late), lane("b", f"{end}-01", as_of=late)])

    assert frame["period"].iloc[0] == unit


@pytest.mark.parametrize("width", Width)
def test_plotly_accepts_the_strip_and_the_chapter_lies_on_a_tinted_ground(width):
    story = [*claims("2024-01", 20), *claims("2024-06", 20)]
    chapter = timeline_chapters(story)[0]

    figure = overview_figure(overview_frame(story), chapter=chapter, theme=Theme.DARK, width=width)

    go.Figure(figure)
    [ground] = figure["layout"]["shapes"]
    assert (ground["x0"], ground["x1"]) == ("2024-01-01", "2024-02-01")


def test_the_strip_in_words_and_as_a_table():
    story = [*claims("2024-01", 3), *claims("2024-03", 5)]

    assert overview_words(story) == (
        "Claims by the month in which they were made, January–March 2024: 8 in all, most of them in March 2024 (5)."
    )
    assert [row[:2] for row in overview_table(story).rows] == [("January 2024", "3"), ("March 2024", "5")]
    assert overview_words([]) == "No claims are on record."
