"""The figures of a story in series: those that editors named first, the others by the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from factbase.charts.series import series_of
from factbase.domain import quantities
from factbase.domain.figures import Series, StatedFigure, in_order
from factbase.domain.links import LinkType
from factbase.domain.measures import measure_of
from factbase.queries.series import NamedSeries
from factbase.queries.story_data import StoryData

SAME_MATTER = frozenset({LinkType.UPDATES, LinkType.REPEATS, LinkType.CORROBORATES, LinkType.CONTRADICTS})
"""Links that say that two figures count the same thing."""

NAMED = "named_"
"""Begins the keys of series that were named. No slug of a claim has an underscore, so the rule makes no such key."""


def figures_of(data: StoryData) -> list[Series]:
    """The figures of the story that are in view, each in one series; some series have a single figure."""
    figures = {figure.slug: figure for figure in stated_figures(data)}
    named = [series for one in data.named_series if (series := _named(one, figures))]
    taken = {figure.slug for series in named for figure in series.figures}
    return [*named, *series_of([figure for slug, figure in figures.items() if slug not in taken])]


def stated_figures(data: StoryData) -> list[StatedFigure]:
    """The figures of the story that are in view, in the order of its claims."""
    tied: dict[str, list[str]] = {}
    for type_, source, target in data.ties:
        if type_ in SAME_MATTER:
            tied.setdefault(source, []).append(target)
            tied.setdefault(target, []).append(source)
    updates: dict[str, list[str]] = {}
    for newer, older in data.updates:
        updates.setdefault(newer, []).append(older)
    return [
        StatedFigure(
            slug=row.slug,
            speaker=row.speaker_name,
            made=row.made_on,
            quantity=row.quantity,
            status=row.status,
            words=quantities.display(row.quantity),
            role=row.role,
            updates=tuple(updates.get(row.slug, ())),
            ties=tuple(tied.get(row.slug, ())),
            speaker_slug=row.speaker_slug,
            course=tuple(data.courses[row.id]),
        )
        for row in data.rows
        if row.quantity
    ]


def _named(named: NamedSeries, figures: Mapping[str, StatedFigure]) -> Series | None:
    """The series with those of its figures that are in view; None if none is.

    Where a claim was reworded since into another unit, only the unit of most of them stays: there is one axis.
    """
    members = in_order([figures[slug] for slug in named.claims if slug in figures])
    if not members:
        return None
    measures = Counter(measure_of(figure.quantity) for figure in members)
    [(measure, _)] = measures.most_common(1)
    kept = tuple(figure for figure in members if measure_of(figure.quantity) == measure)
    return Series(NAMED + named.slug, named.title, kept, is_named=True)
