"""Links: words both ways for every type, and no way round."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from factbase.domain.links import INWARD, MAY_BE_INTERESTED, OUTWARD, LinkType, find_cycle

EDGES = some.lists(some.tuples(some.integers(0, 7), some.integers(0, 7)), max_size=20)


def test_every_type_has_words_in_both_directions():
    assert OUTWARD.keys() == INWARD.keys() == set(LinkType)
    assert len({*OUTWARD.values(), *INWARD.values()}) == 2 * len(LinkType)


def test_only_who_confirms_or_denies_may_be_a_party_to_the_matter():
    assert {LinkType.CONFIRMS, LinkType.DENIES} == MAY_BE_INTERESTED


def test_no_edges_have_no_cycle():
    assert find_cycle([]) is None


def test_ways_that_meet_again_are_no_cycle():
    assert find_cycle([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]) is None


def test_an_edge_to_itself_is_a_cycle():
    assert find_cycle([("a", "a")]) == ["a"]


def test_a_cycle_is_given_in_order():
    cycle = find_cycle([("x", "a"), ("a", "b"), ("b", "c"), ("c", "a")])

    assert cycle is not None
    assert set(cycle) == {"a", "b", "c"}


def test_a_long_way_is_no_trouble():
    assert find_cycle([(number, number + 1) for number in range(50_000)]) is None


@given(EDGES)
def test_what_is_given_as_a_cycle_is_one(edges):
    cycle = find_cycle(edges)

    if cycle is not None:
        assert set(zip(cycle, [*cycle[1:], cycle[0]], strict=True)) <= set(edges)


@given(EDGES)
def test_edges_without_a_cycle_can_be_put_in_order(edges):
    if find_cycle(edges) is None:
        left = set(edges)
        while left:
            ends = {end for _, end in left}
            starting = {edge for edge in left if edge[0] not in ends}
            assert starting, "some edge starts where none ends"
            left -= starting


@given(some.permutations(range(6)), EDGES)
def test_a_closed_way_is_always_found(nodes, others):
    ring = list(zip(nodes, [*nodes[1:], nodes[0]], strict=True))

    assert find_cycle([*others, *ring]) is not None
