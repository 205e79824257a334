"""The kinds of problem that an answer may report: what each is called, and what it means (RFC 9457 §3.1.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A title in the words of a reader, and what it means to whoever wrote the program that asks."""

    title: str
    meaning: str


PROBLEM_KINDS = {
    400: ProblemKind(
        "This address asks for something that cannot be read",
        "A query parameter is unknown, given twice or not readable; errors names every one. Unknown parameters are "
        "refused rather than ignored, so that a misspelt filter is not taken for none.",
    ),
    401: ProblemKind("Please sign in", "This is for those who are signed in; a token may be missing or expired."),
    403: ProblemKind("This is not yours to do", "The role of the account or token does not allow this."),
    404: ProblemKind("There is nothing here", "No page has this address, or what it was about is not published."),
    405: ProblemKind("That cannot be done here", "This address cannot be used in this way."),
    409: ProblemKind(
        "This is on record already",
        "The source key is taken, the link would lead back to itself, or history would have been changed.",
    ),
    412: ProblemKind(
        "The record changed since you read it",
        "Somebody else wrote in between. Nothing was overwritten: read it again (current_version), then decide.",
    ),
    413: ProblemKind("That is too large", "What was sent is larger than is taken in one piece."),
    422: ProblemKind(
        "Some of what was given cannot be recorded",
        "The request was understood but breaks a rule of the record; errors names every field and what would do.",
    ),
    428: ProblemKind(
        "Say which version you read", "A change needs If-Match with the ETag of the version that was read."
    ),
    429: ProblemKind("Too many attempts", "Wait for the number of seconds in Retry-After."),
    500: ProblemKind(
        "Something went wrong on our side",
        "The cause is in the log, under the request_id of the answer, and not in the answer.",
    ),
}
