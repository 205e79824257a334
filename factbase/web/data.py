"""What can be taken away: the data of every page, for machines."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage
from factbase.extensions import db
from factbase.queries.stories import story_rows

bp = Blueprint("data", __name__)


@bp.get("/data")
def index() -> ResponseReturnValue:
    """Data: every story and claim as JSON."""
    Parameters().done()
    return render_template("data/index.html", stories=story_rows(db.session, current_vantage()))
