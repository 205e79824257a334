"""Claims: one assertion, by one speaker, at one time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.dates import EdtfDate
from factbase.domain.quantities import Qualifier, Quantity
from factbase.domain.status import MAX_STATEMENT, Kind
from factbase.models.base import Base, Edtf, Instant, Language, PrimaryKey, Slug, exact_number, stored_date, utc_now
from factbase.models.speaker import Role, Speaker
from factbase.models.story import Story

if TYPE_CHECKING:
    from factbase.models.assessment import Assessment
    from factbase.models.report import Appearance


class Claim(Base):
    """What somebody said, in one neutral sentence, with everything about the saying.

    A claim without ``published_at`` is a draft. ``version`` grows with every act on the claim.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(f"length(statement) BETWEEN 1 AND {MAX_STATEMENT}", name="statement_length"),
        Index("ix_claim_made_on_earliest_id", "made_on_earliest", "id"),
        Index("ix_claim_story_id_made_on_earliest", "story_id", "made_on_earliest"),
        Index("ix_claim_speaker_id_made_on_earliest", "speaker_id", "made_on_earliest"),
    )

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    source_key: Mapped[str | None] = mapped_column(String(300), unique=True)
    statement: Mapped[str] = mapped_column(String(MAX_STATEMENT))
    kind: Mapped[Kind]

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    role_id: Mapped[int | None] = mapped_column(ForeignKey("role.id"))
    via: Mapped[str | None] = mapped_column(String(300))

    quote: Mapped[str | None]
    quote_language: Mapped[Language | None]
    quote_translation: Mapped[str | None]
    quote_note: Mapped[str | None]

    made_on_edtf: Mapped[Edtf]
    made_on_earliest: Mapped[date]
    made_on_latest: Mapped[date | None]
    made_on_phrase: Mapped[str | None] = mapped_column(String(300))
    made_on_note: Mapped[str | None]
    due_on_edtf: Mapped[Edtf | None]
    due_on_earliest: Mapped[date | None]
    due_on_latest: Mapped[date | None] = mapped_column(index=True)
    due_on_phrase: Mapped[str | None] = mapped_column(String(300))

    quantity_qualifier: Mapped[Qualifier | None]
    quantity_value: Mapped[float | None]
    quantity_low: Mapped[float | None]
    quantity_high: Mapped[float | None]
    quantity_unit: Mapped[str | None] = mapped_column(String(200))
    quantity_what: Mapped[str | None] = mapped_column(String(300))
    quantity_as_reported: Mapped[str | None] = mapped_column(String(300))
    quantity_period_edtf: Mapped[Edtf | None]
    quantity_period_earliest: Mapped[date | None]
    quantity_period_latest: Mapped[date | None]

    hedging: Mapped[list[str] | None]
    story_id: Mapped[int | None] = mapped_column(ForeignKey("story.id"))
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    published_at: Mapped[Instant | None] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)

    speaker: Mapped[Speaker] = relationship(lazy="raise_on_sql")
    role: Mapped[Role | None] = relationship(lazy="raise_on_sql")
    story: Mapped[Story | None] = relationship(lazy="raise_on_sql")
    countries: Mapped[list[ClaimCountry]] = relationship(
        order_by="ClaimCountry.country", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    tags: Mapped[list[ClaimTag]] = relationship(
        order_by="ClaimTag.tag", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    appearances: Mapped[list[Appearance]] = relationship(
        back_populates="claim", order_by="Appearance.id", lazy="raise_on_sql"
    )
    assessments: Mapped[list[Assessment]] = relationship(
        back_populates="claim",
        foreign_keys="Assessment.claim_id",
        order_by="Assessment.id",
        lazy="raise_on_sql",
    )

    @property
    def made_on(self) -> EdtfDate:
        """The day on which it was said, as precise as the source."""
        return EdtfDate(edtf=self.made_on_edtf, earliest=self.made_on_earliest, latest=self.made_on_latest)

    @property
    def due_on(self) -> EdtfDate | None:
        """When it can be judged; None for what needs no waiting."""
        return stored_date(self.due_on_edtf, self.due_on_earliest, self.due_on_latest)

    @property
    def quantity(self) -> Quantity | None:
        """The figure that it states; None when it states none."""
        if self.quantity_qualifier is None:
            return None
        return Quantity(
            qualifier=self.quantity_qualifier,
            value=exact_number(self.quantity_value),
            low=exact_number(self.quantity_low),
            high=exact_number(self.quantity_high),
            unit=self.quantity_unit or "",
            what=self.quantity_what or "",
            as_reported=self.quantity_as_reported,
            period=stored_date(self.quantity_period_edtf, self.quantity_period_earliest, self.quantity_period_latest),
        )


class ClaimCountry(Base):
    """A country that a claim is about."""

    __tablename__ = "claim_country"
    __table_args__ = (Index("ix_claim_country_country_claim_id", "country", "claim_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True)


class ClaimTag(Base):
    """A tag of a claim."""

    __tablename__ = "claim_tag"
    __table_args__ = (Index("ix_claim_tag_tag_claim_id", "tag", "claim_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(80), primary_key=True)
