"""What changed between two days, in words, story by story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbase.domain import quantities
from factbase.domain.figures import Change
from factbase.domain.quantities import Quantity
from factbase.domain.status import Status
from factbase.edge.cards import DateCard, Named, date_card
from factbase.queries.changes import ChangeKind, ChangeRow
from factbase.queries.claims import ClaimRow
from factbase.queries.spans import MOST, FigureMove, Span, StatusMove
from factbase.web.history import day_words
from factbase.web.listing import many

VERBS: Mapping[Change, str] = {
    Change.RAISED: "raised the figure from {before} to {after}",
    Change.LOWERED: "lowered the figure from {before} to {after}",
    Change.KEPT: "kept to {after}, after {before}",
    Change.UNCLEAR: "gave {after} in place of {before}",
}
CORRECTED, REWORDED = "Corrected", "Reworded"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A claim with where it stood before (None: it is new) and after; ``way`` tells in words how it came there."""

    slug: str
    statement: str
    speaker: Named
    made_on: DateCard
    before: Status | None
    after: Status
    way: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A new figure beside the one that it updates, in a sentence after the name of the speaker."""

    slug: str
    speaker: Named
    made_on: DateCard
    words: str
    older_slug: str
    older: str
    status: Status


@dataclass(frozen=True, slots=True)
class PutRightLine:
    """A correction or a rewording."""

    kind: str
    slug: str
    statement: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class SpanStory:
    """What changed in one story; ``story`` None: in claims that belong to none."""

    story: Named | None
    counted: str
    moved: Sequence[MoveLine]
    figures: Sequence[FigureLine]
    new: Sequence[MoveLine]
    put_right: Sequence[PutRightLine]


@dataclass(frozen=True, slots=True)
class SpanView:
    """Everything that ``changes/_span.html`` shows; ``capped`` says where not every claim is told of."""

    heading: str
    counted: str
    stories: Sequence[SpanStory]
    capped: str | None


def span_view(span: Span) -> SpanView:
    """The span ready to be shown; stories with the most changes come first."""
    claims = [move.claim for move in (*span.new, *span.moved, *span.returned)]
    claims += [change.claim for change in span.put_right]
    titles = {claim.story_slug: claim.story_title for claim in claims}
    stories = sorted(titles, key=lambda slug: (slug is None, -sum(claim.story_slug == slug for claim in claims)))
    return SpanView(
        heading=f"What changed from {day_words(span.since)} to {day_words(span.until)}",
        counted=_counted(span) if not span.is_empty else "Nothing changed between these days.",
        stories=[_story(span, slug, titles[slug]) for slug in stories],
        capped=_capped(span),
    )


def _capped(span: Span) -> str | None:
    if span.total <= MOST:
        return None
    return f"Of the {span.total:,} claims that were made or decided on, the {MOST:,} made last are told of."


def _counted(span: Span) -> str:
    corrections = sum(change.kind is ChangeKind.CORRECTION for change in span.put_right)
    rewordings = len(span.put_right) - corrections
    parts = [
        many(len(span.new), "new claim") if span.new else "",
        many(len(span.moved), "change") + " of status" if span.moved else "",
        f"{many(len(span.returned), 'claim')} back where it was" if len(span.returned) == 1 else "",
        f"{len(span.returned):,} claims back where they were" if len(span.returned) > 1 else "",
        many(len(span.figures), "figure") + " updated" if span.figures else "",
        many(corrections, "correction") if corrections else "",
        many(rewordings, "rewording") if rewordings else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def _story(span: Span, slug: str | None, title: str | None) -> SpanStory:
    def within(claim: ClaimRow) -> bool:
        return claim.story_slug == slug

    part = Span(
        since=span.since,
        until=span.until,
        new=[move for move in span.new if within(move.claim)],
        moved=[move for move in span.moved if within(move.claim)],
        returned=[move for move in span.returned if within(move.claim)],
        figures=[move for move in span.figures if within(move.newer)],
        put_right=[change for change in span.put_right if within(change.claim)],
        total=0,
    )
    return SpanStory(
        story=Named(slug, title) if slug and title else None,
        counted=_counted(part),
        moved=[_moved(move) for move in (*part.moved, *part.returned)],
        figures=[_figure(move) for move in part.figures],
        new=[_moved(move) for move in part.new],
        put_right=[_put_right(change) for change in part.put_right],
    )


def _moved(move: StatusMove) -> MoveLine:
    claim = move.claim
    return MoveLine(
        slug=claim.slug,
        statement=claim.statement,
        speaker=Named(claim.speaker_slug, claim.speaker_name),
        made_on=date_card(claim.made_on),
        before=move.before,
        after=move.after,
        way=_way(move),
        reason=claim.rationale,
    )


def _way(move: StatusMove) -> str | None:
    """The statuses between, in words: "by way of disputed"."""
    between = [status.value for status in move.way[:-1]]
    if not between:
        return None
    words = between[0] if len(between) == 1 else f"{', '.join(between[:-1])} and {between[-1]}"
    if move.before is None:
        return f"at first {', then '.join(between)}"
    return f"by way of {words}" + (", and back" if move.before is move.after else "")


def _figure(move: FigureMove) -> FigureLine:
    newer, older = move.newer, move.older
    after, before = _words(newer.quantity), _words(older.quantity)
    if newer.quantity and older.quantity and newer.quantity.unit == older.quantity.unit:
        before = before.removesuffix(f" {older.quantity.unit}")
    said = VERBS[move.change].format(before=before, after=after)
    other = "" if older.speaker_slug == newer.speaker_slug else f" by {older.speaker_name}"
    return FigureLine(
        slug=newer.slug,
        speaker=Named(newer.speaker_slug, newer.speaker_name),
        made_on=date_card(newer.made_on),
        words=said,
        older_slug=older.slug,
        older=f"the figure before{other}, {date_card(older.made_on).display}",
        status=newer.status,
    )


def _words(figure: Quantity | None) -> str:
    return quantities.display(figure) if figure else ""


def _put_right(change: ChangeRow) -> PutRightLine:
    kind = CORRECTED if change.kind is ChangeKind.CORRECTION else REWORDED
    return PutRightLine(kind, change.claim.slug, change.claim.statement, change.rationale)
