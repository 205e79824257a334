"""What lists have in common: numbered pages, and choices in forms that use GET."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from factbase.domain.codes import language_name
from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import AsOfPanel, as_of_panel
from factbase.edge.vantage import url_at
from factbase.queries.profiles import OtherName

LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with its choices, as ``partials/_filters.html`` shows it."""

    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class NameLine:
    """Another way of writing a name, with its language as a tag and in words."""

    name: str
    lang: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in its list, and the ways on and back; None at the ends."""

    shown: str
    next_url: str | None
    first_url: str | None


def pager(*, number: int, size: int, listed: int, total: int | None, address: Callable[[int | None], str]) -> Pager:
    """Page ``number`` of a list, with ``listed`` rows of at most ``size`` on it.

    ``total`` is that of all pages, or None where only the next page is known to be there or not: ``listed`` then
    counts one row more than fits. ``address`` gives that of a page, of the first one for None.
    """
    first = (number - 1) * size + 1
    last = first + min(listed, size) - 1
    more = listed > size if total is None else last < total
    of_all = "" if total is None else f" of {total:,}"
    return Pager(
        shown=f"{first:,}–{last:,}{of_all}" if listed else "Nothing more on this page",
        next_url=address(number + 1) if more else None,
        first_url=address(None) if number > 1 else None,
    )


def choices(everything: str, values: Iterable[tuple[str, str]], chosen: str | None) -> list[Option]:
    """The choice of all, called ``everything``, and each of ``values``, given as value and label."""
    return [Option("", everything, chosen is None), *(Option(value, label, value == chosen) for value, label in values)]


def vantage_fields(vantage: Vantage) -> list[tuple[str, str]]:
    """The vantage as hidden fields of a form, so that a filtered list keeps it."""
    fields = [("as_of", vantage.as_of.isoformat())] if vantage.as_of != vantage.today else []
    return fields + ([("recorded_by", vantage.recorded_by.isoformat())] if vantage.recorded_by else [])


def panel_of(vantage: Vantage, days: Iterable[date], *, page: str, onward: str, slug: str) -> AsOfPanel:
    """The as-of panel of the thing ``slug`` at the endpoint ``page``; ``onward`` is that of its next day with a change.

    ``days`` end with the vantage; what comes after it is found by following ``onward``.
    """
    return as_of_panel(
        vantage,
        days,
        path=url_at(page, slug=slug).partition("?")[0],
        onward=None if vantage.as_of == vantage.today else url_at(onward, slug=slug),
    )


def many(count: int, noun: str) -> str:
    """A number with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def name_lines(names: Iterable[OtherName]) -> list[NameLine]:
    """Other names ready to be shown."""
    return [NameLine(one.name, one.language, language_name(one.language) if one.language else None) for one in names]
