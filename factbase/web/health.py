"""What a machine asks: does the process live, is it ready, how much is on record."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app
from sqlalchemy.exc import SQLAlchemyError

from factbase.edge.migrating import current_revision, newest_revision
from factbase.extensions import db
from factbase.queries.totals import Totals, totals

# The text format of Prometheus, version 0.0.4.
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """Whether the process lives."""
    return _said("ok\n")


@bp.get("/readyz")
def ready() -> Response:
    """Whether the database, and its replica if there is one, answer and their migrations are current."""
    newest = newest_revision()
    for name, engine in db.engines.items():
        try:
            with engine.connect() as connection:
                current = current_revision(connection)
        except SQLAlchemyError:
            return _said(f"the {name} database does not answer\n", 503)
        if current != newest:
            trouble = f"the {name} database is at migration {current}, the code at {newest}: run flask db upgrade"
            return _said(f"{trouble}\n", 503)
    return _said("ok\n")


@bp.get("/metrics")
def metrics() -> Response:
    """How much is on record, for Prometheus; only where FACTBASE_METRICS is on."""
    if not current_app.config["METRICS"]:
        abort(404)
    response = _said(_as_metrics(totals(db.session)))
    response.content_type = METRICS_TYPE
    return response


def _as_metrics(counted: Totals) -> str:
    return (
        "# HELP factbase_claims Claims on record, by whether readers see them.\n"
        "# TYPE factbase_claims gauge\n"
        f'factbase_claims{{state="published"}} {counted.published}\n'
        f'factbase_claims{{state="draft"}} {counted.drafts}\n'
        "# HELP factbase_ledger_acts_total Acts in the ledger.\n"
        "# TYPE factbase_ledger_acts_total counter\n"
        f"factbase_ledger_acts_total {counted.acts}\n"
    )


def _said(what: str, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(what, status, content_type="text/plain; charset=utf-8", headers=headers)
