"""Text: addresses, names across scripts, direction, and cuts.

The romanisation is a small table of our own rather than a library: an address need only be stable and readable, the
names of the field are mostly Latin, Cyrillic and Korean, and Unicode's own decomposition covers the accents. Cyrillic
follows BGN/PCGN without its marks, Korean the Revised Romanisation letter by letter. What no table reads (Chinese,
Arabic, Japanese) is left out of an address; where nothing is left, a hash stands in.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import Literal

LONGEST_SLUG = 120

_NO_LETTER = {code: None for code in range(128) if not chr(code).isalnum()}
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ŋ": "ng", "ħ": "h"}
)
_CYRILLIC = str.maketrans(
    # Russian in the order of its alphabet; then Ukrainian, Belarusian and Serbian.
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y"}
    | {"к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f"}
    | {
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ы": "y",
        "ь": "",
        "э": "e",
        "ю": "yu",
        "я": "ya",
    }
    | {"є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "u"}
    | {"ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"}
)
# Korean in the order of Unicode; a dash is a letter without sound.
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_FINALS = "k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_HANGUL = {
    first + place: sound.strip("-")
    for first, sounds in ((0x1100, _INITIALS), (0x1161, _VOWELS), (0x11A8, _FINALS))
    for place, sound in enumerate(sounds.split())
}
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


def slugify(text: str, *, max_length: int = 80) -> str:
    """``text`` as part of an address: lower-case ASCII letters, digits and single hyphens; never empty.

    Cut between words where there is one in the second half of the room.
    """
    plain = text.translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFC", plain).lower().translate(_LATIN).translate(_CYRILLIC)
    plain = unicodedata.normalize("NFKD", plain).translate(_HANGUL)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if not slug:
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[: min(12, max_length)]
    if len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1].rfind("-")
    return slug[: cut if cut >= max_length // 2 else max_length].strip("-")


def unique_slug(base: str, taken: Callable[[str], bool]) -> str:
    """``base``, or ``base-2``, ``base-3`` and so on where that is taken; at most ``LONGEST_SLUG`` characters.

    Asks ``taken`` about twice the logarithm of the number of namesakes, so that an import of many stays fast.
    """
    if not taken(base):
        return base

    def numbered(number: int) -> str:
        return f"{base[: LONGEST_SLUG - len(str(number)) - 1].rstrip('-')}-{number}"

    low, high = 1, 2
    while taken(numbered(high)):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if taken(numbered(middle)) else (low, middle)
    return numbered(high)


def fold_name(name: str) -> str:
    """A key that is equal for spellings of one name: "Shin Won-sik" and "Shin Wonsik", "Jørgensen" and "JORGENSEN".

    Case, accents, spaces, hyphens and punctuation go; letters of every script stay, and so do the marks that are part
    of a letter in Japanese and in the scripts of India.
    """
    if name.isascii():  # nearly all names, ten times as fast
        return name.casefold().translate(_NO_LETTER)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().translate(_LATIN))
    letters = "".join(character for character in plain if _counts_in_name(character))
    return unicodedata.normalize("NFC", letters)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """The direction of the first letter that has one (Unicode UAX #9, P2 and P3); ``ltr`` where none has."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


def clip(text: str, n: int) -> str:
    """``text`` in at most ``n`` characters, cut between words, with an ellipsis where something is left out."""
    if len(text) <= n:
        return text
    room = text[: max(n - 1, 0)]
    if not text[len(room)].isspace() and (words := room.rsplit(maxsplit=1))[1:] and len(words[0]) >= n // 2:
        room = words[0]
    return room.rstrip(" \t\n,;:.–—-") + "…" if n > 0 else ""


def _counts_in_name(character: str) -> bool:
    # Combining classes up to 9 are the nukta, the virama and the Japanese voicing marks: parts of letters, not accents.
    is_mark = unicodedata.category(character).startswith("M")
    return unicodedata.combining(character) <= 9 if is_mark else character.isalnum()
