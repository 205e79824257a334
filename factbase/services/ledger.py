"""The act of every change, in the change's own transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from factbase.domain.acts import ActRecord, body_of, hash_of, verify_chain
from factbase.domain.errors import BrokenChain
from factbase.domain.roles import Actor
from factbase.models import Act, LedgerHead

BATCH = 1_000
_HELD = "factbase_acts"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an act says: the verb, the record that it is about, and the content that it sets.

    Content that names an id, which the database gives, is a function that is asked once everything is flushed.
    """

    verb: str
    subject: str
    slug: str
    content: Mapping[str, Any] | Callable[[], Mapping[str, Any]]


def append_act(session: Session, entry: Entry, *, actor: Actor, now: datetime) -> None:
    """Add the next act, and flush what it is about.

    The head's row stays locked until the transaction ends, so of two writers the second waits and then sees the
    first one's act: the chain cannot fork.
    """
    act = (entry, actor, now)
    if _HELD in session.info:
        session.info[_HELD].append(act)
    else:
        session.flush()
        _add(session, [act])


@contextmanager
def acts_together(session: Session) -> Iterator[None]:
    """Hold the acts of everything inside back until its end, and add them all at once; none if it fails.

    For work of thousands of acts: one lock of the head and one statement rather than thousands.
    """
    session.info[_HELD] = held = list[tuple[Entry, Actor, datetime]]()
    try:
        yield
    finally:
        del session.info[_HELD]
    session.flush()
    _add(session, held)


def _add(session: Session, acts: Sequence[tuple[Entry, Actor, datetime]]) -> None:
    seq, prev = hold_ledger(session)
    rows = []
    for entry, actor, now in acts:
        seq += 1
        rows.append(_row(seq, prev, entry, actor, now))
        prev = rows[-1]["hash"]
    if rows:
        session.execute(insert(Act), rows)
        session.execute(update(LedgerHead).where(LedgerHead.id == 1).values(seq=seq, hash=prev))


def hold_ledger(session: Session) -> tuple[int, str]:
    """Keep other writers from adding acts until the transaction ends; give the number and hash of the newest act."""
    statement = select(LedgerHead.seq, LedgerHead.hash).where(LedgerHead.id == 1).with_for_update()
    head = session.execute(statement).one()
    return head.seq, head.hash


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC with microseconds and a ``Z``, the one form in which acts spell an instant."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def verify_ledger(session: Session) -> tuple[int, str]:
    """Recompute the whole chain; give the number and the hash of the newest act.

    :raises BrokenChain: names the first act that does not hold.
    """
    with closing(_records(session)) as records:
        seq, newest = verify_chain(records)
    head = session.execute(select(LedgerHead.seq, LedgerHead.hash)).one_or_none()
    if head is None:
        raise BrokenChain(max(seq, 1), "the ledger has lost its head")
    if head.seq < seq:
        raise BrokenChain(head.seq + 1, f"the head of the ledger is at act {head.seq} and does not know it")
    if head.seq > seq:
        raise BrokenChain(seq + 1, f"it is missing; the head of the ledger is at act {head.seq}")
    if head.hash != newest:
        raise BrokenChain(seq, "its hash is not the one that the head of the ledger names")
    return seq, newest


def _row(seq: int, prev: str, entry: Entry, actor: Actor, now: datetime) -> dict[str, Any]:
    body = body_of(
        seq=seq,
        prev=prev,
        act={
            "verb": entry.verb,
            "subject": {"type": entry.subject, "slug": entry.slug},
            "by": actor.name,
            "recorded_at": instant_text(now),
            "content": entry.content() if callable(entry.content) else entry.content,
        },
    )
    return {
        "seq": seq,
        "verb": entry.verb,
        "subject": entry.subject,
        "subject_slug": entry.slug,
        "by": actor.name,
        "recorded_at": now,
        "body": body,
        "prev": prev,
        "hash": hash_of(body),
    }


def _records(session: Session) -> Generator[ActRecord]:
    """All acts in order, with the columns that are only for finding them held against the body."""
    columns = (Act.seq, Act.prev, Act.body, Act.hash, Act.verb, Act.subject, Act.subject_slug, Act.by, Act.recorded_at)
    statement = select(*columns).order_by(Act.seq).execution_options(yield_per=BATCH)
    with session.execute(statement) as rows:
        for row in rows:
            yield ActRecord(seq=row.seq, prev=row.prev, body=row.body, hash=row.hash)
            # The chain holds up to here, so the body is what it was; the columns may still not be.
            said = json.loads(row.body)
            shown = {
                "verb": row.verb,
                "subject": {"type": row.subject, "slug": row.subject_slug},
                "by": row.by,
                "recorded_at": instant_text(row.recorded_at),
            }
            if any(said.get(name) != value for name, value in shown.items()):
                raise BrokenChain(row.seq, "its columns do not say what its content says")
