"""What records said by an instant: rows with the wording of that time put over the present one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.quantities import Qualifier
from factbase.domain.status import Kind
from factbase.domain.vantage import Vantage
from factbase.models import Claim, Revision, Speaker, Story

SAME = ("statement", "via", "role", "made_on_phrase", "made_on_note", "due_on_phrase", "hedging")
QUOTE = ("quote", "quote_language", "quote_translation", "quote_note")
FIGURE = ("value", "low", "high", "unit", "what", "as_reported")


def worded_then(session: Session, vantage: Vantage, rows: Sequence[Any]) -> Sequence[Any]:
    """``rows`` of claims as they were worded by ``vantage.recorded_by``; the very same rows when that is now.

    A row needs the columns of the claim, and ``speaker_*`` and ``story_*`` as :mod:`factbase.queries.claims` names
    them. Costs three statements, however many rows there are.
    """
    if vantage.recorded_by is None or not rows:
        return rows
    contents = contents_then(session, vantage, "claim", [row.id for row in rows])
    speakers = _speakers(session, {content["speaker"] for content in contents.values()})
    stories = _stories(session, {content["story"] for content in contents.values() if content["story"]})
    return [_over(row, contents[row.id], speakers, stories) if row.id in contents else row for row in rows]


def contents_then(session: Session, vantage: Vantage, subject: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The newest content of each record among ``ids`` that was on record by ``vantage.recorded_by``."""
    wanted = list(ids)
    newest = (
        select(Revision.subject_id, func.max(Revision.version).label("version"))
        .where(Revision.subject == subject, Revision.subject_id.in_(wanted))
        .where(Revision.recorded_at <= vantage.recorded_by)
        .group_by(Revision.subject_id)
        .subquery()
    )
    statement = select(Revision.subject_id, Revision.content).join(
        newest,
        (Revision.subject == subject)
        & (Revision.subject_id == newest.c.subject_id)
        & (Revision.version == newest.c.version),
    )
    return {row.subject_id: row.content for row in session.execute(statement)}


def reworded_since(vantage: Vantage) -> ColumnElement[bool]:
    """Keep claims whose wording was changed after ``vantage.recorded_by``."""
    return exists().where(
        Revision.subject == "claim",
        Revision.subject_id == Claim.id,
        Revision.version > 1,
        Revision.recorded_at > vantage.recorded_by,
    )


def version_then(session: Session, vantage: Vantage, claim_id: int) -> int | None:
    """The version from which the wording dates that was on record by then."""
    return session.scalar(
        select(func.max(Revision.version)).where(
            Revision.subject == "claim",
            Revision.subject_id == claim_id,
            Revision.recorded_at <= vantage.recorded_by,
        )
    )


def _over(
    row: Any, content: Mapping[str, Any], speakers: Mapping[str, Any], stories: Mapping[str, str]
) -> SimpleNamespace:
    then = dict(row._mapping)
    then.update({name: content[name] for name in (*SAME, *QUOTE)})
    then["kind"] = Kind(content["kind"])
    then.update(_date("made_on", content["made_on"]))
    then.update(_date("due_on", content["due_on"]))
    then.update(_figure(content["quantity"]))
    speaker = speakers.get(content["speaker"])
    if speaker is not None:
        then.update(
            speaker_slug=speaker.slug,
            speaker_name=speaker.name,
            speaker_kind=speaker.kind,
            speaker_country=speaker.country,
        )
    then.update(story_slug=content["story"], story_title=stories.get(content["story"] or ""))
    return SimpleNamespace(**then)


def _date(name: str, edtf: str | None) -> dict[str, Any]:
    when = parse_edtf_date(edtf, field=name) if edtf else EdtfDate("", None, None)
    return {f"{name}_edtf": edtf, f"{name}_earliest": when.earliest, f"{name}_latest": when.latest}


def _figure(figure: Mapping[str, Any] | None) -> dict[str, Any]:
    if figure is None:
        return {"quantity_qualifier": None}
    period = _date("quantity_period", figure["period"])
    return {
        "quantity_qualifier": Qualifier(figure["qualifier"]),
        **{f"quantity_{name}": figure[name] for name in FIGURE},
        **period,
    }


def _speakers(session: Session, slugs: set[str]) -> dict[str, Any]:
    columns = (Speaker.slug, Speaker.name, Speaker.kind, Speaker.country)
    return {row.slug: row for row in session.execute(select(*columns).where(Speaker.slug.in_(slugs)))}


def _stories(session: Session, slugs: set[str]) -> dict[str, str]:
    return {
        row.slug: row.title for row in session.execute(select(Story.slug, Story.title).where(Story.slug.in_(slugs)))
    }
