from datetime import date

import pytest

from factbase.domain.dates import EdtfDate
from factbase.domain.due import distance_in_words, is_overdue

JUNE_21 = date(2024, 6, 21)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 6, 30), "in 9 days"),
        (date(2024, 6, 22), "in 1 day"),
        (date(2024, 6, 21), "today"),
        (date(2024, 6, 20), "1 day past due"),
        (date(2024, 6, 18), "3 days past due"),
        (date(2024, 7, 11), "in 20 days"),
        (date(2024, 7, 12), "in 3 weeks"),
        (date(2024, 8, 31), "in 10 weeks"),
        (date(2024, 12, 31), "in 6 months"),
        (date(2024, 9, 20), "in 2 months"),
        (date(2026, 6, 20), "in 23 months"),
        (date(2026, 6, 21), "in 2 years"),
        (date(2022, 6, 21), "2 years past due"),
        (date(2022, 6, 22), "23 months past due"),
    ],
)
def test_the_distance_is_said_in_the_largest_unit_that_still_tells(day, words):
    assert distance_in_words(EdtfDate.on(day), JUNE_21) == words


def test_the_distance_is_counted_to_the_last_day_of_a_span():
    next_week = EdtfDate("2024-06-24/2024-06-30", date(2024, 6, 24), date(2024, 6, 30))

    assert distance_in_words(next_week, JUNE_21) == "in 9 days"


def test_an_open_end_has_no_distance_and_is_never_overdue():
    some_day = EdtfDate("2024-05/..", date(2024, 5, 1), None)

    assert distance_in_words(some_day, JUNE_21) == "no last day"
    assert not is_overdue(some_day, JUNE_21)


@pytest.mark.parametrize(("as_of", "overdue"), [(date(2024, 6, 23), False), (date(2024, 6, 24), True)])
def test_a_claim_is_overdue_from_the_day_after_its_last_one(as_of, overdue):
    week = EdtfDate("2024-06-17/2024-06-23", date(2024, 6, 17), date(2024, 6, 23))

    assert is_overdue(week, as_of) is overdue
