"""Those who say things: their names in several scripts and the roles that they held."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.domain.dates import EdtfDate
from factbase.models.base import Base, Country, Edtf, Instant, Language, PrimaryKey, Slug, stored_date, utc_now, words


class SpeakerKind(StrEnum):
    """What sort of speaker it is."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    MEDIA = "media"
    ANONYMOUS = "anonymous"


class Speaker(Base):
    """Who said it. An anonymous speaker is described, never identified."""

    __tablename__ = "speaker"

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    name: Mapped[str] = mapped_column(String(300), index=True)
    kind: Mapped[SpeakerKind] = mapped_column(words(SpeakerKind, "kind"))
    country: Mapped[Country | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    names: Mapped[list[SpeakerName]] = relationship(
        back_populates="speaker", order_by="SpeakerName.id", lazy="raise_on_sql"
    )
    roles: Mapped[list[Role]] = relationship(back_populates="speaker", order_by="Role.id", lazy="raise_on_sql")


class SpeakerName(Base):
    """Another way of writing a speaker's name: a romanisation, or the name in another script."""

    __tablename__ = "speaker_name"
    __table_args__ = (UniqueConstraint("speaker_id", "name"),)

    id: Mapped[PrimaryKey]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    name: Mapped[str] = mapped_column(String(300), index=True)
    folded: Mapped[str] = mapped_column(String(300), index=True)
    language: Mapped[Language | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    speaker: Mapped[Speaker] = relationship(back_populates="names", lazy="raise_on_sql")


class Role(Base):
    """A role that a speaker held: its title, its country, and from when to when as far as it is known."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("speaker_id", "title", "held_from_edtf"),)

    id: Mapped[PrimaryKey]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    country: Mapped[Country | None]
    held_from_edtf: Mapped[Edtf | None]
    held_from_earliest: Mapped[date | None]
    held_from_latest: Mapped[date | None]
    held_to_edtf: Mapped[Edtf | None]
    held_to_earliest: Mapped[date | None]
    held_to_latest: Mapped[date | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    speaker: Mapped[Speaker] = relationship(back_populates="roles", lazy="raise_on_sql")

    @property
    def held_from(self) -> EdtfDate | None:
        """When it began; None when that is not on record."""
        return stored_date(self.held_from_edtf, self.held_from_earliest, self.held_from_latest)

    @property
    def held_to(self) -> EdtfDate | None:
        """When it ended; None when it goes on or that is not on record."""
        return stored_date(self.held_to_edtf, self.held_to_earliest, self.held_to_latest)
