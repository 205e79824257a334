"""The marks in margins look like those of the badges."""

import plotly.graph_objects as go
import pytest

from factbase.charts import marks
from factbase.charts.palette import PALETTES, Theme
from factbase.domain.status import Status

PALETTE = PALETTES[Theme.LIGHT]


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_mark_that_plotly_accepts(status):
    shapes = [*marks.whole(PALETTE, status, right=20, x=1, xref="paper", y=0), *marks.inside(PALETTE, status, x=0, y=0)]

    go.Figure(layout={"shapes": shapes})
    colours = {shape.get("fillcolor") for shape in shapes} | {shape["line"].get("color") for shape in shapes}
    assert PALETTE.status[status] in colours


def test_no_two_marks_are_the_same_without_their_colour():
    drawn = set()
    for status in Status:
        shapes = marks.whole(PALETTE, status, x=0, y=0)
        drawn.add(str([(shape["type"], shape.get("path"), shape.get("x0")) for shape in shapes]))

    assert len(drawn) == len(Status)
