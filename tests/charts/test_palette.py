"""The colours of the charts are those of the pages."""

import re
from pathlib import Path

import pytest

from factbase.charts.palette import PALETTES, PATTERNS, SANS, SYMBOLS, Theme
from factbase.domain.status import Status

TOKENS = Path(__file__).parents[2] / "factbase" / "static" / "css" / "tokens.css"


def tokens(theme):
    """The custom properties of a theme: the first block of the sheet, and for dark the one that overrides it."""
    light, _, dark = TOKENS.read_text().partition("@media")
    found = dict(re.findall(r"--([\w-]+): ([^;]+);", light))
    return found | (dict(re.findall(r"--([\w-]+): ([^;]+);", dark)) if theme is Theme.DARK else {})


@pytest.mark.parametrize("theme", Theme)
def test_the_grounds_and_inks_are_those_of_the_style_sheet(theme):
    css, palette = tokens(theme), PALETTES[theme]

    assert {name: getattr(palette, name.replace("-", "_")) for name in ("paper", "surface", "ink", "ink-2")} == {
        name: css[name] for name in ("paper", "surface", "ink", "ink-2")
    }
    assert (palette.rule, palette.edge) == (css["rule"], css["edge"])


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("theme", Theme)
def test_a_status_has_the_colours_of_the_style_sheet(theme, status):
    css, palette = tokens(theme), PALETTES[theme]

    assert (palette.status[status], palette.tint[status]) == (css[status], css[f"{status}-bg"])


def test_the_type_is_that_of_the_style_sheet():
    assert tokens(Theme.LIGHT)["sans"] == SANS


def test_no_two_statuses_look_alike_without_their_colour():
    looks = {(SYMBOLS[status], PATTERNS[status].shape) for status in Status}

    assert len(looks) == len(Status)
