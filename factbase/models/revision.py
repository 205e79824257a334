"""Former wordings: what a record said at each of its versions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factbase.models.base import Base, Instant, PrimaryKey, utc_now
from factbase.models.guard import append_only


@append_only
class Revision(Base):
    """The whole content of a record from one version on, with who wrote it, when and why.

    ``subject`` names the table ("claim", "story"), ``subject_id`` the row. Version 1 is what was first recorded;
    ``reason`` is empty there.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("subject", "subject_id", "version"),
        Index("ix_revision_recorded_at_id", "recorded_at", "id"),
    )

    id: Mapped[PrimaryKey]
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
