from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.queries.claims import ClaimFilter, claim_rows
from factbase.queries.statuses import latest_statuses
from tests.factories import NOW, make_assessment, make_claim

MARCH, APRIL, MAY, JUNE = date(2024, 3, 18), date(2024, 4, 18), date(2024, 5, 18), date(2024, 6, 18)
TODAY = date(2026, 1, 2)


def at(day, recorded_by=None):
    return Vantage(as_of=day, today=TODAY, recorded_by=recorded_by)


def only(session, vantage):
    (row,) = claim_rows(session, vantage, ClaimFilter())
    return row


@pytest.mark.parametrize(("day", "status"), [(MARCH, "unconfirmed"), (MAY, "denied"), (JUNE, "denied")])
def test_status_on_a_day_is_the_latest_one_held_by_then(session, day, status):
    claim = make_claim(session)
    make_assessment(session, claim, Status.DENIED, as_of=MAY)
    make_assessment(session, claim, Status.UNCONFIRMED, as_of=MARCH)

    assert dict(session.execute(latest_statuses(at(day))).all()) == {claim.id: status}


def test_of_two_decisions_as_of_one_day_the_later_record_counts(session):
    claim = make_claim(session)
    make_assessment(session, claim, Status.DENIED, as_of=MAY)
    make_assessment(session, claim, Status.DISPUTED, as_of=MAY, now=NOW + timedelta(hours=1))

    assert only(session, at(JUNE)).status is Status.DISPUTED


def test_a_decision_of_a_month_counts_from_its_last_day(session):
    claim = make_claim(session)
    make_assessment(session, claim, Status.CONFIRMED, as_of="2024-05")

    assert only(session, at(date(2024, 5, 30))).status is Status.UNCONFIRMED
    assert only(session, at(date(2024, 5, 31))).status is Status.CONFIRMED


def test_a_claim_does_not_exist_before_the_first_day_on_which_it_may_have_been_made(session):
    make_claim(session, made_on="2024-03")

    assert claim_rows(session, at(date(2024, 2, 29)), ClaimFilter()) == []
    assert only(session, at(date(2024, 3, 1))).status is Status.UNCONFIRMED


def test_a_claim_without_a_decision_is_unconfirmed_since_it_was_made(session):
    make_claim(session, made_on="2024-03")

    row = only(session, at(TODAY))

    assert (row.status, row.status_since, row.last_checked) == (Status.UNCONFIRMED, date(2024, 3, 1), None)


def test_a_repeated_status_is_a_fresh_look_and_does_not_move_since(session):
    claim = make_claim(session)
    make_assessment(session, claim, Status.DENIED, as_of=MARCH)
    make_assessment(session, claim, Status.CONFIRMED, as_of=APRIL)
    make_assessment(session, claim, Status.CONFIRMED, as_of=JUNE)

    row = only(session, at(TODAY))

    assert (row.status, row.status_since, row.last_checked) == (Status.CONFIRMED, APRIL, JUNE)


def test_a_decision_on_an_aspect_leaves_the_status_alone(session):
    claim = make_claim(session)
    make_assessment(session, claim, Status.CONFIRMED, as_of=APRIL)
    make_assessment(session, claim, Status.DISPUTED, as_of=MAY, aspect="magnitude")

    assert only(session, at(TODAY)).status is Status.CONFIRMED


def test_a_corrected_decision_does_not_count(session):
    claim = make_claim(session)
    wrong = make_assessment(session, claim, Status.CONFIRMED, as_of=MAY)
    make_assessment(session, claim, Status.DENIED, as_of=APRIL, corrects=wrong.id)

    assert only(session, at(TODAY)).status is Status.DENIED
    assert only(session, at(MARCH)).status is Status.UNCONFIRMED


def test_by_an_instant_before_the_correction_the_wrong_decision_still_counts(session):
    claim = make_claim(session)
    wrong = make_assessment(session, claim, Status.CONFIRMED, as_of=MAY)
    make_assessment(session, claim, Status.DENIED, as_of=MAY, corrects=wrong.id, now=NOW + timedelta(days=1))

    before = only(session, at(TODAY, recorded_by=NOW + timedelta(hours=1)))

    assert before.status is Status.CONFIRMED
    assert only(session, at(TODAY)).status is Status.DENIED


def test_by_an_instant_before_it_was_recorded_there_is_no_claim(session):
    make_claim(session)

    assert claim_rows(session, at(TODAY, recorded_by=datetime(2025, 1, 1, tzinfo=UTC)), ClaimFilter()) == []


def test_a_draft_is_not_in_view(session):
    make_claim(session, publish=False)

    assert claim_rows(session, at(TODAY), ClaimFilter()) == []
