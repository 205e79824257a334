"""Which stated figures share a chart."""

import pytest

from factbase.charts.series import series_of
from factbase.domain.dates import parse_edtf_date
from factbase.domain.figures import StatedFigure
from factbase.domain.quantities import check_quantity, display
from factbase.domain.status import Status


def stated(slug, made, value, unit="containers", what="arms sent to Russia", *, by="Shin Wonsik", ties=(), updates=()):
    quantity = check_quantity(qualifier="about", value=value, unit=unit, what=what)
    return StatedFigure(
        slug=slug,
        speaker=by,
        made=parse_edtf_date(made),
        quantity=quantity,
        status=Status.UNCONFIRMED,
        words=display(quantity),
        ties=ties,
        updates=updates,
    )


def together(*figures):
    """The slugs of each series."""
    return {frozenset(figure.slug for figure in series.figures) for series in series_of(figures)}


def apart(*figures):
    return together(*figures) == {frozenset({figure.slug}) for figure in figures}


def test_figures_in_the_same_words_are_together_whoever_gave_them():
    one = stated("a", "2023-10-13", 1000, what="munitions shipped to Russia since August")
    other = stated("b", "2024-02-23", 10000, what="munitions shipped to Russia since September", by="Jung Pak")

    assert together(one, other) == {frozenset("ab")}


def test_figures_in_other_words_are_together_where_an_editor_tied_them():
    one = stated("a", "2023-10-13", 1000, what="military equipment that went to Russia")
    other = stated("b", "2024-03-18", 7000, what="boxes seen at Rajin", updates=("a",))

    assert together(one, other) == {frozenset("ab")}
    assert apart(one, stated("b", "2024-03-18", 7000, what="boxes seen at Rajin"))


def test_a_tie_by_way_of_a_figure_of_another_unit_counts():
    one = stated("a", "2023-10-13", 1000, what="equipment")
    trips = stated("b", "2023-10-16", 5, unit="voyages", what="trips of two ships", ties=("a",))
    other = stated("c", "2025-04-15", 16000, what="cargo of four ships", ties=("b",))

    assert together(one, trips, other) == {frozenset("ac"), frozenset("b")}


def test_the_same_number_of_the_same_speaker_is_the_same_figure():
    assert together(
        stated("a", "2024-03-18", 7000, what="arms"), stated("b", "2024-03", 7000, what="boxes of equipment")
    ) == {frozenset("ab")}


def test_opposite_directions_are_kept_apart_even_where_a_link_ties_them():
    there = stated("a", "2024-03-18", 7000, what="containers shipped from North Korea to Russia")
    back = stated("b", "2024-03-18", 9000, what="containers received by North Korea from Russia", ties=("a",))

    assert apart(there, back)


@pytest.mark.parametrize(("unit", "other"), [("soldiers", "troops"), ("artillery rounds", "152 mm shells")])
def test_units_that_count_the_same_are_together_only_where_something_says_so(unit, other):
    one = stated("a", "2024-10-18", 1500, unit=unit, what="shipped to Vladivostok")

    assert together(one, stated("b", "2024-10-24", 12000, unit=other, what="in all", ties=("a",))) == {frozenset("ab")}
    assert apart(one, stated("b", "2024-10-24", 12000, unit=other, what="in all"))


def test_different_units_never_share_a_chart():
    assert apart(
        stated("a", "2024-10-18", 100, unit="deaths"), stated("b", "2024-10-24", 900, unit="casualties", ties=("a",))
    )


@pytest.mark.parametrize("unit", ["percent", "shells per year"])
def test_shares_and_rates_are_put_together_by_their_words_alone(unit):
    one = stated("a", "2025-07-12", 40, unit=unit, what="share of ammunition used in Ukraine")

    assert apart(one, stated("b", "2025-10-01", 50, unit=unit, what="fall in deliveries against 2024", ties=("a",)))
    assert together(one, stated("b", "2025-10-01", 50, unit=unit, what="share of ammunition used in Ukraine")) == {
        frozenset("ab")
    }


def test_a_series_is_charted_from_three_figures_over_a_week_on():
    three = [stated(slug, made, 1) for slug, made in (("a", "2024-05-01"), ("b", "2024-05-03"), ("c", "2024-05-08"))]
    quick = [stated(slug, "2024-05-29", 1) for slug in "abc"]

    assert [series.is_charted for series in series_of(three)] == [True]
    assert [series.is_charted for series in series_of(three[:2])] == [False]
    assert [series.is_charted for series in series_of(quick)] == [False]


def test_figures_below_zero_are_not_charted_for_charts_begin_at_zero():
    figures = [stated(slug, made, -5) for slug, made in (("a", "2024-05-01"), ("b", "2024-05-03"), ("c", "2024-05-18"))]

    assert [series.is_charted for series in series_of(figures)] == [False]


def test_figures_are_in_the_order_in_which_they_were_stated():
    [series] = series_of([stated("b", "2024-05-08", 2), stated("a", "2024-05-01", 1)])

    assert [figure.slug for figure in series.figures] == ["a", "b"]


def test_the_only_chart_of_its_unit_is_named_by_the_units():
    figures = [
        stated("a", "2024-01-01", 1, unit="artillery shells"),
        stated("b", "2024-02-01", 2, unit="artillery shells"),
        stated("c", "2024-03-01", 3, unit="rounds", ties=("a",)),
    ]

    assert [series.title for series in series_of(figures)] == ["Shells and rounds"]


def test_of_several_charts_of_a_unit_each_is_named_by_what_it_counts():
    launched = [
        stated(f"a{n}", f"2024-0{n}-01", n, unit="missiles", what="missiles fired at Ukraine") for n in (1, 2, 3)
    ]
    supplied = [stated(f"b{n}", f"2024-0{n}-01", n + 3, unit="missiles", what="supplied in 2024") for n in (1, 2, 3)]

    assert [series.title for series in series_of(launched + supplied)] == [
        "Missiles fired at Ukraine",
        "Missiles: supplied in 2024",
    ]
