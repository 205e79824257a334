from __future__ import annotations

from datetime import date

import pytest

from factbase.domain.hindsight import LEFT_OUT, known_then, reasons_then
from factbase.domain.vantage import Vantage

JUNE_12 = date(2024, 6, 12)
THEN = Vantage(as_of=JUNE_12, today=date(2026, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin had declined to comment on 10 June; both announcements came on 17 June.",
        "They lasted two hours and were not repeated until 18 July.",
        "Confirmed on 2024-06-13.",
        "The record of June 13, 2024 shows it.",
        "The panel reported it in March 2025.",
        "It lasted until 2 January.",
        "No visit took place before: the August visit was the first.",
    ],
)
def test_what_tells_of_later_days_was_not_known(text):
    near = date(2024, 12, 30) if "January" in text else JUNE_12

    assert not known_then(text, THEN, near=near)


@pytest.mark.parametrize(
    "text",
    [
        "His message was published by KCNA on 12 June.",
        "Announced for 18 and 19 June.",
        "Both sides announced 18–19 June.",
        "The visit is planned for 19 June 2024.",
        "KCNA said so in May 2024, and on 3 January.",
        "The minister gave 31 June as the day.",
        "Nobody else has said so.",
        "The June visit is not yet over; that of May was.",
        "May be repeated.",
        "",
    ],
)
def test_what_names_no_later_day_or_one_that_was_planned_could_be_said_then(text):
    assert known_then(text, THEN, near=JUNE_12)


def test_today_everything_is_known():
    assert known_then("It will be judged on 1 March 2027.", Vantage.now(date(2026, 1, 1)), near=JUNE_12)


def test_a_day_without_a_year_is_one_soon_after_or_else_the_last_one():
    december = Vantage(as_of=date(2023, 12, 31), today=date(2026, 1, 1))

    assert not known_then("Repeated on 5 January.", december, near=date(2023, 12, 29))
    assert known_then("Said on 5 December.", THEN, near=date(2024, 1, 3))
    assert known_then("The same as on 7 March.", december, near=date(2023, 11, 22))


def test_reasons_that_are_left_out_are_said_to_be():
    assert reasons_then("It came on 17 June.", THEN, near=JUNE_12) == LEFT_OUT
    assert reasons_then("It came on 7 June.", THEN, near=JUNE_12) == "It came on 7 June."
