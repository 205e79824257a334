"""Reading what stands inside rows: outlets, pages, ways back, speakers, assessments and links."""

from __future__ import annotations

from factbase.domain.status import Stance
from factbase.services.assessing import NewAssessment, NewEvidence
from factbase.services.imports.entries import (
    AppearanceEntry,
    AssessmentEntry,
    EvidenceEntry,
    HopEntry,
    LinkEntry,
    OutletEntry,
    PageEntry,
    SpeakerEntry,
    Spot,
    WayEntries,
)
from factbase.services.imports.fields import Fields
from factbase.services.linking import NewLink, link_problems
from factbase.services.naming import (
    NewName,
    NewOutlet,
    NewRole,
    NewSpeaker,
    outlet_problems,
    role_problems,
    speaker_problems,
)
from factbase.services.reporting import NewAppearance, NewReport, appearance_problems, report_problems

OUTLET_PATHS = {"outlet": "name", "outlet_kind": "kind", "outlet_country": "country", "outlet_names": "also_written"}
SPEAKER_PATHS = {
    "speaker": "name",
    "speaker_kind": "kind",
    "speaker_country": "country",
    "speaker_names": "also_written",
}
ROLE_PATHS = {"role_country": "country", "held_from": "role.held_from", "held_to": "role.held_to"}
WEB = ("https://", "http://")


def spot(fields: Fields, name: str = "") -> Spot:
    """Where the field ``name`` of ``fields`` is; without a name, where they are themselves."""
    return Spot(fields.notes.place, fields.path(name) if name else fields.here)


def read_page(fields: Fields) -> PageEntry | None:
    """The page that a row or an item of ``reports`` describes; None when there is no outlet."""
    outlet = _read_outlet(fields, "outlet")
    page = PageEntry(
        spot=spot(fields),
        outlet=outlet or OutletEntry(spot(fields, "outlet"), ""),
        title=fields.text("title"),
        url=fields.text("url"),
        published_on=fields.edtf("published_on"),
        language=fields.text("language"),
        archived_url=fields.text("archived_url"),
    )
    fields.note_all(report_problems(as_report(page)))
    return page if outlet else None


def read_appearance(fields: Fields) -> AppearanceEntry | None:
    """A claim on a page: an item of the ``reports`` of a claim; None when there is no outlet."""
    page = read_page(fields)
    words, where, hedge = fields.text("words"), fields.text("place"), fields.text("hedge")
    note, ways = fields.text("note"), read_ways(fields)
    fields.done()
    fields.note_all(appearance_problems(NewAppearance(claim="", report="", place=where, hedge=hedge)))
    return AppearanceEntry(page, words, where, hedge, note, ways) if page else None


def as_report(page: PageEntry) -> NewReport:
    """The command that records the page, with the name of its outlet for a slug."""
    return NewReport(
        outlet=page.outlet.name,
        title=page.title,
        url=page.url,
        published_on=page.published_on,
        language=page.language,
        archived_url=page.archived_url,
    )


def read_ways(fields: Fields) -> WayEntries:
    """The ways back: one for each of ``relays``; ``chain`` is the whole way of the one that it begins with."""
    relays = _read_hops(fields, "relays")
    chain = _read_hops(fields, "chain")
    if not chain:
        return tuple((hop,) for hop in relays)
    if not relays:
        return (chain,)
    if chain[0].name not in [hop.name for hop in relays]:
        fields.note("chain", "The way back begins with one of those whom relays names.")
    return tuple(chain if hop.name == chain[0].name else (hop,) for hop in relays)


def _read_hops(fields: Fields, name: str) -> tuple[HopEntry, ...]:
    hops = []
    for path, value in fields.items(name):
        if isinstance(value, str):
            value = {"outlet": value}
        given = Fields(value, fields.notes, path)
        outlet, report, speaker = (
            _read_outlet(given, "outlet", needed=False),
            given.text("report"),
            given.text("speaker"),
        )
        given.done()
        if (outlet is not None) + (report is not None) + (speaker is not None) == 1:
            hops.append(HopEntry(spot(given), outlet, report, speaker))
        elif not fields.notes.is_noted(path):
            fields.notes.add(path, "Name the one who is credited: an outlet, or {report: address}, or {speaker: name}.")
    if len({hop.name for hop in hops}) < len(hops):
        fields.note(name, "Name each of them once.")
    return tuple(hops)


