"""The chart of a track record: how long claims stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.charts.palette import Theme, Width
from factbase.charts.survival import Step, survival_curve, survival_frame
from factbase.charts.track_record import survival_figure, survival_table, survival_words
from factbase.domain.errors import NotFound
from factbase.queries.track_records import TrackRecord
from factbase.web.story_charts import ChartCard

if TYPE_CHECKING:
    from datetime import date

    from factbase.charts.canvas import Figure

LEAST_DRAWN = 5
"""From how many claims that can be checked on a curve is drawn; of fewer it is all interval."""

READING = (
    "Share of the claims that can be checked which are still open, by days since they were made. Ticks mark claims "
    "that are open; the shaded band is the 95 % interval. Below the axis: how many were open on that day."
)
NAME = "record"


def record_chart(record: TrackRecord, as_of: date, *, src: str) -> ChartCard | None:
    """The chart as the page shows it; None where too few claims can be checked, or none is settled."""
    curve = _curve(record, as_of)
    if not curve:
        return None
    return ChartCard(
        name=NAME,
        src=src,
        heading="How long claims stay open",
        reading=READING,
        finding=survival_words(curve),
        height="medium",
        table=survival_table(curve),
    )


def record_figure(record: TrackRecord, as_of: date, *, theme: Theme, width: Width) -> Figure:
    """The drawing itself.

    :raises NotFound: there is too little to draw.
    """
    curve = _curve(record, as_of)
    if not curve:
        raise NotFound("chart", NAME)
    return survival_figure(survival_frame(curve), theme=theme, width=width)


def _curve(record: TrackRecord, as_of: date) -> list[Step]:
    """The curve; empty where there is too little to draw."""
    found = record.durations(as_of)
    if len(found) < LEAST_DRAWN or not any(one.observed for one in found):
        return []
    return survival_curve([one.days for one in found], [one.observed for one in found])
