"""Series of stated figures that editors name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.models.base import Base, Instant, PrimaryKey, Slug, UtcDateTime, utc_now
from factbase.models.claim import Claim
from factbase.models.story import Story


class FigureSeries(Base):
    """Figures of one story that an editor says count the same thing, under a title of the editor's.

    A removed one keeps its row and its address, and has no members: what it was is in its revisions.
    """

    __tablename__ = "figure_series"

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    story: Mapped[Story] = relationship(lazy="raise_on_sql")
    members: Mapped[list[FigureSeriesMember]] = relationship(
        back_populates="series",
        cascade="all, delete-orphan",
        order_by="FigureSeriesMember.claim_id",
        lazy="raise_on_sql",
    )


class FigureSeriesMember(Base):
    """A claim in a series; its key is the claim, so it is in one at most."""

    __tablename__ = "figure_series_member"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, autoincrement=False)
    series_id: Mapped[int] = mapped_column(ForeignKey("figure_series.id"), index=True)
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    series: Mapped[FigureSeries] = relationship(back_populates="members", lazy="raise_on_sql")
    claim: Mapped[Claim] = relationship(lazy="raise_on_sql")
