from __future__ import annotations

import pytest

from factbase.domain.evidence import assumed_stance
from factbase.domain.links import LinkType
from factbase.domain.status import Stance, Status


@pytest.mark.parametrize(
    ("status", "ties", "stance"),
    [
        (Status.CONFIRMED, [], Stance.SUPPORTS),
        (Status.CORROBORATED, [], Stance.SUPPORTS),
        (Status.REFUTED, [], Stance.AGAINST),
        (Status.DENIED, [], Stance.AGAINST),
        (Status.WITHDRAWN, [], Stance.AGAINST),
        (Status.DISPUTED, [], Stance.CONTEXT),
        (Status.UNCONFIRMED, [], Stance.CONTEXT),
        (Status.DISPUTED, [LinkType.CONTRADICTS], Stance.AGAINST),
        (Status.DISPUTED, [LinkType.CORROBORATES], Stance.SUPPORTS),
        (Status.CORROBORATED, [LinkType.UPDATES], Stance.SUPPORTS),
        (Status.CORROBORATED, [LinkType.CORROBORATES, LinkType.DENIES], Stance.AGAINST),
    ],
)
def test_evidence_without_a_stated_stance_speaks_as_the_record_says(status, ties, stance):
    assert assumed_stance(status, ties) is stance


@pytest.mark.parametrize("status", Status)
def test_every_status_has_an_assumed_stance(status):
    assert assumed_stance(status) in Stance
