"""The history of a claim in words: decisions with their grounds, corrections, former wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from factbase.domain import dates
from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.grading import grade_in_words
from factbase.domain.status import OUTCOME_WORDS, Aspect, Stance, Status
from factbase.domain.text import clip
from factbase.edge.vantage import url_at
from factbase.queries.courses import AssessmentRow, EvidenceRow
from factbase.queries.details import ClaimDetail, RewordingRow
from factbase.queries.rewordings import FieldChange

LABEL = 90


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence in words."""

    label: str
    url: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class EvidenceSides:
    """The evidence of a decision by its stance."""

    supports: Sequence[EvidenceItem]
    against: Sequence[EvidenceItem]
    context: Sequence[EvidenceItem]


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """A decision in the history."""

    anchor: str
    status: Status
    aspect: Aspect | None
    as_of_display: str
    as_of_iso: str | None
    rationale: str | None
    evidence: EvidenceSides | None
    grade: str | None
    by: str
    approved_by: str | None
    recorded_display: str
    decided_alone: bool
    corrected_by: str | None
    corrects: str | None
    outcome: str | None = None
    kind: Literal["assessment"] = "assessment"


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A rewording in the history."""

    anchor: str
    made_display: str
    why: str | None
    by: str
    fields: Sequence[FieldChange]
    kind: Literal["revision"] = "revision"


HistoryEntry = AssessmentEntry | RevisionEntry


def claim_history(detail: ClaimDetail) -> list[HistoryEntry]:
    """Decisions and rewordings, newest first: by the day from which they count, then by when they were recorded."""
    dated: list[tuple[tuple[date, datetime], HistoryEntry]] = [
        ((one.as_of, one.recorded_at), _assessment(one, detail)) for one in detail.assessments
    ]
    dated += [((one.recorded_at.date(), one.recorded_at), _rewording(one)) for one in detail.rewordings]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def newest_note(detail: ClaimDetail) -> str | None:
    """The line over a claim that was put right: the newest correction or rewording; None when there is none."""
    notes = [(one.recorded_at, one.reason) for one in detail.rewordings]
    notes += [(one.recorded_at, one.rationale) for one in detail.assessments if one.corrects_id]
    if not notes:
        return None
    when, why = max(notes)
    return f"{day_words(when.date())}. {why}"


def evidence_sides(evidence: Sequence[EvidenceRow], detail: ClaimDetail) -> EvidenceSides:
    """The evidence that is in view, by stance."""
    items: dict[Stance, list[EvidenceItem]] = {stance: [] for stance in Stance}
    for piece in evidence:
        item = _item(piece, detail)
        if item is not None:
            items[piece.stance].append(item)
    return EvidenceSides(items[Stance.SUPPORTS], items[Stance.AGAINST], items[Stance.CONTEXT])


def day_words(day: date) -> str:
    """A plain day in words."""
    return dates.display(EdtfDate.on(day))


def moment_words(instant: datetime) -> str:
    """An instant in words, in UTC."""
    return f"{day_words(instant.astimezone(UTC).date())}, {instant.astimezone(UTC):%H:%M} UTC"


def _item(piece: EvidenceRow, detail: ClaimDetail) -> EvidenceItem | None:
    report = detail.reports.get(piece.report_id) if piece.report_id else None
    if report is not None:
        published = dates.display(report.published_on) if report.published_on else None
        label = f"{report.outlet_name}: {clip(report.title, LABEL)}" if report.title else report.outlet_name
        return EvidenceItem(label, report.url, " · ".join(part for part in (published, piece.note) if part) or None)
    claim = detail.claims.get(piece.claim_id) if piece.claim_id else None
    if claim is None:
        return None
    said = f"{claim.speaker_name}, {dates.display(claim.made_on)}"
    return EvidenceItem(
        label=clip(claim.statement, LABEL),
        url=url_at("claims.show", slug=claim.slug),
        detail=" · ".join(part for part in (said, piece.note) if part),
    )


def _assessment(one: AssessmentRow, detail: ClaimDetail) -> AssessmentEntry:
    when = parse_edtf_date(one.as_of_edtf, field="as_of")
    return AssessmentEntry(
        anchor=f"assessment-{one.id}",
        status=one.status,
        aspect=one.aspect,
        as_of_display=dates.display(when),
        as_of_iso=one.as_of.isoformat() if when.earliest == when.latest else None,
        rationale=one.rationale or None,
        evidence=evidence_sides(one.evidence, detail) if one.evidence else None,
        grade=grade_in_words(one.reliability, one.credibility),
        by=one.by,
        approved_by=one.approved_by,
        recorded_display=moment_words(one.recorded_at),
        decided_alone=one.status.resolved and one.approved_by is None,
        corrected_by=f"assessment-{one.corrected_by}" if one.corrected_by else None,
        corrects=f"assessment-{one.corrects_id}" if one.corrects_id else None,
        outcome=OUTCOME_WORDS[one.outcome] if one.outcome else None,
    )


def _rewording(one: RewordingRow) -> RevisionEntry:
    return RevisionEntry(
        anchor=f"version-{one.version}",
        made_display=moment_words(one.recorded_at),
        why=one.reason or None,
        by=one.by,
        fields=one.fields,
    )
