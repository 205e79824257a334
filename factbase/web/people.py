"""Speakers and outlets: their lists, and one of each as a page and as JSON."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from factbase.charts.palette import Theme, Width
from factbase.edge.addresses import absolute
from factbase.edge.etags import with_etag
from factbase.edge.params import Parameters
from factbase.edge.vantage import current_vantage, url_at
from factbase.exchange.people import outlet_json, speaker_json
from factbase.extensions import db
from factbase.models import OutletKind, SpeakerKind
from factbase.queries import people
from factbase.queries.claims import ClaimFilter
from factbase.queries.mixes import courses_under, next_day
from factbase.queries.people import PeopleFilter, PeopleOrder
from factbase.queries.profiles import outlet_profile, speaker_profile
from factbase.queries.speakers import roles_of
from factbase.queries.track_records import TrackRecord, track_record
from factbase.web.directory_page import OUTLETS, PAGE, SPEAKERS, directory_page
from factbase.web.listing import LAST_PAGE
from factbase.web.mix_chart import mix_drawing
from factbase.web.outlet_page import outlet_page
from factbase.web.record_charts import record_figure
from factbase.web.speaker_page import speaker_page

bp = Blueprint("people", __name__)


@bp.get("/speakers")
def speakers() -> ResponseReturnValue:
    """All who said something that is on record."""
    given, number = _asked(SpeakerKind)
    vantage = current_vantage()
    found = people.speakers(db.session, vantage, given, limit=PAGE, offset=(number - 1) * PAGE)
    page = directory_page(SPEAKERS, found, given, vantage, number=number)
    return render_template("people/speakers.html", page=page)


@bp.get("/outlets")
def outlets() -> ResponseReturnValue:
    """All who published it, or are credited for it."""
    given, number = _asked(OutletKind)
    vantage = current_vantage()
    found = people.outlets(db.session, vantage, given, limit=PAGE, offset=(number - 1) * PAGE)
    page = directory_page(OUTLETS, found, given, vantage, number=number)
    return render_template("people/outlets.html", page=page)


@bp.get("/speakers/<slug>")
def speaker(slug: str) -> ResponseReturnValue:
    """One speaker: names, roles, record, claims."""
    Parameters().done()
    return render_template("people/speaker.html", page=speaker_page(db.session, current_vantage(), slug))


@bp.get("/speakers/<slug>.json")
def speaker_data(slug: str) -> ResponseReturnValue:
    """One speaker for machines, with the data that the charts are drawn from."""
    Parameters().done()
    vantage = current_vantage()
    profile = speaker_profile(db.session, vantage, slug)
    record = track_record(db.session, vantage, speaker=slug)
    roles = roles_of(db.session, vantage, profile.id, record)
    return with_etag(jsonify(speaker_json(profile, roles, record, vantage, absolute)))


@bp.get("/speakers/<slug>/charts/record.json")
def speaker_chart(slug: str) -> ResponseReturnValue:
    """How long the claims of one speaker stay open, ready for plotly."""
    theme, width = _drawn()
    speaker_profile(db.session, current_vantage(), slug)
    return _chart(track_record(db.session, current_vantage(), speaker=slug), theme, width)


@bp.get("/speakers/<slug>/charts/mix.json")
def speaker_mix(slug: str) -> ResponseReturnValue:
    """Where the claims of one speaker stood and stand, ready for plotly."""
    theme, width = _drawn()
    speaker_profile(db.session, current_vantage(), slug)
    return _mix(ClaimFilter(speaker=(slug,)), theme, width)


@bp.get("/speakers/<slug>/next-change")
def speaker_next_change(slug: str) -> ResponseReturnValue:
    """On to the next day on which one of the claims was made or changed its status, or to today."""
    Parameters().done()
    day = next_day(db.session, current_vantage(), ClaimFilter(speaker=(slug,)))
    return redirect(url_at("people.speaker", slug=slug, as_of=day.isoformat() if day else None))


@bp.get("/outlets/<slug>")
def outlet(slug: str) -> ResponseReturnValue:
    """One outlet: its reports, whom it credits and who credits it, what came of the claims that it carried."""
    parameters = Parameters()
    number = parameters.whole_number("page", low=1, high=LAST_PAGE, default=1)
    parameters.done()
    return render_template("people/outlet.html", page=outlet_page(db.session, current_vantage(), slug, number=number))


@bp.get("/outlets/<slug>.json")
def outlet_data(slug: str) -> ResponseReturnValue:
    """One outlet for machines, with the data that the charts are drawn from."""
    Parameters().done()
    vantage = current_vantage()
    profile = outlet_profile(db.session, vantage, slug)
    record = track_record(db.session, vantage, outlet=slug)
    return with_etag(jsonify(outlet_json(profile, record, vantage, absolute)))


@bp.get("/outlets/<slug>/charts/record.json")
def outlet_chart(slug: str) -> ResponseReturnValue:
    """How long the claims that one outlet carried stay open, ready for plotly."""
    theme, width = _drawn()
    outlet_profile(db.session, current_vantage(), slug)
    return _chart(track_record(db.session, current_vantage(), outlet=slug), theme, width)


@bp.get("/outlets/<slug>/charts/mix.json")
def outlet_mix(slug: str) -> ResponseReturnValue:
    """Where the claims that one outlet carried stood and stand, ready for plotly."""
    theme, width = _drawn()
    outlet_profile(db.session, current_vantage(), slug)
    return _mix(ClaimFilter(outlet=(slug,)), theme, width)


@bp.get("/outlets/<slug>/next-change")
def outlet_next_change(slug: str) -> ResponseReturnValue:
    """On to the next day on which one of the claims was made or changed its status, or to today."""
    Parameters().done()
    day = next_day(db.session, current_vantage(), ClaimFilter(outlet=(slug,)))
    return redirect(url_at("people.outlet", slug=slug, as_of=day.isoformat() if day else None))


def _drawn() -> tuple[Theme, Width]:
    """How the reader's page is drawn."""
    parameters = Parameters()
    theme = parameters.choice("theme", Theme) or Theme.LIGHT
    width = parameters.choice("width", Width) or Width.WIDE
    parameters.done()
    return theme, width


def _chart(record: TrackRecord, theme: Theme, width: Width) -> ResponseReturnValue:
    return with_etag(jsonify(record_figure(record, current_vantage().as_of, theme=theme, width=width)))


def _mix(given: ClaimFilter, theme: Theme, width: Width) -> ResponseReturnValue:
    vantage = current_vantage()
    found = courses_under(db.session, vantage, given)
    return with_etag(jsonify(mix_drawing(found, vantage.as_of, theme=theme, width=width)))


def _asked(kinds: type[SpeakerKind] | type[OutletKind]) -> tuple[PeopleFilter, int]:
    """What the reader wants of a list, and which page of it."""
    parameters = Parameters()
    order = parameters.one_of("sort", PeopleOrder, PeopleOrder.NAME)
    given = PeopleFilter(
        q=parameters.text("q", longest=200),
        kind=parameters.choice("kind", kinds),
        country=parameters.text("country", longest=2),
        order=PeopleOrder(order),
    )
    number = parameters.whole_number("page", low=1, high=LAST_PAGE, default=1)
    parameters.done()
    return given, number
