"""What a chart of stated figures says: in a line, in a sentence, as a table, and how to read its marks."""

from __future__ import annotations

from factbase.charts.frames import Table
from factbase.charts.step_words import beside_words, change_words, movers_words
from factbase.domain.dates import display
from factbase.domain.figures import Series, StatedFigure, steps

NOTE = (
    "Arrow up: “more than”, “at least” (with a line below). Arrow down: “up to”, “less than”, “at most” (with a line "
    "above). Whisker with caps: a range, its mark in the middle. Dashed whisker: “about”, drawn at ±10 % as a "
    "convention, not a measured margin. A bar through a mark: the day is not known more precisely. Thin lines join a "
    "figure to the one that it updates. A figure is raised or lowered against the one that it updates, or else the one "
    "that its speaker gave before; it agrees with those of other speakers that stood then if some number fits both."
)


def series_words(series: Series) -> str:
    """What the figures say, in a sentence: the first, the last, and the highest if that is another."""
    first, last = series.figures[0], series.figures[-1]
    highest = max(series.figures, key=lambda figure: figure.level)
    words = (
        f"{series.title}, as stated: {len(series.figures)} figures, from {_attributed(first)} to {_attributed(last)}"
    )
    if highest.level > max(first.level, last.level):
        words += f"; the highest is {_attributed(highest)}"
    return f"{words}."


def series_reading(series: Series) -> str:
    """The line above the chart: how far the figures go, and what a mark is."""
    first, last = (f"{figure.words} ({display(figure.made)})" for figure in (series.figures[0], series.figures[-1]))
    parts = (f"From {first} to {last}.", movers_words(steps(series.figures)), "Each mark is one stated figure.")
    return " ".join(part for part in parts if part)


def series_table(series: Series) -> Table:
    """The figures as they were stated, oldest first."""
    return Table(
        f"{series.title}, as stated",
        ("Figure", "Speaker", "Said", "Beside the one before", "Beside others’", "What is counted", "Status"),
        tuple(
            (
                step.figure.words,
                step.figure.speaker,
                display(step.figure.made),
                change_words(step),
                beside_words(step),
                step.figure.quantity.what,
                step.figure.status.value,
            )
            for step in steps(series.figures)
        ),
    )


def _attributed(figure: StatedFigure) -> str:
    return f"{figure.words} ({figure.speaker}, {display(figure.made)})"
