"""Grades: two axes of the Admiralty code, put in words and never blended."""

from __future__ import annotations

import pytest

from factbase.domain.grading import CREDIBILITY, RELIABILITY, grade_in_words


def test_the_axes_are_those_of_the_code():
    assert "".join(RELIABILITY) == "ABCDEF"
    assert list(CREDIBILITY) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("reliability", "credibility", "words"),
    [
        (None, None, None),
        ("C", 2, "Grade C2: source fairly reliable, probably true"),
        ("A", None, "Grade A: source completely reliable"),
        (None, 5, "Grade 5: improbable"),
        ("F", 6, "Grade F6: source’s reliability cannot be judged, truth cannot be judged"),
    ],
)
def test_a_grade_is_put_in_words(reliability, credibility, words):
    assert grade_in_words(reliability, credibility) == words


@pytest.mark.parametrize("reliability", [None, *RELIABILITY])
@pytest.mark.parametrize("credibility", [None, *CREDIBILITY])
def test_every_pair_can_be_said(reliability, credibility):
    words = grade_in_words(reliability, credibility)

    assert (words is None) == (reliability is None and credibility is None)
