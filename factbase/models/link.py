"""Typed ties between claims."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.links import LinkType
from factbase.models.base import Base, Instant, PrimaryKey, utc_now
from factbase.models.claim import Claim


class Link(Base):
    """``source`` does to ``target`` what ``type`` says. ``is_interested``: it comes from a party to the matter."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("type", "source_id", "target_id"),
        CheckConstraint("source_id <> target_id", name="not_itself"),
    )

    id: Mapped[PrimaryKey]
    type: Mapped[LinkType]
    source_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    is_interested: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    source: Mapped[Claim] = relationship(foreign_keys=[source_id], lazy="raise_on_sql")
    target: Mapped[Claim] = relationship(foreign_keys=[target_id], lazy="raise_on_sql")
