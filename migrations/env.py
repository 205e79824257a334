"""Run migrations over the connection that `flask db` hands in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import context

from factbase.models import Base
from factbase.models.base import UtcDateTime


def render_item(type_: str, item: Any, _autogen_context: Any) -> str | bool:
    """Write our column types as plain ones: a migration imports nothing of ours."""
    if type_ == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if type_ == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Leave out what no model describes: the full-text index and its shadow tables."""
    return not (type_ == "table" and name is not None and name.startswith("claim_text"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    # Of SQLite too: our connect hooks begin its transactions in earnest.
    transactional_ddl=True,
    compare_type=True,
    render_item=render_item,
    include_name=include_name,
)
with context.begin_transaction():
    context.run_migrations()
