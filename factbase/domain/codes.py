"""Codes of countries and languages, and web addresses: which are good, and what they are called.

Countries are ISO 3166-1 alpha-2; languages BCP 47; names come from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
MAX_ADDRESS = 2_000

_TWO_LETTERS = re.compile(r"[A-Z]{2}")


def is_country(code: str) -> bool:
    """Whether ``code`` stands for a country. ``EU`` and ``UN`` do not; ``XK`` (Kosovo) does, by common use."""
    return bool(_TWO_LETTERS.fullmatch(code)) and code not in NOT_COUNTRIES and code in _territories("en")


def country_name(code: str, language: str = "en") -> str:
    """The name of a country ("North Korea"); the code itself when CLDR knows none."""
    return _territories(language).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries as (code, name), by name."""
    named = ((code, name) for code, name in _territories("en").items() if is_country(code))
    return sorted(named, key=lambda pair: pair[1])


def is_language(tag: str) -> bool:
    """Whether ``tag`` is a well-formed BCP 47 tag of a known language: ``ko``, ``zh-Hant``; not ``kp``."""
    import langcodes

    return len(tag) <= 35 and langcodes.tag_is_valid(tag)


def language_name(tag: str, language: str = "en") -> str:
    """The name of a language ("Korean"); the tag itself when CLDR knows none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def is_address(text: str) -> bool:
    """Whether ``text`` is an http or https address with a host, short enough to keep."""
    if len(text) > MAX_ADDRESS or any(ord(character) <= 32 for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _territories(language: str) -> Mapping[str, str]:
    # Babel keeps the parsed locale itself; its import is put off because short commands do without it.
    from babel import Locale

    territories: Mapping[str, str] = Locale.parse(language).territories
    return territories
