"""`flask serve`: a process for each core, one request at a time each; and what starting costs."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from factbase.cli.serve import server_arguments
from tests.conftest import application

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "plotly", "scipy", "numpy")


@pytest.fixture
def bare_run(tmp_path):
    """Run `flask serve` with settings of the test's own, where it cannot come to serving."""

    def run(**settings):
        with application(f"sqlite:///{tmp_path}/unused.sqlite", **settings) as app:
            return app.test_cli_runner().invoke(args=["serve"])

    return run


def test_the_server_is_told_where_and_how_many():
    arguments = server_arguments(host="0.0.0.0", port=8080, workers=3)

    options = dict(zip(arguments[2:-2:2], arguments[3:-2:2], strict=True))
    assert arguments[:2] == ["-m", "granian"]
    assert options["--host"] == "0.0.0.0"
    assert (options["--port"], options["--workers"], options["--blocking-threads"]) == ("8080", "3", "1")
    assert options["--interface"] == "wsgi"
    assert arguments[-1] == "app:app"


def test_a_port_that_is_taken_is_said_in_a_line(bare_run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        served = bare_run(PORT=port)

    assert served.exit_code == 1
    assert served.output.startswith(f"Error: 127.0.0.1:{port} cannot be served: address already in use;")


def test_a_host_that_is_not_ours_is_said_in_a_line(bare_run):
    assert bare_run(HOST="192.0.2.1").output.startswith("Error: 192.0.2.1:8000 cannot be served:")


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
