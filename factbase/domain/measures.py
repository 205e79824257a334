"""What a unit counts: which figures may share an axis."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.domain.quantities import Quantity

SAME_COUNT: Mapping[str, str] = {
    "troop": "soldier",
    "personnel": "soldier",
    "round": "shell",
    "tonne": "ton",
    "trip": "voyage",
}
"""Units that count the same thing under another word."""

_SHARES = frozenset({"percent", "%"})
_PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ss", "ss"), ("s", ""))


def measure_of(quantity: Quantity) -> str:
    """What the unit counts: its last noun, under the word that stands for all that count the same."""
    unit = quantity.unit.casefold()
    if is_rate(quantity):
        return unit
    noun = singular(unit.split()[-1])
    return SAME_COUNT.get(noun, noun)


def is_rate(quantity: Quantity) -> bool:
    """Whether the unit is so much of one thing for each of another: "shells per year"."""
    return " per " in quantity.unit.casefold()


def is_share(quantity: Quantity) -> bool:
    """Whether it is a part of something, or a rate: a number that says nothing without its words."""
    return quantity.unit.casefold() in _SHARES or is_rate(quantity)


def singular(noun: str) -> str:
    """One of them: "shell" for "shells"."""
    for ending, one in _PLURALS:
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return noun.removesuffix(ending) + one
    return noun
