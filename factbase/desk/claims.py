"""One claim at the desk: what may be done with it; its reports and its ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.assessment_form import claim_slug
from factbase.desk.blueprint import bp
from factbase.desk.choices import offers
from factbase.desk.claim_words import ClaimHead, claim_head, credits_line, day_words, report_label
from factbase.desk.forms import options
from factbase.desk.gate import current_actor, needs
from factbase.desk.happenings import Meanwhile, meanwhile
from factbase.desk.link_form import LinkForm
from factbase.desk.report_form import AddReportForm
from factbase.domain.errors import AlreadyRecorded, Conflict, InvalidInput
from factbase.domain.links import INWARD, OUTWARD
from factbase.domain.roles import Permission
from factbase.domain.status import Status
from factbase.domain.text import clip
from factbase.domain.vantage import Vantage
from factbase.extensions import db
from factbase.models import Claim
from factbase.queries.acts import newest_seq
from factbase.queries.claims import ClaimFilter, claim_rows
from factbase.queries.courses import assessments_of
from factbase.queries.editing import claim_for_editing, is_claim, ties_of
from factbase.services.citing import AppearanceGiven, ReportGiven, enter_appearance
from factbase.services.linking import NewLink, link_claims

LIKE_CLAIMS = 8
LABEL = 110


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report that carries the claim."""

    label: str
    title: str | None
    url: str | None
    words: str | None
    credits: str | None


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie with another claim: "Updates", "Denied by"."""

    label: str
    slug: str
    statement: str
    byline: str
    is_interested: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision on the claim, newest first; ``is_corrected`` ones no longer count."""

    id: int
    status: Status
    aspect: str | None
    as_of: str
    rationale: str
    by: str
    recorded: str
    is_corrected: bool
    is_correction: bool


@dataclass(frozen=True, slots=True)
class DeskClaimPage:
    """Everything that ``desk/claim.html`` shows."""

    head: ClaimHead
    version: int
    story: tuple[str, str] | None
    reports: Sequence[ReportLine]
    ties: Sequence[TieLine]
    decisions: Sequence[DecisionLine]
    may_assess: bool
    may_publish: bool
    may_reword: bool


@bp.get("/claims/<slug>")
@needs(Permission.DRAFT)
def claim(slug: str) -> ResponseReturnValue:
    """One claim, with all that may be done with it."""
    record = claim_for_editing(db.session, slug)
    decisions = assessments_of(db.session, Vantage.now(g.now.date()), record.id)
    actor = current_actor()
    is_published = record.published_at is not None
    page = DeskClaimPage(
        head=_head(record),
        version=record.version,
        story=(record.story.slug, record.story.title) if record.story else None,
        reports=[
            ReportLine(
                label=report_label(one.report),
                title=one.report.title,
                url=one.report.url,
                words=one.words,
                credits=credits_line(one),
            )
            for one in record.appearances
        ],
        ties=[
            TieLine(
                label=(OUTWARD if tie.outward else INWARD)[tie.link.type],
                slug=tie.other.slug,
                statement=tie.other.statement,
                byline=tie.other.speaker.name,
                is_interested=tie.link.is_interested,
                is_published=tie.other.published_at is not None,
            )
            for tie in ties_of(db.session, record)
        ],
        decisions=[
            DecisionLine(
                id=row.id,
                status=row.status,
                aspect=row.aspect.value if row.aspect else None,
                as_of=day_words(row.as_of),
                rationale=row.rationale,
                by=row.by,
                recorded=day_words(row.recorded_at.date()),
                is_corrected=row.corrected_by is not None,
                is_correction=row.corrects_id is not None,
            )
            for row in reversed(decisions)
        ],
        may_assess=is_published and actor.may(Permission.ASSESS),
        may_publish=not is_published and actor.may(Permission.PUBLISH),
        may_reword=actor.may(Permission.CORRECT if is_published else Permission.DRAFT),
    )
    return render_template("desk/claim.html", page=page)


