"""Dates: bounds, refusals, words, order."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.domain.dates import (
    EdtfDate,
    Precision,
    as_of_day,
    display,
    made_in_words,
    made_preposition,
    more_precise,
    parse_edtf_date,
    precision,
    sort_key,
)
from factbase.domain.errors import InvalidInput

# Every shape of date that the seed data holds, then what the desk and importers may bring.
WORDS = [
    ("2024-03-18", "18 March 2024", "on 18 March 2024"),
    ("2024-03", "March 2024", "in March 2024"),
    ("2025", "2025", "in 2025"),
    ("2024-03~", "about March 2024", "in about March 2024"),
    ("2023-09-06~", "about 6 September 2023", "on about 6 September 2023"),
    ("2024-05-21/2024-05-31", "late May 2024", "in late May 2024"),
    ("2024-06-12/2024-06-13", "12–13 June 2024", "on 12 or 13 June 2024"),
    ("2024-06-17/2024-06-23", "17–23 June 2024", "between 17 and 23 June 2024"),
    ("2025-10-29/2025-10-30", "29–30 October 2025", "on 29 or 30 October 2025"),
    ("2024-05/2024-06", "May–June 2024", "in May or June 2024"),
    ("2023-10/2023-11", "October–November 2023", "in October or November 2023"),
    ("2025-01/2025-06", "January–June 2025", "between January and June 2025"),
    # thirds of a month
    ("[2024-05-21..2024-05-31]", "late May 2024", "in late May 2024"),
    ("2024-05-21~/2024-05-31", "late May 2024", "in late May 2024"),
    ("2024-02-21/2024-02-29", "late February 2024", "in late February 2024"),
    ("2024-02-21/2024-02-28", "21–28 February 2024", "between 21 and 28 February 2024"),
    ("2024-05-01/2024-05-10", "early May 2024", "in early May 2024"),
    ("2024-06-11/2024-06-20", "mid-June 2024", "in mid-June 2024"),
    ("2024-05-21?/2024-05-31", "perhaps late May 2024", "perhaps in late May 2024"),
    # qualifiers
    ("2024-05?", "perhaps May 2024", "perhaps in May 2024"),
    ("2024-05-24%", "perhaps about 24 May 2024", "perhaps on about 24 May 2024"),
    ("2024-05-~24", "about 24 May 2024", "on about 24 May 2024"),
    ("2024-05-21~/2024-05-23~", "about 21–23 May 2024", "between about 21 May 2024 and about 23 May 2024"),
    # spans
    ("2024-05-30/2024-06-02", "30 May – 2 June 2024", "between 30 May and 2 June 2024"),
    ("2024-05-31/2024-06-01", "31 May – 1 June 2024", "on 31 May or 1 June 2024"),
    (
        "2023-12-30/2024-01-02",
        "30 December 2023 – 2 January 2024",
        "between 30 December 2023 and 2 January 2024",
    ),
    ("2023-11/2024-02", "November 2023 – February 2024", "between November 2023 and February 2024"),
    ("2024-05/2024-05", "May 2024", "in May 2024"),
    ("2023/2024", "2023–2024", "between 2023 and 2024"),
    ("2023/2024-03-18", "2023 – 18 March 2024", "between 2023 and 18 March 2024"),
    # open and unknown ends
    ("[..2024-12-31]", "by 31 December 2024", "by 31 December 2024"),
    ("[..2024]", "by the end of 2024", "by the end of 2024"),
    ("[..2024-05~]", "by about May 2024", "by about May 2024"),
    ("[2024-05..]", "from May 2024 on", "from May 2024 on"),
    ("2024-05-21/..", "from 21 May 2024 on", "from 21 May 2024 on"),
    ("2024-05-21/", "from 21 May 2024, end not known", "from 21 May 2024, end not known"),
    ("../2024-05", "until the end of May 2024", "until the end of May 2024"),
    ("/2024-05-21", "until 21 May 2024, start not known", "until 21 May 2024, start not known"),
    ("../..", "at any time", "at any time"),
    ("/", "at an unknown time", "at an unknown time"),
    # parts of a year
    ("2024-21", "spring 2024", "in spring 2024"),
    ("2023-24", "winter 2023–24", "in winter 2023–24"),
    ("1999-24~", "about winter 1999–00", "in about winter 1999–00"),
    ("2024-30", "southern summer 2024–25", "in southern summer 2024–25"),
    ("2024-35", "the third quarter of 2024", "in the third quarter of 2024"),
    ("2024-37", "the first third of 2024", "in the first third of 2024"),
    ("2024-41", "the second half of 2024", "in the second half of 2024"),
    ("202X-22", "summer of a year in the 2020s", "in summer of a year in the 2020s"),
    ("2024-21/2024-22", "spring 2024 – summer 2024", "between spring 2024 and summer 2024"),
    # unspecified digits
    ("2024-05-XX", "May 2024", "in May 2024"),
    ("2024-XX-XX", "2024", "in 2024"),
    ("2024-05-1X", "10–19 May 2024", "in 10–19 May 2024"),
    ("2024-1X", "October–December 2024", "in October–December 2024"),
    ("2024-XX-15", "day 15 of an unknown month of 2024", "on day 15 of an unknown month of 2024"),
    ("XXXX-1X", "a month of an unknown year", "in a month of an unknown year"),
    ("202X", "the 2020s", "in the 2020s"),
    ("20XX", "2000–2099", "in 2000–2099"),
    ("202X-03-18", "18 March of a year in the 2020s", "on 18 March of a year in the 2020s"),
    ("XXXX-03", "March of an unknown year", "in March of an unknown year"),
    # sets and times
    ("[2024-05-03,2024-05-05]", "3 May 2024 or 5 May 2024", "on 3 May 2024 or 5 May 2024"),
    (
        "{2024-05,2024-07,2024-09}",
        "May 2024, July 2024 and September 2024",
        "in May 2024, July 2024 and September 2024",
    ),
    ("2024-03-18T10:15:00+09:00", "18 March 2024", "on 18 March 2024"),
]


@pytest.mark.parametrize(("text", "words", "made"), WORDS)
def test_words_are_never_more_precise_than_the_date(text, words, made):
    when = parse_edtf_date(text)

    assert display(when) == words
    assert made_in_words(when) == made


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("2024-03-18", "on"),
        ("2024-03~", "in"),
        ("2024", "in"),
        ("2024-05-21/2024-05-31", "in"),
        ("2024-06-12/2024-06-13", "on"),
        ("2024-05/2024-06", "in"),
        ("[..2024-12-31]", ""),
    ],
)
def test_a_preposition_goes_before_the_words(text, preposition):
    assert made_preposition(parse_edtf_date(text)) == preposition


def test_the_text_is_kept_as_written_but_for_blanks_around_it():
    when = parse_edtf_date("  [2024-05-21..2024-05-31]\n")

    assert when == EdtfDate("[2024-05-21..2024-05-31]", date(2024, 5, 21), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("text", "would_do"),
    [
        ("", "Give a date: 2024-03-18"),
        ("late May", "what would do: 2024-03-18 (a day)"),
        ("2024-05-31/2024-05-21", "ends before it begins"),
        ("2024-06-31", "The calendar has no “2024-06-31”"),
        ("2024-13", "The calendar has no “2024-13”"),
        ("-0044-03-15", "outside the years 1 to 9999"),
        ("20240318", "Write the day with hyphens: 2024-03-18."),
        ("2024-W21", "Write a week as its days: 2024-05-20/2024-05-26."),
        ("2024-W60", "is not a date in EDTF"),
        ("5/6/2024", "more than one way"),
        ("18.03.2024", "more than one way"),
        ("24", "too short for a year; write 2024"),
        ("2024-03-18T10:15", "2024-03-18T10:15:00+09:00"),
    ],
)
def test_a_refusal_says_what_would_do(text, would_do):
    with pytest.raises(InvalidInput) as refusal:
        parse_edtf_date(text, field="due_on")

    (problem,) = refusal.value.problems
    assert problem.field == "due_on"
    assert would_do in problem.message


@pytest.mark.parametrize("text", ["[..2024-05]", "/2024", "XXXX-03"])
def test_a_date_without_beginning_is_refused_where_one_is_needed(text):
    assert parse_edtf_date(text).earliest is None
    with pytest.raises(InvalidInput, match="has no beginning"):
        parse_edtf_date(text, needs_start=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-18", Precision.DAY),
        ("2024-03-18?", Precision.DAY),
        ("2024-03~", Precision.MONTH),
        ("2024-03-XX", Precision.MONTH),
        ("2024", Precision.YEAR),
        ("202X", Precision.SPAN),
        ("2024-22", Precision.SPAN),
        ("2024-05-1X", Precision.SPAN),
        ("2024-05-21/2024-05-31", Precision.SPAN),
        ("[2024-05-21,2024-05-31]", Precision.SPAN),
    ],
)
def test_precision_is_the_unit_that_a_date_fills(text, expected):
    assert precision(parse_edtf_date(text)) is expected


@pytest.mark.parametrize(("text", "day"), [("2024-06-15", date(2024, 6, 15)), ("2024-02", date(2024, 2, 29))])
def test_a_status_of_a_month_counts_from_its_last_day(text, day):
    assert as_of_day(text) == day


@pytest.mark.parametrize("text", ["2024", "2024-05-21/2024-05-31", "2024-22", "[2024-05..]", "XXXX-03", "soon"])
def test_a_status_holds_from_a_day_or_a_month_only(text):
    with pytest.raises(InvalidInput):
        as_of_day(text)


def test_dates_sort_by_their_first_day_then_by_their_last():
    texts = ["2024-03", "2024-03-18", "2024", "2024-03-01", "[..2024-02]", "2023-12/.."]

    in_order = [when.edtf for when in sorted(map(parse_edtf_date, texts), key=sort_key)]

    assert in_order == ["[..2024-02]", "2023-12/..", "2024", "2024-03-01", "2024-03", "2024-03-18"]


@pytest.mark.parametrize(
    ("one", "other", "narrower"),
    [
        ("2024-05", "2024-05-24", "2024-05-24"),
        ("2024-05-24", "2024-05", "2024-05-24"),
        ("2024-05-21/2024-05-31", "2024-05", "2024-05-21/2024-05-31"),
        ("[2024-05..]", "2024-06", "2024-06"),
        ("[..2024-12-31]", "[2024-03-18..2024-12-31]", "[2024-03-18..2024-12-31]"),
        ("2024-05~", "2024-05", "2024-05"),
        ("2024-05", "2024-05-XX", "2024-05"),
        ("2024-05", "2024-06-01", None),
        ("2024-05-20/2024-05-25", "2024-05-21/2024-05-31", None),
        ("[..2024-05]", "[2024-05..]", None),
    ],
)
def test_the_narrower_of_two_compatible_readings_is_the_more_precise(one, other, narrower):
    better = more_precise(parse_edtf_date(one), parse_edtf_date(other))

    assert (better.edtf if better else None) == narrower


def test_words_of_a_text_that_was_never_read_are_the_text_itself():
    assert display(EdtfDate("soon", None, None)) == "soon"


moments = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["2024", "0999", "202X", "XXXX", "9999", "2023"]),
        st.sampled_from(["", "-02", "-XX", "-1X", "-24", "-35", "-12"]),
        st.sampled_from(["", "-29", "-XX", "-3X", "-01"]),
        st.sampled_from(["", "?", "~", "%"]),
    ),
)
ends = st.one_of(moments, st.sampled_from(["", ".."]))
expressions = st.one_of(
    moments,
    st.builds("{}/{}".format, ends, ends),
    st.builds("[{}..{}]".format, moments, moments),
    st.builds("[..{}, {}, {}..]".format, moments, moments, moments),
    st.builds("{{{},{}}}".format, moments, moments),
)


@given(st.one_of(expressions, st.text(max_size=30)))
@example("2024-05-21/2024-05-31")
def test_every_date_that_is_read_can_be_shown_and_read_again(text):
    try:
        when = parse_edtf_date(text)
    except InvalidInput:
        return

    assert display(when)
    assert made_in_words(when)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    assert parse_edtf_date(when.edtf) == when


@given(st.dates())
def test_plain_days_are_their_own_bounds(day):
    assert parse_edtf_date(day.isoformat()) == EdtfDate.on(day) == EdtfDate(day.isoformat(), day, day)
