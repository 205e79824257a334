"""The reader of EDTF: which texts are dates, their bounds and their qualifiers."""

import math
from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.domain.edtf_reader import (
    LONGEST,
    EdtfError,
    Form,
    Moment,
    NoSuchDay,
    ReversedSpan,
    Span,
    YearOutOfRange,
    read,
)

BOUNDS = [
    # level 0
    ("2024-03-18", "2024-03-18", "2024-03-18"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("0409", "0409-01-01", "0409-12-31"),
    ("2023-09/2024-03-18", "2023-09-01", "2024-03-18"),
    # a time keeps to the day on which it was written
    ("2024-03-18T02:15:00+09:00", "2024-03-18", "2024-03-18"),
    ("2024-03-18T23:15:00.25Z", "2024-03-18", "2024-03-18"),
    ("2024-03-18T23:15:00-0330", "2024-03-18", "2024-03-18"),
    # qualifiers pad nothing
    ("2024-05~", "2024-05-01", "2024-05-31"),
    ("2024-05-24?", "2024-05-24", "2024-05-24"),
    ("2024-05-~24", "2024-05-24", "2024-05-24"),
    ("?2024-05~-24%", "2024-05-24", "2024-05-24"),
    ("2024-22~", "2024-06-01", "2024-08-31"),
    # unspecified digits
    ("2024-05-XX", "2024-05-01", "2024-05-31"),
    ("2024-05-1X", "2024-05-10", "2024-05-19"),
    ("2024-06-3X", "2024-06-30", "2024-06-30"),
    ("2024-06-X1", "2024-06-01", "2024-06-21"),
    ("2024-1X", "2024-10-01", "2024-12-31"),
    ("2024-XX-15", "2024-01-15", "2024-12-15"),
    ("2024-XX-31", "2024-01-31", "2024-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("202X-02-29", "2020-02-29", "2028-02-29"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("XXXX-03", None, None),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("1950S4", "1950-01-01", "1950-12-31"),
    # parts of the year
    ("2024-21", "2024-03-01", "2024-05-31"),
    ("2024-22", "2024-06-01", "2024-08-31"),
    ("2024-23", "2024-09-01", "2024-11-30"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("2024-28", "2024-12-01", "2025-02-28"),
    ("2024-29", "2024-09-01", "2024-11-30"),
    ("2024-30", "2024-12-01", "2025-02-28"),
    ("2024-31", "2024-03-01", "2024-05-31"),
    ("2024-32", "2024-06-01", "2024-08-31"),
    ("2024-33", "2024-01-01", "2024-03-31"),
    ("2024-36", "2024-10-01", "2024-12-31"),
    ("2024-38", "2024-05-01", "2024-08-31"),
    ("2024-41", "2024-07-01", "2024-12-31"),
    # open and unknown ends are not invented
    ("2024-05-21/..", "2024-05-21", None),
    ("2024-05-21/", "2024-05-21", None),
    ("../2024-05", None, "2024-05-31"),
    ("/2024-05", None, "2024-05-31"),
    ("../..", None, None),
    ("2024-05-21~/2024-05-31", "2024-05-21", "2024-05-31"),
    ("2024-03-18/2024", "2024-03-18", "2024-12-31"),
    # sets
    ("[2024-05-21..2024-05-31]", "2024-05-21", "2024-05-31"),
    ("[..2024-12-31]", None, "2024-12-31"),
    ("[2024-05..]", "2024-05-01", None),
    ("[2024-05-03, 2024-05-05,2024-04]", "2024-04-01", "2024-05-05"),
    ("{2024-05-03, 2024-06..2024-07}", "2024-05-03", "2024-07-31"),
    ("{..2023, 2024}", None, "2024-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds_are_those_of_what_is_written(text, earliest, latest):
    reading = read(text)

    assert (reading.earliest, reading.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2024-03-18",
        "2024-03 -18",
        "late May",
        "24",
        "202",
        "12024",
        "2024-3",
        "2024-3-18",
        "20240318",
        "2024/05/21",
        "2024-W21",
        "2024-05-(24)~",
        "2024-05-24~~",
        "2024-05-21/2024-05-31/2024-06-01",
        "2024-05-21T10:00:00Z/2024-05-22",
        "2024-05-21t10:00:00",
        "2024-05-21T10:00",
        "2024-05-21T10:60:00",
        "2024-05-21T25:00:00",
        "2024-05-21T10:00:00+14:30",
        "2024-05-21T10:00:00-12:30",
        "2024-05-21T10:00:00-00:00",
        "Y2024",
        "202XS2",
        "[]",
        "{}",
        "[2024",
        "[2024}",
        "[2024,]",
        "[2024.. , 2025]",
        "[2023, ..2024]",
        "[..]",
        "٢٠٢٤-٠٣-١٨",
        "[" + "2024," * LONGEST + "2025]",
    ],
)
def test_what_is_not_of_the_profile_is_refused(text):
    with pytest.raises(EdtfError):
        read(text)


@pytest.mark.parametrize(
    "text", ["2024-06-31", "2023-02-29", "202X-02-30", "2024-02-3X", "2024-13", "2024-42", "2024-00", "2024-00-01"]
)
def test_what_the_calendar_does_not_have_is_refused(text):
    with pytest.raises(NoSuchDay):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["2024-05-31/2024-05-21", "2024-23/2024-22", "[2024-06..2024-05]", "{2025..2024, 2026}", "2024-06/2024-05-31"],
)
def test_what_ends_before_it_begins_is_refused(text):
    with pytest.raises(ReversedSpan):
        read(text)


@pytest.mark.parametrize("text", ["0000", "-0044-03-15", "Y12024", "Y-17E7", "9999-24", "-0044/2024"])
def test_years_before_1_and_after_9999_are_refused_as_such(text):
    with pytest.raises(YearOutOfRange):
        read(text)


def test_a_year_minus_zero_is_not_a_year():
    with pytest.raises(NoSuchDay):
        read("-0000-01-01")


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2024-05-24", False, False),
        ("2024-05-24?", True, False),
        ("2024-05~", False, True),
        ("2024%", True, True),
        ("2024-?05-24", True, False),
        ("~2024-05-24", False, True),
        ("2024?-05-~24", True, True),
    ],
)
def test_a_qualifier_counts_wherever_it_stands(text, uncertain, approximate):
    (moment,) = read(text).items

    assert isinstance(moment, Moment)
    assert (moment.uncertain, moment.approximate) == (uncertain, approximate)


def test_the_two_kinds_of_end_are_told_apart():
    opened, unknown = read("2024/..").items[0], read("2024/").items[0]

    assert isinstance(opened, Span)
    assert isinstance(unknown, Span)
    assert (opened.end, unknown.end) == ("..", "")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2024-05", Form.DATE),
        ("2024-05/2024-06", Form.INTERVAL),
        ("[2024-05..2024-06]", Form.ONE_OF),
        ("{2024-05,2024-06}", Form.ALL_OF),
    ],
)
def test_forms_are_told_apart(text, form):
    assert read(text).form is form


