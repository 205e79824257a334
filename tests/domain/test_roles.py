"""Roles: who may do more may do all that those below may."""

from __future__ import annotations

from itertools import pairwise

import pytest

from factbase.domain.errors import Forbidden
from factbase.domain.roles import LEAST_ROLE, AccountRole, Actor, Permission, operator


def actor(role: AccountRole) -> Actor:
    return Actor(account_id=1, name="Somebody", role=role)


def allowed(role: AccountRole) -> set[Permission]:
    return {permission for permission in Permission if actor(role).may(permission)}


def test_every_permission_has_a_least_role():
    assert LEAST_ROLE.keys() == set(Permission)


def test_each_role_may_do_more_than_the_one_below():
    for lower, higher in pairwise(AccountRole):
        assert allowed(lower) < allowed(higher)


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        (AccountRole.READER, set()),
        (AccountRole.CONTRIBUTOR, {Permission.DRAFT, Permission.PROPOSE, Permission.COMMENT}),
        (AccountRole.EDITOR, set(Permission) - {Permission.MANAGE_ACCOUNTS}),
        (AccountRole.ADMIN, set(Permission)),
    ],
)
def test_each_role_may_do_what_the_product_says(role, permissions):
    assert allowed(role) == permissions


def test_who_may_not_is_told_which_role_it_takes():
    with pytest.raises(Forbidden, match="To publish claims takes the role editor; yours is contributor"):
        actor(AccountRole.CONTRIBUTOR).require(Permission.PUBLISH)


def test_who_may_passes():
    actor(AccountRole.EDITOR).require(Permission.PUBLISH)


def test_the_operator_of_the_machine_has_no_account_and_may_do_everything():
    someone = operator("factbase seed")

    assert (someone.account_id, someone.name) == (None, "factbase seed")
    assert all(someone.may(permission) for permission in Permission)
