"""The form of a claim's wording: its fields, the command that they make, and what they hold for a claim on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField

from factbase.desk.forms import DeskForm, VersionedForm, choice
from factbase.domain.codes import country_choices
from factbase.domain.quantities import Qualifier
from factbase.domain.status import Kind
from factbase.models import SpeakerKind
from factbase.services.entering import WordingGiven
from factbase.services.wording import ClaimWording, QuantityGiven

DATE = "2024-05-24, 2024-05, or 2024-05-21/2024-05-31 for late May."
KINDS: Mapping[str, str] = {
    "": "choose one",
    Kind.EVENT: "Event: something happened, or did not",
    Kind.QUANTITY: "Quantity: a figure",
    Kind.INTENTION: "Intention: something will be done, or is expected",
    Kind.POSITION: "Position: what the speaker holds or demands",
    Kind.DENIAL: "Denial: that something is not so",
}
QUANTITY_FIELDS = ("qualifier", "value", "low", "high", "unit", "what", "as_reported", "period")
PLAIN_FIELDS = (
    "statement",
    "kind",
    "role",
    "via",
    "quote",
    "quote_language",
    "quote_translation",
    "quote_note",
    "made_on",
    "made_on_phrase",
    "made_on_note",
    "due_on",
    "due_on_phrase",
    "story",
)


class WordingForm(DeskForm):
    """Everything that an editor writes in a claim."""

    statement = TextAreaField(
        "Claim, in one sentence",
        description="Neutral, and attributed: “… said that …”. No “claimed”, “admitted” or “revealed”.",
    )
    kind = choice("Kind", KINDS)

    speaker = StringField("Speaker", description="Begin to type, and take the name that is on record.")
    speaker_pick = RadioField("Is it one of these?", choices=[], validate_choice=False)
    speaker_kind = choice(
        "If the speaker is new: what sort",
        {"": "on record already"} | {kind: kind.capitalize() for kind in SpeakerKind},
    )
    speaker_country = StringField("If new: country", description="A name, or a code such as KR.")
    role = StringField("Role held then", description="As of the day of speaking: “Minister of National Defence”.")
    role_is_new = BooleanField("This role is not on record yet")
    via = StringField("Relayed by", description="Who relayed a speaker without a name: “NHK”.")

    made_on = StringField("Said on", description=f"As precisely as the source. {DATE}")
    made_on_phrase = StringField("In the words of the source", description="“late May”, “on Wednesday”")
    made_on_note = StringField("Note on the date", description="How the day was found, if that is not plain.")
    due_on = StringField("Can be judged on", description="For an intention: “next week” from the day of speaking.")
    due_on_phrase = StringField("In the words of the source", description="“next week”")

    quote = TextAreaField("The speaker’s own words", description="Verbatim, in the language spoken, errors kept.")
    quote_language = StringField("Language of the quote", description="A code: en, ko, ru, ja, zh.")
    quote_translation = TextAreaField("Translation")
    quote_note = StringField("Note on the quote", description="Whose translation or transcript it is.")

    quantity_qualifier = choice("How exact", {"": "no figure"} | {one: one.replace("_", " ") for one in Qualifier})
    quantity_value = StringField("Number", description="In digits: 7000")
    quantity_low = StringField("Between: low")
    quantity_high = StringField("Between: high")
    quantity_unit = StringField("Unit", description="containers, shells, %")
    quantity_what = StringField("What is counted", description="munitions sent to Russia")
    quantity_as_reported = StringField("In the words of the source", description="“several hundred”")
    quantity_period = StringField("Period that it covers", description="If one was named: 2023-09/2024-03")

    hedging = StringField("Hedging words", description="Separated by commas: allegedly, likely")
    countries = StringField("Countries that it is about", description="Names or codes, separated by commas: KP, RU")
    tags = StringField("Tags", description="Separated by commas")
    story = choice("Story", {"": "none"})
    story_title = StringField("Or open a new story", description="Its title: “Putin’s visit to North Korea”")

    aliases: Mapping[str, str] = {"quantity": "quantity_qualifier"}

    def to_wording(self) -> WordingGiven:
        """What was entered. A name that was picked among the like ones stands for what was typed."""
        text = self.text
        wording = ClaimWording(
            statement=text("statement") or "",
            kind=text("kind") or "",
            speaker="",
            made_on=text("made_on") or "",
            via=text("via"),
            quote=text("quote"),
            quote_language=text("quote_language"),
            quote_translation=text("quote_translation"),
            quote_note=text("quote_note"),
            made_on_phrase=text("made_on_phrase"),
            made_on_note=text("made_on_note"),
            due_on=text("due_on"),
            due_on_phrase=text("due_on_phrase"),
            quantity=self._quantity(),
            countries=country_codes(text("countries")),
            tags=listed(text("tags")),
            hedging=listed(text("hedging")),
        )
        return WordingGiven(
            wording,
            speaker=text("speaker_pick") or text("speaker") or "",
            speaker_kind=text("speaker_kind"),
            speaker_country=next(iter(country_codes(text("speaker_country"))), None),
            role=text("role"),
            role_is_new=bool(self.role_is_new.data),
            story=text("story"),
            story_title=text("story_title"),
        )

    def _quantity(self) -> QuantityGiven | None:
        given = {name: self.text(f"quantity_{name}") for name in QUANTITY_FIELDS}
        if not any(given.values()):
            return None
        return QuantityGiven(
            qualifier=given["qualifier"] or "",
            value=given["value"],
            low=given["low"],
            high=given["high"],
            unit=given["unit"] or "",
            what=given["what"] or "",
            as_reported=given["as_reported"],
            period=given["period"],
        )


class RewordForm(WordingForm, VersionedForm):
    """A claim's wording as it should be, at the version that was read, and why it changes."""

    reason = TextAreaField(
        "Why it changes",
        description="Readers see this in the history, beside the former wording. A draft needs none.",
    )


def values_of(content: Mapping[str, Any], speaker_name: str) -> dict[str, str]:
    """What the form holds for a claim with this content (see ``claim_content``), by field; empty text for nothing."""
    quantity = content["quantity"] or {}
    values = {name: content[name] or "" for name in PLAIN_FIELDS}
    values |= {f"quantity_{name}": _figure(quantity.get(name)) for name in QUANTITY_FIELDS}
    values |= {name: ", ".join(content[name] or ()) for name in ("countries", "tags", "hedging")}
    return {**values, "speaker": speaker_name}


def listed(text: str | None) -> tuple[str, ...]:
    """The parts of a text between commas, semicolons and line ends."""
    parts = (part.strip() for part in (text or "").replace(";", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def country_codes(text: str | None) -> tuple[str, ...]:
    """The codes of countries written as codes or by name; what is neither stays, for the rules to refuse."""
    by_name = {name.casefold(): code for code, name in country_choices()} if text else {}
    return tuple(by_name.get(part.casefold(), part.upper() if len(part) == 2 else part) for part in listed(text))


def _figure(value: object) -> str:
    return "" if value is None else str(value)
