"""What an editor writes in a claim: the command, and the check that turns it into columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factbase.domain.codes import is_country, is_language
from factbase.domain.dates import EdtfDate, parse_edtf_date
from factbase.domain.errors import FieldProblem, InvalidInput
from factbase.domain.quantities import Quantity, check_quantity
from factbase.domain.status import MAX_STATEMENT, Kind
from factbase.models import Claim, ClaimCountry, ClaimTag, Role, Speaker, Story
from factbase.models.base import plain_number

MAX_TAG = 80
MAX_SHORT = 300
MAX_UNIT = 200
PLAIN_FIELDS = ("via", "quote", "quote_translation", "quote_note", "made_on_phrase", "made_on_note", "due_on_phrase")


Figure = float | str
"""A number, or the text of one as somebody typed it ("7,000")."""


@dataclass(frozen=True, slots=True)
class QuantityGiven:
    """A figure as it was entered; see :func:`factbase.domain.quantities.check_quantity` for the rules."""

    qualifier: str
    unit: str
    what: str
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    as_reported: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimWording:
    """All that is written in a claim. ``speaker`` and ``story`` are slugs, ``role`` a title of that speaker's.

    Dates are EDTF; None and "" both mean that nothing is recorded.
    """

    statement: str
    kind: str
    speaker: str
    made_on: str
    role: str | None = None
    via: str | None = None
    quote: str | None = None
    quote_language: str | None = None
    quote_translation: str | None = None
    quote_note: str | None = None
    made_on_phrase: str | None = None
    made_on_note: str | None = None
    due_on: str | None = None
    due_on_phrase: str | None = None
    quantity: QuantityGiven | None = None
    countries: Sequence[str] = ()
    tags: Sequence[str] = ()
    story: str | None = None
    hedging: Sequence[str] = ()


def wording_of(claim: Claim) -> ClaimWording:
    """What is written in ``claim`` now; speaker, role, story, countries and tags must be loaded."""
    figure = claim.quantity
    same = {name: getattr(claim, name) for name in (*PLAIN_FIELDS, "statement", "quote_language")}
    return ClaimWording(
        **same,
        kind=claim.kind.value,
        speaker=claim.speaker.slug,
        made_on=claim.made_on_edtf,
        role=claim.role.title if claim.role else None,
        due_on=claim.due_on_edtf,
        quantity=_as_given(figure) if figure else None,
        countries=tuple(row.country for row in claim.countries),
        tags=tuple(row.tag for row in claim.tags),
        story=claim.story.slug if claim.story else None,
        hedging=tuple(claim.hedging or ()),
    )


@dataclass(frozen=True, slots=True)
class CheckedWording:
    """The parts of a wording that are more than text, as the tables take them."""

    kind: Kind
    made_on: EdtfDate
    first_day: date
    due_on: EdtfDate | None
    quantity: Quantity | None
    countries: list[str]
    tags: list[str]


def check_wording(wording: ClaimWording, *, today: date) -> CheckedWording:
    """Check all of ``wording`` but who and what it names: its speaker, role and story.

    :raises InvalidInput: names every field that is wrong, all at once.
    """
    problems = _text_problems(wording)
    kind = _kind(wording.kind, problems)
    made_on = _date(wording.made_on, "made_on", problems)
    if made_on is not None and made_on.earliest is None:
        problems.append(FieldProblem("made_on", "Give a first day at least: a claim is made at some time."))
    elif made_on is not None and made_on.earliest is not None and made_on.earliest > today:
        problems.append(FieldProblem("made_on", f"This day has not come: today is {today.isoformat()}."))
    due_on = _date(wording.due_on, "due_on", problems)
    quantity = _quantity(wording.quantity, kind, problems)
    countries = _countries(wording.countries, problems)
    tags = _tags(wording.tags, problems)
    if problems or kind is None or made_on is None or made_on.earliest is None:
        raise InvalidInput(problems)
    return CheckedWording(kind, made_on, made_on.earliest, due_on, quantity, countries, tags)


def write_wording(session: Session, claim: Claim, wording: ClaimWording, *, today: date) -> None:
    """Check ``wording`` and put it into ``claim``, which is not flushed.

    :raises InvalidInput: names every field that is wrong, all at once.
    """
    checked: CheckedWording | None = None
    problems: list[FieldProblem] = []
    try:
        checked = check_wording(wording, today=today)
    except InvalidInput as error:
        problems += error.problems
    speaker = _speaker(session, wording.speaker, problems)
    role = _role(session, speaker, wording.role, problems)
    story = _story(session, wording.story, problems)
    if problems or checked is None or speaker is None:
        raise InvalidInput(problems)
    claim.speaker, claim.role, claim.story = speaker, role, story
    _write(claim, wording, checked)


def _write(claim: Claim, wording: ClaimWording, checked: CheckedWording) -> None:
    made_on, due_on = checked.made_on, checked.due_on
    claim.statement = wording.statement.strip()
    claim.kind = checked.kind
    for name in PLAIN_FIELDS:
        setattr(claim, name, text_or_none(getattr(wording, name)))
    claim.quote_language = text_or_none(wording.quote_language)
    claim.hedging = [word.strip() for word in wording.hedging if word.strip()] or None
    claim.made_on_edtf, claim.made_on_earliest, claim.made_on_latest = made_on.edtf, checked.first_day, made_on.latest
    claim.due_on_edtf, claim.due_on_earliest, claim.due_on_latest = (
        (due_on.edtf, due_on.earliest, due_on.latest) if due_on else (None, None, None)
    )
    _write_quantity(claim, checked.quantity)
    kept = {row.country: row for row in claim.countries}
    claim.countries = [kept.get(code) or ClaimCountry(country=code) for code in checked.countries]
    kept_tags = {row.tag: row for row in claim.tags}
    claim.tags = [kept_tags.get(tag) or ClaimTag(tag=tag) for tag in checked.tags]


def text_or_none(value: str | None) -> str | None:
    """Trimmed text; None when nothing remains."""
    return value.strip() or None if value else None


def _as_given(figure: Quantity) -> QuantityGiven:
    return QuantityGiven(
        qualifier=figure.qualifier.value,
        unit=figure.unit,
        what=figure.what,
        value=plain_number(figure.value),
        low=plain_number(figure.low),
        high=plain_number(figure.high),
        as_reported=figure.as_reported,
        period=figure.period.edtf if figure.period else None,
    )


def _text_problems(wording: ClaimWording) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    length = len(wording.statement.strip())
    if not length:
        problems.append(FieldProblem("statement", "Write one neutral sentence that says who said what."))
    elif length > MAX_STATEMENT:
        problems.append(FieldProblem("statement", f"Use at most {MAX_STATEMENT:,} characters; these are {length:,}."))
    language = text_or_none(wording.quote_language)
    if wording.quote and not language:
        problems.append(FieldProblem("quote_language", "Say in which language the quote is, such as en or ko."))
    if language and not is_language(language):
        problems.append(FieldProblem("quote_language", f"“{language}” is no BCP 47 language tag, such as ko or ru."))
    if text_or_none(wording.quote_translation) and not text_or_none(wording.quote):
        problems.append(FieldProblem("quote_translation", "A translation needs the quote that it translates."))
    for name in ("via", "made_on_phrase", "due_on_phrase"):
        problems += too_long(name, getattr(wording, name), MAX_SHORT)
    if wording.quantity is not None:
        problems += too_long("quantity.unit", wording.quantity.unit, MAX_UNIT)
        problems += too_long("quantity.what", wording.quantity.what, MAX_SHORT)
        problems += too_long("quantity.as_reported", wording.quantity.as_reported, MAX_SHORT)
    return problems


def too_long(field: str, text: str | None, most: int) -> list[FieldProblem]:
    """The problem of a text with more than ``most`` characters; empty when it fits."""
    length = len(text_or_none(text) or "")
    return [FieldProblem(field, f"Use at most {most:,} characters; these are {length:,}.")] if length > most else []


def _kind(text: str, problems: list[FieldProblem]) -> Kind | None:
    if text in set(Kind):
        return Kind(text)
    problems.append(FieldProblem("kind", f"Choose one of: {', '.join(Kind)}."))
    return None


def _date(text: str | None, field: str, problems: list[FieldProblem]) -> EdtfDate | None:
    if not text or not text.strip():
        if field == "made_on":
            problems.append(FieldProblem(field, "Say when it was said: 2024-03-18, or 2024-03."))
        return None
    try:
        return parse_edtf_date(text, field=field)
    except InvalidInput as error:
        problems.extend(error.problems)
        return None


def _quantity(given: QuantityGiven | None, kind: Kind | None, problems: list[FieldProblem]) -> Quantity | None:
    if given is None:
        if kind is Kind.QUANTITY:
            problems.append(FieldProblem("quantity", "A claim of kind quantity states a figure: give it."))
        return None
    period = _date(given.period, "quantity.period", problems)
    try:
        return check_quantity(
            qualifier=given.qualifier,
            value=given.value,
            low=given.low,
            high=given.high,
            unit=given.unit,
            what=given.what,
            as_reported=text_or_none(given.as_reported),
            period=period,
        )
    except InvalidInput as error:
        problems.extend(error.problems)
        return None


def _speaker(session: Session, slug: str, problems: list[FieldProblem]) -> Speaker | None:
    if not slug:
        problems.append(FieldProblem("speaker", "Say who said it."))
        return None
    speaker = session.scalar(select(Speaker).where(Speaker.slug == slug))
    if speaker is None:
        problems.append(FieldProblem("speaker", f"There is no speaker “{slug}”."))
    return speaker


def _role(session: Session, speaker: Speaker | None, title: str | None, problems: list[FieldProblem]) -> Role | None:
    wanted = text_or_none(title)
    if speaker is None or wanted is None:
        return None
    role = session.scalar(
        select(Role).where(Role.speaker_id == speaker.id, Role.title == wanted).order_by(Role.id.desc()).limit(1)
    )
    if role is None:
        problems.append(FieldProblem("role", f"{speaker.name} has no role “{wanted}” on record."))
    return role


def _story(session: Session, slug: str | None, problems: list[FieldProblem]) -> Story | None:
    if not slug:
        return None
    story = session.scalar(select(Story).where(Story.slug == slug))
    if story is None:
        problems.append(FieldProblem("story", f"There is no story “{slug}”."))
    return story


def _countries(codes: Sequence[str], problems: list[FieldProblem]) -> list[str]:
    bad = [code for code in codes if not is_country(code)]
    if bad:
        problems.append(
            FieldProblem("countries", f"No ISO 3166-1 codes of countries: {', '.join(bad)}. Write KP or RU, say.")
        )
    return sorted(set(codes))


def _tags(tags: Sequence[str], problems: list[FieldProblem]) -> list[str]:
    clean = sorted({" ".join(tag.split()) for tag in tags} - {""})
    if any(len(tag) > MAX_TAG for tag in clean):
        problems.append(FieldProblem("tags", f"A tag has at most {MAX_TAG} characters."))
    return clean


def _write_quantity(claim: Claim, quantity: Quantity | None) -> None:
    period = quantity.period if quantity else None
    columns: dict[str, Any] = {
        "qualifier": quantity.qualifier if quantity else None,
        "value": plain_number(quantity.value) if quantity else None,
        "low": plain_number(quantity.low) if quantity else None,
        "high": plain_number(quantity.high) if quantity else None,
        "unit": quantity.unit if quantity else None,
        "what": quantity.what if quantity else None,
        "as_reported": quantity.as_reported if quantity else None,
        "period_edtf": period.edtf if period else None,
        "period_earliest": period.earliest if period else None,
        "period_latest": period.latest if period else None,
    }
    for name, value in columns.items():
        setattr(claim, f"quantity_{name}", value)


def changed_fields(before: ClaimWording, after: ClaimWording) -> list[str]:
    """Names of the fields in which two wordings differ, in the order of the form."""
    return [field.name for field in fields(ClaimWording) if getattr(before, field.name) != getattr(after, field.name)]
