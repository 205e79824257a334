"""The page of one speaker, complete before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from factbase.domain import dates
from factbase.domain.codes import country_name
from factbase.domain.dates import EdtfDate
from factbase.domain.links import INWARD, OUTWARD, LinkType
from factbase.domain.status import Status
from factbase.domain.text import clip
from factbase.domain.vantage import Vantage
from factbase.edge.as_of_panel import AsOfPanel
from factbase.edge.cards import ClaimDay, DateCard, Named, claim_days, date_card
from factbase.edge.status_mix import StatusMix, status_mix
from factbase.edge.vantage import url_at
from factbase.models import SpeakerKind
from factbase.queries.claims import ClaimFilter, claim_rows
from factbase.queries.mixes import courses_under
from factbase.queries.origins import origin_counts
from factbase.queries.profiles import Profile, speaker_profile
from factbase.queries.speakers import RoleRow, TieRow, roles_of, ties_of
from factbase.queries.track_records import TrackRecord, track_record
from factbase.web.listing import NameLine, many, name_lines, panel_of
from factbase.web.mix_chart import LEAST_DRAWN, mix_chart
from factbase.web.record_charts import record_chart
from factbase.web.record_view import RecordView, record_view
from factbase.web.story_charts import ChartCard

CLAIMS = 50
TIES = 60
QUOTED = 110
THINNEST = 0.6
"""How wide, in per cent, the bar of a role is at least."""


HELD = "A claim keeps the role that the speaker held on the day."
DESCRIBED = "A claim keeps the description under which its source was quoted. Several people may stand behind it."


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role with its bar: where it begins and how wide it is, in per cent of the common axis."""

    years: str
    title: str
    detail: str
    start: float
    width: float
    is_current: bool


