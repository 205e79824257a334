"""Accounts, passwords, one-time links and sign-ins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from factbase.domain.errors import AlreadyRecorded, Forbidden, InvalidInput, NotFound
from factbase.domain.roles import AccountRole, Actor, operator
from factbase.models import Account, OneTimeLink, SignIn
from factbase.queries.sign_ins import LONGEST
from factbase.services import accounts, passwords, sign_ins
from factbase.services.accounts import NewAccount, Welcome

NOW = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
GOOD = "lighthouse carpet seventeen"
BROWSER = sign_ins.Browser(user_agent="Firefox", address="192.0.2.7")


def an_account(session, name="duarte", role="editor", **given):
    return accounts.add_account(session, NewAccount(name, role, **given), actor=operator(), now=NOW)


def with_password(session, name="duarte", password=GOOD):
    account = an_account(session, name)
    # Hashed cheaply: what the cost is for is tried elsewhere.
    account.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
    session.flush()
    return account


# Accounts


def test_an_account_signs_in_by_a_name_whose_case_and_width_do_not_matter(session):
    an_account(session, "M.Duarte")

    assert accounts.account_named(session, "ｍ.DUARTE").public_name == "M.Duarte"


def test_a_name_is_given_once(session):
    an_account(session, "duarte")

    with pytest.raises(AlreadyRecorded):
        an_account(session, "DUARTE")


@pytest.mark.parametrize("name", ["", " ", "two words", "x" * 101, "<b>", "-flag"])
def test_a_name_that_cannot_be_typed_well_is_refused(session, name):
    with pytest.raises(InvalidInput) as refused:
        an_account(session, name, public_name="Somebody")

    assert [problem.field for problem in refused.value.problems] == ["name"]


def test_only_who_manages_accounts_may_open_one(session):
    editor = Actor(account_id=1, name="J. Okafor", role=AccountRole.EDITOR)

    with pytest.raises(Forbidden):
        accounts.add_account(session, NewAccount("duarte", "admin"), actor=editor, now=NOW)


def test_a_closed_account_is_signed_out_everywhere_and_cannot_come_back(session):
    account = with_password(session)
    token = sign_ins.start_sign_in(session, account, browser=BROWSER, now=NOW)
    link = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    accounts.close_account(session, "duarte", actor=operator(), now=NOW)

    assert sign_ins.sign_in_of(session, token, now=NOW) is None
    assert accounts.account_with_password(session, "duarte", GOOD) is None
    with pytest.raises(NotFound):
        accounts.account_of_link(session, link, now=NOW)


# Passwords


@pytest.mark.parametrize(
    "password",
    ["", "short", "elevenchars", "password1234", "qwertyuiop12", "passwordpassword", "aaaaaaaaaaaa", "x" * 201],
)
def test_a_password_that_is_short_common_or_repetitive_is_refused(password):
    assert passwords.password_problem(password)


@pytest.mark.parametrize("password", [GOOD, "трудный пароль скамейка", "a1 B2-c3_D4.e5", "long " * 3 + GOOD * 6])
def test_a_long_password_of_any_characters_is_taken(password):
    assert passwords.password_problem(password) is None


def test_a_password_made_of_the_accounts_own_names_is_refused():
    assert passwords.password_problem("margaridaduarte", personal=["Margarida Duarte", "margaridaduarte"])


def test_a_password_fits_however_its_accents_are_typed():
    kept = passwords.hash_password("pastéis de Belém à noite")

    assert passwords.password_fits(kept, "paste\u0301is de Bele\u0301m a\u0300 noite")
    assert not passwords.password_fits(kept, "pasteis de Belem a noite")


def test_a_name_that_nobody_has_costs_the_same_work(session, monkeypatch):
    hashed = []

    class Counting(PasswordHasher):
        def verify(self, kept, password):
            hashed.append(kept.split("$")[3])
            return super().verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    account = an_account(session)
    account.password_hash = passwords.hash_password(GOOD)
    an_account(session, "not-yet-welcomed")

    found = [
        accounts.account_with_password(session, name, "wrong") for name in ("duarte", "nobody", "not-yet-welcomed")
    ]

    assert found == [None, None, None]
    assert hashed == ["m=65536,t=3,p=4"] * 3


def test_the_hash_is_made_anew_when_its_parameters_have_changed(session):
    account = with_password(session)
    cheap = account.password_hash

    accounts.renew_hash(account, GOOD)

    assert account.password_hash != cheap
    assert not passwords.is_outdated(account.password_hash)
    assert passwords.password_fits(account.password_hash, GOOD)


def test_a_new_password_signs_out_all_browsers_but_this_one(session):
    account = with_password(session)
    here, there = (sign_ins.start_sign_in(session, account, browser=BROWSER, now=NOW) for _ in range(2))

    accounts.set_password(session, account, "umbrella granite violin", now=NOW, but=here)

    assert sign_ins.sign_in_of(session, here, now=NOW)
    assert sign_ins.sign_in_of(session, there, now=NOW) is None


# One-time links


def welcome(**given):
    return Welcome(**{"public_name": "M. Duarte", "password": GOOD, **given})


def test_a_link_sets_the_password_once(session):
    an_account(session)
    token = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    accounts.use_link(session, token, welcome(), now=NOW)

    assert accounts.account_with_password(session, "duarte", GOOD).public_name == "M. Duarte"
    with pytest.raises(NotFound):
        accounts.use_link(session, token, welcome(password="umbrella granite violin"), now=NOW)


def test_a_refused_password_leaves_the_link_good(session):
    an_account(session)
    token = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    with pytest.raises(InvalidInput) as refused:
        accounts.use_link(session, token, welcome(public_name=" ", password="short"), now=NOW)

    assert [problem.field for problem in refused.value.problems] == ["public_name", "password"]
    assert accounts.account_of_link(session, token, now=NOW).name == "duarte"


def test_a_link_runs_out(session):
    an_account(session)
    token = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    with pytest.raises(NotFound):
        accounts.account_of_link(session, token, now=NOW + accounts.LINK_LASTS)


def test_a_newer_link_voids_the_older(session):
    an_account(session)
    older, newer = (accounts.make_link(session, "duarte", actor=operator(), now=NOW) for _ in range(2))

    with pytest.raises(NotFound):
        accounts.account_of_link(session, older, now=NOW)
    assert accounts.account_of_link(session, newer, now=NOW)


def test_the_token_of_a_link_is_not_kept(session):
    an_account(session)

    token = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    assert session.scalar(select(OneTimeLink.token_hash)) == sign_ins.token_hash(token) != token


def test_the_first_link_opens_an_account_that_may_do_everything_and_names_itself(session):
    token = accounts.make_first_link(session, actor=operator(), now=NOW)

    account = accounts.use_link(session, token, welcome(name="Margarida"), now=NOW)

    assert (account.name, account.public_name, account.role) == ("margarida", "M. Duarte", AccountRole.ADMIN)


def test_the_first_link_is_made_anew_until_somebody_can_sign_in(session):
    first = accounts.make_first_link(session, actor=operator(), now=NOW)
    second = accounts.make_first_link(session, actor=operator(), now=NOW)

    with pytest.raises(NotFound):
        accounts.account_of_link(session, first, now=NOW)
    accounts.use_link(session, second, welcome(), now=NOW)

    assert session.scalar(select(func.count(Account.id))) == 1
    assert accounts.make_first_link(session, actor=operator(), now=NOW) is None


def test_later_links_do_not_rename_the_account(session):
    with_password(session, "somebody")
    an_account(session)
    token = accounts.make_link(session, "duarte", actor=operator(), now=NOW)

    account = accounts.use_link(session, token, welcome(name="root"), now=NOW)

    assert account.name == "duarte"


# Sign-ins


def test_only_the_hash_of_a_sign_ins_token_is_kept(session):
    token = sign_ins.start_sign_in(session, with_password(session), browser=BROWSER, now=NOW)

    assert len(token) >= 43
    assert session.scalar(select(SignIn.token_hash)) == sign_ins.token_hash(token) != token


@pytest.mark.parametrize(
    ("later", "in_force"),
    [
        (timedelta(hours=11, minutes=59), True),
        (timedelta(hours=12), False),
    ],
)
def test_a_sign_in_left_alone_runs_out(session, later, in_force):
    token = sign_ins.start_sign_in(session, with_password(session), browser=BROWSER, now=NOW)

    assert (sign_ins.sign_in_of(session, token, now=NOW + later) is not None) is in_force


def test_a_sign_in_ends_after_a_week_however_much_it_is_used(session):
    token = sign_ins.start_sign_in(session, with_password(session), browser=BROWSER, now=NOW)
    row = sign_ins.sign_in_of(session, token, now=NOW)
    almost = NOW + LONGEST - timedelta(seconds=1)

    sign_ins.note_use(session, row.id, now=almost)

    assert sign_ins.sign_in_of(session, token, now=almost)
    assert sign_ins.sign_in_of(session, token, now=NOW + LONGEST) is None


def test_a_browser_that_is_used_stays_signed_in(session):
    token = sign_ins.start_sign_in(session, with_password(session), browser=BROWSER, now=NOW)
    row = sign_ins.sign_in_of(session, token, now=NOW)
    later = NOW + timedelta(hours=11)

    assert sign_ins.is_due_for_note(row, now=later)
    sign_ins.note_use(session, row.id, now=later)

    assert sign_ins.sign_in_of(session, token, now=NOW + timedelta(hours=22))


def test_nobody_ends_the_sign_in_of_somebody_else(session):
    mine, theirs = with_password(session, "mine"), with_password(session, "theirs")
    token = sign_ins.start_sign_in(session, theirs, browser=BROWSER, now=NOW)
    row = sign_ins.sign_in_of(session, token, now=NOW)

    with pytest.raises(NotFound):
        sign_ins.end_one_sign_in(session, row.id, account_id=mine.id, now=NOW)
    sign_ins.end_one_sign_in(session, row.id, account_id=theirs.id, now=NOW)

    assert sign_ins.sign_in_of(session, token, now=NOW) is None


# Public names


@pytest.mark.parametrize("name", ["M. Duarte", "m duarte", "M.  DUARTE"])
def test_two_people_do_not_sign_with_one_name(session, name):
    an_account(session, "duarte", public_name="M. Duarte")

    with pytest.raises(InvalidInput) as refused:
        an_account(session, "other", public_name=name)

    assert [problem.field for problem in refused.value.problems] == ["public_name"]


def test_a_public_name_may_be_changed_in_spelling(session):
    account = an_account(session, "duarte", public_name="M. Duarte")

    accounts.change_public_name(session, account, "M. DUARTE")

    assert account.public_name == "M. DUARTE"
