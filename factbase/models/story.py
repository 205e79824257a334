"""Storylines that group claims."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from factbase.models.base import Base, Instant, PrimaryKey, Slug, utc_now


class Story(Base):
    """A storyline: "Putin's visit to North Korea"."""

    __tablename__ = "story"

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    title: Mapped[str] = mapped_column(String(300))
    summary: Mapped[str | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)
