"""What a machine asks: does the process live, is it ready, how much is on record."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from factbase.edge.migrating import current_revision, newest_revision
from factbase.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """Whether the process lives."""
    return _said("ok", 200)


@bp.get("/readyz")
def ready() -> Response:
    """Whether the database answers and its migrations are current."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            current = current_revision(connection)
    except SQLAlchemyError:
        return _said("the database does not answer", 503)
    newest = newest_revision()
    if current != newest:
        return _said(f"the database is at migration {current}, the code at {newest}: run flask db upgrade", 503)
    return _said("ok", 200)


def _said(what: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{what}\n", status, content_type="text/plain; charset=utf-8", headers=headers)
