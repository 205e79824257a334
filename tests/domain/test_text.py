"""Addresses, names across scripts, direction, cuts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.domain.text import LONGEST_SLUG, clip, direction, fold_name, slugify, unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Shin Wonsik", "shin-wonsik"),
        ("About 7,000 containers", "about-7-000-containers"),
        ("Barron's — Kim’s visit", "barrons-kims-visit"),
        ("Hürriyet Daily News", "hurriyet-daily-news"),
        ("Łódź, Straße, Ærø, İstanbul", "lodz-strasse-aero-istanbul"),
        ("Дмитрий Песков", "dmitriy-peskov"),
        ("Щёголев объявил съезд", "shchyogolev-obyavil-sezd"),
        ("Володимир Зеленський, Київ", "volodimir-zelenskiy-kiyiv"),
        ("신원식 국방부 장관", "sinwonsik-gukbangbu-janggwan"),
        ("김정은", "gimjeongeun"),
        ("NHK 日本放送協会", "nhk"),
        ("½ of it", "1-2-of-it"),
        ("  --Already-a-slug--  ", "already-a-slug"),
    ],
)
def test_a_slug_reads_like_its_text(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["北京", "العربية", "", "!?", "\ud800"])
def test_a_text_that_no_table_reads_gets_a_steady_hash(text):
    assert re.fullmatch("[0-9a-f]{12}", slugify(text))
    assert slugify(text) == slugify(text)


def test_texts_that_no_table_reads_are_told_apart():
    assert slugify("北京") != slugify("東京")


def test_a_slug_is_cut_between_words():
    assert slugify("North Korea had sent containers", max_length=20) == "north-korea-had-sent"
    assert slugify("North Korea had sent containers", max_length=19) == "north-korea-had"


def test_a_long_word_is_cut_where_the_room_ends():
    assert slugify("a " + "b" * 50, max_length=20) == "a-" + "b" * 18


@given(st.text(), st.integers(8, 100))
def test_a_slug_is_an_address_and_its_own_slug(text, room):
    slug = slugify(text, max_length=room)

    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= room
    assert slugify(slug, max_length=room) == slug


@pytest.mark.parametrize(
    ("namesakes", "slug"),
    [
        (set(), "kim"),
        ({"kim"}, "kim-2"),
        ({"kim", "kim-2"}, "kim-3"),
        ({"kim"} | {f"kim-{number}" for number in range(2, 1000)}, "kim-1000"),
    ],
)
def test_a_taken_slug_gets_the_next_number(namesakes, slug):
    assert unique_slug("kim", namesakes.__contains__) == slug


def test_a_number_is_found_in_few_questions():
    asked = []

    def taken(slug):
        asked.append(slug)
        return slug == "kim" or int(slug.removeprefix("kim-")) < 10_000

    assert unique_slug("kim", taken) == "kim-10000"
    assert len(asked) < 40


def test_a_numbered_slug_still_fits():
    base = "a" * LONGEST_SLUG

    assert unique_slug(base, {base}.__contains__) == "a" * (LONGEST_SLUG - 2) + "-2"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Shin Won-sik", "Shin Wonsik", "SHIN WON‑SIK", "shin won sik"),
        ("Jørgensen", "JORGENSEN"),
        ("Choe Sŏn-hŭi", "Choe Son Hui"),
        ("Straße", "STRASSE"),
        ("O’Brien", "O'Brien", "OBrien"),
        ("신원식", "신 원식", "\u1109\u1175\u11ab\u110b\u116f\u11ab\u1109\u1175\u11a8"),
        ("Дмитрий Песков", "ДМИТРИЙ ПЕСКОВ"),
        ("ＮＨＫ", "NHK"),
    ],
)
def test_spellings_of_one_name_fold_together(spellings):
    assert len({fold_name(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jong Un", "Kim Jong Il"), ("カキ", "ガギ"), ("कि", "की"), ("신원식", "신원시"), ("北京", "東京")],
)
def test_different_names_stay_apart(one, other):
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim", "ltr"),
        ("김정은", "ltr"),
        ("العربية", "rtl"),
        ("“(12) שלום”", "rtl"),
        ("KCNA قالت", "ltr"),
        ("12,000", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_letter(text, expected):
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "n", "clipped"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 9, "one two…"),
        ("one twothreefour", 10, "one twoth…"),
        ("onetwothree", 6, "onetw…"),
        ("한국어문장입니다", 5, "한국어문…"),
        ("one", 1, "…"),
        ("one", 0, ""),
    ],
)
def test_a_clipped_text_ends_with_a_word(text, n, clipped):
    assert clip(text, n) == clipped


@given(st.text(), st.integers(0, 30))
def test_a_clipped_text_fits(text, n):
    assert len(clip(text, n)) <= n
