"""What changed: statuses, corrections, wordings, new claims."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage
from factbase.extensions import db
from factbase.queries.changes import ChangeFilter, ChangeKind, ChangeOrder
from factbase.web.changes_page import changes_page
from factbase.web.listing import LAST_PAGE

bp = Blueprint("changes", __name__)


@bp.get("/changes")
def index() -> ResponseReturnValue:
    """Status changes and corrections, newest first."""
    parameters = Parameters()
    kind = parameters.choice("kind", ChangeKind)
    given = ChangeFilter(
        kinds=(kind,) if kind else (),
        story=parameters.text("story"),
        since=parameters.day("from"),
        until=parameters.day("to"),
        order=parameters.choice("order", ChangeOrder) or ChangeOrder.AS_OF,
    )
    if given.since and given.until and given.until < given.since:
        parameters.refuse("to", f"{given.until} lies before {given.since}, the day given as “from”")
    number = parameters.whole_number("page", low=1, high=LAST_PAGE, default=1)
    parameters.done()
    page = changes_page(db.session, current_vantage(), given, number=number)
    return render_template("changes/index.html", page=page)
