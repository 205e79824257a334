"""Acts of the ledger as the desk looks at them: what was done to a claim since, and by whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from factbase.models import Act, LedgerHead

LOOKED_THROUGH = 10_000
"""So many of the newest acts are searched for those of one person; older ones are in the histories of their claims."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act with what it says."""

    seq: int
    verb: str
    subject: str
    slug: str
    by: str
    recorded_at: datetime
    content: Mapping[str, Any]


def newest_seq(session: Session) -> int:
    """The number of the newest act; 0 for an empty ledger."""
    return session.scalar(select(LedgerHead.seq)) or 0


def acts_on_claim(session: Session, slug: str, *, after: int) -> list[ActRow]:
    """What was done to a claim after the act ``after``, oldest first; ties that other claims got to it among them."""
    about = or_(Act.subject_slug == slug, Act.verb == "link")
    rows = session.execute(_acts().where(Act.subject == "claim", Act.seq > after, about).order_by(Act.seq))
    acts = (_act(row) for row in rows)
    return [act for act in acts if act.slug == slug or (act.verb == "link" and act.content.get("claim") == slug)]


def newest_acts_by(session: Session, name: str, *, limit: int) -> list[ActRow]:
    """What was signed ``name`` lately, newest first."""
    statement = (
        _acts()
        .where(Act.seq > newest_seq(session) - LOOKED_THROUGH, Act.by == name, Act.subject == "claim")
        .order_by(Act.seq.desc())
        .limit(limit)
    )
    return [_act(row) for row in session.execute(statement)]


def newest_act_on(session: Session, subject: str, slug: str) -> ActRow:
    """The last thing that was done to a record, which every record has: it was recorded."""
    about = (Act.subject == subject, Act.subject_slug == slug)
    return _act(session.execute(_acts().where(*about).order_by(Act.seq.desc()).limit(1)).one())


def _acts() -> Select[int, str, str, str, str, datetime, str]:
    return select(Act.seq, Act.verb, Act.subject, Act.subject_slug, Act.by, Act.recorded_at, Act.body)


def _act(row: Any) -> ActRow:
    said = json.loads(row.body)
    return ActRow(row.seq, row.verb, row.subject, row.subject_slug, row.by, row.recorded_at, said["content"])
