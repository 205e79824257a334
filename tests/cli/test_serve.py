"""`flask serve`: a process for each core, one request at a time each; and what starting costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factbase.cli.serve import server_arguments

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "plotly", "scipy", "numpy")


def test_the_server_is_told_where_and_how_many():
    arguments = server_arguments(host="0.0.0.0", port=8080, workers=3)

    options = dict(zip(arguments[2:-2:2], arguments[3:-2:2], strict=True))
    assert arguments[:2] == ["-m", "granian"]
    assert options["--host"] == "0.0.0.0"
    assert (options["--port"], options["--workers"], options["--blocking-threads"]) == ("8080", "3", "1")
    assert options["--interface"] == "wsgi"
    assert arguments[-1] == "app:app"


@pytest.mark.parametrize(
    "work",
    ["import app", "from app import app; app.test_cli_runner().invoke(args=['db', '--help'])"],
    ids=["starting the server", "a short command"],
)
def test_heavy_packages_are_not_loaded_by(work, tmp_path):
    report = f"import sys; {work}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    settings = {
        "PATH": "/usr/bin:/bin",
        "FACTBASE_SECRET_KEY": "long enough for a test",
        "FACTBASE_DATABASE_URL": f"sqlite:///{tmp_path}/unused.sqlite",
    }

    done = subprocess.run([sys.executable, "-c", report], cwd=ROOT, env=settings, capture_output=True, text=True)

    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_a_bad_setting_is_one_line_and_no_trace():
    settings = {"PATH": "/usr/bin:/bin", "FACTBASE_PORT": "http"}

    done = subprocess.run([sys.executable, "-c", "import app"], cwd=ROOT, env=settings, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == "factbase: FACTBASE_PORT: a whole number from 1 to 65535 is needed.\n"
