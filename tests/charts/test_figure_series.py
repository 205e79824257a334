"""A chart of stated figures: every hedge is drawn as it was meant."""

import json

import plotly.graph_objects as go
import pytest

from factbase.charts.figure_series import SERIES_COLUMNS, series_figure, series_frame
from factbase.charts.palette import Theme, Width
from factbase.charts.series_words import series_reading, series_table, series_words
from factbase.domain.dates import parse_edtf_date
from factbase.domain.figures import Series, StatedFigure
from factbase.domain.quantities import check_quantity, display
from factbase.domain.status import Status
from tests.charts.lanes import day


def stated(slug, made, qualifier, *numbers, status="unconfirmed", updates=(), unit="containers", speaker="Shin Wonsik"):
    keys = ("low", "high") if len(numbers) == 2 else ("value",)
    quantity = check_quantity(qualifier=qualifier, unit=unit, what="munitions", **dict(zip(keys, numbers, strict=True)))
    when = parse_edtf_date(made)
    return StatedFigure(slug, speaker, when, quantity, Status(status), display(quantity), updates=updates)


def series(*figures):
    return Series(figures[0].slug, "Containers", figures)


def drawn(*figures, **given):
    return series_figure(series_frame(series(*figures)), **given)


def trace(figure, name):
    return next((trace for trace in figure["data"] if trace["name"] == name), None)


def arrows(figure):
    return [note for note in figure["layout"]["annotations"] if note["showarrow"]]


FIRST = stated("first", "2023-10-13", "more_than", 1000, status="corroborated", speaker="John Kirby")
LAST = stated("last", "2024-03-18", "about", 7000, status="denied", updates=("first",))


def test_the_frame_has_a_row_for_each_figure():
    frame = series_frame(series(FIRST, LAST))

    assert tuple(frame.columns) == SERIES_COLUMNS
    assert list(frame["level"]) == [1000, 7000]
    assert list(frame["number"]) == ["more than 1,000", "about 7,000"]
    assert list(frame["updates"]) == [(), ("first",)]


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("theme", Theme)
def test_plotly_accepts_the_figure(theme, width):
    qualifiers = ("exactly", "about", "at_least", "more_than", "up_to", "at_most", "less_than")
    figures = [stated(one, f"2024-0{n}-01", one, n * 1000) for n, one in enumerate(qualifiers, 1)]

    figure = drawn(
        *figures, stated("range", "2024-09", "between", 2000, 3000, status="disputed"), theme=theme, width=width
    )

    go.Figure(figure)
    assert json.loads(json.dumps(figure)) == figure


def test_a_mark_says_the_status():
    marker = trace(drawn(FIRST, LAST), "figures")["marker"]

    assert marker["symbol"] == ["circle-dot", "square"]


@pytest.mark.parametrize(
    ("qualifier", "way"), [("more_than", 1), ("at_least", 1), ("up_to", -1), ("at_most", -1), ("less_than", -1)]
)
def test_a_floor_has_an_arrow_up_and_a_ceiling_one_down(qualifier, way):
    [arrow] = arrows(drawn(stated("one", "2024-01-01", qualifier, 5000)))

    assert (arrow["yshift"], arrow["ay"]) == (30 * way, 24 * way)


@pytest.mark.parametrize(("qualifier", "path"), [("at_least", "M-7,-10L7,-10"), ("at_most", "M-7,10L7,10")])
def test_a_bound_that_is_meant_too_has_a_line(qualifier, path):
    shapes = drawn(stated("one", "2024-01-01", qualifier, 5000))["layout"]["shapes"]

    assert [shape["path"] for shape in shapes] == [path]


def test_more_than_has_no_line_for_the_number_is_not_meant():
    assert drawn(stated("one", "2024-01-01", "more_than", 5000))["layout"]["shapes"] == []


def test_about_is_a_dashed_whisker_of_ten_per_cent():
    whisker = trace(drawn(stated("one", "2024-01-01", "about", 7000)), "about")

    assert whisker["y"][:2] == [6300, 7700]
    assert whisker["line"]["dash"] == "3px,3px"


def test_a_range_is_a_whisker_with_caps_and_its_mark_in_the_middle():
    figure = drawn(stated("one", "2024-01-01", "between", 4000, 6000))

    assert trace(figure, "figures")["y"] == [5000]
    assert trace(figure, "between")["y"][:2] == trace(figure, "ends of ranges")["y"] == [4000, 6000]


def test_a_date_that_is_not_known_to_the_day_is_a_span():
    figure = drawn(stated("one", "2024-03", "exactly", 7000))

    assert trace(figure, "day not known")["x"][:2] == ["2024-03-01", "2024-04-01"]
    assert trace(figure, "figures")["x"] == ["2024-03-16"]
    assert trace(drawn(FIRST), "day not known") is None


def test_a_thin_line_joins_a_figure_to_the_one_that_it_updates():
    chain = trace(drawn(FIRST, LAST), "updates")

    assert chain["x"][:2] == ["2023-10-13", "2024-03-18"]
    assert chain["y"][:2] == [1000, 7000]


def test_values_begin_at_zero_and_thousands_are_set_apart():
    axis = drawn(FIRST, LAST)["layout"]["yaxis"]

    assert axis["range"][0] == 0
    assert axis["ticktext"][:2] == ["0", "2,500"]


def test_charts_can_share_a_time_axis():
    axis = drawn(FIRST, LAST, span=(day("2023-01-01"), day("2025-12-31")))["layout"]["xaxis"]

    assert axis["range"] == ["2023-01-01", "2026-01-01"]


def test_the_last_figure_is_labelled_even_where_many_are_not():
    crowd = [stated(f"n{n}", f"2024-03-{n:02}", "about", 7000 + n) for n in range(1, 25)]

    texts = [note["text"] for note in drawn(*crowd, width=Width.NARROW)["layout"]["annotations"]]

    assert "about 7,024" in texts
    assert len(texts) < 24


def test_the_figures_in_a_line_in_a_sentence_and_as_a_table():
    top = stated("top", "2024-02-23", "more_than", 10000)

    whole = series(FIRST, top, LAST)

    assert series_reading(whole).startswith(
        "From more than 1,000 containers (13 October 2023) to about 7,000 containers (18 March 2024)."
    )
    assert series_words(whole) == (
        "Containers, as stated: 3 figures, from more than 1,000 containers (John Kirby, 13 October 2023) "
        "to about 7,000 containers (Shin Wonsik, 18 March 2024); "
        "the highest is more than 10,000 containers (Shin Wonsik, 23 February 2024)."
    )
    assert series_table(whole).rows[0] == (
        "more than 1,000 containers",
        "John Kirby",
        "13 October 2023",
        "first given",
        "nothing to compare",
        "munitions",
        "corroborated",
    )
