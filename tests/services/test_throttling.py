"""How often somebody may try to sign in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from factbase.domain.errors import TooManyAttempts
from factbase.domain.roles import operator
from factbase.models import FailedSignIn
from factbase.services.accounts import NewAccount, add_account
from factbase.services.sign_ins import Browser, start_sign_in
from factbase.services.throttling import ADDRESS, NAME, PAIR, admit_attempt, forget_attempt

NOW = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
HOME = "192.0.2.7"


def fail(session, times, *, name="duarte", address=HOME, now=NOW):
    for _ in range(times):
        admit_attempt(session, name, address, now=now)


def wait(session, *, name="duarte", address=HOME, now=NOW):
    """The seconds to wait; 0 if the attempt is let through, which counts it."""
    try:
        admit_attempt(session, name, address, now=now)
    except TooManyAttempts as refused:
        return refused.retry_after
    return 0


def test_a_few_slips_cost_nothing(session):
    assert [wait(session) for _ in range(PAIR.free)] == [0] * 5


def test_the_wait_doubles_and_ends_at_a_quarter_of_an_hour(session):
    clock = NOW
    waits = []
    fail(session, PAIR.free, now=clock)
    for _ in range(9):
        waits.append(wait(session, now=clock) - 1)
        clock += timedelta(seconds=waits[-1] + 1)
        assert wait(session, now=clock) == 0

    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_an_attempt_that_came_too_soon_does_not_prolong_the_wait(session):
    fail(session, PAIR.free)

    assert [wait(session, now=NOW + timedelta(seconds=second)) for second in (0, 5, 14)] == [16, 11, 2]
    assert wait(session, now=NOW + timedelta(seconds=16)) == 0


def test_the_message_says_how_long(session):
    fail(session, PAIR.free)

    with pytest.raises(TooManyAttempts, match="Try again in 16 seconds"):
        admit_attempt(session, "duarte", HOME, now=NOW)


def test_one_address_cannot_go_through_many_names(session):
    for number in range(ADDRESS.free):
        fail(session, 1, name=f"name-{number}")

    assert wait(session, name="another") > 0
    assert wait(session, name="another", address="198.51.100.1") == 0


def test_a_network_of_version_6_counts_as_one_address(session):
    fail(session, PAIR.free, address="2001:db8:1:2::1")

    assert wait(session, address="2001:db8:1:2:ffff::2") > 0
    assert wait(session, address="2001:db8:1:3::1") == 0


def test_many_addresses_that_share_one_name_are_slowed_to_a_minute(session):
    for number in range(60):
        fail(session, 1, address=f"198.51.100.{number}", now=NOW + timedelta(minutes=2 * number))

    newest = NOW + timedelta(minutes=2 * 59)
    assert wait(session, address="203.0.113.9", now=newest) == NAME.longest.total_seconds() + 1


def test_strangers_cannot_keep_an_owner_out(session):
    account = add_account(session, NewAccount("duarte", "editor"), actor=operator(), now=NOW)
    start_sign_in(session, account, browser=Browser("Firefox", HOME), now=NOW)
    for number in range(60):
        fail(session, 1, address=f"198.51.100.{number}", now=NOW + timedelta(minutes=2 * number))

    assert wait(session, address=HOME, now=NOW + timedelta(minutes=2 * 59)) == 0


def test_a_success_forgets_the_slips_before_it_but_not_those_of_the_address(session):
    fail(session, 3)
    fail(session, 2, name="other")

    forget_attempt(session, admit_attempt(session, "duarte", HOME, now=NOW))

    assert [wait(session) for _ in range(PAIR.free)] == [0] * 5
    assert session.scalar(select(func.count()).where(FailedSignIn.key.startswith("address:"))) == 10


def test_what_is_a_day_old_is_forgotten(session):
    fail(session, PAIR.free)

    assert wait(session, now=NOW + timedelta(hours=24, seconds=1)) == 0
    assert session.scalar(select(func.count(FailedSignIn.id))) == 3


def test_what_was_typed_as_a_name_is_not_kept(session):
    fail(session, 1, name="my password, by mistake")

    assert not any("mistake" in key for key in session.scalars(select(FailedSignIn.key)))
