"""Query parameters: read into types; the unknown, the repeated and the unreadable are refused by name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest

from factbase.edge.params import BadParameters, Parameters


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@pytest.fixture
def asked(bare_app):
    """``asked("q=x")``: the parameters of a request with that query string."""
    contexts = []

    def ask(query: str) -> Parameters:
        contexts.append(bare_app.test_request_context(f"/claims?{query}"))
        contexts[-1].push()
        return Parameters()

    yield ask
    for context in reversed(contexts):
        context.pop()


def refused(params: Parameters) -> list[str]:
    """The names of the parameters that are refused."""
    with pytest.raises(BadParameters) as refusal:
        params.done()
    return [problem.field for problem in refusal.value.problems]


def test_parameters_are_read_by_their_types(asked):
    params = asked("q=+seven+thousand+&tag=a&tag=b&tag=a&status=red&sort=-made_on&limit=20&made_from=2024-03-18")

    assert params.text("q") == "seven thousand"
    assert params.texts("tag") == ("a", "b")
    assert params.choice("status", Colour) is Colour.RED
    assert params.one_of("sort", ["made_on", "-made_on"], "made_on") == "-made_on"
    assert params.whole_number("limit", low=1, high=200, default=50) == 20
    assert params.day("made_from") == date(2024, 3, 18)
    params.done()


def test_an_empty_field_of_a_form_counts_as_none(asked):
    params = asked("q=&tag=&status=&sort=&limit=&made_from=")

    assert params.text("q") is None
    assert params.texts("tag") == ()
    assert params.choices("status", Colour) == ()
    assert params.one_of("sort", ["made_on"], "made_on") == "made_on"
    assert params.whole_number("limit", low=1, high=200, default=50) == 50
    assert params.day("made_from") is None
    params.done()


def test_an_unknown_parameter_is_refused_and_the_known_ones_named(asked):
    params = asked("q=x&colour=red")
    params.text("q")

    with pytest.raises(BadParameters, match="colour: there is no such parameter; known here: as_of, q, recorded_by"):
        params.done()


def test_the_two_times_of_a_vantage_are_always_known(asked):
    asked("as_of=2024-05-31&recorded_by=2024-05-31T00:00:00Z").done()


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "many", "٢٠", "9" * 30])
def test_a_number_outside_its_range_is_refused(asked, limit):
    params = asked(f"limit={limit}")

    assert params.whole_number("limit", low=1, high=200, default=50) == 50
    assert refused(params) == ["limit"]


def test_every_bad_parameter_is_refused_at_once(asked):
    params = asked("q=a&q=b&status=red&status=green&made_from=2024-02-30&sort=up&x=1")
    params.text("q")
    params.choices("status", Colour)
    params.day("made_from")
    params.one_of("sort", ["made_on"], "made_on")

    assert refused(params) == ["x", "q", "status", "made_from", "sort"]


def test_a_text_without_end_is_refused(asked):
    params = asked(f"q={'x' * 1001}&tag={'x' * 1001}")

    assert params.text("q") is None
    assert params.texts("tag") == ()
    assert refused(params) == ["q", "tag"]
