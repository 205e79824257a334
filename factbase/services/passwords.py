"""Passwords: which will do, and the hashes that are kept of them (OWASP ASVS 5.0, 6.2 and 11.4.2)."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

SHORTEST = 12
ADVISED = 15
LONGEST = 200
# From "safely unguessable" on zxcvbn's scale of 0 to 4: well beyond the lists of common passwords and their variations.
LEAST_STRENGTH = 3
# zxcvbn takes no longer ones; what follows can only add to the strength.
LONGEST_ESTIMATED = 72

# The parameters of RFC 9106 §4, second recommendation: about a tenth of a second and 64 MiB for each hash.
_HASHER = PasswordHasher()


def password_problem(password: str, *, personal: Iterable[str] = ()) -> str | None:
    """What is wrong with a new password, with what would do; None when it is good.

    ``personal`` are words that somebody would try first: names of the account and of the place. There are no rules
    of composition; any characters are welcome.
    """
    password = _normalised(password)
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters; {ADVISED} or more are better, such as four or five words."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    from zxcvbn import zxcvbn  # its word lists are only needed when a password is set

    words = [word for text in personal for word in (text, *text.split())]
    if zxcvbn(password[:LONGEST_ESTIMATED], user_inputs=words)["score"] < LEAST_STRENGTH:
        return "This is too easy to guess: it is common, or repeats itself. Take four or five unrelated words."
    return None


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters."""
    return _HASHER.hash(_normalised(password))


def password_fits(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one of which ``kept`` is the hash.

    None, for an account that is not there or has no password yet, takes as long and never fits.
    """
    try:
        _HASHER.verify(kept or _unknown(), _normalised(password))
    except VerificationError:
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the parameters have changed since this hash was made."""
    return _HASHER.check_needs_rehash(kept)


def _normalised(password: str) -> str:
    # The same letters may come composed or not, by keyboard and system.
    return unicodedata.normalize("NFC", password)


def _unknown() -> str:
    """A hash that no password has, with the parameters that are in use."""

    def encoded(length: int) -> str:
        return b64encode(bytes(length)).decode().rstrip("=")

    costs = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${costs}${encoded(_HASHER.salt_len)}${encoded(_HASHER.hash_len)}"
