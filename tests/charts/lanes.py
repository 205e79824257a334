"""Rows that the tests of charts draw from."""

from __future__ import annotations

from datetime import date

from factbase.charts.frames import Lane
from factbase.domain.courses import Decision, stretches
from factbase.domain.dates import parse_edtf_date
from factbase.domain.status import Status

AS_OF = date(2024, 6, 21)


def day(text):
    return date.fromisoformat(text)


def lane(slug, made, *course, as_of=AS_OF, title="A visit was in preparation", due=None, **given):
    """A claim made on ``made`` (EDTF) with its ``course``: pairs of a status and the day from which it held."""
    when = parse_edtf_date(made)
    decisions = [Decision(Status(status), day(held), f"Why {status}.", "C2") for status, held in course]
    return Lane(
        slug=slug,
        title=title,
        speaker="Dmitry Peskov",
        made=when,
        stretches=stretches(when.earliest, decisions, as_of=as_of),
        due=parse_edtf_date(due) if due else None,
        reports=4,
        origins=1,
        **given,
    )
