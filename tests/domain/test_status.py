"""Statuses: which settle a matter, and the grounds that a decision needs."""

from __future__ import annotations

import pytest

from factbase.domain.status import MEANING, RESOLVED, STATUS_ORDER, Status, missing_grounds

GROUNDED = [status for status in Status if status is not Status.UNCONFIRMED]


def fields(status: Status, rationale: str, evidence: list[str]) -> set[str]:
    return {problem.field for problem in missing_grounds(status, rationale, evidence)}


def test_confirmed_refuted_and_withdrawn_are_resolved():
    assert {Status.CONFIRMED, Status.REFUTED, Status.WITHDRAWN} == RESOLVED
    assert {status for status in Status if status.resolved} == RESOLVED


def test_every_status_has_a_meaning_and_a_place_in_the_order():
    assert MEANING.keys() == set(Status)
    assert sorted(STATUS_ORDER) == sorted(Status)


def test_unconfirmed_needs_no_grounds():
    assert fields(Status.UNCONFIRMED, "", []) == set()


@pytest.mark.parametrize("status", GROUNDED)
def test_every_other_status_needs_a_rationale_and_evidence(status):
    assert fields(status, "", []) == {"rationale", "evidence"}
    assert fields(status, " \n", ["a"]) == {"rationale"}
    assert fields(status, "Because.", []) == {"evidence"}
    assert fields(status, "Because.", ["a"]) == set()


@pytest.mark.parametrize("status", GROUNDED)
def test_what_is_missing_is_said_with_the_status(status):
    assert all(status.value in problem.message for problem in missing_grounds(status, "", []))
