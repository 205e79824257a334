"""Text in figures is safe for plotly and stays within its room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.charts.lettering import broken, fitting, safe, shortened, text_width, wrapped

LONG = "Preparation of the visits to North Korea and Vietnam was at an advanced stage"


def test_tags_are_shown_rather_than_read():
    assert safe("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short", "Short"),
        ("Twelve chars", "Twelve chars"),
        ("A visit, in due time", "A visit, in…"),
        ("A visit, indeed", "A visit…"),
        ("Donaudampfschifffahrt", "Donaudampfs…"),
    ],
)
def test_a_text_is_cut_between_words_where_it_can_be(text, short):
    assert shortened(text, 12) == short


def test_hover_text_is_broken_into_a_few_lines():
    lines = wrapped(" ".join([LONG] * 4)).split("<br>")

    assert len(lines) == 3
    assert max(map(len, lines)) <= 48
    assert lines[-1].endswith("…")


def test_a_title_is_broken_between_words():
    assert broken(LONG, 300, size=13, bold=True, lines=2) == [
        "Preparation of the visits to North Korea and",
        "Vietnam was at an advanced stage",
    ]


@given(st.text(), st.integers(1, 400), st.integers(1, 3))
def test_no_line_is_wider_than_its_room_but_for_a_single_letter(text, room, lines):
    found = broken(text, room, size=13, lines=lines)

    assert len(found) <= lines
    assert all(text_width(line, 13) <= room or len(line) <= 2 for line in found)


@given(st.text(min_size=1), st.integers(20, 400))
def test_a_fitting_text_is_the_text_or_the_beginning_of_it(text, room):
    short = fitting(text, room, size=12)

    assert short == text or text.startswith(short.removesuffix("…"))


def test_korean_takes_more_room_than_latin():
    assert text_width("신원식", 12) > text_width("Shi", 12)
