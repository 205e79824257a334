"""How often somebody may try to sign in.

Attempts are counted in the database, so that all processes count together, under three keys:

- this name from this address: five free attempts, then a wait that doubles up to a quarter of an hour;
- this address, whatever the name: twenty, then the same, against one that goes through many names;
- this name, from wherever: fifty, then a minute at most, against many addresses that share one name. Who signed in to
  the account from the same address before is not held to this one, so a stranger cannot keep its owner out.

An attempt is counted before the password is looked at: many at once get no more tries than one after the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factbase.domain.errors import TooManyAttempts
from factbase.models import Account, FailedSignIn, SignIn

COUNTED_FOR = timedelta(hours=24)
FIRST_WAIT = timedelta(seconds=15)
KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts are free, and how long a wait may become."""

    free: int
    longest: timedelta

    def wait_after(self, failures: int) -> timedelta:
        """The wait after so many failures: none at first, then doubling."""
        beyond = failures - self.free
        if beyond < 0:
            return timedelta(0)
        # The cap on the exponent keeps the product within what a timedelta holds.
        return min(FIRST_WAIT * (1 << min(beyond, 20)), self.longest)


PAIR = Limit(free=5, longest=timedelta(minutes=15))
ADDRESS = Limit(free=20, longest=timedelta(minutes=15))
NAME = Limit(free=50, longest=timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through: the rows that count it, and the key of its name and address together."""

    counted: tuple[int, ...]
    pair: str


def admit_attempt(session: Session, name: str, address: str, *, now: datetime) -> Attempt:
    """Count one attempt to sign in as ``name`` from ``address``; commit before the password is looked at.

    :raises TooManyAttempts: it is not its turn yet; nothing is counted.
    """
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now - COUNTED_FOR))
    network = _network(address)
    limits = {
        _key("pair", f"{name} {network}"): PAIR,
        _key("address", network): ADDRESS,
        _key("name", name): NAME,
    }
    held_to = {
        key: limit for key, limit in limits.items() if limit is not NAME or not _knows(session, name, network, now)
    }
    wait = max((_wait(session, key, limit, now) for key, limit in held_to.items()), default=timedelta(0))
    if wait > timedelta(0):
        seconds = int(wait.total_seconds()) + 1
        raise TooManyAttempts(f"Too many attempts. Try again in {_in_words(seconds)}.", retry_after=seconds)
    rows = [FailedSignIn(key=key, at=now) for key in limits]
    session.add_all(rows)
    session.flush()
    return Attempt(counted=tuple(row.id for row in rows), pair=next(iter(limits)))


def forget_attempt(session: Session, attempt: Attempt) -> None:
    """Take back an attempt that succeeded, and the failures of the same name from the same address before it."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.id.in_(attempt.counted)))
    session.execute(delete(FailedSignIn).where(FailedSignIn.key == attempt.pair))


def _wait(session: Session, key: str, limit: Limit, now: datetime) -> timedelta:
    failures, newest = session.execute(
        select(func.count(), func.max(FailedSignIn.at)).where(FailedSignIn.key == key)
    ).one()
    return newest + limit.wait_after(failures) - now if failures else timedelta(0)


def _knows(session: Session, name: str, network: str, now: datetime) -> bool:
    """Whether somebody signed in to the account ``name`` from there lately."""
    addresses = session.scalars(
        select(SignIn.address)
        .join(Account, Account.id == SignIn.account_id)
        .where(Account.name == name, SignIn.created_at >= now - KNOWN_FOR)
        .distinct()
    )
    return any(_network(address) == network for address in addresses)


def _network(address: str) -> str:
    """What one subscriber has: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))


def _key(kind: str, value: str) -> str:
    # Hashed, because people type passwords into the field of the name.
    return f"{kind}:{hashlib.sha256(value.encode(errors='surrogatepass')).hexdigest()}"


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
