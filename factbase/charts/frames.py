"""What the figures are drawn from: plain rows, and frames with stated columns made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from factbase.charts.lettering import shortened
from factbase.domain.courses import Stretch
from factbase.domain.dates import EdtfDate, display
from factbase.domain.status import STATUS_ORDER, Status

if TYPE_CHECKING:
    import pandas as pd

Row: TypeAlias = dict[str, Any]

TITLE = 92
"""How many characters the title of a lane may have: two lines of it."""

_VERB = r"^.{3,160}?\b(?:said|told|reported|wrote|announced|stated|added|warned|estimated)\b"
# "said, in a message that KCNA carried, that …" before the plain "said in Moscow that …".
_SPEECH = re.compile(rf"{_VERB},[^.]{{0,120}}?, that\s+|{_VERB}[^.]{{0,90}}?\bthat,?\s+")

TIMELINE_COLUMNS = (
    "lane", "slug", "title", "speaker", "role", "made", "made_first", "made_last", "due", "due_first", "due_last",
    "status", "start", "end", "reason", "grade", "reports", "origins", "current",
)  # fmt: skip
TIMELINE_DAYS = ("made_first", "made_last", "due_first", "due_last", "start", "end")


@dataclass(frozen=True, slots=True)
class Lane:
    """One claim on the timeline: who said what when, how it stood from then on, and when it could be judged."""

    slug: str
    title: str
    speaker: str
    made: EdtfDate
    stretches: tuple[Stretch, ...]
    role: str | None = None
    due: EdtfDate | None = None
    reports: int = 0
    origins: int = 0

    @property
    def first(self) -> date:
        """The first day of *made on*, from which the claim exists."""
        return self.stretches[0].start

    @property
    def status(self) -> Status:
        """Where the claim stands at the right end."""
        return self.stretches[-1].status

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which the status became another one."""
        return tuple(stretch.start for stretch in self.stretches[1:])


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a drawing: the same data as words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def lane_title(statement: str, speaker: str) -> str:
    """What was said, without who said it: a statement fit for the title of a lane.

    "Shin Wonsik said that North Korea had sent 7,000 containers." gives "North Korea had sent 7,000 containers".
    """
    text = statement.rstrip(". ")
    match = _SPEECH.match(text)
    text = text[match.end() :] if match else text.removeprefix(f"{speaker} ")
    return shortened(text[:1].upper() + text[1:], TITLE)


def timeline_frame(lanes: Sequence[Lane]) -> pd.DataFrame:
    """One row per stretch of each claim, in the order of ``by_date_made``; columns ``TIMELINE_COLUMNS``.

    ``lane`` counts from 0. ``made``, ``due`` and ``grade`` are words; ``*_first``, ``*_last``, ``start`` and ``end``
    are timestamps at midnight, ``end`` being the first day that no longer counts; missing ones are NaT.
    """
    import pandas as pd

    rows = [
        (
            number, lane.slug, lane.title, lane.speaker, lane.role or "", display(lane.made), lane.first,
            lane.made.latest or lane.first, display(lane.due) if lane.due else "",
            lane.due and lane.due.earliest, lane.due and lane.due.latest, stretch.status.value, stretch.start,
            stretch.end, stretch.reason, stretch.grade or "", lane.reports, lane.origins, lane.status.value,
        )
        for number, lane in enumerate(by_date_made(lanes))
        for stretch in lane.stretches
    ]  # fmt: skip
    frame = pd.DataFrame.from_records(rows, columns=list(TIMELINE_COLUMNS))
    return frame.astype(dict.fromkeys(TIMELINE_DAYS, "datetime64[s]"))


def by_date_made(lanes: Sequence[Lane]) -> list[Lane]:
    """The order of lanes: by the first day of *made on*, then by the last."""
    return sorted(lanes, key=lambda lane: (lane.first, lane.made.latest or lane.first, lane.slug))


def counts_of(lanes: Sequence[Lane]) -> Mapping[Status, int]:
    """How many claims stand where at the right end, in the order of bars; statuses without claims are left out."""
    found = Counter(lane.status for lane in lanes)
    return {status: found[status] for status in STATUS_ORDER if found[status]}


def counts_in_words(counts: Mapping[Status, int]) -> str:
    """The counts as part of a sentence: "7 are confirmed, 2 disputed and 1 denied", the most frequent first."""
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    parts = [f"{count} {status.value}" for status, count in ranked if count]
    if not parts:
        return "none has a status"
    verb = "is" if ranked[0][1] == 1 else "are"
    number, _, word = parts[0].partition(" ")
    return listed([f"{number} {verb} {word}", *parts[1:]])


def listed(parts: Sequence[str]) -> str:
    """The parts as "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def lanes_of(frame: pd.DataFrame) -> list[list[Row]]:
    """The rows of each lane of a ``timeline_frame``, with dates for timestamps and None for NaT."""
    rows = records(frame)
    for row in rows:
        row.update({day: row[day].date() if row[day] == row[day] else None for day in TIMELINE_DAYS})
    return [list(group) for _, group in groupby(rows, key=lambda row: row["lane"])]


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as dicts of plain Python values, for loops that build a figure."""
    columns = [str(column) for column in frame.columns]
    return [
        dict(zip(columns, row, strict=True)) for row in zip(*(frame[name].tolist() for name in columns), strict=True)
    ]
