"""Where claims stood over time: the courses of a speaker's, an outlet's or any list of claims, for counting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factbase.domain.courses import Decision, Stretch, stretches
from factbase.domain.vantage import Vantage
from factbase.models import Assessment, Claim
from factbase.queries.claims import ClaimFilter, conditions, joined
from factbase.queries.statuses import COURSE, of_the_whole, standings

MOST = 5_000
"""Of how many claims courses are read at once; of longer lists those of the newest claims are."""


@dataclass(frozen=True, slots=True)
class Courses:
    """The courses of the newest ``MOST`` claims that match, and how many match in all."""

    courses: Sequence[Sequence[Stretch]]
    total: int

    @property
    def days(self) -> list[date]:
        """The days on which one of the claims was made or changed its status, in order."""
        return sorted({stretch.start for course in self.courses for stretch in course})


def courses_under(session: Session, vantage: Vantage, given: ClaimFilter, *, most: int = MOST) -> Courses:
    """The courses up to the vantage of the claims in view that match ``given``. Two statements."""
    standing = standings(vantage)
    newest = (
        joined(select(Claim.id, Claim.made_on_earliest, func.count().over().label("total")), standing)
        .where(*conditions(vantage, given, standing))
        .order_by(Claim.made_on_earliest.desc(), Claim.id.desc())
        .limit(most)
    )
    first = {row.id: row for row in session.execute(newest)}
    decided = (
        select(Assessment.claim_id, Assessment.status, Assessment.as_of)
        .where(Assessment.claim_id.in_(select(newest.subquery().c.id)), of_the_whole(vantage))
        .order_by(*COURSE)
    )
    decisions: dict[int, list[Decision]] = {id_: [] for id_ in first}
    for row in session.execute(decided):
        decisions[row.claim_id].append(Decision(row.status, row.as_of))
    return Courses(
        courses=[stretches(first[id_].made_on_earliest, decisions[id_], as_of=vantage.as_of) for id_ in first],
        total=max((row.total for row in first.values()), default=0),
    )


def next_day(session: Session, vantage: Vantage, given: ClaimFilter) -> date | None:
    """The first day after the vantage's on which one of the claims was made or changed its status, up to today."""
    later = replace(vantage, as_of=vantage.today)
    return next((day for day in courses_under(session, later, given).days if day > vantage.as_of), None)
