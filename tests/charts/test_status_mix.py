"""How many claims stood where, as each day saw it and as the last day sees it."""

import json
from datetime import timedelta
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from factbase.charts.palette import Theme, Width
from factbase.charts.status_mix import (
    MIX_COLUMNS,
    hindsight_frame,
    mix_figure,
    mix_frame,
    mix_span,
    mix_table,
    mix_words,
    vintage_figure,
    vintage_words,
)
from tests.charts.lanes import AS_OF, day, lane

FIRST = day("2024-05-24")
COURSES = [
    lane("visit", "2024-05-24", ("confirmed", "2024-06-17")).stretches,
    lane("third", "2024-06-12", ("refuted", "2024-06-13")).stretches,
]


def counts(frame, when):
    row = frame[frame["day"].dt.date == day(when)].iloc[0]
    return {status: int(row[status]) for status in MIX_COLUMNS[1:] if row[status]}


def test_each_day_is_counted_as_it_was_seen_then():
    frame = mix_frame(COURSES, FIRST, AS_OF)

    assert tuple(frame.columns) == MIX_COLUMNS
    assert len(frame) == 29
    assert counts(frame, "2024-05-24") == {"unconfirmed": 1}
    assert counts(frame, "2024-06-12") == {"unconfirmed": 2}
    assert counts(frame, "2024-06-16") == {"unconfirmed": 1, "refuted": 1}
    assert counts(frame, "2024-06-21") == {"confirmed": 1, "refuted": 1}


def test_hindsight_counts_the_same_claims_by_where_they_stand_now():
    frame = hindsight_frame(COURSES, FIRST, AS_OF)

    assert counts(frame, "2024-05-24") == {"confirmed": 1}
    assert counts(frame, "2024-06-12") == {"confirmed": 1, "refuted": 1}


def test_both_agree_on_how_many_there_were_and_on_the_last_day():
    seen, known = mix_frame(COURSES, FIRST, AS_OF), hindsight_frame(COURSES, FIRST, AS_OF)

    assert list(seen.drop(columns="day").sum(axis=1)) == list(known.drop(columns="day").sum(axis=1))
    assert counts(seen, AS_OF.isoformat()) == counts(known, AS_OF.isoformat())


def test_claims_from_before_the_first_day_are_counted_on_it():
    assert counts(mix_frame(COURSES, day("2024-06-18"), AS_OF), "2024-06-18") == {"confirmed": 1, "refuted": 1}


def test_the_days_end_soon_after_the_last_change_where_that_is_long_ago():
    long_ago = [lane("visit", "2024-05-24", ("confirmed", "2024-06-17"), as_of=day("2026-01-01")).stretches]

    assert mix_span(COURSES, AS_OF) == (FIRST, AS_OF)
    assert mix_span(long_ago, day("2026-01-01")) == (FIRST, day("2024-06-17") + timedelta(days=2))


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("theme", Theme)
def test_plotly_accepts_the_areas(theme, width):
    frame = mix_frame(COURSES, FIRST, AS_OF)

    figure = mix_figure(frame, as_of=AS_OF, theme=theme, width=width)
    pair = vintage_figure(frame, hindsight_frame(COURSES, FIRST, AS_OF), as_of=AS_OF, theme=theme, width=width)

    for one in (figure, pair):
        go.Figure(one)
        assert json.loads(json.dumps(one)) == one


def test_the_areas_are_steps_that_change_only_on_days_of_change():
    figure = mix_figure(mix_frame(COURSES, FIRST, AS_OF), as_of=AS_OF)

    [confirmed, unconfirmed, refuted] = figure["data"]
    assert confirmed["x"] == ["2024-05-24", "2024-06-12", "2024-06-13", "2024-06-17", "2024-06-21", "2024-06-22"]
    assert confirmed["y"] == [0, 0, 0, 1, 1, 1]
    assert {trace["line"]["shape"] for trace in figure["data"]} == {"hv"}
    assert {trace["stackgroup"] for trace in figure["data"]} == {"claims"}
    assert refuted["fillpattern"]["shape"] == "\\"
    assert unconfirmed["name"] == "unconfirmed"


def test_the_areas_of_the_last_day_are_named_at_the_right():
    texts = [
        note["text"] for note in mix_figure(mix_frame(COURSES, FIRST, AS_OF), as_of=AS_OF)["layout"]["annotations"]
    ]

    assert texts == ["Claims on record, 2024", "1 confirmed", "1 refuted"]


def test_names_of_thin_areas_do_not_run_into_one_another():
    few = [
        lane(status, "2024-05-24", (status, "2024-05-25")).stretches for status in ("denied", "refuted", "withdrawn")
    ]
    many = [lane(f"c{n}", "2024-05-24", ("confirmed", "2024-05-25")).stretches for n in range(200)]

    figure = mix_figure(mix_frame(many + few, FIRST, AS_OF), as_of=AS_OF)

    pixel = figure["layout"]["yaxis"]["range"][1] / 340
    levels = sorted(note["y"] for note in figure["layout"]["annotations"][1:])
    assert all(later - earlier > 19 * pixel for earlier, later in pairwise(levels))


def test_an_axis_that_ends_early_says_that_nothing_changed_since():
    figure = mix_figure(mix_frame(COURSES, FIRST, AS_OF), as_of=day("2026-01-01"))

    assert figure["layout"]["annotations"][-1]["text"] == "no change to 1 Jan 2026"


def test_the_mix_in_words_and_as_a_table():
    assert mix_words(COURSES, AS_OF) == (
        "Of 2 claims on record on 21 June 2024, 1 is confirmed and 1 refuted. Most were added in June 2024: 1."
    )
    table = mix_table(COURSES, FIRST, AS_OF)
    assert [row[0] for row in table.rows] == ["31 May 2024", "21 June 2024"]
    assert table.rows[-1] == ("21 June 2024", "1", "0", "0", "0", "0", "1", "0", "2")


def test_what_hindsight_changes_is_told_of_the_day_on_which_it_was_most():
    third = lane("another", "2024-06-12", ("confirmed", "2024-06-18")).stretches

    assert vintage_words([*COURSES, third], AS_OF) == (
        "On 12 June 2024, 3 of the 3 claims then on record stood elsewhere than they do on 21 June 2024."
    )


def test_hindsight_has_nothing_to_say_where_nothing_changed():
    assert vintage_words([lane("new", "2024-06-12").stretches], AS_OF) is None
