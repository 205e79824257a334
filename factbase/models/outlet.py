"""Those who publish: outlets, and the agencies that they credit."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factbase.models.base import Base, Country, Instant, Language, PrimaryKey, Slug, utc_now, words


class OutletKind(StrEnum):
    """What sort of publisher it is."""

    WIRE = "wire"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    STATE_MEDIA = "state media"
    GOVERNMENT = "government"
    THINK_TANK = "think tank"
    SOCIAL = "social"
    OTHER = "other"


class Outlet(Base):
    """Who published it. ``kind`` None means that nobody has said yet what sort of publisher it is."""

    __tablename__ = "outlet"

    id: Mapped[PrimaryKey]
    slug: Mapped[Slug]
    name: Mapped[str] = mapped_column(String(300), unique=True)
    kind: Mapped[OutletKind | None] = mapped_column(words(OutletKind, "kind"))
    country: Mapped[Country | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    names: Mapped[list[OutletName]] = relationship(
        back_populates="outlet", order_by="OutletName.id", lazy="raise_on_sql"
    )


class OutletName(Base):
    """Another name of an outlet: an abbreviation, or its name in another script."""

    __tablename__ = "outlet_name"
    __table_args__ = (UniqueConstraint("outlet_id", "name"),)

    id: Mapped[PrimaryKey]
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"))
    name: Mapped[str] = mapped_column(String(300), index=True)
    folded: Mapped[str] = mapped_column(String(300), index=True)
    language: Mapped[Language | None]
    recorded_at: Mapped[Instant] = mapped_column(default=utc_now)

    outlet: Mapped[Outlet] = relationship(back_populates="names", lazy="raise_on_sql")
