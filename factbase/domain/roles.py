"""What each role may do. Who may do more may also do all that those below may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factbase.domain.errors import Forbidden


class AccountRole(StrEnum):
    """The role of an account, from the one who may do least to the one who may do most."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for a reader, up to 3 for an admin."""
        return list(AccountRole).index(self)


class Permission(StrEnum):
    """Something that an account may be allowed to do."""

    DRAFT = "draft claims"
    PROPOSE = "propose assessments"
    COMMENT = "comment"
    PUBLISH = "publish claims"
    ASSESS = "assess claims"
    APPROVE = "approve what others propose"
    CORRECT = "correct what is on record"
    MERGE = "merge duplicates"
    ARRANGE = "name series of figures"
    MANAGE_ACCOUNTS = "manage accounts"


LEAST_ROLE: dict[Permission, AccountRole] = {
    Permission.DRAFT: AccountRole.CONTRIBUTOR,
    Permission.PROPOSE: AccountRole.CONTRIBUTOR,
    Permission.COMMENT: AccountRole.CONTRIBUTOR,
    Permission.PUBLISH: AccountRole.EDITOR,
    Permission.ASSESS: AccountRole.EDITOR,
    Permission.APPROVE: AccountRole.EDITOR,
    Permission.CORRECT: AccountRole.EDITOR,
    Permission.MERGE: AccountRole.EDITOR,
    Permission.ARRANGE: AccountRole.EDITOR,
    Permission.MANAGE_ACCOUNTS: AccountRole.ADMIN,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: the account's id (None for the importer at the command line), public name and role."""

    account_id: int | None
    name: str
    role: AccountRole

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it."""
        return self.role.rank >= LEAST_ROLE[permission].rank

    def require(self, permission: Permission) -> None:
        """Pass, or :raises Forbidden: with a sentence that says which role it takes."""
        if not self.may(permission):
            raise Forbidden(
                f"To {permission.value} takes the role {LEAST_ROLE[permission].value}; yours is {self.role.value}."
            )


def operator(name: str = "the operator") -> Actor:
    """Who works at the command line of the machine itself, and may do everything."""
    return Actor(account_id=None, name=name, role=AccountRole.ADMIN)
