"""What a record says, as JSON-ready content: the same in acts, in revisions and in what an editor compares."""

from __future__ import annotations

from typing import Any

from factbase.domain.dates import EdtfDate
from factbase.domain.quantities import Quantity
from factbase.models import (
    Appearance,
    Assessment,
    Claim,
    FigureSeries,
    Link,
    Outlet,
    Relay,
    Report,
    Role,
    Speaker,
    Story,
)
from factbase.models.base import plain_number


def claim_content(claim: Claim) -> dict[str, Any]:
    """Everything that an editor writes in a claim. Speaker, role and story must be loaded."""
    return {
        "source_key": claim.source_key,
        "statement": claim.statement,
        "kind": claim.kind.value,
        "speaker": claim.speaker.slug,
        "role": claim.role.title if claim.role else None,
        "via": claim.via,
        "quote": claim.quote,
        "quote_language": claim.quote_language,
        "quote_translation": claim.quote_translation,
        "quote_note": claim.quote_note,
        "made_on": claim.made_on_edtf,
        "made_on_phrase": claim.made_on_phrase,
        "made_on_note": claim.made_on_note,
        "due_on": claim.due_on_edtf,
        "due_on_phrase": claim.due_on_phrase,
        "quantity": _quantity(claim.quantity),
        "countries": sorted(row.country for row in claim.countries),
        "tags": sorted(row.tag for row in claim.tags),
        "story": claim.story.slug if claim.story else None,
        "hedging": claim.hedging,
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "qualifier": quantity.qualifier.value,
        "value": plain_number(quantity.value),
        "low": plain_number(quantity.low),
        "high": plain_number(quantity.high),
        "unit": quantity.unit,
        "what": quantity.what,
        "as_reported": quantity.as_reported,
        "period": _edtf(quantity.period),
    }


def story_content(story: Story) -> dict[str, Any]:
    """Title and summary of a story."""
    return {"title": story.title, "summary": story.summary}


def speaker_content(speaker: Speaker) -> dict[str, Any]:
    """Name, kind, country and other names of a speaker; names must be loaded."""
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "country": speaker.country,
        "names": [{"name": row.name, "language": row.language} for row in speaker.names],
    }


def role_content(role: Role) -> dict[str, Any]:
    """One role of a speaker and the dates between which it was held."""
    return {
        "title": role.title,
        "country": role.country,
        "held_from": role.held_from_edtf,
        "held_to": role.held_to_edtf,
    }


def outlet_content(outlet: Outlet) -> dict[str, Any]:
    """Name, kind, country and other names of an outlet; names must be loaded."""
    return {
        "name": outlet.name,
        "kind": outlet.kind.value if outlet.kind else None,
        "country": outlet.country,
        "names": [{"name": row.name, "language": row.language} for row in outlet.names],
    }


def report_content(report: Report, relays: list[Relay]) -> dict[str, Any]:
    """What is known of a publication, and whom the whole of it credits; the outlet must be loaded."""
    return {
        "outlet": report.outlet.slug,
        "title": report.title,
        "url": report.url,
        "published_on": report.published_on_edtf,
        "language": report.language,
        "archived_url": report.archived_url,
        "note": report.note,
        "relays": credits_content(relays),
    }


def appearance_content(appearance: Appearance) -> dict[str, Any]:
    """A claim in a report, with the ways back that the report states; report and relays must be loaded."""
    return {
        "report": appearance.report.slug,
        "words": appearance.words,
        "place": appearance.place,
        "hedge": appearance.hedge,
        "note": appearance.note,
        "relays": credits_content(appearance.relays),
    }


def credits_content(relays: list[Relay]) -> list[list[dict[str, str]]]:
    """The credits side by side, each as the list of its steps; those credited must be loaded."""
    ways: dict[int, list[dict[str, str]]] = {}
    for relay in sorted(relays, key=lambda row: (row.credit_no, row.hop_no)):
        ways.setdefault(relay.credit_no, []).append(_credited(relay))
    return list(ways.values())


def _credited(relay: Relay) -> dict[str, str]:
    if relay.outlet is not None:
        return {"outlet": relay.outlet.slug}
    if relay.credited_report is not None:
        return {"report": relay.credited_report.slug}
    if relay.speaker is not None:
        return {"speaker": relay.speaker.slug}
    raise ValueError("the table's check lets no empty step in")


def link_content(link: Link) -> dict[str, Any]:
    """One tie; both claims must be loaded."""
    return {"type": link.type.value, "claim": link.target.slug, "interested": link.is_interested, "note": link.note}


def series_content(series: FigureSeries) -> dict[str, Any]:
    """A series of figures; its story and the claims of its members must be loaded."""
    return {
        "story": series.story.slug,
        "title": series.title,
        "claims": sorted(member.claim.slug for member in series.members),
    }


def assessment_content(assessment: Assessment) -> dict[str, Any]:
    """A decision with its evidence; whatever the evidence names must be loaded."""
    return {
        "id": assessment.id,
        "status": assessment.status.value,
        "aspect": assessment.aspect.value if assessment.aspect else None,
        "outcome": assessment.outcome.value if assessment.outcome else None,
        "as_of": assessment.as_of_edtf,
        "rationale": assessment.rationale,
        "evidence": [
            {
                "type": "report" if row.report else "claim",
                "slug": row.report.slug if row.report else row.claim.slug if row.claim else None,
                "stance": row.stance.value,
                "note": row.note,
            }
            for row in assessment.evidence
        ],
        "reliability": assessment.reliability,
        "credibility": assessment.credibility,
        "review_by": assessment.review_by.isoformat() if assessment.review_by else None,
        "approved_by": assessment.approved_by,
        "corrects": assessment.corrects_id,
    }


def _edtf(date: EdtfDate | None) -> str | None:
    return None if date is None else date.edtf
