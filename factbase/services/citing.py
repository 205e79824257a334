"""Reports as a fact-checker enters them: by address or by name, with those whom they credit, some of them new.

Problems of a report are named ``report.url``, ``report.outlet_kind`` and so on; those of its credits ``credits``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factbase.domain.errors import AlreadyRecorded, FieldProblem, InvalidInput
from factbase.domain.roles import Actor, Permission
from factbase.models import Appearance, Outlet, Report
from factbase.services.completing import complete_report
from factbase.services.naming import NewOutlet, add_outlet, outlet_named, speaker_named
from factbase.services.reporting import Hop, NewAppearance, NewReport, Ways, add_appearance, add_report, report_problems
from factbase.services.revising import locked_claim
from factbase.services.wording import text_or_none

_STEP = re.compile(r"\s*[>→]\s*")


@dataclass(frozen=True, slots=True)
class ReportGiven:
    """A publication by its address, or by outlet and title where it has none; ``outlet`` is a name."""

    outlet: str | None = None
    outlet_is_new: bool = False
    outlet_kind: str | None = None
    outlet_country: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: str | None = None
    language: str | None = None
    archived_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AppearanceGiven:
    """A report that carries a claim. ``credits`` has a line for each one credited, as "Yonhap > KCNA"."""

    report: ReportGiven
    words: str | None = None
    place: str | None = None
    hedge: str | None = None
    note: str | None = None
    credits: str | None = None
    new_credits: bool = False


def enter_appearance(
    session: Session, slug: str, given: AppearanceGiven, *, version: int, actor: Actor, now: datetime
) -> Appearance:
    """Say that a claim stands in a report, which is recorded if it is not.

    :raises Conflict: the claim is no longer at ``version``; nothing was recorded for it.
    :raises InvalidInput: names every field that is wrong.
    """
    locked_claim(session, slug, version=version)
    problems: list[FieldProblem] = []
    found = find_report(session, given, problems, actor=actor, now=now)
    if problems or found is None:
        raise InvalidInput(problems)
    return appear_in(session, slug, given, found, version=version, actor=actor, now=now)


def enter_report(session: Session, given: ReportGiven, *, actor: Actor, now: datetime) -> Report:
    """The report that was meant: the one on record of this address, filled in where it was empty, or a new one.

    :raises InvalidInput: names every field that is wrong, without the prefix ``report``.
    """
    known = _report_on_record(session, given)
    if known is not None and not given.outlet:
        given = replace(given, outlet=known.outlet.name)
    outlet: Outlet | None = None
    problems: list[FieldProblem] = []
    with Collecting(problems):
        outlet = _outlet(session, given, actor=actor, now=now)
    new = NewReport(
        outlet=outlet.slug if outlet is not None else "",
        title=given.title,
        url=given.url,
        published_on=given.published_on,
        language=given.language,
        archived_url=given.archived_url,
        note=given.note,
    )
    if outlet is None:
        raise InvalidInput([*problems, *report_problems(new)])
    if known is None:
        return add_report(session, new, actor=actor, now=now)
    if actor.may(Permission.PUBLISH):
        problems = complete_report(session, known, new, actor=actor, now=now)
        if problems:
            raise InvalidInput(problems)
    return known


def find_report(
    session: Session, given: AppearanceGiven, problems: list[FieldProblem], *, actor: Actor, now: datetime
) -> tuple[Report, Ways] | None:
    """The report that was entered and the ways back that it states; None when ``problems`` grew."""
    report: Report | None = None
    ways: Ways | None = None
    with Collecting(problems, prefix="report."):
        report = enter_report(session, given.report, actor=actor, now=now)
    with Collecting(problems):
        ways = _ways(session, given, actor=actor, now=now)
    return (report, ways) if report is not None and ways is not None else None


def appear_in(
    session: Session,
    slug: str,
    given: AppearanceGiven,
    found: tuple[Report, Ways],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Appearance:
    """Put the claim into the report that :func:`find_report` gave.

    :raises InvalidInput: it is on record as standing there.
    """
    report, ways = found
    new = NewAppearance(
        claim=slug,
        report=report.slug,
        words=given.words,
        place=given.place,
        hedge=given.hedge,
        note=given.note,
        ways=ways,
    )
    problems: list[FieldProblem] = []
    with Collecting(problems, report="report.url"):
        return add_appearance(session, new, actor=actor, now=now, version=version)
    raise InvalidInput(problems)


def _report_on_record(session: Session, given: ReportGiven) -> Report | None:
    """The report of this address; of one without address, that of the same outlet and title."""
    statement = select(Report).options(selectinload(Report.outlet))
    url, title = text_or_none(given.url), text_or_none(given.title)
    if url is not None:
        return session.scalar(statement.where(Report.url == url))
    outlet = outlet_named(session, (given.outlet or "").strip())
    if outlet is None or title is None:
        return None
    return session.scalar(
        statement.where(Report.url.is_(None), Report.outlet_id == outlet.id, Report.title == title)
        .order_by(Report.id)
        .limit(1)
    )


def _outlet(session: Session, given: ReportGiven, *, actor: Actor, now: datetime) -> Outlet:
    name = (given.outlet or "").strip()
    if not name:
        raise InvalidInput.one("outlet", "Say who published it.")
    known = outlet_named(session, name)
    if known is not None:
        return known
    if not given.outlet_is_new:
        raise InvalidInput.one(
            "outlet", f"No outlet named “{name}” is on record. Take one that is, or tick that it is new."
        )
    return add_outlet(session, NewOutlet(name, given.outlet_kind, given.outlet_country), actor=actor, now=now)


def _ways(session: Session, given: AppearanceGiven, *, actor: Actor, now: datetime) -> Ways:
    ways: list[list[Hop]] = []
    unknown: list[str] = []
    for line in (given.credits or "").splitlines():
        way: list[Hop] = []
        for name in filter(None, _STEP.split(line.strip())):
            hop = _hop(session, name)
            if hop is None and given.new_credits:
                hop = Hop(outlet=add_outlet(session, NewOutlet(name), actor=actor, now=now).slug)
            if hop is None:
                unknown.append(name)
            else:
                way.append(hop)
        if way:
            ways.append(way)
    if unknown:
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(unknown))
        raise InvalidInput.one("credits", f"Not on record: {names}. Correct the spelling, or tick that they are new.")
    return ways


def _hop(session: Session, name: str) -> Hop | None:
    """Who is credited as ``name``: an outlet or agency, a speaker, or a report by its address."""
    outlet = outlet_named(session, name)
    if outlet is not None:
        return Hop(outlet=outlet.slug)
    speaker = speaker_named(session, name)
    if speaker is not None:
        return Hop(speaker=speaker.slug)
    report = session.scalar(select(Report.slug).where(Report.url == name))
    return Hop(report=report) if report else None


class Collecting:
    """Takes what is wrong inside to ``problems``, under the names that the form knows."""

    def __init__(self, problems: list[FieldProblem], *, prefix: str = "", **renamed: str) -> None:
        self._problems = problems
        self._prefix = prefix
        self._renamed = renamed

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, (InvalidInput, AlreadyRecorded)):
            return False
        self._problems += [
            FieldProblem(self._prefix + self._renamed.get(problem.field, problem.field), problem.message)
            for problem in error.problems
        ]
        return True
