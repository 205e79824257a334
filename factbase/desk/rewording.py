"""Two rewordings of one claim, field by field: what it said, what the other made of it, and what this editor wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, str]
"""What the form holds, by field."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Claim": ("statement",),
    "Kind": ("kind",),
    "Speaker": ("speaker", "speaker_kind", "speaker_country"),
    "Role": ("role", "role_is_new"),
    "Relayed by": ("via",),
    "Said on": ("made_on",),
    "Said on, in the words of the source": ("made_on_phrase",),
    "Note on the date": ("made_on_note",),
    "Can be judged on": ("due_on",),
    "Due, in the words of the source": ("due_on_phrase",),
    "Quote": ("quote",),
    "Language of the quote": ("quote_language",),
    "Translation": ("quote_translation",),
    "Note on the quote": ("quote_note",),
    "Figure": (
        "quantity_qualifier",
        "quantity_value",
        "quantity_low",
        "quantity_high",
        "quantity_unit",
        "quantity_what",
        "quantity_as_reported",
        "quantity_period",
    ),
    "Hedging words": ("hedging",),
    "Countries": ("countries",),
    "Tags": ("tags",),
    "Story": ("story", "story_title"),
}
LISTS = frozenset({"countries", "tags"})
THEIRS, YOURS = "theirs", "yours"


@dataclass(frozen=True, slots=True)
class Contested:
    """A part of the wording that one or both changed. ``name`` is that of its first field; "" is nothing."""

    name: str
    label: str
    base: str
    theirs: str
    yours: str
    both: bool
    pick: str


def contested(base: Values, theirs: Values, yours: Values, titles: Values) -> list[Contested]:
    """The parts in which the two wordings differ, with the version that is proposed: the one that was changed.

    Where both changed it, this editor's is proposed. ``titles`` are those of stories, by slug.
    """
    parts = []
    for label, fields in GROUPS.items():
        was, other, own = (_part(values, fields) for values in (base, theirs, yours))
        if other == own:
            continue
        parts.append(
            Contested(
                name=fields[0],
                label=label,
                base=_words(was, titles),
                theirs=_words(other, titles),
                yours=_words(own, titles),
                both=was not in (other, own),
                pick=THEIRS if own == was else YOURS,
            )
        )
    return parts


def merged(theirs: Values, yours: Values, picks: Values) -> dict[str, str]:
    """This editor's values, with the other's in those parts for which ``picks`` says so."""
    values = dict(yours)
    for fields in GROUPS.values():
        if picks.get(fields[0]) == THEIRS:
            values |= {field: theirs.get(field, "") for field in fields}
    return values


def _part(values: Values, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(_plain(field, values.get(field, "")) for field in fields)


def _plain(field: str, value: str) -> str:
    """A value without what a browser or a typist adds to it: line ends, blanks, an order that means nothing."""
    text = value.replace("\r\n", "\n").strip()
    if field in LISTS:
        return ", ".join(sorted(part.strip() for part in text.split(",")))
    return text


def _words(part: Sequence[str], titles: Values) -> str:
    return " ".join(titles.get(value, value) for value in part if value)
