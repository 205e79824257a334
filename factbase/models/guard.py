"""Rows that are only ever added. Triggers of the database guard the same tables."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import event, inspect

from factbase.domain.errors import AppendOnly
from factbase.models.base import Base

Model = TypeVar("Model", bound=type[Base])


def append_only(model: Model) -> Model:
    """Class decorator: refuse every flush that would change or remove a row of ``model``."""

    def refuse(mapper: Any, connection: Any, row: Base) -> None:
        key = ", ".join(str(part) for part in inspect(row).identity or ())
        raise AppendOnly(f"{model.__tablename__} {key} is on record; add a new one that corrects it")

    event.listen(model, "before_update", refuse)
    event.listen(model, "before_delete", refuse)
    return model
