"""Claims as rows for lists: one statement, whatever the filters, at a cost that does not grow with the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from factbase.domain.dates import EdtfDate
from factbase.domain.hindsight import reasons_then
from factbase.domain.quantities import Quantity
from factbase.domain.status import Kind, Status
from factbase.domain.vantage import Vantage
from factbase.models import (
    Appearance,
    Assessment,
    Claim,
    ClaimCountry,
    ClaimTag,
    Relay,
    Report,
    Revision,
    Role,
    Speaker,
    SpeakerKind,
    SpeakerName,
    Story,
)
from factbase.models.base import exact_number, stored_date
from factbase.models.outlet import Outlet
from factbase.queries.recorded import worded_then
from factbase.queries.statuses import out, published, recorded, standings

Selected = TypeVar("Selected", bound=Select[*tuple[Any, ...]])

Wording = aliased(Revision, name="wording")

SORTS = ("-made_on", "made_on", "-changed")


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a list is narrowed to: any of the values of each, and all of them together; empty ones leave it open.

    ``story``, ``speaker`` and ``outlet`` are slugs; a claim was made between ``made_from`` and ``made_to`` if any day
    on which it may have been made lies there.
    """

    q: str | None = None
    status: tuple[Status, ...] = ()
    story: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    tag: tuple[str, ...] = ()
    made_from: date | None = None
    made_to: date | None = None
    due_before: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in a list, with the status that it has at the vantage and the reason of the newest decision."""

    id: int
    slug: str
    statement: str
    kind: Kind
    quote: str | None
    quote_language: str | None
    quote_translation: str | None
    speaker_slug: str
    speaker_name: str
    speaker_kind: SpeakerKind
    speaker_country: str | None
    role: str | None
    via: str | None
    made_on: EdtfDate
    due_on: EdtfDate | None
    due_on_phrase: str | None
    quantity: Quantity | None
    story_slug: str | None
    story_title: str | None
    status: Status
    status_since: date
    last_checked: date | None
    rationale: str | None


def claim_rows(
    session: Session,
    vantage: Vantage,
    given: ClaimFilter,
    *,
    sort: str = "made_on",
    limit: int | None = None,
    offset: int = 0,
) -> list[ClaimRow]:
    """Claims in view that match ``given``, in the order of ``sort`` (one of :data:`SORTS`)."""
    standing = standings(vantage)
    statement = select(*_columns(standing)).where(*conditions(vantage, given, standing))
    statement = joined(statement, standing).order_by(*_order(sort, standing)).offset(offset)
    if limit is not None:
        statement = statement.limit(limit)
    rows = session.execute(statement).all()
    return [claim_row(row, vantage) for row in worded_then(session, vantage, rows)]


def claim_by_slug(session: Session, vantage: Vantage, slug: str) -> Any:
    """The raw row of one claim in view: all its columns, and those of a list; None when there is none."""
    only = Assessment.claim_id == select(Claim.id).where(Claim.slug == slug).scalar_subquery()
    standing = standings(vantage, only)
    statement = select(*_columns(standing)).where(published(vantage), Claim.slug == slug)
    rows = session.execute(joined(statement, standing)).all()
    return next(iter(worded_then(session, vantage, rows)), None)


def count_claims(session: Session, vantage: Vantage, given: ClaimFilter) -> int:
    """How many claims in view match ``given``."""
    standing = standings(vantage)
    statement = joined(select(func.count(Claim.id)), standing).where(*conditions(vantage, given, standing))
    return session.scalar(statement) or 0


def claims_by_id(session: Session, vantage: Vantage, ids: Iterable[int]) -> dict[int, ClaimRow]:
    """Rows of the claims among ``ids`` that are in view, by id."""
    wanted = list(ids)
    if not wanted:
        return {}
    standing = standings(vantage, Assessment.claim_id.in_(wanted))
    statement = select(*_columns(standing)).where(published(vantage), Claim.id.in_(wanted))
    rows = session.execute(joined(statement, standing)).all()
    return {row.id: claim_row(row, vantage) for row in worded_then(session, vantage, rows)}


def conditions(vantage: Vantage, given: ClaimFilter, standing: Subquery) -> list[ColumnElement[bool]]:
    """What a claim must meet to be in view and to match ``given``; Speaker and Story are joined by the caller."""
    made_latest = func.coalesce(Claim.made_on_latest, Claim.made_on_earliest)
    narrowed: list[ColumnElement[bool] | None] = [
        published(vantage),
        status_of(standing).in_(given.status) if given.status else None,
        made_latest >= given.made_from if given.made_from else None,
        Claim.made_on_earliest <= given.made_to if given.made_to else None,
        Claim.due_on_latest < given.due_before if given.due_before else None,
        _carried_by(vantage, given.outlet) if given.outlet else None,
        *(_worded(given) if vantage.recorded_by is None else _worded_then(vantage, given)),
    ]
    return [condition for condition in narrowed if condition is not None]


def _worded(given: ClaimFilter) -> list[ColumnElement[bool] | None]:
    """What ``given`` asks of the wording of a claim."""
    return [
        Story.slug.in_(given.story) if given.story else None,
        Speaker.slug.in_(given.speaker) if given.speaker else None,
        Claim.kind.in_(given.kind) if given.kind else None,
        _has(ClaimCountry, ClaimCountry.country.in_(given.country)) if given.country else None,
        _has(ClaimTag, ClaimTag.tag.in_(given.tag)) if given.tag else None,
        *(_mentions(word, Claim.statement, Claim.quote, Claim.quote_translation) for word in (given.q or "").split()),
    ]


def _worded_then(vantage: Vantage, given: ClaimFilter) -> list[ColumnElement[bool] | None]:
    """The same of the wording that was on record by then."""
    content = Wording.content
    story, speaker, kind = (content[name].as_string() for name in ("story", "speaker", "kind"))
    texts = [content[name].as_string() for name in ("statement", "quote", "quote_translation")]
    asked = [
        story.in_(given.story) if given.story else None,
        speaker.in_(given.speaker) if given.speaker else None,
        kind.in_([one.value for one in given.kind]) if given.kind else None,
        or_(*(_lists(content["countries"], code) for code in given.country)) if given.country else None,
        or_(*(_lists(content["tags"], tag) for tag in given.tag)) if given.tag else None,
        *(_mentions(word, *texts) for word in (given.q or "").split()),
    ]
    conditions = [condition for condition in asked if condition is not None]
    if not conditions:
        return []
    of_claim = and_(Wording.subject == "claim", Wording.subject_id == Claim.id)
    newest = (
        select(func.max(Revision.version))
        .where(Revision.subject == "claim", Revision.subject_id == Claim.id, recorded(Revision.recorded_at, vantage))
        .scalar_subquery()
    )
    return [exists().where(of_claim, Wording.version == newest, *conditions)]


def _lists(values: Any, value: str) -> ColumnElement[bool]:
    """Whether a list of texts, as JSON, holds ``value``."""
    return cast(values, String).contains(f'"{value}"', autoescape=True)


def status_of(standing: Subquery) -> ColumnElement[Status]:
    """The status of a claim that is outer-joined to ``standing``: unconfirmed where nobody decided yet."""
    return func.coalesce(standing.c.status, literal(Status.UNCONFIRMED.value))


def since_of(standing: Subquery) -> ColumnElement[date]:
    """The day since which the status holds: the first day of *made on* where nobody decided yet."""
    return func.coalesce(standing.c.since, Claim.made_on_earliest)


def joined(statement: Selected, standing: Subquery) -> Selected:
    """``statement`` from claims, with the speaker, role, story and standing of each, and the newest decision on it."""
    return (
        statement.select_from(Claim)
        .join(Speaker, Speaker.id == Claim.speaker_id)
        .outerjoin(Role, Role.id == Claim.role_id)
        .outerjoin(Story, Story.id == Claim.story_id)
        .outerjoin(standing, standing.c.claim_id == Claim.id)
        .outerjoin(Assessment, Assessment.id == standing.c.assessment_id)
    )


def _columns(standing: Subquery) -> Sequence[SQLCoreOperations[Any]]:
    return (
        *Claim.__table__.columns,
        Speaker.slug.label("speaker_slug"),
        Speaker.name.label("speaker_name"),
        Speaker.kind.label("speaker_kind"),
        Speaker.country.label("speaker_country"),
        Role.title.label("role"),
        Story.slug.label("story_slug"),
        Story.title.label("story_title"),
        status_of(standing).label("status"),
        since_of(standing).label("status_since"),
        standing.c.last_checked,
        Assessment.rationale,
    )


def _order(sort: str, standing: Subquery) -> Sequence[SQLCoreOperations[Any]]:
    if sort == "made_on":
        return (Claim.made_on_earliest, Claim.made_on_latest, Claim.id)
    if sort == "-made_on":
        return (Claim.made_on_earliest.desc(), Claim.made_on_latest.desc(), Claim.id.desc())
    return (since_of(standing).desc(), Claim.id.desc())


def _has(part: type[ClaimCountry] | type[ClaimTag], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(part.claim_id == Claim.id, condition)


def _carried_by(vantage: Vantage, outlets: tuple[str, ...]) -> ColumnElement[bool]:
    """Published by one of the outlets, or credited to it, in a report that was out by then."""
    wanted = select(Outlet.id).where(Outlet.slug.in_(outlets))
    credited = exists().where(Relay.appearance_id == Appearance.id, Relay.outlet_id.in_(wanted))
    return exists().where(
        Appearance.claim_id == Claim.id,
        Report.id == Appearance.report_id,
        out(vantage),
        or_(Report.outlet_id.in_(wanted), credited),
    )


def _mentions(word: str, *texts: Any) -> ColumnElement[bool]:
    """Whether one of ``texts`` of a claim holds ``word``, or a name of its speaker does."""
    pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"

    def holds(column: Any) -> ColumnElement[bool]:
        return func.lower(column).like(pattern.lower(), escape="\\")

    return or_(
        *(holds(text) for text in texts),
        holds(Speaker.name),
        exists().where(SpeakerName.speaker_id == Claim.speaker_id, holds(SpeakerName.name)),
    )


def claim_row(row: Any, vantage: Vantage) -> ClaimRow:
    """One raw row as a list shows it at ``vantage``."""
    decided = row.last_checked is not None
    return ClaimRow(
        id=row.id,
        slug=row.slug,
        statement=row.statement,
        kind=row.kind,
        quote=row.quote,
        quote_language=row.quote_language,
        quote_translation=row.quote_translation,
        speaker_slug=row.speaker_slug,
        speaker_name=row.speaker_name,
        speaker_kind=row.speaker_kind,
        speaker_country=row.speaker_country,
        role=row.role,
        via=row.via,
        made_on=EdtfDate(row.made_on_edtf, row.made_on_earliest, row.made_on_latest),
        due_on=stored_date(row.due_on_edtf, row.due_on_earliest, row.due_on_latest),
        due_on_phrase=row.due_on_phrase,
        quantity=_quantity(row),
        story_slug=row.story_slug,
        story_title=row.story_title,
        status=row.status,
        status_since=row.status_since,
        last_checked=row.last_checked,
        rationale=reasons_then(row.rationale, vantage, near=row.last_checked) if decided else None,
    )


def _quantity(row: Any) -> Quantity | None:
    if row.quantity_qualifier is None:
        return None
    return Quantity(
        qualifier=row.quantity_qualifier,
        value=exact_number(row.quantity_value),
        low=exact_number(row.quantity_low),
        high=exact_number(row.quantity_high),
        unit=row.quantity_unit,
        what=row.quantity_what,
        as_reported=row.quantity_as_reported,
        period=stored_date(row.quantity_period_edtf, row.quantity_period_earliest, row.quantity_period_latest),
    )
