"""The front page of the desk: what waits, a search, and what one did lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.assessment_form import claim_slug
from factbase.desk.blueprint import bp
from factbase.desk.claim_words import byline, counted, day_words
from factbase.desk.gate import current_actor, needs
from factbase.desk.happenings import deed
from factbase.domain.dates import display, made_in_words
from factbase.domain.roles import Permission
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.extensions import db
from factbase.queries import desk as queues
from factbase.queries.acts import newest_acts_by
from factbase.queries.claims import ClaimFilter, ClaimRow, claim_rows
from factbase.queries.desk import Queue, Waiting
from factbase.queries.editing import is_claim
from factbase.queries.origins import origin_counts

PAGE = 25
FOUND = 25
LATELY = 8

TABS = {Queue.UNCHECKED: "Not checked lately", Queue.DUE: "Due", Queue.DISPUTED: "Disputed", Queue.DRAFTS: "Drafts"}
CAPTIONS = {
    Queue.UNCHECKED: "Open claims whose review date has passed, or that nobody has looked at for 90 days",
    Queue.DUE: "Open claims that can be judged by now, or within 14 days",
    Queue.DISPUTED: "Claims on which credible accounts contradict each other",
    Queue.DRAFTS: "Claims that readers do not see yet, newest first",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue in the navigation."""

    text: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One claim in the table. ``status`` and ``counted`` are None for a draft."""

    slug: str
    statement: str
    byline: str
    status: Status | None
    why: str
    reports: str | None
    origins: str | None
    waiting: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that this editor did."""

    what: str
    slug: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything that ``desk/index.html`` shows. ``q`` None: a queue rather than what a search found."""

    q: str | None
    tabs: Sequence[Tab]
    caption: str
    rows: Sequence[QueueRow]
    shown: str
    next_url: str | None
    first_url: str | None
    lately: Sequence[Deed]
    may_assess: bool


@bp.get("")
@needs(Permission.DRAFT)
def index() -> ResponseReturnValue:
    """What needs attention."""
    q = request.args.get("q", "").strip()[:200]
    if q and is_claim(db.session, claim_slug(q)):
        return redirect(url_for("desk.claim", slug=claim_slug(q)))
    today = g.now.date()
    queue = _queue()
    counts = queues.queue_counts(db.session, today)
    number = max(1, min(request.args.get("page", 1, type=int), 10_000))
    rows = _found(q, today) if q else _rows(queue, today, number)
    total = counts[queue]
    last = min(number * PAGE, total)
    page = DeskPage(
        q=q or None,
        tabs=[_tab(each, counts[each], is_current=not q and each is queue) for each in TABS],
        caption=f"Claims that mention “{q}”" if q else CAPTIONS[queue],
        rows=rows,
        shown="" if q else f"{(number - 1) * PAGE + 1:,}–{last:,} of {total:,}",
        next_url=_address(queue, number + 1) if not q and last < total else None,
        first_url=_address(queue, 1) if not q and number > 1 else None,
        lately=_lately(),
        may_assess=current_actor().may(Permission.ASSESS),
    )
    return render_template("desk/index.html", page=page)


def _queue() -> Queue:
    asked = request.args.get("queue", "")
    return Queue(asked) if asked in set(Queue) else Queue.UNCHECKED


def _tab(queue: Queue, count: int, *, is_current: bool) -> Tab:
    return Tab(TABS[queue], url_for("desk.index", queue=queue.value), count, is_current)


def _address(queue: Queue, number: int) -> str:
    return url_for("desk.index", queue=queue.value, page=number if number > 1 else None)


def _rows(queue: Queue, today: date, number: int) -> list[QueueRow]:
    offset = (number - 1) * PAGE
    if queue is Queue.DRAFTS:
        return [
            QueueRow(
                slug=claim.slug,
                statement=claim.statement,
                byline=byline(claim),
                status=None,
                why="Draft",
                reports=str(len(claim.appearances)),
                origins=None,
                waiting=_days((today - claim.recorded_at.date()).days),
            )
            for claim in queues.drafts(db.session, limit=PAGE, offset=offset)
        ]
    waiting = queues.waiting(db.session, queue, today, limit=PAGE, offset=offset)
    return _claims(
        [(each.claim, _why(queue, each, today), _days((today - each.since).days)) for each in waiting], today
    )


def _found(q: str, today: date) -> list[QueueRow]:
    rows = claim_rows(db.session, Vantage.now(today), ClaimFilter(q=q), sort="-made_on", limit=FOUND)
    return _claims([(row, f"Since {day_words(row.status_since)}", "") for row in rows], today)


def _claims(claims: Sequence[tuple[ClaimRow, str, str]], today: date) -> list[QueueRow]:
    counts = origin_counts(db.session, Vantage.now(today), [claim for claim, _, _ in claims])
    return [
        QueueRow(
            slug=claim.slug,
            statement=claim.statement,
            byline=f"{claim.speaker_name}, {made_in_words(claim.made_on)}",
            status=claim.status,
            why=why,
            reports=f"{counts[claim.id].reports:,}",
            origins=counted(0, counts[claim.id].independent).partition(", ")[2],
            waiting=waiting,
        )
        for claim, why, waiting in claims
    ]


def _why(queue: Queue, waiting: Waiting, today: date) -> str:
    claim = waiting.claim
    if queue is Queue.DUE and claim.due_on is not None:
        return f"{'Was due' if waiting.since < today else 'Comes due'} {display(claim.due_on)}"
    if queue is Queue.DISPUTED:
        return f"Disputed since {day_words(claim.status_since)}"
    if waiting.review_by is not None and waiting.review_by < today:
        return f"Was to be reviewed by {day_words(waiting.review_by)}"
    if claim.last_checked is None:
        return "Nobody has decided on it yet"
    return f"Last checked {day_words(claim.last_checked)}"


def _days(days: int) -> str:
    if days <= 0:
        return "today" if days == 0 else f"in {-days} day{'' if days == -1 else 's'}"
    return f"{days:,} day{'' if days == 1 else 's'}"


def _lately() -> list[Deed]:
    acts = newest_acts_by(db.session, current_actor().name, limit=LATELY)
    return [Deed(deed(act).capitalize(), act.slug, act.recorded_at) for act in acts]
