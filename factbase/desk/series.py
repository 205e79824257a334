"""Series of figures at the desk: the suggestions of the rule, and what editors make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.blueprint import bp
from factbase.desk.gate import current_actor, needs
from factbase.desk.series_form import SeriesForm, UnitOffers
from factbase.domain.dates import display
from factbase.domain.errors import Conflict, InvalidInput
from factbase.domain.figures import FEWEST_NAMED, Series
from factbase.domain.roles import Permission
from factbase.domain.vantage import Vantage
from factbase.edge.figures import NAMED, figures_of, stated_figures
from factbase.extensions import db
from factbase.models import FigureSeries
from factbase.queries import editing
from factbase.queries.acts import newest_act_on, newest_seq
from factbase.queries.series import series_for_editing
from factbase.queries.story_data import StoryData, story_data
from factbase.services import series as services


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series in the list: one that was named has a slug, a suggestion a key."""

    title: str
    figures: Sequence[str]
    slug: str | None
    key: str


@dataclass(frozen=True, slots=True)
class StorySeriesPage:
    """Everything that ``desk/series.html`` shows."""

    story: tuple[str, str]
    named: Sequence[SeriesLine]
    suggested: Sequence[SeriesLine]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What another editor made of the series meanwhile."""

    by: str
    at: datetime
    title: str
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class EditSeriesPage:
    """Everything that ``desk/edit_series.html`` shows beside the form. ``slug`` None: it is new."""

    story: tuple[str, str]
    slug: str | None
    units: Sequence[UnitOffers]
    conflict: Theirs | None = None


@bp.get("/series")
@needs(Permission.ARRANGE)
def series_stories() -> ResponseReturnValue:
    """The stories whose figures may be put in series."""
    return render_template("desk/series_stories.html", stories=editing.stories(db.session))


@bp.get("/stories/<slug>/series")
@needs(Permission.ARRANGE)
def story_series(slug: str) -> ResponseReturnValue:
    """The series of a story, and those that the rule suggests."""
    data = _story(slug)
    found = figures_of(data)
    figures = {one.key.removeprefix(NAMED): _words(one) for one in found if one.is_named}
    page = StorySeriesPage(
        story=(data.text.slug, data.text.title),
        named=[SeriesLine(one.title, figures.get(one.slug, ()), one.slug, "") for one in data.named_series],
        suggested=[
            SeriesLine(one.title, _words(one), None, one.key)
            for one in found
            if not one.is_named and len(one.figures) >= FEWEST_NAMED
        ],
    )
    return render_template("desk/series.html", page=page)


@bp.route("/stories/<slug>/series/new", methods=["GET", "POST"])
@needs(Permission.ARRANGE)
def name_series(slug: str) -> ResponseReturnValue:
    """Name a series; ``like`` is the suggestion that it starts from."""
    data = _story(slug)
    form = SeriesForm(data=_suggested(data, request.args.get("like", "")))
    if form.validate_on_submit():
        try:
            services.name_series(db.session, form.to_command(slug), actor=current_actor(), now=g.now)
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        else:
            db.session.commit()
            flash("The series is named. Readers see it on the page of the story.")
            return redirect(url_for("desk.story_series", slug=slug), 303)
    return _page(data, form, None)


@bp.route("/series/<slug>", methods=["GET", "POST"])
@needs(Permission.ARRANGE)
def change_series(slug: str) -> ResponseReturnValue:
    """Give a series another title or other figures."""
    series = series_for_editing(db.session, slug)
    story = series.story.slug
    form = SeriesForm(data=_on_record(series))
    if request.method == "GET":
        form.read_again(version=series.version, seq=newest_seq(db.session))
        return _page(_story(story), form, slug)
    if not form.validate_on_submit():
        return _page(_story(story), form, slug)
    try:
        services.change_series(db.session, form.to_command(story, slug=slug), actor=current_actor(), now=g.now)
    except InvalidInput as error:
        db.session.rollback()
        form.show(error.problems)
        return _page(_story(story), form, slug)
    except Conflict:
        db.session.rollback()
        return _conflict(slug, form)
    db.session.commit()
    flash("The series is changed; what it was stays on record.")
    return redirect(url_for("desk.story_series", slug=story), 303)


@bp.route("/series/<slug>/remove", methods=["GET", "POST"])
@needs(Permission.ARRANGE)
def remove_series(slug: str) -> ResponseReturnValue:
    """Remove a series, after asking once."""
    series = series_for_editing(db.session, slug)
    story = series.story.slug
    if request.method == "GET":
        return render_template("desk/remove_series.html", series=series, count=len(series.members))
    version = request.form.get("version", 0, type=int)
    try:
        services.remove_series(db.session, slug, version=version, actor=current_actor(), now=g.now)
    except Conflict:
        db.session.rollback()
        flash("It changed while you were looking at it: see below, and remove it if you still want to.", "error")
        return redirect(url_for("desk.remove_series", slug=slug), 303)
    db.session.commit()
    flash("The series is removed; its figures are where the rule puts them, and what it was stays on record.")
    return redirect(url_for("desk.story_series", slug=story), 303)


def _story(slug: str) -> StoryData:
    return story_data(db.session, Vantage.now(g.now.date()), slug)


def _words(series: Series) -> list[str]:
    return [f"{figure.words} ({figure.speaker}, {display(figure.made)})" for figure in series.figures]


def _suggested(data: StoryData, key: str) -> dict[str, object]:
    """What the form holds at first: the series that the rule makes under ``key``, or nothing."""
    found = next((one for one in figures_of(data) if one.key == key and not one.is_named), None)
    return {"title": found.title, "claims": [figure.slug for figure in found.figures]} if found else {}


def _on_record(series: FigureSeries) -> dict[str, object]:
    return {"title": series.title, "claims": [member.claim.slug for member in series.members]}


def _page(data: StoryData, form: SeriesForm, slug: str | None, conflict: Theirs | None = None) -> ResponseReturnValue:
    elsewhere = {claim: one.title for one in data.named_series if one.slug != slug for claim in one.claims}
    page = EditSeriesPage(
        story=(data.text.slug, data.text.title),
        slug=slug,
        units=form.offers(stated_figures(data), elsewhere),
        conflict=conflict,
    )
    status = 409 if conflict else 422 if form.errors else 200
    return render_template("desk/edit_series.html", form=form, page=page), status


def _conflict(slug: str, form: SeriesForm) -> ResponseReturnValue:
    """The form again, with what the other editor made of the series, which it takes as read."""
    series = series_for_editing(db.session, slug)
    data = _story(series.story.slug)
    held = {member.claim.slug for member in series.members}
    figures = [f"{figure.words} ({figure.speaker})" for figure in stated_figures(data) if figure.slug in held]
    act = newest_act_on(db.session, "series", slug)
    form.read_again(version=series.version, seq=newest_seq(db.session))
    return _page(data, form, slug, Theirs(act.by, act.recorded_at, series.title, figures))
