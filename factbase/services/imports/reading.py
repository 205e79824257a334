"""From rows to entries: every field is checked by itself, and everything that is wrong is noted at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from factbase.domain.errors import InvalidInput
from factbase.domain.text import LONGEST_SLUG, slugify
from factbase.services.assessing import decision_problems
from factbase.services.imports.entries import (
    AppearanceEntry,
    ClaimEntry,
    Entries,
    LinkEntry,
    ReportEntry,
    SpeakerEntry,
    StoryEntry,
)
from factbase.services.imports.fields import Fields, Notes
from factbase.services.imports.parts import (
    as_decision,
    read_appearance,
    read_assessment,
    read_link,
    read_page,
    read_speaker,
    read_ways,
    spot,
)
from factbase.services.imports.rows import Row, RowProblem, Table
from factbase.services.naming import NewStory, story_problems
from factbase.services.recording import MAX_SOURCE_KEY
from factbase.services.wording import ClaimWording, QuantityGiven, check_wording, too_long

CLAIM_PATHS = {
    "quote": "quote.text",
    "quote_language": "quote.language",
    "quote_translation": "quote.translation",
    "quote_note": "quote.note",
    "via": "speaker.via",
}
"""Fields of a claim that stand elsewhere in a row."""


def read_rows(rows: Iterable[Row], *, today: date) -> tuple[Entries, list[RowProblem]]:
    """The entries of all rows and all problems of all rows.

    Of a faulty row there is an entry too, if it has a key: what refers to it is not to be called a second fault.
    """
    entries, problems = Entries(), list[RowProblem]()
    for row in rows:
        notes = Notes(row.place)
        fields = Fields(row.values, notes)
        match row.table:
            case Table.STORIES:
                entries.stories += _read_story(fields)
            case Table.REPORTS:
                entries.reports += _read_report(fields)
            case Table.CLAIMS:
                entries.claims += _read_claim(fields, today)
        problems += notes.problems
    return entries, problems


def _read_story(fields: Fields) -> list[StoryEntry]:
    new = NewStory(title=fields.text("title") or "", summary=fields.text("summary"), slug=_read_slug(fields))
    fields.done()
    fields.note_all(story_problems(new))
    if new.slug is None:
        fields.note("slug", "Give a slug: claims name their story by it.")
        return []
    return [StoryEntry(fields.notes.place, new)]


def _read_report(fields: Fields) -> list[ReportEntry]:
    page, note, ways = read_page(fields), fields.text("note"), read_ways(fields)
    fields.done()
    return [ReportEntry(fields.notes.place, page, note, ways)] if page else []


def _read_claim(fields: Fields, today: date) -> list[ClaimEntry]:
    slug, source_key = _read_slug(fields), fields.text("source_key")
    key = source_key or slug
    who = fields.group("speaker")
    speaker = read_speaker(who) if fields.has("speaker") else SpeakerEntry(spot(fields, "speaker"), "")
    wording = _read_wording(fields, speaker, via=who.text("via"))
    appearances = [read_appearance(each) for each in fields.groups("reports")]
    decisions = fields.groups("assessments")
    assessments = [read_assessment(each) for each in decisions]
    links = [read_link(each, slug or key or "") for each in fields.groups("links")]
    fields.done()
    who.done()
    if not fields.has("speaker"):
        fields.note("speaker", "Say who said it.")
    made_on = _check_wording(fields, wording, today)
    for each, assessment in zip(decisions, assessments, strict=True):
        is_due = wording.due_on is not None
        each.note_all(decision_problems(as_decision(assessment), made_on, is_due=is_due, today=today))
    _check_once(fields, [one for one in appearances if one], links)
    fields.note_all(too_long("source_key", source_key, MAX_SOURCE_KEY))
    if key is None:
        fields.note("slug", "Give a slug or a source_key: by it the row is known when it is imported again.")
        return []
    found = tuple(one for one in appearances if one)
    return [ClaimEntry(fields.notes.place, slug, key, wording, speaker, found, tuple(assessments), tuple(links))]


def _read_slug(fields: Fields) -> str | None:
    slug = fields.text("slug")
    if slug and slug != slugify(slug, max_length=LONGEST_SLUG):
        fields.note("slug", f"Use at most {LONGEST_SLUG} lower-case letters, digits and single hyphens.")
    return slug


def _read_wording(fields: Fields, speaker: SpeakerEntry, *, via: str | None) -> ClaimWording:
    quote = fields.group("quote")
    wording = ClaimWording(
        statement=fields.text("statement") or "",
        kind=fields.text("kind") or "",
        speaker=speaker.name,
        made_on=fields.edtf("made_on") or "",
        role=speaker.role.title if speaker.role else None,
        via=via,
        quote=quote.text("text"),
        quote_language=quote.text("language"),
        quote_translation=quote.text("translation"),
        quote_note=quote.text("note"),
        made_on_phrase=fields.text("made_on_phrase"),
        made_on_note=fields.text("made_on_note"),
        due_on=fields.edtf("due_on"),
        due_on_phrase=fields.text("due_on_phrase"),
        quantity=_read_quantity(fields),
        countries=fields.texts("countries"),
        tags=fields.texts("tags"),
        story=fields.text("story"),
        hedging=fields.texts("hedging"),
    )
    quote.done()
    return wording


def _read_quantity(fields: Fields) -> QuantityGiven | None:
    if not fields.has("quantity"):
        return None
    group = fields.group("quantity")
    quantity = QuantityGiven(
        qualifier=group.text("qualifier") or "",
        unit=group.text("unit") or "",
        what=group.text("what") or "",
        value=group.number("value"),
        low=group.number("low"),
        high=group.number("high"),
        as_reported=group.text("as_reported"),
        period=group.edtf("period"),
    )
    group.done()
    return quantity


def _check_wording(fields: Fields, wording: ClaimWording, today: date) -> date:
    """Note what is wrong with the wording; give the day before which the claim was not made."""
    try:
        return check_wording(wording, today=today).first_day
    except InvalidInput as error:
        fields.note_all(error.problems, CLAIM_PATHS)
        return date.min


def _check_once(fields: Fields, appearances: Iterable[AppearanceEntry], links: Iterable[LinkEntry]) -> None:
    """Note pages and ties that stand in a row twice."""
    pages = Counter(one.page.key for one in appearances)
    for one in appearances:
        if pages[one.page.key] > 1:
            fields.notes.add(one.page.spot.field, "This page is named more than once here; put it together.")
    ties = Counter((one.new.type, one.new.target) for one in links)
    for link in links:
        if ties[link.new.type, link.new.target] > 1:
            fields.notes.add(link.spot.field, "This tie is named more than once here.")
