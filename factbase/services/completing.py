"""Filling in what is not on record yet of a speaker, an outlet or a report, without changing what is."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.dates import EdtfDate, more_precise
from factbase.domain.errors import FieldProblem, InvalidInput
from factbase.domain.roles import Actor, Permission
from factbase.domain.text import fold_name
from factbase.models import Outlet, OutletKind, OutletName, Relay, Report, Speaker, SpeakerName
from factbase.services.contents import credits_content, outlet_content, report_content, speaker_content
from factbase.services.ledger import Entry, append_act
from factbase.services.naming import NewOutlet, NewSpeaker, other_names, outlet_problems, speaker_problems
from factbase.services.reporting import NewReport, relays_on, report_problems, said_date, write_date
from factbase.services.revising import keep_revision
from factbase.services.wording import text_or_none

Value = TypeVar("Value")


def complete_speaker(
    session: Session, speaker: Speaker, new: NewSpeaker, *, actor: Actor, now: datetime
) -> list[FieldProblem]:
    """Add to ``speaker``, whose names are loaded, the country and the spellings that are not on record.

    Gives what contradicts the record; then nothing is changed.

    :raises InvalidInput: a field cannot be recorded at all.
    """
    actor.require(Permission.DRAFT)
    problems = speaker_problems(new)
    if problems:
        raise InvalidInput(problems)
    problems = _contradiction("speaker_kind", speaker.kind.value, new.kind)
    problems += _contradiction("speaker_country", speaker.country, text_or_none(new.country))
    if problems:
        return problems
    before = speaker_content(speaker)
    speaker.country = speaker.country or text_or_none(new.country)
    known = {speaker.name, *(row.name for row in speaker.names)}
    speaker.names += [
        SpeakerName(name=name, folded=fold_name(name), language=language, recorded_at=now)
        for name, language in other_names(new.names, known=known)
    ]
    content = speaker_content(speaker)
    if content != before:
        speaker.version += 1
        session.flush()
        keep_revision(session, "speaker", speaker, content, reason="", actor=actor, now=now)
        append_act(session, Entry("complete", "speaker", speaker.slug, content), actor=actor, now=now)
    return []


def complete_outlet(
    session: Session, outlet: Outlet, new: NewOutlet, *, actor: Actor, now: datetime
) -> list[FieldProblem]:
    """Add to ``outlet``, whose names are loaded, the kind, country and names that are not on record.

    Gives what contradicts the record; then nothing is changed.

    :raises InvalidInput: a field cannot be recorded at all.
    """
    actor.require(Permission.DRAFT)
    problems = outlet_problems(new)
    if problems:
        raise InvalidInput(problems)
    problems = _contradiction("outlet_kind", outlet.kind and outlet.kind.value, text_or_none(new.kind))
    problems += _contradiction("outlet_country", outlet.country, text_or_none(new.country))
    if problems:
        return problems
    before = outlet_content(outlet)
    outlet.kind = outlet.kind or (OutletKind(new.kind) if new.kind else None)
    outlet.country = outlet.country or text_or_none(new.country)
    known = {outlet.name, *(row.name for row in outlet.names)}
    outlet.names += [
        OutletName(name=name, folded=fold_name(name), language=language, recorded_at=now)
        for name, language in other_names(new.names, known=known)
    ]
    content = outlet_content(outlet)
    if content != before:
        outlet.version += 1
        session.flush()
        keep_revision(session, "outlet", outlet, content, reason="", actor=actor, now=now)
        append_act(session, Entry("complete", "outlet", outlet.slug, content), actor=actor, now=now)
    return []


def complete_report(
    session: Session, report: Report, new: NewReport, *, actor: Actor, now: datetime
) -> list[FieldProblem]:
    """Add to ``report``, whose outlet is loaded, what is not on record, and narrow its date.

    Gives what contradicts the record; then nothing is changed.

    :raises InvalidInput: a field cannot be recorded at all.
    """
    actor.require(Permission.PUBLISH)
    problems = report_problems(new)
    if problems:
        raise InvalidInput(problems)
    problems = _contradiction("outlet", report.outlet.slug, new.outlet)
    fields = {}
    for name in ("title", "language", "archived_url", "note"):
        held, given = getattr(report, name), text_or_none(getattr(new, name))
        problems += _contradiction(name, held, given)
        fields[name] = held or given
    published_on = _narrower(report.published_on, said_date(new), problems)
    relays = report_relays(session, report) if new.ways else []
    if relays:
        problems += _contradiction(
            "ways", credits_content(relays), [[hop.content() for hop in way] for way in new.ways]
        )
    if problems:
        return problems
    fresh = [] if relays else relays_on(session, new.ways, report_id=report.id)
    same = all(getattr(report, name) == value for name, value in fields.items())
    if same and published_on == report.published_on and not fresh:
        return []
    for name, value in fields.items():
        setattr(report, name, value)
    write_date(report, published_on)
    session.add_all(fresh)
    report.version += 1
    session.flush()
    content = report_content(report, report_relays(session, report))
    keep_revision(session, "report", report, content, reason="", actor=actor, now=now)
    append_act(session, Entry("complete", "report", report.slug, content), actor=actor, now=now)
    return []


def report_relays(session: Session, report: Report) -> list[Relay]:
    """Whom the report as a whole credits, with those credited loaded."""
    statement = (
        select(Relay)
        .where(Relay.report_id == report.id, Relay.appearance_id.is_(None))
        .order_by(Relay.credit_no, Relay.hop_no)
        .options(selectinload(Relay.outlet), selectinload(Relay.speaker), selectinload(Relay.credited_report))
    )
    return list(session.scalars(statement))


def _contradiction(field: str, held: Value | None, given: Value | None) -> list[FieldProblem]:
    if held is None or given is None or held == given:
        return []
    return [FieldProblem(field, f"On record is “{held}”, not “{given}”.")]


def _narrower(held: EdtfDate | None, given: EdtfDate | None, problems: list[FieldProblem]) -> EdtfDate | None:
    if held is None or given is None:
        return held or given
    narrower = more_precise(held, given)
    if narrower is None:
        problems.append(FieldProblem("published_on", f"On record is “{held.edtf}”, which “{given.edtf}” does not fit."))
    return narrower
