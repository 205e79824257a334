"""Claims, stories and those who speak and publish, as JSON-ready dicts: the only place that spells the shape.

The shape is that of PRODUCT.md section 6. ``at`` turns a path of this site into a whole address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from factbase.domain import dates, quantities
from factbase.domain.courses import Stretch, mix_steps
from factbase.domain.dates import EdtfDate
from factbase.domain.figures import Series, steps
from factbase.domain.origins import OriginCount
from factbase.domain.quantities import Quantity
from factbase.domain.status import STATUS_ORDER, Status
from factbase.domain.vantage import Vantage
from factbase.models.base import plain_number
from factbase.queries.claims import ClaimRow
from factbase.queries.courses import AssessmentRow, EvidenceRow
from factbase.queries.details import ClaimDetail, LinkRow
from factbase.queries.reports import AppearanceRow, HopRow, ReportRow
from factbase.queries.stories import StoryRow
from factbase.queries.story_data import StoryData

Address = Callable[[str], str]
Json = dict[str, Any]


def date_json(when: EdtfDate | None) -> Json | None:
    """A date as written, with its bounds and its words."""
    if when is None:
        return None
    return {
        "edtf": when.edtf,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "display": dates.display(when),
    }


def quantity_json(figure: Quantity | None) -> Json | None:
    """A figure with its qualifier and its words."""
    if figure is None:
        return None
    return {
        "qualifier": figure.qualifier.value,
        "value": plain_number(figure.value),
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "unit": figure.unit,
        "what": figure.what,
        "as_reported": figure.as_reported,
        "period": date_json(figure.period),
        "display": quantities.display(figure),
    }


def instant_json(instant: datetime) -> str:
    """RFC 3339 in UTC."""
    return instant.isoformat().replace("+00:00", "Z")


def vantage_json(vantage: Vantage) -> Json:
    """The two times at which the answer holds."""
    return {
        "as_of": vantage.as_of.isoformat(),
        "recorded_by": instant_json(vantage.recorded_by) if vantage.recorded_by else None,
    }


def claim_line_json(row: ClaimRow, origins: OriginCount, at: Address) -> Json:
    """A claim in a list."""
    return {
        "slug": row.slug,
        "url": at(f"/claims/{row.slug}"),
        "statement": row.statement,
        "quote": row.quote,
        "kind": row.kind.value,
        "speaker": {
            "slug": row.speaker_slug,
            "name": row.speaker_name,
            "kind": row.speaker_kind.value,
            "country": row.speaker_country,
            "role": row.role,
            "via": row.via,
        },
        "made_on": date_json(row.made_on),
        "due_on": date_json(row.due_on),
        "quantity": quantity_json(row.quantity),
        "story": {"slug": row.story_slug, "title": row.story_title} if row.story_slug else None,
        "status": row.status.value,
        "status_since": row.status_since.isoformat(),
        "origins": {"reports": origins.reports, "independent": origins.independent, "names": list(origins.names)},
        "last_checked": row.last_checked.isoformat() if row.last_checked else None,
    }


def claim_json(detail: ClaimDetail, origins: OriginCount, vantage: Vantage, at: Address) -> Json:
    """One claim, whole, as it is seen at the vantage."""
    row = detail.row
    review_by = next((one.review_by for one in reversed(detail.assessments) if one.corrected_by is None), None)
    return {
        **claim_line_json(row, origins, at),
        "quote_language": row.quote_language,
        "quote_translation": row.quote_translation,
        "quote_note": detail.quote_note,
        "made_on": {**(date_json(row.made_on) or {}), "phrase": detail.made_on_phrase, "note": detail.made_on_note},
        "countries": list(detail.countries),
        "tags": list(detail.tags),
        "hedging": list(detail.hedging),
        "assessments": [assessment_json(one, detail) for one in detail.assessments],
        "appearances": [appearance_json(one) for one in detail.appearances],
        "links": [link_json(one) for one in detail.links],
        "review_by": review_by.isoformat() if review_by else None,
        "source_key": detail.source_key,
        "version": detail.version,
        **vantage_json(vantage),
    }


def assessment_json(one: AssessmentRow, detail: ClaimDetail) -> Json:
    """One decision; ``corrects`` is the ``id`` of the one that it puts right."""
    return {
        "id": one.id,
        "status": one.status.value,
        "as_of": one.as_of_edtf,
        "recorded_at": instant_json(one.recorded_at),
        "rationale": one.rationale,
        "evidence": [shape for piece in one.evidence if (shape := evidence_json(piece, detail))],
        "aspect": one.aspect.value if one.aspect else None,
        "outcome": one.outcome.value if one.outcome else None,
        "reliability": one.reliability,
        "credibility": one.credibility,
        "by": one.by,
        "approved_by": one.approved_by,
        "corrects": one.corrects_id,
    }


def evidence_json(piece: EvidenceRow, detail: ClaimDetail) -> Json | None:
    """One piece of evidence; None when it is not in view."""
    report = detail.reports.get(piece.report_id) if piece.report_id else None
    claim = detail.claims.get(piece.claim_id) if piece.claim_id else None
    if report is not None:
        return {"type": "report", "slug": report.slug, "url": report.url, **_said(piece)}
    return {"type": "claim", "slug": claim.slug, **_said(piece)} if claim else None


def _said(piece: EvidenceRow) -> Json:
    return {"stance": piece.stance.value, "note": piece.note}


def report_json(report: ReportRow) -> Json:
    """One publication."""
    return {
        "slug": report.slug,
        "outlet": {"slug": report.outlet_slug, "name": report.outlet_name},
        "title": report.title,
        "url": report.url,
        "published_on": report.published_on.edtf if report.published_on else None,
        "language": report.language,
        "archived_url": report.archived_url,
    }


def appearance_json(one: AppearanceRow) -> Json:
    """A claim in a report. ``relays`` names the first one credited; ``credits`` in it are all, with their chains."""
    first = one.ways[0][0] if one.ways else None
    credited = [[_hop(hop) for hop in way] for way in one.ways]
    return {
        "report": report_json(one.report),
        "words": one.words,
        "place": one.place,
        "hedge": one.hedge,
        "note": one.note,
        "relays": {first.kind: first.name, "credits": credited} if first else None,
    }


def _hop(hop: HopRow) -> Json:
    return {"type": hop.kind, "slug": hop.slug, "name": hop.name}


def link_json(link: LinkRow) -> Json:
    """A tie as this claim has it: ``direction`` out when it links, in when it is linked to."""
    return {
        "type": link.type.value,
        "claim": link.claim.slug,
        "direction": "out" if link.outward else "in",
        "interested": link.is_interested,
        "note": link.note,
    }


def course_json(course: Sequence[Stretch]) -> list[Json]:
    """The stretches of one status each, with the reason that began each; ``to`` is the last day of it."""
    return [
        {
            "status": stretch.status.value,
            "from": stretch.start.isoformat(),
            "to": (stretch.end - timedelta(days=1)).isoformat(),
            "rationale": stretch.reason or None,
            "grade": stretch.grade,
        }
        for stretch in course
    ]


def mix_json(counts: Mapping[Status, int]) -> dict[str, int]:
    """How many claims stand where; every status has its number."""
    return {status.value: counts.get(status, 0) for status in STATUS_ORDER}


def story_line_json(row: StoryRow, at: Address) -> Json:
    """A story in a list."""
    return {
        "slug": row.slug,
        "url": at(f"/stories/{row.slug}"),
        "title": row.title,
        "summary": row.summary,
        "claims": row.claims,
        "status_mix": mix_json(row.counts),
        "last_change": row.last_change.isoformat() if row.last_change else None,
        "coming_due": row.coming_due,
    }


def series_json(series: Series) -> Json:
    """Figures that count the same thing, and what each did to the one before it; ``named`` by an editor.

    ``before`` is the claim that the figure updates, or the one with the figure that its speaker gave before.
    ``agrees_with`` and ``differs_from`` are claims of others whose figures stood then.
    """
    return {
        "key": series.key,
        "title": series.title,
        "named": series.is_named,
        "claims": [figure.slug for figure in series.figures],
        "steps": [
            {
                "claim": step.figure.slug,
                "before": step.before.slug if step.before else None,
                "change": step.change.value if step.change else None,
                "agrees_with": list(step.agrees_with),
                "differs_from": list(step.differs_from),
            }
            for step in steps(series.figures)
        ],
    }


def story_json(data: StoryData, figures: Sequence[Series], at: Address) -> Json:
    """A story with its claims, the course of each, its mix day by day, its ``figures``: what its charts show."""
    return {
        "slug": data.text.slug,
        "url": at(f"/stories/{data.text.slug}"),
        "title": data.text.title,
        "summary": data.text.summary,
        **vantage_json(data.vantage),
        "status_mix": mix_json(Counter(row.status for row in data.rows)),
        "last_change": data.last_change.isoformat() if data.last_change else None,
        "claims": [
            {**claim_line_json(row, data.origins[row.id], at), "course": course_json(data.courses[row.id])}
            for row in data.rows
        ],
        "mix_over_time": [
            {"from": day.isoformat(), "status_mix": mix_json(counts)}
            for day, counts in mix_steps(data.courses.values())
        ],
        "updates": [{"claim": newer, "updates": older} for newer, older in data.updates],
        "figures": [series_json(series) for series in figures],
    }