def _read_outlet(fields: Fields, name: str, *, needed: bool = True) -> OutletEntry | None:
    """An outlet: its name alone, or fields that say more of it."""
    value = fields.raw(name)
    if value is None or isinstance(value, str):
        title = fields.text(name)
        if title is None:
            if needed:
                fields.note(name, "Say who published it.")
            return None
        entry = OutletEntry(spot(fields, name), title)
        fields.note_all(outlet_problems(NewOutlet(title)))
        return entry
    group = Fields(value, fields.notes, fields.path(name))
    entry = OutletEntry(
        spot(group), group.text("name") or "", group.text("kind"), group.text("country"), _read_names(group)
    )
    group.done()
    group.note_all(outlet_problems(NewOutlet(entry.name, entry.kind, entry.country, entry.names)), OUTLET_PATHS)
    return entry if entry.name else None


def read_speaker(fields: Fields) -> SpeakerEntry:
    """Who said it; ``via`` is read by the caller, since it belongs to the claim."""
    country = fields.text("country")
    entry = SpeakerEntry(
        spot=spot(fields),
        name=fields.text("name") or "",
        kind=fields.text("kind"),
        country=country,
        names=_read_names(fields),
        role=_read_role(fields, country),
    )
    # A kind that this row leaves out another row may give, or the record.
    new = NewSpeaker(entry.name, entry.kind or "person", entry.country, entry.names)
    fields.note_all(speaker_problems(new), SPEAKER_PATHS)
    return entry


def _read_role(fields: Fields, country: str | None) -> NewRole | None:
    value = fields.raw("role")
    if value is None:
        return None
    if isinstance(value, str):
        title = fields.text("role")
        role = NewRole(title, country) if title else None
    else:
        group = Fields(value, fields.notes, fields.path("role"))
        role = NewRole(
            group.text("title") or "",
            group.text("country") or country,
            group.edtf("held_from"),
            group.edtf("held_to"),
        )
        group.done()
    if role is not None:
        fields.note_all(role_problems(role), ROLE_PATHS)
    return role


def _read_names(fields: Fields) -> tuple[NewName, ...]:
    """``also_written``: names alone, or each with its language."""
    names = []
    for path, value in fields.items("also_written"):
        group = Fields({"name": value} if isinstance(value, str) else value, fields.notes, path)
        name, language = group.text("name"), group.text("language")
        group.done()
        if name:
            names.append(NewName(name, language))
        elif not fields.notes.is_noted(path):
            fields.notes.add(path, "Write a name here.")
    return tuple(names)


def read_assessment(fields: Fields) -> AssessmentEntry:
    """One decision."""
    entry = AssessmentEntry(
        spot=spot(fields),
        status=fields.text("status") or "",
        as_of=fields.edtf("as_of") or "",
        rationale=fields.text("rationale") or "",
        evidence=_read_evidence(fields),
        aspect=fields.text("aspect"),
        reliability=fields.text("reliability"),
        credibility=fields.whole_number("credibility"),
        review_by=fields.day("review_by"),
        outcome=fields.text("outcome"),
    )
    fields.done()
    return entry


def _read_evidence(fields: Fields) -> tuple[EvidenceEntry, ...]:
    evidence = []
    for path, value in fields.items("evidence"):
        if isinstance(value, str):
            value = {"report" if value.startswith(WEB) else "claim": value}
        group = Fields(value, fields.notes, path)
        claim, report = group.text("claim"), group.text("report")
        stance = group.text("stance")
        entry = EvidenceEntry(spot(group), stance, claim, report, group.text("note"))
        group.done()
        if stance is not None and stance not in set(Stance):
            group.note("stance", f"Choose one of: {', '.join(Stance)}.")
        if (claim is None) != (report is None):
            evidence.append(entry)
        elif not fields.notes.is_noted(path):
            fields.notes.add(path, "Name a claim by its slug or a report by its address.")
    return tuple(evidence)


def as_decision(entry: AssessmentEntry, claim: str = "") -> NewAssessment:
    """The command that records the decision, with slugs and addresses of the evidence as the row has them."""
    return NewAssessment(
        claim=claim,
        status=entry.status,
        as_of=entry.as_of,
        rationale=entry.rationale,
        evidence=tuple(NewEvidence(one.report, one.claim, one.stance, one.note) for one in entry.evidence),
        aspect=entry.aspect,
        reliability=entry.reliability,
        credibility=entry.credibility,
        review_by=entry.review_by,
        outcome=entry.outcome,
    )


def read_link(fields: Fields, claim: str) -> LinkEntry:
    """One tie of ``claim``, a slug or source key."""
    new = NewLink(
        claim=claim,
        type=fields.text("type") or "",
        target=fields.text("target") or "",
        is_interested=fields.flag("interested"),
        note=fields.text("note"),
    )
    fields.done()
    if not new.target:
        fields.note("target", "Name the other claim by its slug.")
    fields.note_all(link_problems(new), {"is_interested": "interested"})
    return LinkEntry(spot(fields), new)
