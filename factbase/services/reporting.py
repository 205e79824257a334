"""Reports, the claims that appear in them, and the ways back that they state."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.codes import is_address, is_language
from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.errors import AlreadyRecorded, FieldProblem, InvalidInput
from factbase.domain.roles import Actor, Permission
from factbase.domain.text import slugify, unique_slug
from factbase.models import Appearance, Claim, Outlet, Relay, Report, Speaker
from factbase.services.contents import appearance_content, report_content
from factbase.services.ledger import Entry, append_act
from factbase.services.revising import keep_revision, locked_claim
from factbase.services.wording import MAX_SHORT, text_or_none, too_long

MAX_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a way back: exactly one of an outlet, a report or a speaker, by slug."""

    outlet: str | None = None
    report: str | None = None
    speaker: str | None = None

    def content(self) -> dict[str, str]:
        """The step as acts and revisions spell it."""
        named = {"outlet": self.outlet, "report": self.report, "speaker": self.speaker}
        return {name: slug for name, slug in named.items() if slug}


Ways = Sequence[Sequence[Hop]]
"""Those credited side by side, each as the steps from it towards the origin."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """A publication. ``outlet`` is a slug; ``published_on`` EDTF or None when the page does not say."""

    outlet: str
    title: str | None = None
    url: str | None = None
    published_on: str | None = None
    language: str | None = None
    archived_url: str | None = None
    note: str | None = None
    ways: Ways = ()


@dataclass(frozen=True, slots=True)
class NewAppearance:
    """The claim ``claim`` in the report ``report``, both slugs."""

    claim: str
    report: str
    words: str | None = None
    place: str | None = None
    hedge: str | None = None
    note: str | None = None
    ways: Ways = ()


def add_report(session: Session, new: NewReport, *, actor: Actor, now: datetime) -> Report:
    """Record one publication.

    :raises InvalidInput: names every field that is wrong.
    :raises AlreadyRecorded: its address is on record.
    """
    actor.require(Permission.DRAFT)
    problems = report_problems(new)
    outlet = session.scalar(select(Outlet).where(Outlet.slug == new.outlet))
    if outlet is None:
        problems.append(FieldProblem("outlet", "Say who published it."))
    if problems or outlet is None:
        raise InvalidInput(problems)
    url = text_or_none(new.url)
    known = session.scalar(select(Report.slug).where(Report.url == url)) if url else None
    if known is not None:
        raise AlreadyRecorded("url", f"A report of this address is on record: {known}.")
    report = Report(
        outlet=outlet,
        title=text_or_none(new.title),
        url=url,
        language=text_or_none(new.language),
        archived_url=text_or_none(new.archived_url),
        note=text_or_none(new.note),
        recorded_at=now,
        version=1,
    )
    write_date(report, said_date(new))
    report.slug = _report_slug(session, report)
    session.add(report)
    session.flush()
    relays = relays_on(session, new.ways, report_id=report.id)
    session.add_all(relays)
    content = report_content(report, relays)
    keep_revision(session, "report", report, content, reason="", actor=actor, now=now)
    append_act(session, Entry("record", "report", report.slug, content), actor=actor, now=now)
    return report


def add_appearance(
    session: Session, new: NewAppearance, *, actor: Actor, now: datetime, version: int | None = None
) -> Appearance:
    """Say that a claim stands in a report, in which words, and whom the report credits for it.

    :raises InvalidInput: there is no such report, or a credit names nobody on record.
    :raises AlreadyRecorded: the claim is on record as standing in this report.
    :raises Conflict: the claim is no longer at ``version``.
    """
    return appear(session, locked_claim(session, new.claim, version=version), new, actor=actor, now=now)


def appear(session: Session, claim: Claim, new: NewAppearance, *, actor: Actor, now: datetime) -> Appearance:
    """:func:`add_appearance` for a claim that is locked already."""
    actor.require(Permission.PUBLISH if claim.published_at else Permission.DRAFT)
    problems = appearance_problems(new)
    report = session.scalar(select(Report).where(Report.slug == new.report))
    if report is None:
        problems.append(FieldProblem("report", f"There is no report “{new.report}”."))
    if problems or report is None:
        raise InvalidInput(problems)
    same = select(Appearance.id).where(Appearance.claim_id == claim.id, Appearance.report_id == report.id)
    if session.scalar(same) is not None:
        raise AlreadyRecorded("report", "This claim is on record as standing in that report already.")
    relays = relays_on(session, new.ways, report_id=report.id)
    appearance = Appearance(
        claim_id=claim.id,
        report=report,
        words=text_or_none(new.words),
        place=text_or_none(new.place),
        hedge=text_or_none(new.hedge),
        note=text_or_none(new.note),
        recorded_at=now,
    )
    appearance.relays = relays
    session.add(appearance)
    claim.version += 1
    append_act(session, Entry("appear", "claim", claim.slug, appearance_content(appearance)), actor=actor, now=now)
    return appearance


def relays_on(session: Session, ways: Ways, *, report_id: int) -> list[Relay]:
    """The rows of the ways back that a report states, not added to ``session`` yet.

    :raises InvalidInput: a step names nobody on record, or the report itself.
    """
    relays = []
    for credit_no, way in enumerate(ways, start=1):
        for hop_no, hop in enumerate(way, start=1):
            outlet, report, speaker = _credited(session, hop, report_id)
            relays.append(
                Relay(
                    report_id=report_id,
                    credit_no=credit_no,
                    hop_no=hop_no,
                    outlet=outlet,
                    credited_report=report,
                    speaker=speaker,
                )
            )
    return relays


def _credited(session: Session, hop: Hop, report_id: int) -> tuple[Outlet | None, Report | None, Speaker | None]:
    outlet = session.scalar(select(Outlet).where(Outlet.slug == hop.outlet)) if hop.outlet else None
    report = session.scalar(select(Report).where(Report.slug == hop.report)) if hop.report else None
    speaker = session.scalar(select(Speaker).where(Speaker.slug == hop.speaker)) if hop.speaker else None
    if sum(found is not None for found in (outlet, report, speaker)) != 1:
        raise InvalidInput.one("ways", "Each credit names one outlet, report or speaker that is on record.")
    if report is not None and report.id == report_id:
        raise InvalidInput.one("ways", "A report cannot credit itself.")
    return outlet, report, speaker


def appearance_problems(new: NewAppearance) -> list[FieldProblem]:
    """What is wrong with an appearance by itself; empty when it can be recorded."""
    return too_long("place", new.place, MAX_SHORT) + too_long("hedge", new.hedge, MAX_SHORT)


def report_problems(new: NewReport) -> list[FieldProblem]:
    """What is wrong with a report by itself; empty when it can be recorded."""
    problems = []
    if not text_or_none(new.url) and not text_or_none(new.title):
        problems.append(FieldProblem("url", "Give the address of the page, or its title where it has no address."))
    for name in ("url", "archived_url"):
        given = text_or_none(getattr(new, name))
        if given and not is_address(given):
            problems.append(FieldProblem(name, "Give a whole web address that begins with https:// or http://."))
    problems += too_long("title", new.title, MAX_TITLE)
    language = text_or_none(new.language)
    if language and not is_language(language):
        problems.append(FieldProblem("language", f"“{language}” is no BCP 47 language tag, such as ko or ru."))
    try:
        said_date(new)
    except InvalidInput as error:
        problems += error.problems
    return problems


def said_date(new: NewReport) -> EdtfDate | None:
    """The day of publication that is given; None when none is.

    :raises InvalidInput: it is no date.
    """
    text = text_or_none(new.published_on)
    return parse_edtf_date(text, field="published_on") if text else None


def write_date(report: Report, date: EdtfDate | None) -> None:
    """Put the day of publication, and with it the day by which the report was out, into its columns."""
    report.published_on_edtf = date.edtf if date else None
    report.published_on_earliest = date.earliest if date else None
    report.published_on_latest = date.latest if date else None
    recorded = report.recorded_at.date()
    report.known_on = min(date.latest, recorded) if date and date.latest else recorded


def _report_slug(session: Session, report: Report) -> str:
    """Outlet, day and a short hash of what tells the report from others: the same again for the same page."""
    key = report.url or f"{report.title}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    day = slugify(report.published_on_edtf or "undated", max_length=24)
    outlet = slugify(report.outlet.slug, max_length=60)
    return unique_slug(
        f"{outlet}-{day}-{digest}",
        lambda slug: session.scalar(select(Report.id).where(Report.slug == slug)) is not None,
    )
