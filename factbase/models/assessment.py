"""Dated decisions on claims, and what they rest on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.status import Aspect, Outcome, Stance, Status
from factbase.models.base import Base, Edtf, Instant, PrimaryKey, utc_now
from factbase.models.claim import Claim
from factbase.models.guard import append_only
from factbase.models.report import Report


@append_only
class Assessment(Base):
    """One dated decision on one claim. Rows are added and never touched again.

    A mistake is put right by a later row whose ``corrects_id`` names the wrong one. ``as_of_edtf`` is the date as
    it was written, and ``as_of`` the day from which it counts: the last one of a month. ``outcome`` is for claims that
    had a due date: what became of them.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        Index("ix_assessment_course", "claim_id", "as_of", "recorded_at", "id", "status"),
        Index("ix_assessment_recorded_at_id", "recorded_at", "id"),
        Index("ix_assessment_as_of_recorded_at_id", "as_of", "recorded_at", "id"),
        CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name="reliability"),
        CheckConstraint("credibility BETWEEN 1 AND 6", name="credibility"),
    )

    id: Mapped[PrimaryKey]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    status: Mapped[Status]
    aspect: Mapped[Aspect | None]
    outcome: Mapped[Outcome | None]
    as_of: Mapped[date]
    as_of_edtf: Mapped[Edtf]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    rationale: Mapped[str]
    reliability: Mapped[str | None] = mapped_column(String(1))
    credibility: Mapped[int | None]
    review_by: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    by: Mapped[str] = mapped_column(String(200))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_by: Mapped[str | None] = mapped_column(String(200))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"), unique=True)

    claim: Mapped[Claim] = relationship(back_populates="assessments", foreign_keys=[claim_id], lazy="raise_on_sql")
    corrects: Mapped[Assessment | None] = relationship(remote_side="Assessment.id", lazy="raise_on_sql")
    evidence: Mapped[list[Evidence]] = relationship(
        back_populates="assessment", order_by="Evidence.id", lazy="raise_on_sql"
    )


@append_only
class Evidence(Base):
    """One thing that an assessment rests on, and what it does for the claim."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint(
            "(report_id IS NOT NULL AND claim_id IS NULL) OR (report_id IS NULL AND claim_id IS NOT NULL)",
            name="one_thing",
        ),
    )

    id: Mapped[PrimaryKey]
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    stance: Mapped[Stance]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    note: Mapped[str | None]

    assessment: Mapped[Assessment] = relationship(back_populates="evidence", lazy="raise_on_sql")
    report: Mapped[Report | None] = relationship(lazy="raise_on_sql")
    claim: Mapped[Claim | None] = relationship(lazy="raise_on_sql")
