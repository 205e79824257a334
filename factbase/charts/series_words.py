"""What a chart of stated figures says: in a line, in a sentence, as a table, and how to read its marks."""

from __future__ import annotations

from factbase.charts.frames import Table
from factbase.domain.dates import display
from factbase.domain.figures import Series, StatedFigure

NOTE = (
    "Arrow up: “more than”, “at least” (with a line below). Arrow down: “up to”, “less than”, “at most” (with a line "
    "above). Whisker with caps: a range, its mark in the middle. Dashed whisker: “about”, drawn at ±10 % as a "
    "convention, not a measured margin. A bar through a mark: the day is not known more precisely. Thin lines join a "
    "figure to the one that it updates."
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
    return f"From {first} to {last}. Each mark is one stated figure, on the day on which it was said."


def series_table(series: Series) -> Table:
    """The figures as they were stated, oldest first."""
    return Table(
        f"{series.title}, as stated",
        ("Figure", "Speaker", "Said", "What is counted", "Status"),
        tuple(
            (figure.words, figure.speaker, display(figure.made), figure.quantity.what, figure.status.value)
            for figure in series.figures
        ),
    )


def _attributed(figure: StatedFigure) -> str:
    return f"{figure.words} ({figure.speaker}, {display(figure.made)})"
