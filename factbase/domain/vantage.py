"""The two times at which a question is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Vantage:
    """What the world knew at the end of ``as_of``, in what factbase had recorded by ``recorded_by``.

    ``recorded_by`` None means everything that is on record now. ``today`` is the day on which the question is asked.
    """

    as_of: date
    today: date
    recorded_by: datetime | None = None

    @classmethod
    def now(cls, today: date) -> Vantage:
        """The plain view: all that is known today."""
        return cls(as_of=today, today=today)

    @property
    def is_today(self) -> bool:
        """Whether nothing is held back."""
        return self.as_of == self.today and self.recorded_by is None
