"""Which way a piece of evidence speaks when whoever recorded it did not say."""

from __future__ import annotations

from collections.abc import Collection

from factbase.domain.links import LinkType
from factbase.domain.status import Stance, Status

SPEAKS_FOR = frozenset({LinkType.CONFIRMS, LinkType.CORROBORATES, LinkType.REPEATS})
SPEAKS_AGAINST = frozenset({LinkType.DENIES, LinkType.CONTRADICTS, LinkType.RETRACTS})

_BY_STATUS = {
    Status.CONFIRMED: Stance.SUPPORTS,
    Status.CORROBORATED: Stance.SUPPORTS,
    Status.DENIED: Stance.AGAINST,
    Status.REFUTED: Stance.AGAINST,
    Status.WITHDRAWN: Stance.AGAINST,
    Status.DISPUTED: Stance.CONTEXT,
    Status.UNCONFIRMED: Stance.CONTEXT,
}


def assumed_stance(status: Status, ties: Collection[LinkType] = ()) -> Stance:
    """The stance of evidence for a decision of ``status``, taken from what is on record rather than guessed.

    ``ties`` are the links between the claim and the evidence, if that is a claim: one that denies or contradicts
    speaks against, one that confirms or corroborates supports. Without such a tie the decision itself tells: what a
    refutation rests on speaks against the claim. Evidence of a claim that stays open gives context.
    """
    if SPEAKS_AGAINST.intersection(ties):
        return Stance.AGAINST
    if SPEAKS_FOR.intersection(ties):
        return Stance.SUPPORTS
    return _BY_STATUS[status]
