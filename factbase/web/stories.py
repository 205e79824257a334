"""Stories: the list, one story as a page and as JSON, its charts, and the step to the next day with a change."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from factbase.charts.palette import Theme, Width
from factbase.domain.status import Kind, Status
from factbase.edge.addresses import absolute
from factbase.edge.cards import story_card
from factbase.edge.etags import with_etag
from factbase.edge.figures import figures_of
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage, url_at
from factbase.exchange.shapes import story_json, story_line_json, vantage_json
from factbase.exchange.tables import claims_frame, csv_text
from factbase.extensions import db
from factbase.queries.stories import change_days, next_change_day, story_rows
from factbase.queries.story_data import story_data
from factbase.web.story_charts import CHARTS, story_figure
from factbase.web.story_page import ORDERS, Narrowing, story_page

bp = Blueprint("stories", __name__)


@bp.get("/stories")
def index() -> ResponseReturnValue:
    """All stories with their status mix."""
    Parameters().done()
    rows = story_rows(db.session, current_vantage())
    return render_template("stories/index.html", stories=[story_card(row) for row in rows])


@bp.get("/stories.json")
def index_json() -> ResponseReturnValue:
    """All stories for machines."""
    Parameters().done()
    vantage = current_vantage()
    items = [story_line_json(row, absolute) for row in story_rows(db.session, vantage)]
    return with_etag(jsonify({"items": items, **vantage_json(vantage)}))


@bp.get("/stories/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One story: its timeline, its figures, its mix, its claims."""
    parameters = Parameters()
    narrowing = Narrowing(
        status=parameters.choice("status", Status),
        speaker=parameters.text("speaker"),
        kind=parameters.choice("kind", Kind),
        order=parameters.one_of("sort", ORDERS, "made_on"),
        chapter=parameters.text("chapter"),
        page=parameters.whole_number("page", low=1, high=100_000, default=1),
    )
    parameters.done()
    vantage = current_vantage()
    data = story_data(db.session, vantage, slug)
    page = story_page(data, narrowing, change_days(db.session, vantage, slug))
    return render_template("stories/show.html", page=page)


@bp.get("/stories/<slug>.json")
def show_json(slug: str) -> ResponseReturnValue:
    """One story for machines: the data that its charts are drawn from."""
    Parameters().done()
    data = story_data(db.session, current_vantage(), slug)
    return with_etag(jsonify(story_json(data, figures_of(data), absolute)))


@bp.get("/stories/<slug>.csv")
def show_csv(slug: str) -> ResponseReturnValue:
    """The claims of one story as a table."""
    Parameters().done()
    data = story_data(db.session, current_vantage(), slug)
    answer = Response(csv_text(claims_frame(data.rows, data.origins, absolute)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-{current_vantage().as_of}.csv"'
    return with_etag(answer)


@bp.get("/stories/<slug>/charts/<name>.json")
def chart(slug: str, name: str) -> ResponseReturnValue:
    """One chart of a story, ready for plotly."""
    parameters = Parameters()
    theme = parameters.choice("theme", Theme) or Theme.LIGHT
    width = parameters.choice("width", Width) or Width.WIDE
    part = parameters.text("part")
    if name not in CHARTS:
        parameters.refuse("name", f"there is no chart “{name}”; there are {', '.join(CHARTS)}")
    parameters.done()
    data = story_data(db.session, current_vantage(), slug)
    return with_etag(jsonify(story_figure(data, name, part, theme=theme, width=width)))


@bp.get("/stories/<slug>/next-change")
def next_change(slug: str) -> ResponseReturnValue:
    """On to the next day on which something changed, or to today.

    A redirect rather than a date in the page: a view of an earlier day says nothing of later ones.
    """
    Parameters().done()
    day = next_change_day(db.session, current_vantage(), slug)
    return redirect(url_at("stories.show", slug=slug, as_of=day.isoformat() if day else None))
