"""New claims, drafts that are published, and claims that are reworded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from factbase.desk.blueprint import bp
from factbase.desk.choices import offer_stories, offers
from factbase.desk.claim_words import ClaimHead, claim_head
from factbase.desk.gate import current_actor, needs
from factbase.desk.happenings import Meanwhile, meanwhile
from factbase.desk.loose_dates import ReadDate, read_dates
from factbase.desk.report_form import NewClaimForm
from factbase.desk.rewording import Contested, Values, contested, merged
from factbase.desk.wording_form import RewordForm, values_of
from factbase.domain.errors import Conflict, InvalidInput
from factbase.domain.roles import Permission
from factbase.extensions import db
from factbase.models import Claim
from factbase.queries.acts import newest_seq
from factbase.queries.editing import claim_for_editing, content_at, speaker_names_of, stories
from factbase.services.contents import claim_content
from factbase.services.entering import enter_claim, enter_rewording
from factbase.services.recording import publish_claim

PICK = "pick-"


@dataclass(frozen=True, slots=True)
class RewordConflict:
    """Two rewordings side by side: what happened, the parts that differ, and everything that this editor entered."""

    meanwhile: Meanwhile
    parts: list[Contested]
    entered: Values


@bp.route("/claims/new", methods=["GET", "POST"])
@needs(Permission.DRAFT)
def new_claim() -> ResponseReturnValue:
    """Record a claim with the report that it stands in."""
    form = NewClaimForm()
    offer_stories(db.session, form)
    if _asks_for_dates() and form.validate_on_submit():
        return _new_claim_page(form, read_dates(form, g.now.date()))
    if form.validate_on_submit():
        publish = request.form.get("then") == "publish" and current_actor().may(Permission.PUBLISH)
        try:
            claim = enter_claim(
                db.session, form.to_wording(), form.to_appearance(), publish=publish, actor=current_actor(), now=g.now
            )
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        else:
            db.session.commit()
            flash("The claim is published." if publish else "The draft is saved. Only the desk sees it.")
            return redirect(url_for("desk.claim", slug=claim.slug), 303)
    return _new_claim_page(form)


@bp.post("/claims/<slug>/publish")
@needs(Permission.PUBLISH)
def publish(slug: str) -> ResponseReturnValue:
    """Make a draft visible to readers."""
    try:
        publish_claim(
            db.session, slug, version=request.form.get("version", 0, type=int), actor=current_actor(), now=g.now
        )
    except (Conflict, InvalidInput) as error:
        db.session.rollback()
        words = "It changed while you were looking at it: see below, and publish it if it still holds."
        flash(words if isinstance(error, Conflict) else error.problems[0].message, "error")
    else:
        db.session.commit()
        flash("The claim is published.")
    return redirect(url_for("desk.claim", slug=slug), 303)


@bp.route("/claims/<slug>/reword", methods=["GET", "POST"])
@needs(Permission.DRAFT)
def reword(slug: str) -> ResponseReturnValue:
    """Change what is written in a claim; its former wording stays in the history."""
    claim = claim_for_editing(db.session, slug)
    if claim.published_at is not None:
        current_actor().require(Permission.CORRECT)
    on_record = values_of(claim_content(claim), claim.speaker.name)
    form = _reword_form(on_record)
    offer_stories(db.session, form)
    if request.method == "GET":
        form.read_again(version=claim.version, seq=newest_seq(db.session))
        return _reword_page(claim, form)
    if _asks_for_dates() and form.validate_on_submit():
        return _reword_page(claim, form, read_dates(form, g.now.date()))
    if not form.validate_on_submit() or request.form.get("then") == "edit":
        return _reword_page(claim, form)
    try:
        enter_rewording(
            db.session,
            slug,
            form.to_wording(),
            version=form.read_version(),
            reason=form.text("reason") or "",
            actor=current_actor(),
            now=g.now,
        )
    except InvalidInput as error:
        db.session.rollback()
        form.show(error.problems)
        return _reword_page(claim_for_editing(db.session, slug), form)
    except Conflict:
        db.session.rollback()
        return _reword_conflict(slug, form)
    db.session.commit()
    flash("The new wording is on record; the former one stays in the history.")
    return redirect(url_for("desk.claim", slug=slug), 303)


def _reword_form(on_record: Values) -> RewordForm:
    """The form as it was sent, with the parts of another editor's wording that were picked; or what is on record."""
    if request.method == "GET":
        return RewordForm(data=on_record)
    picks = {name.removeprefix(PICK): value for name, value in request.form.items() if name.startswith(PICK)}
    return RewordForm(formdata=MultiDict(merged(on_record, request.form.to_dict(), picks)))


def _asks_for_dates() -> bool:
    return request.form.get("then") == "dates"


def _new_claim_page(form: NewClaimForm, read: Sequence[ReadDate] = ()) -> ResponseReturnValue:
    page = render_template("desk/new_claim.html", form=form, offers=offers(db.session, form), read=read)
    return page, 422 if form.errors else 200


def _reword_page(claim: Claim, form: RewordForm, read: Sequence[ReadDate] = ()) -> ResponseReturnValue:
    page = render_template(
        "desk/reword.html", form=form, offers=offers(db.session, form), head=_head(claim), conflict=None, read=read
    )
    return page, 422 if form.errors else 200


def _reword_conflict(slug: str, form: RewordForm) -> ResponseReturnValue:
    claim = claim_for_editing(db.session, slug)
    theirs = claim_content(claim)
    base = content_at(db.session, claim, form.read_version()) or theirs
    names = speaker_names_of(db.session, {theirs["speaker"], base["speaker"]})
    happened = meanwhile(db.session, slug, after=form.read_seq())
    parts = contested(_values(base, names), _values(theirs, names), _entered(form), dict(stories(db.session)))
    form.read_again(version=claim.version, seq=happened.seq)
    page = render_template(
        "desk/reword.html",
        form=form,
        offers=offers(db.session, form),
        head=_head(claim),
        conflict=RewordConflict(happened, parts, _entered(form)),
        read=(),
    )
    return page, 409


def _values(content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    return values_of(content, names[content["speaker"]])


def _entered(form: RewordForm) -> dict[str, str]:
    """Everything that was entered, as the form sends it; a box that is not ticked sends nothing."""
    return {name: value for name, value in form.data.items() if isinstance(value, str)} | {
        name: "y" for name, value in form.data.items() if value is True
    }


def _head(claim: Claim) -> ClaimHead:
    return claim_head(db.session, claim, g.now.date())
