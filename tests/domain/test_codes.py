"""Codes: which countries, languages and addresses are good, and what they are called."""

from __future__ import annotations

import pytest

from factbase.domain.codes import (
    MAX_ADDRESS,
    country_choices,
    country_name,
    is_address,
    is_country,
    is_language,
    language_name,
)


@pytest.mark.parametrize("code", ["KP", "KR", "RU", "GB", "TW", "PS", "XK", "AX"])
def test_codes_of_countries_are_good(code):
    assert is_country(code)


@pytest.mark.parametrize("code", ["UK", "EU", "UN", "ZZ", "XX", "kp", "PRK", "K", "", " KP", "한국", "K\n"])
def test_codes_of_no_country_are_not(code):
    assert not is_country(code)


def test_a_country_has_a_name_in_several_languages():
    assert (country_name("KP"), country_name("KP", "ko"), country_name("KP", "ru")) == ("North Korea", "북한", "КНДР")


def test_a_code_of_no_country_is_its_own_name():
    assert country_name("QQ") == "QQ"


def test_the_choices_are_all_countries_by_name():
    choices = country_choices()

    assert {"KP", "KR"} <= {code for code, _ in choices} <= {code for code, _ in choices if is_country(code)}
    assert [name for _, name in choices] == sorted(name for _, name in choices)


@pytest.mark.parametrize("tag", ["ko", "en-GB", "zh-Hant", "sr-Cyrl-RS", "und", "fil"])
def test_tags_of_languages_are_good(tag):
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["kp", "korean", "k", "", "en_GB!", "xx", "en-" + "x" * 40])
def test_tags_of_no_language_are_not(tag):
    assert not is_language(tag)


def test_a_language_has_a_name():
    assert (language_name("ko"), language_name("zh-Hant"), language_name("ru", "ru")) == (
        "Korean",
        "Chinese (Traditional)",
        "русский",
    )


def test_a_tag_that_nobody_knows_is_its_own_name():
    assert language_name("qqq-nonsense") == "qqq-nonsense"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "https://пример.рф/путь",
        "https://[::1]:8000/x",
        "HTTPS://A.B",
    ],
)
def test_web_addresses_are_good(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https:///path",
        "https://exa mple.org", "https://example.org/\n", "https://[::1", "https://a.b/" + "x" * MAX_ADDRESS,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_not(address):
    assert not is_address(address)
