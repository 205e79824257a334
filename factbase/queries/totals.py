"""How much is on record, for those who watch over the machine."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factbase.models import Claim, LedgerHead


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of what the database holds now, drafts included."""

    published: int
    drafts: int
    acts: int


def totals(session: Session) -> Totals:
    """Count the claims, and read the number of the newest act."""
    claims, published = session.execute(select(func.count(), func.count(Claim.published_at)).select_from(Claim)).one()
    acts = session.scalar(select(LedgerHead.seq)) or 0
    return Totals(published=published, drafts=claims - published, acts=acts)
