"""Figures as they were stated: a qualifier, a value or a range, a unit, what is counted, and the period covered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeAlias

from factbase.domain.dates import EdtfDate
from factbase.domain.errors import FieldProblem, InvalidInput

Number: TypeAlias = int | Decimal

ABOUT = Decimal("0.1")
"""How far "about" reaches either way, as a share of the value. A convention, printed on the method page."""

LARGEST = 10**15
MOST_DECIMALS = 6

_PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"), ("ss", "ss"), ("s", ""))
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class Qualifier(StrEnum):
    """How a figure was hedged. ``EXACTLY`` is a plain number: nothing was said to soften it."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a claim. ``BETWEEN`` has ``low`` and ``high``, every other qualifier has ``value``.

    ``as_reported`` are the source's own words where the figure is our reading of them ("several hundred").
    """

    qualifier: Qualifier
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str
    what: str
    as_reported: str | None = None
    period: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that a figure allows; None where there is no bound, open where the bound itself is left out."""

    low: Number | None
    high: Number | None
    low_is_open: bool = False
    high_is_open: bool = False


class _Problems(list[FieldProblem]):
    """What is wrong so far, under names that begin with ``prefix``."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def add(self, field: str, message: str) -> None:
        self.append(FieldProblem(self.prefix + field, message))

    def number(self, field: str, given: object) -> Number | None:
        try:
            return _number(given)
        except ValueError as error:
            self.add(field, str(error))
            return None

    def text(self, field: str, given: str | None, missing: str) -> str:
        text = (given or "").strip()
        if not text:
            self.add(field, missing)
        return text


def check_quantity(
    *,
    qualifier: str,
    value: object = None,
    low: object = None,
    high: object = None,
    unit: str | None,
    what: str | None,
    as_reported: str | None = None,
    period: EdtfDate | None = None,
    prefix: str = "quantity.",
) -> Quantity:
    """The figure, with its numbers as ``int`` or ``Decimal``; they may come as text ("7,000") and as floats.

    ``prefix`` goes before the names of fields in problems.

    :raises InvalidInput: naming every field that is wrong.
    """
    problems = _Problems(prefix)
    numbers = {
        field: problems.number(field, given) for field, given in (("value", value), ("low", low), ("high", high))
    }
    bad_numbers = bool(problems)
    unit = problems.text("unit", unit, "Say in what unit, such as containers or percent.")
    what = problems.text("what", what, "Say what is counted.")
    if qualifier not in set(Qualifier):
        problems.add("qualifier", f"Choose one of {', '.join(Qualifier)}.")
    elif not bad_numbers:
        for field, why in _misfits(Qualifier(qualifier), numbers):
            problems.add(field, why)
    if problems:
        raise InvalidInput(problems)
    return Quantity(
        qualifier=Qualifier(qualifier),
        value=numbers["value"],
        low=numbers["low"],
        high=numbers["high"],
        unit=unit,
        what=what,
        as_reported=(as_reported or "").strip() or None,
        period=period,
    )


def display(quantity: Quantity) -> str:
    """The figure in words, hedge kept and nothing rounded: "about 7,000 containers", "more than 1 hour"."""
    if quantity.qualifier is Qualifier.BETWEEN:
        return f"between {_digits(quantity.low)} and {_with_unit(quantity.high, quantity.unit)}"
    figure = _with_unit(quantity.value, quantity.unit)
    if quantity.qualifier is Qualifier.EXACTLY:
        return figure
    return f"{quantity.qualifier.replace('_', ' ')} {figure}"


def bounds(quantity: Quantity) -> Bounds:
    """The numbers that the words allow; "about" reaches ten percent either way, by convention."""
    value = quantity.value
    match quantity.qualifier:
        case Qualifier.EXACTLY:
            return Bounds(value, value)
        case Qualifier.ABOUT:
            low, high = sorted(_whole(Decimal(value or 0) * factor) for factor in (1 - ABOUT, 1 + ABOUT))
            return Bounds(low, high)
        case Qualifier.AT_LEAST:
            return Bounds(value, None)
        case Qualifier.MORE_THAN:
            return Bounds(value, None, low_is_open=True)
        case Qualifier.UP_TO | Qualifier.AT_MOST:
            return Bounds(None, value)
        case Qualifier.LESS_THAN:
            return Bounds(None, value, high_is_open=True)
        case Qualifier.BETWEEN:
            return Bounds(quantity.low, quantity.high)


def agree(one: Quantity, other: Quantity) -> bool | None:
    """Whether some number fits both figures; None if they cannot be compared: other units, or periods apart.

    What is counted is free text and is for the reader to compare.
    """
    if _folded(one.unit) != _folded(other.unit) or _apart(one.period, other.period):
        return None
    return _reaches(bounds(one), bounds(other)) and _reaches(bounds(other), bounds(one))


def _misfits(qualifier: Qualifier, numbers: dict[str, Number | None]) -> list[tuple[str, str]]:
    """Numbers that do not go with the qualifier, each with what would do."""
    value, low, high = numbers["value"], numbers["low"], numbers["high"]
    if qualifier is not Qualifier.BETWEEN:
        misfits = [("value", "Give the number.")] if value is None else []
        extra = [field for field in ("low", "high") if numbers[field] is not None]
        return misfits + [(field, "Only “between” has a low and a high; leave this empty.") for field in extra]
    misfits = [("value", "“Between” has a low and a high; leave this empty.")] if value is not None else []
    misfits += [(field, f"“Between” needs the {field} number.") for field in ("low", "high") if numbers[field] is None]
    if low is not None and high is not None and low >= high:
        misfits.append(("high", f"This must be more than the low number, {_digits(low)}."))
    return misfits


def _number(given: object) -> Number | None:
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal, str)):
        raise ValueError("Give a number, such as 7000.")
    text = str(given).strip()
    try:
        number = Decimal(text.replace(",", "") if _GROUPED.fullmatch(text) else text)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a number; write it in digits, such as 7000.") from None
    if not number.is_finite() or abs(number) > LARGEST:
        raise ValueError(f"Give a number of at most {LARGEST:,}.")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise ValueError(f"Give at most {MOST_DECIMALS} decimals.")
    return _whole(number)


def _whole(number: Decimal) -> Number:
    """A whole number as ``int``, any other as it is."""
    return int(number) if number == number.to_integral_value() else number


def _digits(number: Number | None) -> str:
    return "" if number is None else f"{number:,}" if isinstance(number, int) else f"{number:,f}"


def _with_unit(number: Number | None, unit: str) -> str:
    if unit == "%":
        return f"{_digits(number)}%"
    joint = " × " if unit[:1].isdigit() else " "  # "3,000,000 × 152 mm shells", not "3,000,000 152 mm shells"
    return f"{_digits(number)}{joint}{_singular(unit) if number == 1 else unit}"


def _singular(unit: str) -> str:
    """The unit for one of them: "round trip", "shell per year"."""
    noun, *rest = re.split(r"(?= (?:per|of) )", unit, maxsplit=1)
    for plural, singular in _PLURALS:
        if noun.endswith(plural):
            return "".join([noun.removesuffix(plural), singular, *rest])
    return unit


def _folded(unit: str) -> str:
    return _singular(" ".join(unit.casefold().split()))


def _apart(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    """Whether two periods have no day in common."""
    if one is None or other is None:
        return False
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: EdtfDate, other: EdtfDate) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _reaches(lower: Bounds, upper: Bounds) -> bool:
    """Whether ``upper`` begins before ``lower`` ends."""
    if upper.low is None or lower.high is None:
        return True
    if upper.low_is_open or lower.high_is_open:
        return upper.low < lower.high
    return upper.low <= lower.high
