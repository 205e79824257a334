"""`flask assets build`: plotly.js from npm or from plotly.py, and compressed copies."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import brotli
import plotly
import pytest

from factbase.cli import assets

ROOT = Path(__file__).parents[2]


@pytest.fixture
def npm(monkeypatch):
    """Pretend that npm is there and installs ``package`` versions, without asking a registry."""

    def install(version: str | None):
        def run(command, cwd, **_options):
            if version is None:
                return subprocess.CompletedProcess(command, 1, "", "npm error network\n")
            package = cwd / "node_modules" / assets.PLOTLY_PACKAGE
            package.mkdir(parents=True)
            (package / "package.json").write_text(json.dumps({"version": version}))
            (package / assets.PLOTLY_FILE).write_text("var Plotly;")
            return subprocess.CompletedProcess(command, 0, "", "")

        monkeypatch.setattr(assets.shutil, "which", lambda name: "/usr/bin/npm")
        monkeypatch.setattr(assets.subprocess, "run", run)

    return install


def test_the_small_bundle_comes_from_npm_when_it_is_there(tmp_path, npm):
    npm("4.1.1")

    said = assets.place_plotly(tmp_path, tmp_path / "static" / "vendor" / "plotly.min.js")

    assert said == "4.1.1, basic bundle from npm"
    assert (tmp_path / "static" / "vendor" / "plotly.min.js").read_text() == "var Plotly;"


def test_without_a_working_npm_the_bundle_of_plotly_py_is_taken(tmp_path, npm, capsys):
    npm(None)

    said = assets.place_plotly(tmp_path, tmp_path / "vendor" / "plotly.min.js")

    assert said.endswith("full bundle from plotly.py")
    assert "newPlot" in (tmp_path / "vendor" / "plotly.min.js").read_text()
    assert "npm error network" in capsys.readouterr().err


def test_both_bundles_are_of_one_major_version():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"][assets.PLOTLY_PACKAGE]

    carried = plotly.offline.get_plotlyjs_version()

    assert carried.partition(".")[0] == wanted.partition(".")[0]


def test_the_lock_file_names_no_place_to_download_from():
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for name, package in locked.items() if name)


def test_copies_hold_what_the_file_holds(tmp_path):
    file = tmp_path / "base.css"
    file.write_text("body { color: black }\n" * 50)

    assets.compress(file)

    assert brotli.decompress((tmp_path / "base.css.br").read_bytes()) == file.read_bytes()


def test_a_file_that_is_the_same_keeps_its_time(tmp_path):
    file = tmp_path / "plotly.min.js"
    assets.write_if_changed(file, b"one")
    before = file.stat().st_mtime_ns

    assets.write_if_changed(file, b"one")

    assert file.stat().st_mtime_ns == before
