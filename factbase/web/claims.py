"""Claims: the list that can be narrowed, and one claim, as pages and as JSON."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from factbase.charts.palette import Theme, Width
from factbase.domain.status import Kind, Status
from factbase.edge.addresses import absolute
from factbase.edge.etags import with_etag
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage
from factbase.exchange.shapes import claim_json
from factbase.extensions import db
from factbase.queries.claims import SORTS, ClaimFilter
from factbase.queries.details import claim_detail
from factbase.queries.mixes import courses_under
from factbase.queries.origins import origins_of, other_names
from factbase.web.claim_list import VIEWS, claim_list_page
from factbase.web.claim_page import claim_page
from factbase.web.mix_chart import mix_drawing

bp = Blueprint("claims", __name__)
PAGE = 25


@bp.get("/claims")
def index() -> ResponseReturnValue:
    """Search and browse claims."""
    parameters = Parameters()
    given = _asked(parameters)
    sort = parameters.one_of("sort", SORTS, "-made_on")
    view = parameters.one_of("view", VIEWS, VIEWS[0])
    number = parameters.whole_number("page", low=1, high=100_000, default=1)
    parameters.done()
    page = claim_list_page(db.session, current_vantage(), given, sort=sort, view=view, number=number, size=PAGE)
    return render_template("claims/index.html", page=page)


@bp.get("/claims/charts/mix.json")
def mix() -> ResponseReturnValue:
    """Where the claims of a list stood and stand, ready for plotly."""
    parameters = Parameters()
    given = _asked(parameters)
    theme = parameters.choice("theme", Theme) or Theme.LIGHT
    width = parameters.choice("width", Width) or Width.WIDE
    parameters.done()
    vantage = current_vantage()
    found = courses_under(db.session, vantage, given)
    return with_etag(jsonify(mix_drawing(found, vantage.as_of, theme=theme, width=width)))


@bp.get("/claims/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One claim."""
    Parameters().done()
    return render_template("claims/show.html", page=claim_page(db.session, current_vantage(), slug))


@bp.get("/claims/<slug>.json")
def show_json(slug: str) -> ResponseReturnValue:
    """One claim for machines."""
    Parameters().done()
    vantage = current_vantage()
    detail = claim_detail(db.session, vantage, slug)
    origins = origins_of(detail.row, detail.appearances, other_names(db.session, vantage))
    return with_etag(jsonify(claim_json(detail, origins, vantage, absolute)))


def _asked(parameters: Parameters) -> ClaimFilter:
    """What the reader narrows the list to."""
    return ClaimFilter(
        q=parameters.text("q", longest=200),
        status=parameters.choices("status", Status),
        story=parameters.texts("story"),
        speaker=parameters.texts("speaker"),
        outlet=parameters.texts("outlet"),
        country=parameters.texts("country"),
        kind=parameters.choices("kind", Kind),
        tag=parameters.texts("tag"),
        made_from=parameters.day("made_from"),
        made_to=parameters.day("made_to"),
        due_before=parameters.day("due_before"),
    )
