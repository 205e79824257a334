"""Decisions on a claim: recorded, and put right where one was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.assessment_form import AssessmentForm, EvidenceOffer, EvidenceRow
from factbase.desk.blueprint import bp
from factbase.desk.choices import Offers, offers
from factbase.desk.claim_words import ClaimHead, claim_head, course_words, credits_line, day_words, report_label
from factbase.desk.gate import current_actor, needs
from factbase.desk.happenings import Meanwhile, meanwhile
from factbase.desk.preview import Preview, preview
from factbase.domain.courses import Decision
from factbase.domain.dates import as_of_day, display
from factbase.domain.errors import Conflict, InvalidInput, NotFound
from factbase.domain.roles import Permission
from factbase.domain.status import MEANING, Status
from factbase.domain.vantage import Vantage
from factbase.extensions import db
from factbase.models import Claim
from factbase.queries.acts import newest_seq
from factbase.queries.courses import AssessmentRow, assessments_of
from factbase.queries.editing import claim_for_editing, claims_on_record, reports_on_record, ties_of
from factbase.services.assessing import NewEvidence
from factbase.services.deciding import enter_assessment


@dataclass(frozen=True, slots=True)
class WrongDecision:
    """The decision that is being put right."""

    status: Status
    as_of: str
    rationale: str
    by: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class AssessPage:
    """Everything that ``desk/assess.html`` shows beside the form. ``would_read`` is the course that would result."""

    head: ClaimHead
    corrects: WrongDecision | None
    evidence: Sequence[EvidenceRow]
    offers: Offers
    preview: Preview
    meanings: Mapping[str, str]
    due_on: str | None
    conflict: Meanwhile | None = None
    would_read: str = ""


@bp.route("/claims/<slug>/assess", methods=["GET", "POST"])
@needs(Permission.ASSESS)
def assess(slug: str) -> ResponseReturnValue:
    """Decide on a claim, or put a decision right."""
    claim = claim_for_editing(db.session, slug)
    rows = assessments_of(db.session, Vantage.now(g.now.date()), claim.id)
    wrong = _decision_to_correct(rows)
    form = AssessmentForm(data=_proposed(db_head(claim), wrong, g.now.date()))
    if request.method == "GET":
        form.read_again(version=claim.version, seq=newest_seq(db.session))
        return _page(claim, form, wrong, rows)
    if not form.validate_on_submit() or request.form.get("then") == "preview":
        return _page(claim, form, wrong, rows)
    try:
        enter_assessment(
            db.session,
            form.to_command(slug),
            form.to_report_as_evidence(),
            version=form.read_version(),
            actor=current_actor(),
            now=g.now,
        )
    except InvalidInput as error:
        db.session.rollback()
        form.show(error.problems)
        return _page(claim_for_editing(db.session, slug), form, wrong, rows)
    except Conflict:
        db.session.rollback()
        return _conflict(slug, form, wrong)
    db.session.commit()
    flash("The correction is on record, and public." if wrong else "The assessment is on record, and public.")
    return redirect(url_for("desk.claim", slug=slug), 303)


def db_head(claim: Claim) -> ClaimHead:
    """The head of the page for ``claim`` as of today."""
    return claim_head(db.session, claim, g.now.date())


def _decision_to_correct(rows: Sequence[AssessmentRow]) -> AssessmentRow | None:
    """The decision that the request is to put right; None for a new one.

    :raises NotFound: it is none of this claim's.
    """
    asked = request.values.get("corrects", "")
    if not asked:
        return None
    found = next((row for row in rows if str(row.id) == asked), None)
    if found is None:
        raise NotFound("decision", asked)
    return found


def _proposed(head: ClaimHead, wrong: AssessmentRow | None, today: date) -> dict[str, object]:
    """What a fresh form holds: the present status as of today, or the decision that was wrong."""
    if wrong is None:
        return {"status": head.status.value, "as_of": today.isoformat()}
    is_month = len(wrong.as_of_edtf) == len("YYYY-MM")
    return {
        "status": wrong.status.value,
        "as_of": wrong.as_of_edtf,
        "precision": "month" if is_month else "day",
        "aspect": wrong.aspect.value if wrong.aspect else "",
        "outcome": wrong.outcome.value if wrong.outcome else "",
        "reliability": wrong.reliability or "",
        "credibility": str(wrong.credibility or ""),
        "corrects": str(wrong.id),
    }


def _page(
    claim: Claim,
    form: AssessmentForm,
    wrong: AssessmentRow | None,
    rows: Sequence[AssessmentRow],
    *,
    conflict: Meanwhile | None = None,
) -> ResponseReturnValue:
    today = g.now.date()
    head = db_head(claim)
    decisions = [Decision(row.status, row.as_of) for row in rows if _counts(row, wrong)]
    offered, given = _evidence_offers(claim, rows, wrong)
    page = AssessPage(
        head=head,
        corrects=_wrong_decision(wrong),
        evidence=form.rows(offered, given),
        offers=offers(db.session, form),
        preview=preview(claim, head, decisions, form, today),
        meanings={status.value: words for status, words in MEANING.items()},
        due_on=display(claim.due_on) if claim.due_on else None,
        conflict=conflict,
        would_read=_would_read(claim, decisions, form, today) if conflict else "",
    )
    status = 409 if conflict else 422 if form.errors else 200
    return render_template("desk/assess.html", form=form, page=page), status


def _conflict(slug: str, form: AssessmentForm, wrong: AssessmentRow | None) -> ResponseReturnValue:
    claim = claim_for_editing(db.session, slug)
    happened = meanwhile(db.session, slug, after=form.read_seq())
    form.read_again(version=claim.version, seq=happened.seq)
    rows = assessments_of(db.session, Vantage.now(g.now.date()), claim.id)
    return _page(claim, form, wrong, rows, conflict=happened)


def _counts(row: AssessmentRow, wrong: AssessmentRow | None) -> bool:
    """Whether a decision still sets the status once the present form is recorded."""
    is_being_corrected = wrong is not None and row.id == wrong.id
    return row.aspect is None and row.corrected_by is None and not is_being_corrected


def _would_read(claim: Claim, decisions: Sequence[Decision], form: AssessmentForm, today: date) -> str:
    try:
        mine = Decision(Status(form.status.data or ""), as_of_day(form.as_of_text()))
    except (ValueError, InvalidInput):
        return ""
    return course_words(claim.made_on_earliest, [*decisions, mine], today)


def _wrong_decision(wrong: AssessmentRow | None) -> WrongDecision | None:
    if wrong is None:
        return None
    return WrongDecision(
        status=wrong.status,
        as_of=day_words(wrong.as_of),
        rationale=wrong.rationale,
        by=wrong.by,
        recorded_at=day_words(wrong.recorded_at.date()),
    )


def _evidence_offers(
    claim: Claim, rows: Sequence[AssessmentRow], wrong: AssessmentRow | None
) -> tuple[list[EvidenceOffer], dict[str, NewEvidence]]:
    """What may be ticked: reports of the claim, claims tied to it, earlier evidence; and what ``wrong`` rested on."""
    earlier = [piece for row in rows for piece in row.evidence]
    reports = reports_on_record(db.session, [piece.report_id for piece in earlier if piece.report_id is not None])
    claims = claims_on_record(db.session, [piece.claim_id for piece in earlier if piece.claim_id is not None])
    found = {appearance.report.slug: credits_line(appearance) for appearance in claim.appearances}
    ordered = {appearance.report.slug: appearance.report for appearance in claim.appearances}
    ordered |= {report.slug: report for report in reports.values()}
    others = {tie.other.slug: tie.other for tie in ties_of(db.session, claim)}
    others |= {other.slug: other for other in claims.values()}
    offered = [
        EvidenceOffer(f"report:{slug}", report_label(report), found.get(slug) or report.title)
        for slug, report in ordered.items()
    ]
    offered += [
        EvidenceOffer(f"claim:{slug}", f"{other.speaker.name}, {display(other.made_on)}", other.statement)
        for slug, other in others.items()
    ]
    given = {}
    for piece in wrong.evidence if wrong else ():
        if piece.report_id is not None:
            value = f"report:{reports[piece.report_id].slug}"
        else:
            value = f"claim:{claims[piece.claim_id or 0].slug}"
        given[value] = NewEvidence(stance=piece.stance.value, note=piece.note)
    return offered, given
