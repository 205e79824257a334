"""The chart of a track record: how long claims stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factbase.charts.palette import Theme, Width
from factbase.charts.survival import survival_frame
from factbase.charts.track_record import survival_figure, survival_table, survival_words
from factbase.domain.errors import NotFound
from factbase.queries.track_records import TrackRecord
from factbase.web.story_charts import ChartCard

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

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
    frame = _frame(record, as_of)
    if frame is None:
        return None
    return ChartCard(
        name=NAME,
        src=src,
        heading="How long claims stay open",
        reading=READING,
        finding=survival_words(frame),
        height="medium",
        table=survival_table(frame),
    )


def record_figure(record: TrackRecord, as_of: date, *, theme: Theme, width: Width) -> Figure:
    """The drawing itself.

    :raises NotFound: there is too little to draw.
    """
    frame = _frame(record, as_of)
    if frame is None:
        raise NotFound("chart", NAME)
    return survival_figure(frame, theme=theme, width=width)


def _frame(record: TrackRecord, as_of: date) -> pd.DataFrame | None:
    found = record.durations(as_of)
    if len(found) < LEAST_DRAWN or not any(one.observed for one in found):
        return None
    return survival_frame([one.days for one in found], [one.observed for one in found])
