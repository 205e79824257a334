"""A claim, its reports and its ties in words for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from factbase.domain.courses import Decision, stretches
from factbase.domain.dates import display, made_in_words
from factbase.domain.status import Status
from factbase.domain.vantage import Vantage
from factbase.models import Appearance, Claim, Relay, Report
from factbase.queries.claims import claims_by_id
from factbase.queries.courses import courses
from factbase.queries.origins import NOTHING, origin_counts


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """What stands over every form about a claim. ``counted`` is None for a draft; ``since`` is in words."""

    slug: str
    statement: str
    byline: str
    status: Status
    since: str
    counted: str | None
    is_published: bool


def claim_head(session: Session, claim: Claim, today: date) -> ClaimHead:
    """The head for ``claim``, whose speaker and role are loaded."""
    vantage = Vantage.now(today)
    decisions = courses(session, vantage, [claim.id])[claim.id]
    now = stretches(claim.made_on_earliest, decisions, as_of=max(today, claim.made_on_earliest))[-1]
    row = claims_by_id(session, vantage, [claim.id]).get(claim.id)
    origins = origin_counts(session, vantage, [row])[claim.id] if row else NOTHING
    return ClaimHead(
        slug=claim.slug,
        statement=claim.statement,
        byline=byline(claim),
        status=now.status,
        since=day_words(now.start),
        counted=counted(origins.reports, origins.independent) if row else None,
        is_published=claim.published_at is not None,
    )


def byline(claim: Claim) -> str:
    """Who said it and when: "Shin Wonsik, Minister of National Defence, on 18 March 2024"."""
    said = [claim.speaker.name]
    if claim.role:
        said.append(claim.role.title)
    if claim.via:
        said.append(f"through {claim.via}")
    return f"{', '.join(said)}, {made_in_words(claim.made_on)}"


def counted(reports: int, independent: int) -> str:
    """How many reports, and from how many origins."""
    return f"{_number(reports, 'report')}, {_number(independent, 'origin')}"


def report_label(report: Report) -> str:
    """Outlet and day of a report: "NHK, 12 June 2024"."""
    when = report.published_on
    return f"{report.outlet.name}, {display(when)}" if when else f"{report.outlet.name}, undated"


def credits_line(appearance: Appearance) -> str | None:
    """Whom a report credits for the claim: "credits Yonhap, which credits KCNA; NHK"; None when nobody."""
    ways: dict[int, list[str]] = {}
    for relay in appearance.relays:
        ways.setdefault(relay.credit_no, []).append(_credited(relay))
    return f"credits {'; '.join(', which credits '.join(way) for way in ways.values())}" if ways else None


def course_words(first: date, decisions: Sequence[Decision], today: date) -> str:
    """The course of a claim in one line: "unconfirmed 12 June 2024, corroborated 13 June 2024"."""
    course = stretches(first, decisions, as_of=max(today, first))
    return ", ".join(f"{stretch.status} {day_words(stretch.start)}" for stretch in course)


def day_words(day: date) -> str:
    """One day: "12 June 2024"."""
    return f"{day.day} {day:%B %Y}"


def _credited(relay: Relay) -> str:
    if relay.outlet is not None:
        return relay.outlet.name
    if relay.speaker is not None:
        return relay.speaker.name
    report = relay.credited_report
    return (report.title or report.slug) if report is not None else ""


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