@bp.route("/claims/<slug>/appearances/new", methods=["GET", "POST"])
@needs(Permission.DRAFT)
def add_appearance(slug: str) -> ResponseReturnValue:
    """Add a report in which the claim stands."""
    record = _claim_to_add_to(slug)
    form = AddReportForm()
    happened: Meanwhile | None = None
    if not form.is_submitted():
        form.read_again(version=record.version, seq=newest_seq(db.session))
    elif form.validate():
        given = form.to_appearance() or AppearanceGiven(ReportGiven())
        try:
            enter_appearance(db.session, slug, given, version=form.read_version(), actor=current_actor(), now=g.now)
        except InvalidInput as error:
            db.session.rollback()
            form.show(error.problems)
        except Conflict:
            db.session.rollback()
            happened = _meanwhile(slug, form)
        else:
            db.session.commit()
            flash("The report is on record.")
            return redirect(url_for("desk.claim", slug=slug), 303)
    page = render_template(
        "desk/appearance.html",
        form=form,
        offers=offers(db.session, form),
        head=_head(claim_for_editing(db.session, slug)),
        conflict=happened,
    )
    return page, _status(form.errors, happened)


@bp.route("/claims/<slug>/links/new", methods=["GET", "POST"])
@needs(Permission.DRAFT)
def add_link(slug: str) -> ResponseReturnValue:
    """Tie the claim to another one."""
    record = _claim_to_add_to(slug)
    form = LinkForm()
    happened: Meanwhile | None = None
    if not form.is_submitted():
        form.read_again(version=record.version, seq=newest_seq(db.session))
    elif form.validate():
        try:
            _link(slug, form)
        except (InvalidInput, AlreadyRecorded) as error:
            db.session.rollback()
            form.show(error.problems)
        except Conflict:
            db.session.rollback()
            happened = _meanwhile(slug, form)
        else:
            db.session.commit()
            flash("The two claims are tied.")
            return redirect(url_for("desk.claim", slug=slug), 303)
    page = render_template(
        "desk/link.html", form=form, head=_head(claim_for_editing(db.session, slug)), conflict=happened
    )
    return page, _status(form.errors, happened)


def _link(slug: str, form: LinkForm) -> None:
    """Tie the claims.

    :raises InvalidInput: the other claim was given by words; then the form offers those that mention them.
    """
    entered = form.text("target_pick") or form.text("target") or ""
    target = claim_slug(entered)
    if entered and not is_claim(db.session, target):
        rows = claim_rows(
            db.session, Vantage.now(g.now.date()), ClaimFilter(q=entered[:200]), sort="-made_on", limit=LIKE_CLAIMS
        )
        form.target_pick.choices = options(
            {row.slug: f"{row.speaker_name}: {clip(row.statement, LABEL)}" for row in rows if row.slug != slug}
        )
        words = "Choose one of those that mention it." if form.target_pick.choices else "No claim mentions it either."
        raise InvalidInput.one("target", f"There is no claim with this address. {words}")
    link_claims(
        db.session,
        NewLink(
            claim=slug,
            type=form.type.data or "",
            target=target,
            is_interested=bool(form.is_interested.data),
            note=form.text("note"),
        ),
        actor=current_actor(),
        now=g.now,
        version=form.read_version(),
    )


def _claim_to_add_to(slug: str) -> Claim:
    """The claim, if this editor may add to it.

    :raises Forbidden: it is published, and the role may only draft.
    """
    record = claim_for_editing(db.session, slug)
    if record.published_at is not None:
        current_actor().require(Permission.PUBLISH)
    return record


def _meanwhile(slug: str, form: AddReportForm | LinkForm) -> Meanwhile:
    """What happened since the form was opened; the form takes it as read."""
    happened = meanwhile(db.session, slug, after=form.read_seq())
    form.read_again(version=claim_for_editing(db.session, slug).version, seq=happened.seq)
    return happened


def _status(errors: object, happened: Meanwhile | None) -> int:
    return 409 if happened else 422 if errors else 200


def _head(record: Claim) -> ClaimHead:
    return claim_head(db.session, record, g.now.date())
