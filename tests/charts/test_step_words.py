"""Who raised and who lowered, in words."""

from __future__ import annotations

import pytest

from factbase.charts.step_words import beside_words, change_words, movers_words
from factbase.domain.dates import parse_edtf_date
from factbase.domain.figures import StatedFigure, steps
from factbase.domain.quantities import check_quantity, display
from factbase.domain.status import Status


def stated(slug, made, value, *, by="Shin", unit="containers", qualifier="about", updates=()):
    quantity = check_quantity(qualifier=qualifier, value=value, unit=unit, what="munitions")
    when = parse_edtf_date(made)
    return StatedFigure(slug, by, when, quantity, Status.UNCONFIRMED, display(quantity), updates=updates)


def last(*figures):
    return steps(figures)[-1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": 7000}, "raised from about 6,700"),
        ({"value": 6000}, "lowered from about 6,700"),
        ({"value": 6700}, "unchanged from about 6,700"),
        ({"value": 7000, "unit": "wagons"}, "cannot be compared with about 6,700 containers"),
        ({"value": 7000, "by": "Kirby"}, "first given"),
        ({"value": 7000, "by": "Kirby", "updates": ("a",)}, "raised from about 6,700 (Shin)"),
    ],
)
def test_what_became_of_the_figure_before(given, words):
    assert change_words(last(stated("a", "2024-02-26", 6700), stated("b", "2024-03-18", **given))) == words


def test_how_a_figure_sits_with_others():
    others = [
        stated("a", "2024-01", 7000, by="A"),
        stated("b", "2024-01", 7200, by="B"),
        stated("c", "2024-01", 10000, by="C", qualifier="at_least"),
    ]

    assert beside_words(last(*others, stated("d", "2024-03", 7000))) == "agrees with 2, differs from 1"
    assert beside_words(last(others[0], stated("d", "2024-03", 7, unit="wagons"))) == "cannot be compared with 1"
    assert beside_words(last(others[0])) == "nothing to compare"


def test_who_raised_and_who_lowered_in_a_sentence():
    figures = [
        stated("a", "2024-01", 1),
        stated("b", "2024-02", 2),
        stated("c", "2024-03", 3),
        stated("d", "2024-04", 2, by="Defense Intelligence Agency (Republic of Korea)", updates=("c",)),
    ]

    assert movers_words(steps(figures)) == "Raised by Shin (2 times); lowered by Defense Intelligence Agency."
    assert movers_words(steps(figures[:1])) == ""
