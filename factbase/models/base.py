"""What all tables share: the declarative base, constraint names, and annotated column types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from factbase.domain.dates import EdtfDate
from factbase.domain.links import LinkType
from factbase.domain.quantities import Qualifier
from factbase.domain.roles import AccountRole
from factbase.domain.status import Aspect, Kind, Outcome, Stance, Status

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC on every database; a naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        # SQLite keeps no zone; what was written there is UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def utc_now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def words(enum: type[StrEnum], name: str) -> Enum:
    """A column type that stores the value of ``enum`` as text and lets the database check it."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


PrimaryKey = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]
Slug = Annotated[str, mapped_column(String(120), unique=True)]
Line = Annotated[str, mapped_column(String(500))]
Country = Annotated[str, mapped_column(String(2))]
Language = Annotated[str, mapped_column(String(35))]
Edtf = Annotated[str, mapped_column(String(80))]
Instant = Annotated[datetime, mapped_column(UtcDateTime)]


class Base(DeclarativeBase):
    """The root of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: UtcDateTime,
        list[str]: JSON,
        dict[str, Any]: JSON,
        Status: words(Status, "status"),
        Aspect: words(Aspect, "aspect"),
        Outcome: words(Outcome, "outcome"),
        Stance: words(Stance, "stance"),
        Kind: words(Kind, "kind"),
        LinkType: words(LinkType, "type"),
        Qualifier: words(Qualifier, "qualifier"),
        AccountRole: words(AccountRole, "role"),
    }


def stored_date(edtf: str | None, earliest: date | None, latest: date | None) -> EdtfDate | None:
    """The date that three columns hold together; None when nothing is recorded."""
    return None if edtf is None else EdtfDate(edtf=edtf, earliest=earliest, latest=latest)


def exact_number(value: float | None) -> int | Decimal | None:
    """A stored figure as the rules take it: whole ones as ``int``, others exactly as they print."""
    if value is None:
        return None
    return int(value) if value == int(value) else Decimal(repr(value))


def plain_number(value: float | Decimal | None) -> int | float | None:
    """A figure as JSON and the databases take it: whole ones as ``int``, others as ``float``."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
