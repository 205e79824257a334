"""A track record in words and figures: results, the rate with its interval, and what neither can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbase.domain.status import Kind
from factbase.domain.track_record import LEAST_SETTLED, RESULT_MEANING, SETTLED, Rate, Result
from factbase.queries.track_records import TrackRecord
from factbase.web.listing import many

RESULT_LABELS: Mapping[Result, str] = {result: result.value.capitalize() for result in Result}

CAUTION = (
    "The claims here are those that somebody chose to record: contested ones more often than plain ones. "
    "A few claims swing a share widely, which is what the interval says. Open claims may still go either way, "
    "and one that is denied is not refuted."
)
UNNAMED = (
    "No rate is given: several people may stand behind this description, and a record of a description is not the "
    "record of a person."
)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row of the table of results."""

    label: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """The results of one kind of claim, in the order of the results."""

    label: str
    counts: Sequence[int]
    total: int


@dataclass(frozen=True, slots=True)
class Interval:
    """The rate as a drawing: places along the axis in per cent, and the same in words."""

    share: float
    low: float
    high: float
    share_words: str
    low_words: str
    high_words: str
    heading: str
    reading: str
    finding: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything that ``people/_record.html`` shows. ``no_rate`` says why there is no ``interval``."""

    intro: str
    caption: str
    results: Sequence[ResultLine]
    result_labels: Sequence[str]
    kinds: Sequence[KindLine]
    interval: Interval | None
    no_rate: str | None
    caution: str


def record_view(record: TrackRecord, *, intro: str, as_of: str, is_anonymous: bool = False) -> RecordView:
    """The record ready to be shown; ``as_of`` is the day in words. Of unnamed sources no rate is given."""
    rate = None if is_anonymous else record.rate
    return RecordView(
        intro=intro,
        caption=f"Results of {many(len(record.claims), 'claim')}, as of {as_of}",
        results=[
            ResultLine(RESULT_LABELS[result], count, RESULT_MEANING[result]) for result, count in record.results.items()
        ],
        result_labels=list(RESULT_LABELS.values()),
        kinds=[_kind(kind, counts) for kind, counts in record.by_kind.items()],
        interval=_interval(rate) if rate else None,
        no_rate=None if rate else UNNAMED if is_anonymous else _too_few(record),
        caution=CAUTION,
    )


def _kind(kind: Kind, counts: Mapping[Result, int]) -> KindLine:
    return KindLine(kind.value.capitalize(), list(counts.values()), sum(counts.values()))


def _too_few(record: TrackRecord) -> str:
    settled = sum(record.results[result] for result in SETTLED)
    return (
        f"{settled} of these claims {'is' if settled == 1 else 'are'} settled. A share is given only from "
        f"{LEAST_SETTLED} on: of fewer it would say next to nothing."
    )


def _interval(rate: Rate) -> Interval:
    share, low, high = (_per_cent(part) for part in (rate.share, rate.low, rate.high))
    settled = many(rate.settled, "settled claim")
    return Interval(
        share=round(100 * rate.share, 2),
        low=round(100 * rate.low, 2),
        high=round(100 * rate.high, 2),
        share_words=share,
        low_words=low,
        high_words=high,
        heading=f"Borne out, of those settled: {rate.borne_out} of {rate.settled}",
        reading=f"The bar is the 95 % interval: of {settled}, anything from {low} to {high} fits.",
        finding=(
            f"{rate.borne_out} of {settled} were borne out: {share}, with a 95 percent interval from {low} to {high}."
        ),
    )


def _per_cent(part: float) -> str:
    return f"{100 * part:.0f} %"