plain_days = st.dates().map(str)
qualified = st.tuples(plain_days, st.sampled_from(["", "?", "~", "%"])).map("".join)
months = st.dates().map(lambda day: day.isoformat()[:7])
moments = st.one_of(qualified, months, st.dates().map(lambda day: day.isoformat()[:4]))
pairs = st.tuples(moments, moments).filter(lambda pair: pair[0].rstrip("?~%") <= pair[1].rstrip("?~%"))
day_pairs = st.tuples(plain_days, plain_days).map(sorted)
sound = st.one_of(moments, pairs.map("/".join), day_pairs.map("..".join).map("[{}]".format))


@given(sound)
def test_the_reader_agrees_with_the_edtf_library_where_that_is_right(text):
    theirs = edtf.parse_edtf(text)

    ours = read(text)

    assert (ours.earliest, ours.latest) == (library_day(theirs.lower_strict()), library_day(theirs.upper_strict()))


@given(st.text(alphabet="0123456789X-/.[]{},?~%TZSY ", max_size=24))
def test_any_text_is_read_or_refused(text):
    try:
        reading = read(text)
    except EdtfError:
        return

    assert reading.earliest is None or reading.latest is None or reading.earliest <= reading.latest


def day(text):
    return date.fromisoformat(text) if text else None


def library_day(struct_time):
    return None if struct_time in (math.inf, -math.inf) else date(*struct_time[:3])
