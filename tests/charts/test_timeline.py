"""The timeline: what is drawn where, for whom, and that plotly accepts it."""

import json
import re
from datetime import date

import plotly.graph_objects as go
import pytest

from factbase.charts.frames import TIMELINE_COLUMNS, lane_title, timeline_frame
from factbase.charts.lanes import drawing_height
from factbase.charts.palette import PALETTES, Theme, Width
from factbase.charts.timeline import timeline_figure
from factbase.charts.window import Window, cut_words, default_window
from tests.charts.lanes import AS_OF, day, lane

DAY = 86_400_000
WHOLE = Window(day("2024-05-12"), AS_OF)
VISIT = lane("visit", "2024-05-24", ("corroborated", "2024-06-12"), ("confirmed", "2024-06-17"))
LATE_MAY = lane("late-may", "2024-05-21/2024-05-31", ("disputed", "2024-06-01"))
OLD = lane("old", "2024-03", ("denied", "2024-05-17"))
DUE = lane("due", "2024-06-12", ("confirmed", "2024-06-17"), due="2024-06-17/2024-06-23")
STORY = [VISIT, LATE_MAY, OLD, DUE]


def drawn(*lanes, as_of=AS_OF, window=WHOLE, **given):
    return timeline_figure(timeline_frame(lanes), as_of=as_of, window=window, **given)


def traces(figure, name):
    return [trace for trace in figure["data"] if trace["name"] == name]


def trace(figure, name):
    [found] = traces(figure, name)
    return found


def words(figure):
    return [annotation["text"] for annotation in figure["layout"]["annotations"]]


# The frame


def test_the_frame_has_a_row_for_each_stretch_of_a_status():
    frame = timeline_frame([VISIT])

    assert tuple(frame.columns) == TIMELINE_COLUMNS
    assert list(frame["status"]) == ["unconfirmed", "corroborated", "confirmed"]
    assert list(frame["start"].dt.date) == [day("2024-05-24"), day("2024-06-12"), day("2024-06-17")]
    assert frame["end"].iloc[-1].date() == day("2024-06-22")


def test_lanes_are_in_the_order_in_which_the_claims_were_made():
    frame = timeline_frame(STORY)

    assert list(frame.drop_duplicates("lane")["slug"]) == ["old", "late-may", "visit", "due"]


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("Shin Wonsik said that North Korea had sent 7,000 containers.", "North Korea had sent 7,000 containers"),
        ("Jung Pak told Bloomberg, asked in Seoul, that it had.", "It had"),
        ("Dmitry Peskov declined to comment on the report.", "Declined to comment on the report"),
        ("Kim said, in a message that KCNA carried, that ties were unbreakable.", "Ties were unbreakable"),
        (
            "Peskov said that Putin was invited, that a visit was prepared.",
            "Putin was invited, that a visit was prepared",
        ),
    ],
)
def test_the_title_of_a_lane_is_what_was_said(statement, title):
    assert lane_title(statement, "Dmitry Peskov") == title


# What is drawn


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("theme", Theme)
def test_plotly_accepts_the_figure(theme, width):
    figure = drawn(*STORY, theme=theme, width=width)

    go.Figure(figure)
    assert json.loads(json.dumps(figure)) == figure


def test_a_bar_runs_from_the_day_of_a_status_to_the_next():
    figure = drawn(VISIT)

    bar = trace(figure, "corroborated")
    assert (bar["base"], bar["x"]) == (["2024-06-12"], [5 * DAY])
    assert bar["marker"]["pattern"] == {
        "shape": ".",
        "fgcolor": "#0c3f8f",
        "bgcolor": "#e1eaf8",
        "fillmode": "replace",
        "size": 6,
        "solidity": 0.5,
    }


def test_the_last_bar_runs_to_the_end_of_the_day_of_asking():
    bar = trace(drawn(VISIT), "confirmed")

    assert (bar["base"], bar["x"]) == (["2024-06-17"], [5 * DAY])


def test_a_change_of_status_gets_a_mark_on_a_halo():
    figure = drawn(VISIT)

    marks, halo = trace(figure, "status changes"), trace(figure, "halo")
    assert marks["x"] == halo["x"] == ["2024-05-24", "2024-06-12", "2024-06-17"]
    assert marks["marker"]["symbol"] == ["circle", "circle-dot", "circle"]
    assert marks["marker"]["color"] == ["#fcfbf8", "#fcfbf8", "#08784f"]
    assert halo["marker"]["color"] == PALETTES[Theme.LIGHT].paper