@dataclass(frozen=True, slots=True)
class TieLine:
    """A claim of somebody else, and the speaker's own that is tied to it."""

    slug: str
    statement: str
    speaker: Named
    made_on: DateCard
    status: Status
    interested: bool
    own_slug: str
    own_statement: str


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Ties of one kind: "Denies", "Confirmed by"."""

    label: str
    ties: Sequence[TieLine]


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """Everything that ``people/speaker.html`` shows.

    ``said`` are ties to claims of others, ``heard`` those from them; ``country`` is the code and the name.
    """

    slug: str
    name: str
    names: Sequence[NameLine]
    lead: str | None
    about: str
    country: tuple[str, str] | None
    counted: str
    mix: StatusMix
    roles_heading: str
    roles_note: str
    roles: Sequence[RoleLine]
    record: RecordView | None
    chart: ChartCard | None
    panel: AsOfPanel
    over_time: ChartCard | None
    said: Sequence[TieGroup]
    heard: Sequence[TieGroup]
    days: Sequence[ClaimDay]
    shown: str
    all_claims_url: str


def speaker_page(session: Session, vantage: Vantage, slug: str) -> SpeakerPage:
    """The page of a speaker.

    :raises NotFound: there is none, or nothing by or about it is in view.
    """
    profile = speaker_profile(session, vantage, slug)
    record = track_record(session, vantage, speaker=slug)
    courses = courses_under(session, vantage, ClaimFilter(speaker=(slug,)))
    roles = roles_of(session, vantage, profile.id, record)
    ties = ties_of(session, vantage, profile.id, limit=TIES)
    rows = claim_rows(session, vantage, ClaimFilter(speaker=(slug,)), sort="-made_on", limit=CLAIMS)
    lines = _role_lines(roles, vantage.as_of)
    unnamed = profile.kind is SpeakerKind.ANONYMOUS
    current = next((line for line in reversed(lines) if line.is_current), None)
    return SpeakerPage(
        slug=profile.slug,
        name=profile.name,
        names=name_lines(profile.names),
        lead=current.title if current else None,
        about=profile.kind.value if profile.kind else "",
        country=(profile.country, country_name(profile.country)) if profile.country else None,
        counted=_counted(record),
        mix=status_mix(record.statuses),
        roles_heading="How the source was described" if unnamed else "Roles over time",
        roles_note=DESCRIBED if unnamed else HELD,
        roles=lines,
        record=_record(profile, record, vantage) if record.claims else None,
        chart=record_chart(record, vantage.as_of, src=url_at("people.speaker_chart", slug=slug)),
        panel=panel_of(vantage, courses.days, page="people.speaker", onward="people.speaker_next_change", slug=slug),
        over_time=mix_chart(courses, vantage.as_of, src=url_at("people.speaker_mix", slug=slug), least=LEAST_DRAWN),
        said=_groups(ties.said, OUTWARD),
        heard=_groups(ties.heard, INWARD),
        days=claim_days(rows, origin_counts(session, vantage, rows)),
        shown=_shown(len(rows), len(record.claims)),
        all_claims_url=url_at("claims.index", speaker=slug),
    )


def _counted(record: TrackRecord) -> str:
    if not record.claims:
        return "No claim on record; named only as a source of others."
    stories = len({claim.story_id for claim in record.claims if claim.story_id is not None})
    first, last = record.claims[-1].made_on, record.claims[0].made_on
    parts = [f"{many(len(record.claims), 'claim')} on record"]
    if stories:
        parts.append("1 story" if stories == 1 else f"{stories} stories")
    if dates.display(first) == dates.display(last):
        parts.append(dates.display(first))
    else:
        parts.append(f"first {dates.display(first)}, last {dates.display(last)}")
    return " · ".join(parts)


def _record(profile: Profile, record: TrackRecord, vantage: Vantage) -> RecordView:
    unnamed = profile.kind is SpeakerKind.ANONYMOUS
    speaks_for = "" if unnamed else ", and one who speaks for an office may be repeating what it was told"
    return record_view(
        record,
        intro=(
            f"What came of {_its(len(record.claims))}. A track record counts what could be checked; it is no verdict "
            f"on anybody{speaks_for}."
        ),
        as_of=dates.display(EdtfDate.on(vantage.as_of)),
        is_anonymous=unnamed,
    )


def _its(claims: int) -> str:
    return "the one claim on record" if claims == 1 else f"the {claims:,} claims on record"


def _shown(listed: int, total: int) -> str:
    return f"The newest {listed} of {total:,}." if listed < total else ""


def _role_lines(roles: Sequence[RoleRow], as_of: date) -> list[RoleLine]:
    spans = [_span(role, as_of) for role in roles]
    if not spans:
        return []
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    length = max((last - first).days, 1)
    newest = max((role.last.earliest for role in roles if role.last and role.last.earliest), default=None)
    lines = []
    for role, (start, end) in zip(roles, spans, strict=True):
        place = min(100 * (start - first).days / length, 100 - THINNEST)
        lines.append(
            RoleLine(
                years=_years(role),
                title=role.title,
                detail=_detail(role),
                start=round(place, 2),
                width=round(max(100 * (end - start).days / length, THINNEST), 2),
                is_current=_is_current(role, newest),
            )
        )
    return lines


def _span(role: RoleRow, as_of: date) -> tuple[date, date]:
    """From when to when it is drawn: as it was held, or else as it was seen in claims."""
    began = _earliest(role.held_from) or _earliest(role.first) or _earliest(role.held_to) or as_of
    if role.held_to is not None and role.held_to.latest is not None:
        return began, max(began, role.held_to.latest)
    seen_last = as_of if role.held_from else _earliest(role.last) or began
    return began, max(began, seen_last)


def _earliest(when: EdtfDate | None) -> date | None:
    return when.earliest if when else None


def _years(role: RoleRow) -> str:
    start = _earliest(role.held_from) or _earliest(role.first)
    if role.held_from is None and role.held_to is None:
        end = _earliest(role.last)
        if start is None or end is None:
            return "not known"
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    end = role.held_to.latest if role.held_to else None
    return f"{start.year if start else ''}–{end.year if end else 'now'}"


def _detail(role: RoleRow) -> str:
    """When it was held, or else when it was seen; and how many claims were made in it."""
    claims = f"{many(role.claims, 'claim')} on record" if role.claims else "no claims on record"
    if role.held_from or role.held_to:
        began = f"from {dates.display(role.held_from)}" if role.held_from else "beginning not known"
        ended = f" to {dates.display(role.held_to)}" if role.held_to else ""
        return f"{began}{ended} · {claims}"
    if role.first is None or role.last is None:
        return claims
    first, last = dates.display(role.first), dates.display(role.last)
    return f"{claims}, seen {first}" if first == last else f"{claims}, first seen {first}, last seen {last}"


def _is_current(role: RoleRow, newest: date | None) -> bool:
    if role.held_from or role.held_to:
        return role.held_to is None
    return newest is not None and _earliest(role.last) == newest


def _groups(ties: Sequence[TieRow], labels: Mapping[LinkType, str]) -> list[TieGroup]:
    return [
        TieGroup(labels[type_], [_tie(tie) for tie in ties if tie.type is type_])
        for type_ in LinkType
        if any(tie.type is type_ for tie in ties)
    ]


def _tie(tie: TieRow) -> TieLine:
    return TieLine(
        slug=tie.other.slug,
        statement=tie.other.statement,
        speaker=Named(tie.other.speaker_slug, tie.other.speaker_name),
        made_on=date_card(tie.other.made_on),
        status=tie.other.status,
        interested=tie.is_interested,
        own_slug=tie.own.slug,
        own_statement=clip(tie.own.statement, QUOTED),
    )
