"""An act of the ledger: its canonical form, its hash, and the check of a chain.

Canonical JSON is RFC 8785 (JCS). The hash of an act is SHA-256 over the canonical form of the act with the hash of
the act before it in ``prev``; the first act follows :data:`GENESIS`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from factbase.domain.errors import BrokenChain

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One act as it is stored. ``body`` is the canonical JSON text of everything but the hash itself."""

    seq: int
    prev: str
    body: str
    hash: str


def canonical(value: Mapping[str, Any]) -> str:
    """The RFC 8785 form of ``value``: keys sorted, no white space, numbers as ECMAScript writes them.

    :raises rfc8785.CanonicalizationError: for what JSON cannot hold, such as an integer beyond 2**53.
    """
    return rfc8785.dumps(dict(value)).decode()


def body_of(*, seq: int, prev: str, act: Mapping[str, Any]) -> str:
    """The canonical text that is hashed: the act with its number and the hash before it."""
    return canonical({**act, "prev": prev, "seq": seq})


def hash_of(body: str) -> str:
    """SHA-256 of the canonical text, in lower-case hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def verify_chain(acts: Iterable[ActRecord], *, after: str = GENESIS, first: int = 1) -> tuple[int, str]:
    """Recompute the chain and give the number and hash of its last act (``first - 1`` and ``after`` when empty).

    :raises BrokenChain: names the first act that is missing, out of order, or does not match its hash.
    """
    seq, prev = first - 1, after
    for act in acts:
        seq += 1
        if act.seq != seq:
            raise BrokenChain(seq, f"it is missing; the next act on record is {act.seq}")
        if act.prev != prev:
            raise BrokenChain(seq, "it does not follow the act before it")
        if act.hash != hash_of(act.body):
            raise BrokenChain(seq, "its content does not match its hash")
        content = _read(act)
        if content.get("seq") != seq or content.get("prev") != prev:
            raise BrokenChain(seq, "its content names another place in the chain")
        prev = act.hash
    return seq, prev


def _read(act: ActRecord) -> dict[str, Any]:
    # Whoever forges an act may forge its hash with it, over anything at all.
    try:
        content = json.loads(act.body)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise BrokenChain(act.seq, "its content is no act")
    return content