def test_a_mark_gives_way_to_the_next_one_where_both_would_fall_together():
    quick = lane("quick", "2024-06-12", ("confirmed", "2024-06-13"))
    old = lane("old", "2020-01-01")

    figure = drawn(quick, old, window=Window(day("2020-01-01"), AS_OF))

    assert "2024-06-12" not in trace(figure, "status changes")["x"]
    assert "2024-06-12" in trace(figure, "said")["x"]


def test_the_day_of_saying_gets_a_tick():
    assert trace(drawn(VISIT), "said")["x"] == ["2024-05-24"]


def test_a_date_that_is_not_known_to_the_day_is_a_span_without_a_mark():
    figure = drawn(LATE_MAY)

    assert trace(figure, "said, day not known")["x"][:4] == ["2024-05-21", "2024-05-21", "2024-06-01", "2024-06-01"]
    assert traces(figure, "said") == []
    assert trace(figure, "status changes")["x"] == ["2024-06-01"]


def test_what_began_before_the_window_gets_an_arrowhead_and_says_since_when():
    figure = drawn(OLD)

    assert trace(figure, "older")["marker"]["symbol"] == "triangle-left"
    assert trace(figure, "since")["text"] == ["since Mar 2024"]
    assert trace(figure, "unconfirmed")["base"] == ["2024-05-12"]


def test_the_due_window_is_a_bracket_that_may_reach_past_the_day_of_asking():
    figure = drawn(DUE)

    due = trace(figure, "due")
    assert due["x"][0] == "2024-06-17"
    assert due["x"][2] > "2024-06-22"
    assert due["text"][0].startswith("Due: 17–23 June 2024")


def test_where_it_stands_is_said_in_words_at_the_right_end():
    assert words(drawn(VISIT, LATE_MAY)).count("Confirmed") == 1
    assert "Disputed" in words(drawn(VISIT, LATE_MAY))


def test_the_hover_text_gives_reason_counts_and_grade():
    [_, _, details] = trace(drawn(VISIT), "status changes")["customdata"]

    assert details[0] == "Confirmed"
    assert details[3] == "Why confirmed.<br>"
    assert details[4] == "4 reports, 1 origin · grade C2"


def test_tags_in_a_claim_reach_nobody_as_tags():
    figure = drawn(lane("bad", "2024-06-01", title="<b onclick=x>bold</b>", role="<script>"))

    assert set(re.findall(r"</?\w+", json.dumps(figure))) == {"<br", "<extra", "</extra"}


def test_the_drawing_is_as_high_as_the_page_expects():
    for width in Width:
        figure = drawn(*STORY, width=width)

        assert figure["layout"]["height"] == drawing_height([one.title for one in STORY], width)


def test_a_long_title_takes_two_lines_and_a_higher_lane():
    short, long = (drawn(lane("one", "2024-06-01", title=title)) for title in ("A visit", "A visit " * 8))

    assert long["layout"]["height"] - short["layout"]["height"] == 17


def test_nothing_of_a_later_day_is_drawn():
    then = lane(
        "visit", "2024-05-24", ("corroborated", "2024-06-12"), ("confirmed", "2024-06-17"), as_of=day("2024-06-13")
    )

    figure = drawn(then, as_of=day("2024-06-13"), window=None)

    assert "confirmed" not in json.dumps(figure).casefold().replace("unconfirmed", "")
    assert "2024-06-17" not in json.dumps(figure["data"])


# The window


def test_the_window_begins_after_a_few_old_claims():
    story = [lane(f"new-{n}", f"2024-06-{n:02}") for n in range(10, 16)]

    window = default_window(timeline_frame([lane("old", "2022-01-01"), *story]), AS_OF)

    assert day("2024-06-01") < window.first < day("2024-06-11")
    assert not window.cut


def test_the_axis_is_cut_after_the_last_change_where_that_is_long_ago():
    later = day("2026-06-21")
    visit = lane("visit", "2024-05-24", ("confirmed", "2024-06-17"), as_of=later)

    window = default_window(timeline_frame([visit]), later)

    assert window.cut
    assert day("2024-06-17") < window.last < day("2024-07-01")
    assert cut_words([visit], later) == "The axis is cut: nothing changed from 19 June 2024 to 21 June 2026."


def test_a_lively_story_is_shown_to_the_day_of_asking():
    window = default_window(timeline_frame(STORY), AS_OF)

    assert (window.last, window.cut) == (AS_OF, False)
    assert cut_words(STORY, AS_OF) is None


def test_a_story_of_one_claim_made_today_has_a_window():
    window = default_window(timeline_frame([lane("new", AS_OF.isoformat())]), AS_OF)

    assert window.first < date(2024, 6, 21) <= window.last
