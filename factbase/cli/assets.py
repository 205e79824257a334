"""`flask assets`: what the pages load, put in place and compressed."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import brotli
import click
from flask import current_app

from factbase.cli.base import Group
from factbase.edge.assets import COMPRESSED, compressible

PLOTLY_PACKAGE = "plotly.js-basic-dist-min"
PLOTLY_FILE = "plotly-basic.min.js"
VENDOR_NAME = "plotly.min.js"

assets = Group("assets", help="Put the static files in place.")


@assets.command()
def build() -> None:
    """Fetch plotly.js and make compressed copies of all style sheets and scripts."""
    root = Path(current_app.root_path) / "static"
    project = Path(current_app.root_path).parent
    source = place_plotly(project, root / "vendor" / VENDOR_NAME)
    click.echo(f"plotly.js {source}")
    made = sum(compress(path) for path in sorted(root.rglob("*")) if path.is_file() and compressible(path))
    click.echo(f"Compressed copies made anew: {made}")


def place_plotly(project: Path, target: Path) -> str:
    """Write plotly.js to ``target``: the small bundle from npm, or else the full one that plotly.py carries.

    Returns where it came from, in words.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm and install_from_npm(npm, project):
        version = json.loads((project / "node_modules" / PLOTLY_PACKAGE / "package.json").read_text())["version"]
        write_if_changed(target, (project / "node_modules" / PLOTLY_PACKAGE / PLOTLY_FILE).read_bytes())
        return f"{version}, basic bundle from npm"
    from plotly.offline import get_plotlyjs, get_plotlyjs_version

    write_if_changed(target, get_plotlyjs().encode())
    return f"{get_plotlyjs_version()}, full bundle from plotly.py"


def install_from_npm(npm: str, project: Path) -> bool:
    """Install what ``package-lock.json`` names, without running anything of it; False where that fails."""
    if _is_current(project / "node_modules" / ".package-lock.json", project / "package-lock.json"):
        return True
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([npm, *options], cwd=project, capture_output=True, text=True, check=False)  # noqa: S603  npm
    if done.returncode:
        click.echo(f"npm could not install: {done.stderr.strip().splitlines()[-1:]}", err=True)
    return done.returncode == 0


def compress(path: Path) -> bool:
    """Make the compressed copies of ``path`` that are missing or older than it; whether any was."""
    stale = [ending for ending in COMPRESSED.values() if not _is_current(Path(f"{path}{ending}"), path)]
    if not stale:
        return False
    content = path.read_bytes()
    Path(f"{path}.br").write_bytes(brotli.compress(content, quality=11))
    Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return True


def write_if_changed(path: Path, content: bytes) -> None:
    """Write ``content`` unless it is there already: compressed copies go by the time of change."""
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def _is_current(copy: Path, original: Path) -> bool:
    return copy.is_file() and original.is_file() and copy.stat().st_mtime_ns >= original.stat().st_mtime_ns
