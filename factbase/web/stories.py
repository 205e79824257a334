"""Stories: the list, one story as a page and as JSON, its charts, and the step to the next day with a change."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from factbase.domain.dates import EdtfDate, display
from factbase.edge.addresses import absolute
from factbase.edge.cards import StoryCard
from factbase.edge.etags import with_etag
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage, url_at
from factbase.extensions import db
from factbase.queries.stories import next_change_day, story_by_slug, story_rows

bp = Blueprint("stories", __name__)


@bp.get("/stories")
def index() -> ResponseReturnValue:
    """All stories with their status mix."""
    Parameters().done()
    rows = story_rows(db.session, current_vantage())
    return render_template("stories/index.html", stories=[story_card(row) for row in rows])
