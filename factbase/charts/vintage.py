"""The table of the status mix over time with both readings: as each day saw it, and as the last day sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factbase.charts.frames import Table
from factbase.charts.status_mix import hindsight_table, mix_table
from factbase.domain.courses import Stretch


def vintage_table(courses: Sequence[Sequence[Stretch]], first: date, last: date) -> Table:
    """Both counts at the end of each month: "3 → 5" where hindsight sees another number than the day saw."""
    seen, known = mix_table(courses, first, last), hindsight_table(courses, first, last)
    pairs = [list(zip(then, now, strict=True)) for then, now in zip(seen.rows, known.rows, strict=True)]
    kept = [place for place in range(len(seen.columns)) if any(row[place] != ("0", "0") for row in pairs)]
    return Table(
        caption="Claims by status at the end of each month, as each day saw them → as hindsight sees the same claims",
        columns=tuple(seen.columns[place] for place in kept),
        rows=tuple(tuple(_both(*row[place]) for place in kept) for row in pairs),
    )


def _both(then: str, now: str) -> str:
    return then if then == now else f"{then} → {now}"
