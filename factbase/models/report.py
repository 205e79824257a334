"""Publications, the claims that appear in them, and whom they credit."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.dates import EdtfDate
from factbase.models.base import Base, Edtf, Instant, Language, PrimaryKey, Slug, stored_date, utc_now
from factbase.models.claim import Claim
from factbase.models.outlet import Outlet
from factbase.models.speaker import Speaker


class Report(Base):
    """One publication of an outlet. Its address, where it has one, tells it from all others.

    ``known_on`` is the day by which it was out for certain: the last day of its date, and never after the day on
    which it was recorded. Views of an earlier day leave it out.
    """

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_outlet_id_known_on", "outlet_id", "known_on"),)

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"))
    title: Mapped[str | None] = mapped_column(String(1_000))
    url: Mapped[str | None] = mapped_column(String(2_000), unique=True)
    published_on_edtf: Mapped[Edtf | None]
    published_on_earliest: Mapped[date | None]
    published_on_latest: Mapped[date | None]
    known_on: Mapped[date]
    language: Mapped[Language | None]
    archived_url: Mapped[str | None] = mapped_column(String(2_000))
    note: Mapped[str | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    outlet: Mapped[Outlet] = relationship(lazy="raise_on_sql")

    @property
    def published_on(self) -> EdtfDate | None:
        """The day of publication as precisely as it is known; None when the page does not say."""
        return stored_date(self.published_on_edtf, self.published_on_earliest, self.published_on_latest)


class Appearance(Base):
    """A claim in a report: the words as printed, where they stand, and the hedge used."""

    __tablename__ = "appearance"
    __table_args__ = (UniqueConstraint("claim_id", "report_id"),)

    id: Mapped[PrimaryKey]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    words: Mapped[str | None]
    place: Mapped[str | None] = mapped_column(String(300))
    hedge: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    claim: Mapped[Claim] = relationship(back_populates="appearances", lazy="raise_on_sql")
    report: Mapped[Report] = relationship(lazy="raise_on_sql")
    relays: Mapped[list[Relay]] = relationship(
        back_populates="appearance", order_by="(Relay.credit_no, Relay.hop_no)", lazy="raise_on_sql"
    )


class Relay(Base):
    """One step on the way from a report back to where it has something from.

    ``credit_no`` numbers those whom the report credits side by side; ``hop_no`` the steps of one way, from the
    credited one (1) towards the origin. ``appearance_id`` is None where the report as a whole gives the credit.
    """

    __tablename__ = "relay"
    __table_args__ = (
        UniqueConstraint("report_id", "appearance_id", "credit_no", "hop_no"),
        CheckConstraint(
            "(outlet_id IS NOT NULL AND credited_report_id IS NULL AND speaker_id IS NULL)"
            " OR (outlet_id IS NULL AND credited_report_id IS NOT NULL AND speaker_id IS NULL)"
            " OR (outlet_id IS NULL AND credited_report_id IS NULL AND speaker_id IS NOT NULL)",
            name="one_credited",
        ),
    )

    id: Mapped[PrimaryKey]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    appearance_id: Mapped[int | None] = mapped_column(ForeignKey("appearance.id"), index=True)
    credit_no: Mapped[int]
    hop_no: Mapped[int]
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlet.id"), index=True)
    credited_report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))

    appearance: Mapped[Appearance | None] = relationship(back_populates="relays", lazy="raise_on_sql")
    outlet: Mapped[Outlet | None] = relationship(lazy="raise_on_sql")
    speaker: Mapped[Speaker | None] = relationship(lazy="raise_on_sql")
    credited_report: Mapped[Report | None] = relationship(foreign_keys=[credited_report_id], lazy="raise_on_sql")
