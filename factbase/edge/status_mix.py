"""How many claims stand where, as a bar and in words, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factbase.domain.status import STATUS_ORDER, Status


@dataclass(frozen=True, slots=True)
class MixPart:
    """One status of a mix: its number of claims, and where its part of the bar lies, in per cent."""

    status: Status
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class StatusMix:
    """The parts of a bar in the order of bars; statuses without claims are left out."""

    parts: tuple[MixPart, ...]
    total: int

    @property
    def label(self) -> str:
        """The mix in words ("7 confirmed, 1 denied"), for those who do not see the bar."""
        return ", ".join(f"{part.count} {part.status}" for part in self.parts) or "no claims"


def status_mix(counts: Mapping[Status, int]) -> StatusMix:
    """The mix of ``counts``, claims by status; statuses may be missing or zero."""
    total = sum(counts.values())
    parts: list[MixPart] = []
    before = 0
    for status in STATUS_ORDER:
        count = counts.get(status, 0)
        if count:
            start, end = (round(100 * place / total, 2) for place in (before, before + count))
            parts.append(MixPart(status=status, count=count, start=start, width=round(end - start, 2)))
            before += count
    return StatusMix(parts=tuple(parts), total=total)
