"""The ledger: the numbered, hash-chained list of every act that changed published data."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from factbase.models.base import Base, Instant
from factbase.models.guard import append_only


@append_only
class Act(Base):
    """One act. ``body`` is the canonical JSON that ``hash`` is taken over; the other columns are for finding it."""

    __tablename__ = "act"
    __table_args__ = (Index("ix_act_subject_subject_slug", "subject", "subject_slug"),)

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    verb: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(32))
    subject_slug: Mapped[str] = mapped_column(String(120))
    by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[Instant]
    body: Mapped[str]
    prev: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class LedgerHead(Base):
    """The number and hash of the newest act: one row, locked by whoever adds the next one."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
