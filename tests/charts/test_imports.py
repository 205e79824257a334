"""pandas is imported when a frame is made and not before; plotly and scipy never."""

import subprocess
import sys

HEAVY = ("pandas", "numpy", "plotly", "scipy")


def loaded(code):
    code += f"; import sys; print([name for name in {HEAVY} if name in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()


def test_importing_the_charts_loads_none_of_the_heavy_packages():
    names = ["timeline", "chapters", "overview", "series", "figure_series", "status_mix", "track_record"]

    assert loaded(f"from factbase.charts import {', '.join(names)}") == "[]"


def test_a_figure_is_made_without_plotly():
    code = (
        "from tests.charts.lanes import *; from factbase.charts.frames import timeline_frame; "
        "from factbase.charts.timeline import timeline_figure; "
        "timeline_figure(timeline_frame([lane('one', '2024-06-01')]), as_of=AS_OF)"
    )

    assert loaded(code) == "['pandas', 'numpy']"
