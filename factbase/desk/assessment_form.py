"""The form of a decision on a claim, and the evidence that it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import request
from wtforms import DateField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional

from factbase.desk.forms import VersionedForm, choice
from factbase.desk.report_form import ReportForm
from factbase.domain.grading import CREDIBILITY, RELIABILITY
from factbase.domain.status import Aspect, Outcome, Stance, Status
from factbase.services.assessing import NewAssessment, NewEvidence
from factbase.services.deciding import ReportAsEvidence

STANCES = {stance.value: stance.value for stance in Stance}
OUTCOMES: Mapping[str, str] = {
    Outcome.OCCURRED: "It occurred when it was due",
    Outcome.LATE: "It occurred, but later",
    Outcome.DID_NOT_OCCUR: "It did not occur",
    Outcome.CANNOT_BE_KNOWN: "Whether it occurred cannot be known",
}
ASPECTS: Mapping[str, str] = {
    Aspect.OCCURRENCE: "Only whether it happened",
    Aspect.ACTOR: "Only who did it",
    Aspect.MAGNITUDE: "Only how much or how many",
    Aspect.TIMING: "Only when",
}


@dataclass(frozen=True, slots=True)
class EvidenceOffer:
    """A report or claim that may be ticked: ``value`` is its type and slug, "report:nhk-2024-06-12-1a2b3c4d"."""

    value: str
    label: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An offer with what was entered for it."""

    value: str
    label: str
    detail: str | None
    selected: bool
    stance: str
    note: str


class AssessmentForm(ReportForm, VersionedForm):
    """A decision. Its inherited fields are those of a report that is not among the evidence offered."""

    status = RadioField("New status", choices=[status.value for status in Status])
    aspect = choice("What it is about", {"": "The whole claim: this sets its status", **ASPECTS})
    as_of = StringField("As of", description="The day from which this holds, not the day you write it.")
    precision = choice("Precision", {"day": "Exact day", "month": "Month: counts from its last day"})
    rationale = TextAreaField(
        "Reason, in one or two sentences readers will see",
        description="Name who, when and how they know. Use “said”. No adjectives for people.",
    )
    evidence = SelectMultipleField("Evidence", choices=[], validate_choice=False)
    other_claim = StringField("Another claim", description="Its address, or the last part of it.")
    other_claim_stance = choice("How it bears on the claim", STANCES)
    other_claim_note = StringField("Note")
    report_stance = choice("How it bears on the claim", STANCES)
    report_evidence_note = StringField("Note on the evidence")
    reliability = choice(
        "Source", {"": "not graded"} | {letter: f"{letter} – {words}" for letter, words in RELIABILITY.items()}
    )
    credibility = choice(
        "Information", {"": "not graded"} | {str(digit): f"{digit} – {words}" for digit, words in CREDIBILITY.items()}
    )
    outcome = choice("What became of it", {"": "not said", **OUTCOMES})
    review_by = DateField("Look again by", [Optional()], description="Puts it on the desk’s list once it has passed.")
    corrects = HiddenField()

    aliases: Mapping[str, str] = {"ways": "report_url"}

    def to_command(self, slug: str) -> NewAssessment:
        """What was entered, but for a report that is not on offer."""
        credibility = self.text("credibility")
        return NewAssessment(
            claim=slug,
            status=self.status.data or "",
            as_of=self.as_of_text(),
            rationale=self.text("rationale") or "",
            evidence=[*self._ticked(), *self._other_claim()],
            aspect=self.text("aspect"),
            reliability=self.text("reliability"),
            credibility=int(credibility) if credibility else None,
            outcome=self.text("outcome"),
            review_by=self.review_by.data,
            corrects=self.corrected_id(),
        )

    def to_report_as_evidence(self) -> ReportAsEvidence | None:
        """The report that is not on offer; None if none was entered."""
        report = self.to_report()
        if report is None:
            return None
        return ReportAsEvidence(report, self.report_stance.data, self.text("report_evidence_note"))

    def as_of_text(self) -> str:
        """The day or the month, in EDTF."""
        text = self.text("as_of") or ""
        is_day = len(text) == len("YYYY-MM-DD")
        return text[: len("YYYY-MM")] if self.precision.data == "month" and is_day else text

    def corrected_id(self) -> int | None:
        """The decision that this one corrects; None if it corrects none."""
        text = self.corrects.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None

    def rows(self, offers: Sequence[EvidenceOffer], given: Mapping[str, NewEvidence]) -> list[EvidenceRow]:
        """The offers with what was entered, or on a fresh form with what ``given`` says, by value."""
        ticked = set(self.evidence.data or ()) if request.method == "POST" else set(given)
        return [self._row(offer, offer.value in ticked, given.get(offer.value)) for offer in offers]

    def set_day(self, day: date) -> None:
        """Propose a day."""
        self.as_of.data = day.isoformat()

    def _row(self, offer: EvidenceOffer, selected: bool, given: NewEvidence | None) -> EvidenceRow:
        stance, note = _entered(offer.value) if request.method == "POST" else (None, None)
        return EvidenceRow(
            value=offer.value,
            label=offer.label,
            detail=offer.detail,
            selected=selected,
            stance=stance or (given and given.stance) or Stance.SUPPORTS.value,
            note=note or (given.note or "" if given else ""),
        )

    def _ticked(self) -> list[NewEvidence]:
        ticked = []
        for value in dict.fromkeys(self.evidence.data or ()):
            kind, _, slug = value.partition(":")
            stance, note = _entered(value)
            named = {"report": slug} if kind == "report" else {"claim": slug}
            ticked.append(NewEvidence(**named, stance=stance or Stance.SUPPORTS.value, note=note or None))
        return ticked

    def _other_claim(self) -> list[NewEvidence]:
        entered = self.text("other_claim")
        if entered is None:
            return []
        stance, note = self.other_claim_stance.data, self.text("other_claim_note")
        return [NewEvidence(claim=claim_slug(entered), stance=stance, note=note)]


def claim_slug(text: str) -> str:
    """The slug in what somebody pasted: the address of a claim on any site, a path, or the slug itself."""
    path = urlsplit(text.strip()).path if "/" in text else text.strip()
    return path.rstrip("/").rpartition("/")[2].removesuffix(".json")


def _entered(value: str) -> tuple[str | None, str | None]:
    """Stance and note that were sent for a piece of evidence."""
    return request.form.get(f"evidence-stance-{value}"), (request.form.get(f"evidence-note-{value}") or "").strip()
