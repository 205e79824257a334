"""How long claims stay open: the estimate against scipy's, and its curve."""

import json
import math
import warnings

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from factbase.charts.palette import Theme, Width
from factbase.charts.survival import SURVIVAL_COLUMNS, Median, median_of, survival_curve, survival_frame
from factbase.charts.track_record import survival_figure, survival_table, survival_words

DAYS = [0, 3, 5, 5, 8, 10, 14, 20, 26, 30]
SETTLED = [True, True, True, False, True, True, False, True, False, False]


def trace(figure, name):
    return next(trace for trace in figure["data"] if trace["name"] == name)


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60))
def test_the_curve_and_its_band_are_those_of_scipy(claims):
    durations, observed = zip(*claims, strict=True)
    settled = [float(days) for days, is_settled in claims if is_settled]
    still_open = [float(days) for days, is_settled in claims if not is_settled]

    curve = {step.day: step for step in survival_curve(durations, observed)}

    theirs = ecdf(CensoredData(uncensored=settled, right=still_open)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        band = theirs.confidence_interval(0.95, method="log-log")
    for day, share, low, high in zip(
        theirs.quantiles, theirs.probabilities, band.low.probabilities, band.high.probabilities, strict=True
    ):
        ours = curve[int(day)]
        assert ours.open == pytest.approx(share)
        if not math.isnan(low) and share > 1e-12:
            assert (ours.low, ours.high) == (pytest.approx(low), pytest.approx(high))


def test_open_claims_count_for_as_long_as_they_have_been_open():
    at_risk = {step.day: step.at_risk for step in survival_curve(DAYS, SETTLED)}

    assert (at_risk[0], at_risk[5], at_risk[8], at_risk[30]) == (10, 8, 6, 1)


def test_where_none_is_settled_the_curve_stays_at_one():
    [start, end] = survival_curve([4, 4], [False, False])

    assert (start.open, end.open, end.low, end.high) == (1, 1, 1, 1)
    assert median_of([start, end]) == Median(None, None, None)


def test_where_all_are_settled_the_curve_ends_at_nought():
    last = survival_curve([1, 2, 3], [True, True, True])[-1]

    assert (last.open, last.low) == (0, 0)
    assert last.high > 0


def test_no_claims_make_no_curve():
    assert survival_curve([], []) == []


def test_the_median_is_the_day_by_which_half_were_settled():
    assert median_of(survival_curve([1, 2, 3, 4], [True] * 4)).day == 2
    assert median_of(survival_curve(DAYS, SETTLED)) == Median(10, 0, None)


def test_the_frame_has_a_row_for_each_day_on_which_a_claim_left():
    frame = survival_frame(survival_curve(DAYS, SETTLED))

    assert tuple(frame.columns) == SURVIVAL_COLUMNS
    assert list(frame["day"]) == sorted(set(DAYS))


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("claims", [(DAYS, SETTLED), ([0], [True]), ([900, 3], [False, True]), ([0, 0], [False, True])])
def test_plotly_accepts_the_curve(claims, theme, width):
    figure = survival_figure(survival_frame(survival_curve(*claims)), theme=theme, width=width)

    go.Figure(figure)
    assert json.loads(json.dumps(figure)) == figure


def test_the_curve_is_a_step_line_with_a_band_and_ticks_for_open_claims():
    figure = survival_figure(survival_frame(survival_curve(DAYS, SETTLED)))

    assert trace(figure, "share open")["line"]["shape"] == "hv"
    assert trace(figure, "lower end")["fill"] == "tonexty"
    assert trace(figure, "open today")["x"] == [5, 14, 26, 30]


def test_below_the_axis_stands_how_many_were_open():
    figure = survival_figure(survival_frame(survival_curve(DAYS, SETTLED)), width=Width.NARROW)

    below = [note["text"] for note in figure["layout"]["annotations"] if note.get("yshift") == -32]
    assert figure["layout"]["xaxis"]["tickvals"] == [0, 10, 20, 30]
    assert below == ["open", "10", "5", "3", "1"]


def test_claims_open_for_much_longer_are_said_rather_than_drawn():
    figure = survival_figure(survival_frame(survival_curve([3, 5, 900, 1000], [True, True, False, False])))

    assert figure["layout"]["xaxis"]["range"] == [0, 35]
    assert "2 open for longer →" in [note["text"] for note in figure["layout"]["annotations"]]


@pytest.mark.parametrize(
    ("durations", "observed", "words"),
    [
        (
            DAYS,
            SETTLED,
            "Half were settled within 10 days (95 % interval: 0 days or more). Of 10 claims 4 are still open.",
        ),
        (
            [4, 9, 9],
            [True, False, False],
            "Of 3 claims 2 are still open; fewer than half are estimated to have been settled.",
        ),
    ],
)
def test_the_curve_in_words(durations, observed, words):
    assert survival_words(survival_curve(durations, observed)) == words


def test_the_curve_as_a_table():
    assert survival_table(survival_curve(DAYS, SETTLED)).rows[1] == ("3", "9", "1", "0", "80 %", "41 % to 95 %")
