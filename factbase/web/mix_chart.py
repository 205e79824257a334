"""The status mix over time of any claims: as each day saw it, and as the day of asking sees those same claims."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from factbase.charts.palette import Theme, Width
from factbase.charts.status_mix import (
    hindsight_frame,
    mix_frame,
    mix_span,
    mix_words,
    vintage_figure,
    vintage_words,
)
from factbase.charts.vintage import vintage_table
from factbase.domain.errors import NotFound
from factbase.queries.mixes import Courses
from factbase.web.story_charts import ChartCard

if TYPE_CHECKING:
    from factbase.charts.canvas import Figure

NAME = "mix"
HEADING = "Where they stood, and where they stand"
LEAST_DRAWN = 5
"""From how many claims on the page of a speaker or an outlet has the chart; of fewer the list says it all."""

UNCHANGED = "None of these claims has changed its status: both views are the same."


def mix_chart(found: Courses, as_of: date, *, src: str, least: int = 1) -> ChartCard | None:
    """The chart as a page shows it; None where there are fewer than ``least`` claims to count."""
    if len(found.courses) < least:
        return None
    words = vintage_words(found.courses, as_of)
    return ChartCard(
        name=NAME,
        src=src,
        heading=HEADING,
        reading=words or UNCHANGED,
        finding=f"{mix_words(found.courses, as_of)} {words or UNCHANGED}",
        height="medium",
        table=vintage_table(found.courses, *mix_span(found.courses, as_of)),
        notes=(_capped(found),) if len(found.courses) < found.total else (),
    )


def mix_drawing(found: Courses, as_of: date, *, theme: Theme, width: Width) -> Figure:
    """The drawing itself.

    :raises NotFound: there is no claim to count.
    """
    if not found.courses:
        raise NotFound("chart", NAME)
    span = mix_span(found.courses, as_of)
    seen, known = mix_frame(found.courses, *span), hindsight_frame(found.courses, *span)
    return vintage_figure(seen, known, as_of=as_of, theme=theme, width=width)


def _capped(found: Courses) -> str:
    return f"Counted over the newest {len(found.courses):,} of {found.total:,} claims."
