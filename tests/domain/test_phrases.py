"""Loose dates, fixed from the day of speaking."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.domain.dates import display, parse_edtf_date
from factbase.domain.edtf_reader import read
from factbase.domain.phrases import MOST_WORDS, Proposal, resolve_phrase

MONDAY_IN_MARCH = date(2024, 3, 18)
WEDNESDAY = date(2024, 6, 12)

STANDARD = [
    # The table of the standard's phrases: when it was said, EDTF, and both bounds.
    ("late May 2024", "2024-06-12", "[2024-05-21..2024-05-31]", "2024-05-21", "2024-05-31"),
    ("in March", "2024-03-18", "2024-03", "2024-03-01", "2024-03-31"),
    ("in March", "XXXX", "XXXX-03", None, None),
    ("last September", "2024-03-18", "2023-09", "2023-09-01", "2023-09-30"),
    ("since last year", "2024-03-18", "2023/2024-03-18", "2023-01-01", "2024-03-18"),
    ("next week", "2024-06-12", "[2024-06-17..2024-06-23]", "2024-06-17", "2024-06-23"),
    ("in the pipeline", "2024-05", "[2024-05..]", "2024-05-01", None),
    ("by the end of 2024", "2024-03-18", "[..2024-12-31]", "2024-03-18", "2024-12-31"),
    ("early June", "2024-06-12", "[2024-06-01..2024-06-10]", "2024-06-01", "2024-06-10"),
    ("mid-June", "2024-06-12", "[2024-06-11..2024-06-20]", "2024-06-11", "2024-06-20"),
    ("late February 2024", "2024-06-12", "[2024-02-21..2024-02-29]", "2024-02-21", "2024-02-29"),
]

# All said on Wednesday, 12 June 2024.
PLAIN = [
    # full dates
    ("12 June 2024", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("June 12, 2024", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("the 12th of June, 2024", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("Wednesday, 12 June 2024", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("2024 June 12", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("Dec. 21, 1988", "1988-12-21", "1988-12-21", "1988-12-21"),
    ("2024-06-12", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("2024/6/12", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("20240612", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("5.6.2024", "2024-06-05", "2024-06-05", "2024-06-05"),
    ("13/6/2024", "2024-06-13", "2024-06-13", "2024-06-13"),
    ("6/13/2024", "2024-06-13", "2024-06-13", "2024-06-13"),
    ("6/6/2024", "2024-06-06", "2024-06-06", "2024-06-06"),
    ("May 2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("May of last year", "2023-05", "2023-05-01", "2023-05-31"),
    ("05/2024", "2024-05", "2024-05-01", "2024-05-31"),
    ("2024", "2024", "2024-01-01", "2024-12-31"),
    ("in the year 2022", "2022", "2022-01-01", "2022-12-31"),
    ("the 1990s", "199X", "1990-01-01", "1999-12-31"),
    ("the 1990’s", "199X", "1990-01-01", "1999-12-31"),
    ("the 70s", "197X", "1970-01-01", "1979-12-31"),
    ("the 19th century", "18XX", "1800-01-01", "1899-12-31"),
    ("2024-05-21/2024-05-31", "2024-05-21/2024-05-31", "2024-05-21", "2024-05-31"),
    # dates without their year: the nearest, the past one unless the coming one is much nearer
    ("12 June", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("18 June", "2024-06-18", "2024-06-18", "2024-06-18"),
    ("Sunday, 9 June", "2024-06-09", "2024-06-09", "2024-06-09"),
    ("November", "2023-11", "2023-11-01", "2023-11-30"),
    ("July", "2024-07", "2024-07-01", "2024-07-31"),
    ("29 February", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("the 21st", "2024-06-21", "2024-06-21", "2024-06-21"),
    ("Friday the 7th", "2024-06-07", "2024-06-07", "2024-06-07"),
    ("the 20th of next month", "2024-07-20", "2024-07-20", "2024-07-20"),
    ("last May", "2024-05", "2024-05-01", "2024-05-31"),
    ("next March", "2025-03", "2025-03-01", "2025-03-31"),
    ("this March", "2024-03", "2024-03-01", "2024-03-31"),
    # days and weeks
    ("today", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("tonight", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("this morning", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("yesterday", "2024-06-11", "2024-06-11", "2024-06-11"),
    ("tomorrow evening", "2024-06-13", "2024-06-13", "2024-06-13"),
    ("the day before yesterday", "2024-06-10", "2024-06-10", "2024-06-10"),
    ("the day after tomorrow", "2024-06-14", "2024-06-14", "2024-06-14"),
    ("on Wednesday", "2024-06-12", "2024-06-12", "2024-06-12"),
    ("Thursday", "2024-06-06", "2024-06-06", "2024-06-06"),
    ("Tuesday morning at 10:30 a.m. KST", "2024-06-11", "2024-06-11", "2024-06-11"),
    ("last Friday", "2024-06-07", "2024-06-07", "2024-06-07"),
    ("last Wednesday", "2024-06-05", "2024-06-05", "2024-06-05"),
    ("this Friday", "2024-06-14", "2024-06-14", "2024-06-14"),
    ("next Friday", "2024-06-21", "2024-06-21", "2024-06-21"),
    ("Tuesday of next week", "2024-06-18", "2024-06-18", "2024-06-18"),
    ("this week", "[2024-06-10..2024-06-16]", "2024-06-10", "2024-06-16"),
    ("last week", "[2024-06-03..2024-06-09]", "2024-06-03", "2024-06-09"),
    ("the week after next", "[2024-06-24..2024-06-30]", "2024-06-24", "2024-06-30"),
    ("early next week", "[2024-06-17..2024-06-19]", "2024-06-17", "2024-06-19"),
    ("the end of the week", "[2024-06-13..2024-06-16]", "2024-06-13", "2024-06-16"),
    ("the week of 17 June", "[2024-06-17..2024-06-23]", "2024-06-17", "2024-06-23"),
    ("week 25", "[2024-06-17..2024-06-23]", "2024-06-17", "2024-06-23"),
    ("the first week of July", "[2024-07-01..2024-07-07]", "2024-07-01", "2024-07-07"),
    ("the last week of May", "[2024-05-25..2024-05-31]", "2024-05-25", "2024-05-31"),
    ("the first week of this month", "[2024-06-01..2024-06-07]", "2024-06-01", "2024-06-07"),
    ("the last week of 2023", "[2023-12-25..2023-12-31]", "2023-12-25", "2023-12-31"),
    ("the first Monday in July", "2024-07-01", "2024-07-01", "2024-07-01"),
    ("the last Friday of May", "2024-05-31", "2024-05-31", "2024-05-31"),
    ("this weekend", "[2024-06-15..2024-06-16]", "2024-06-15", "2024-06-16"),
    ("last weekend", "[2024-06-08..2024-06-09]", "2024-06-08", "2024-06-09"),
    ("New Year's Day", "2024-01-01", "2024-01-01", "2024-01-01"),
    ("two days before Christmas", "2023-12-23", "2023-12-23", "2023-12-23"),
    ("three days after 12 June", "2024-06-15", "2024-06-15", "2024-06-15"),
    # longer periods and their parts
    ("this month", "2024-06", "2024-06-01", "2024-06-30"),
    ("next month", "2024-07", "2024-07-01", "2024-07-31"),
    ("the end of the month", "[2024-06-21..2024-06-30]", "2024-06-21", "2024-06-30"),
    ("last year", "2023", "2023-01-01", "2023-12-31"),
    ("early next year", "[2025-01..2025-04]", "2025-01-01", "2025-04-30"),
    ("mid-2025", "[2025-05..2025-08]", "2025-05-01", "2025-08-31"),
    ("year-end", "[2024-09..2024-12]", "2024-09-01", "2024-12-31"),
    ("the early 1990s", "[1990-01..1993-04]", "1990-01-01", "1993-04-30"),
    ("early in the third quarter of 2024", "2024-07", "2024-07-01", "2024-07-31"),
    ("the third quarter of 2024", "2024-35", "2024-07-01", "2024-09-30"),
    ("Q1 2025", "2025-33", "2025-01-01", "2025-03-31"),
    ("2017-Q1", "2017-33", "2017-01-01", "2017-03-31"),
    ("next year's first quarter", "2025-33", "2025-01-01", "2025-03-31"),
    ("last quarter", "2024-33", "2024-01-01", "2024-03-31"),
    ("the second half of the year", "2024-41", "2024-07-01", "2024-12-31"),
    ("the summer of 2024", "2024-22", "2024-06-01", "2024-08-31"),
    ("last winter", "2023-24", "2023-12-01", "2024-02-29"),
    ("next spring", "2025-21", "2025-03-01", "2025-05-31"),
    ("this decade", "202X", "2020-01-01", "2029-12-31"),
    ("earlier this year", "[2024-01-01..2024-06-12]", "2024-01-01", "2024-06-12"),
    ("earlier in June", "[2024-06-01..2024-06-12]", "2024-06-01", "2024-06-12"),
    ("later this week", "[2024-06-12..2024-06-16]", "2024-06-12", "2024-06-16"),
    ("the rest of the year", "[2024-06-12..2024-12-31]", "2024-06-12", "2024-12-31"),
    # counted from the day
    ("11 days ago", "2024-06-01", "2024-06-01", "2024-06-01"),
    ("two weeks ago", "2024-05-29~", "2024-05-29", "2024-05-29"),
    ("a couple of weeks ago", "2024-05-29~", "2024-05-29", "2024-05-29"),
    ("almost twenty-one months ago", "2022-09~", "2022-09-01", "2022-09-30"),
    ("a year ago", "2023~", "2023-01-01", "2023-12-31"),
    ("in three days", "2024-06-15", "2024-06-15", "2024-06-15"),
    ("in two weeks’ time", "2024-06-26~", "2024-06-26", "2024-06-26"),
    ("two months from now", "2024-08~", "2024-08-01", "2024-08-31"),
    ("over the past two weeks", "[2024-05-29..2024-06-12]", "2024-05-29", "2024-06-12"),
    ("in the next three days", "[2024-06-13..2024-06-15]", "2024-06-13", "2024-06-15"),
    ("within a month", "[2024-06-12..2024-07-12]", "2024-06-12", "2024-07-12"),
    # one end left open
    ("in the coming days", "[2024-06-13..]", "2024-06-13", None),
    ("in a few weeks", "[2024-06-13..]", "2024-06-13", None),
    ("soon", "[2024-06-12..]", "2024-06-12", None),
    ("a few days ago", "[..2024-06-12]", None, "2024-06-12"),
    ("recently", "[..2024-06-12]", None, "2024-06-12"),
    ("by Friday", "[..2024-06-14]", "2024-06-12", "2024-06-14"),
    ("by early July", "[..2024-07-10]", "2024-06-12", "2024-07-10"),
    ("by the beginning of 2025", "[..2025-01-01]", "2024-06-12", "2025-01-01"),
    ("before the end of the year", "[..2024-12-31]", "2024-06-12", "2024-12-31"),
    ("by the end of 2022", "[..2022-12-31]", None, "2022-12-31"),
    ("no later than 30 June", "[..2024-06-30]", "2024-06-12", "2024-06-30"),
    ("before 2025", "[..2024]", "2024-06-12", "2024-12-31"),
    ("before 20 June", "[..2024-06-19]", "2024-06-12", "2024-06-19"),
    ("after July", "[2024-08..]", "2024-08-01", None),
    ("after 12 June", "[2024-06-13..]", "2024-06-13", None),
    ("as early as next week", "[2024-06-17..]", "2024-06-17", None),
    ("from May on", "2024-05/..", "2024-05-01", None),
    ("as of 1 June", "2024-06-01/..", "2024-06-01", None),
    ("until the end of June", "2024-06-12/2024-06-30", "2024-06-12", "2024-06-30"),
    ("until 2022", "../2022-12-31", None, "2022-12-31"),
    ("since late May", "2024-05-21/2024-06-12", "2024-05-21", "2024-06-12"),
    # from one to another
    ("May 21 to 31", "2024-05-21/2024-05-31", "2024-05-21", "2024-05-31"),
    ("June 18–19", "2024-06-18/2024-06-19", "2024-06-18", "2024-06-19"),
    ("18 and 19 June", "2024-06-18/2024-06-19", "2024-06-18", "2024-06-19"),
    ("18 or 19 June", "[2024-06-18..2024-06-19]", "2024-06-18", "2024-06-19"),
    ("between 3 and 5 May", "[2024-05-03..2024-05-05]", "2024-05-03", "2024-05-05"),
    ("from 28 May to 2 June 2024", "2024-05-28/2024-06-02", "2024-05-28", "2024-06-02"),
    ("4 to 23 next month", "2024-07-04/2024-07-23", "2024-07-04", "2024-07-23"),
    ("November to February", "2023-11/2024-02", "2023-11-01", "2024-02-29"),
    ("Nov-Feb 2017", "2016-11/2017-02", "2016-11-01", "2017-02-28"),
    ("this May to October 2025", "2024-05/2025-10", "2024-05-01", "2025-10-31"),
    ("late May to early June", "2024-05-21/2024-06-10", "2024-05-21", "2024-06-10"),
    ("between Tuesday and Thursday", "[2024-06-11..2024-06-13]", "2024-06-11", "2024-06-13"),
    ("from 2022 to 2024", "2022/2024", "2022-01-01", "2024-12-31"),
    ("1951-53", "1951/1953", "1951-01-01", "1953-12-31"),
    # qualifiers
    ("about 12 June", "2024-06-12~", "2024-06-12", "2024-06-12"),
    ("c. 1950", "1950~", "1950-01-01", "1950-12-31"),
    ("1950 or so", "1950~", "1950-01-01", "1950-12-31"),
    ("perhaps in May", "2024-05?", "2024-05-01", "2024-05-31"),
    ("May?", "2024-05?", "2024-05-01", "2024-05-31"),
    ("maybe around May", "2024-05%", "2024-05-01", "2024-05-31"),
    ("possibly next week", "[2024-06-17..2024-06-23]", "2024-06-17", "2024-06-23"),
]


@pytest.mark.parametrize(("phrase", "said_on", "edtf", "earliest", "latest"), STANDARD)
def test_the_phrases_of_the_standard_are_fixed_as_it_says(phrase, said_on, edtf, earliest, latest):
    proposal = resolve_phrase(phrase, parse_edtf_date(said_on))

    assert summary(proposal) == (edtf, earliest, latest)


@pytest.mark.parametrize(("phrase", "edtf", "earliest", "latest"), PLAIN)
def test_a_phrase_is_fixed_from_the_day_of_speaking(phrase, edtf, earliest, latest):
    assert summary(resolve_phrase(phrase, WEDNESDAY)) == (edtf, earliest, latest)


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("on Wednesday", "2024-06-12", "2024-06-12"),
        ("on Friday", "2024-06-07", "2024-06-14"),
        ("in March", "2024-03", "2025-03"),
        ("12 May", "2024-05-12", "2025-05-12"),
        ("the 21st", "2024-05-21", "2024-06-21"),
        ("Monday to Wednesday", "2024-06-10/2024-06-12", "2024-06-17/2024-06-19"),
        ("in the summer", "2024-22", "2024-22"),
        ("Q3", "2023-35", "2024-35"),
        ("the weekend", "[2024-06-08..2024-06-09]", "[2024-06-15..2024-06-16]"),
        ("last Friday", "2024-06-07", "2024-06-07"),
    ],
)
def test_the_past_or_the_future_may_be_meant(phrase, past, future):
    assert resolve_phrase(phrase, WEDNESDAY, intent="past").edtf == past
    assert resolve_phrase(phrase, WEDNESDAY, intent="future").edtf == future


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "soon after the election",
        "this isn't a date",
        "5/6/2024",
        "31 June",
        "30 February 2024",
        "the 42nd",
        "week 60",
        "Monday, 12 June 2024",
        "9999 years ago",
        "days later",
        "between May and",
        "fifth quarter of 2024",
        "five to ten",
        "May I ask",
        "10:30 a.m.",
        "in " * MOST_WORDS + "May",
    ],
)
def test_what_no_rule_reads_is_left_alone(phrase):
    assert resolve_phrase(phrase, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("phrase", "said_on", "edtf"),
    [
        ("next week", "2024-06-12/2024-06-13", "[2024-06-17..2024-06-23]"),
        ("next week", "2024-06", "[2024-06-03..2024-07-07]"),
        ("yesterday", "2024-06-12/2024-06-13", "[2024-06-11..2024-06-12]"),
        ("last year", "2024-05-21/2024-05-31", "2023"),
        ("since last year", "2024-03", "2023-01-01/2024-03-31"),
        ("soon", "2024-05-21/2024-05-31", "[2024-05-21..]"),
        ("recently", "2024-05", "[..2024-05-31]"),
        ("yesterday", "[..2024-06-12]", "2024-06-11"),
        ("12 May 2024", "XXXX", "2024-05-12"),
        ("12 May", "XXXX", "XXXX-05-12"),
        ("next week", "XXXX", None),
    ],
)
def test_a_day_of_speaking_that_is_not_exact_widens_the_answer(phrase, said_on, edtf):
    proposal = resolve_phrase(phrase, parse_edtf_date(said_on))

    assert (proposal.edtf if proposal else None) == edtf


def test_a_proposal_names_its_rule_and_keeps_the_phrase():
    proposal = resolve_phrase("Next week ", WEDNESDAY)

    assert proposal == Proposal(
        "Next week ", "[2024-06-17..2024-06-23]", date(2024, 6, 17), date(2024, 6, 23), "iso-week"
    )


VOCABULARY = """
    about after ago and as before between by c christmas coming days decade early earlier end few first friday from in
    last late later maybe may march mid month next of on or past quarter second since spring start the this three to
    tomorrow two until week weekend within year yesterday 2024 12 12th 31 1990s 5/6/2024 2024-05 - ~ ?
"""
phrases = st.lists(st.sampled_from(VOCABULARY.split()), max_size=MOST_WORDS).map(" ".join)


@given(phrases, st.dates(), st.sampled_from([None, "past", "future"]))
def test_whatever_is_proposed_can_be_recorded_and_shown(phrase, said_on, intent):
    proposal = resolve_phrase(phrase, said_on, intent=intent)

    if proposal is not None:
        written = read(proposal.edtf)
        assert written.latest == proposal.latest
        assert written.earliest in (proposal.earliest, None)
        assert display(parse_edtf_date(proposal.edtf))
        assert proposal.rule


def summary(proposal):
    bounds = (str(day) if day else None for day in (proposal.earliest, proposal.latest))
    return proposal.edtf, *bounds
