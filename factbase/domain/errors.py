"""What can go wrong, said so that any reader understands it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that is wrong: its name and a sentence that says what would do."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class FactbaseError(Exception):
    """The root of every error that is ours."""


class InvalidInput(FactbaseError):
    """What was given cannot be recorded; ``problems`` names every bad field at once."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    @classmethod
    def one(cls, field: str, message: str) -> InvalidInput:
        """The common case of a single bad field."""
        return cls([FieldProblem(field, message)])


class NotFound(FactbaseError):
    """There is no such record, or it is not published."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"There is no {what} “{key}”.")
        self.what = what
        self.key = key


class Conflict(FactbaseError):
    """The record changed since it was read.

    ``yours`` is the version that was read and ``current`` the one that is on record now.
    """

    def __init__(self, what: str, key: str, *, yours: int, current: int) -> None:
        super().__init__(
            f"The {what} “{key}” changed since you read it: you have version {yours}, it is now at version {current}."
        )
        self.what = what
        self.key = key
        self.yours = yours
        self.current = current


class AlreadyRecorded(FactbaseError):
    """Something with this identifier is on record already."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.problems = (FieldProblem(field, message),)


class Forbidden(FactbaseError):
    """The account's role does not allow this."""


class SignInNeeded(FactbaseError):
    """Only those who are signed in may do this."""


class TooManyAttempts(FactbaseError):
    """Tried too often; ``retry_after`` is the number of seconds to wait."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class AppendOnly(FactbaseError):
    """A row of the history was about to be changed or removed."""


class BrokenChain(FactbaseError):
    """The ledger does not hold: ``seq`` is the first act that fails."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(f"Act {seq} does not hold: {reason}")
        self.seq = seq
        self.reason = reason
