"""The production server in a process of its own, for tests that look at it from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from factbase.cli.serve import server_arguments
from tests.conftest import SECRET_KEY

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = 20.0


class DidNotStart(Exception):
    """The server ended, or was not ready in time; the text is its log."""


@contextmanager
def serving(database_url: str, folder: Path, *, workers: int = 1, **settings: str) -> Iterator[str]:
    """Serve the database at ``database_url`` by the production server; gives the site's address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET_KEY, "LOG_LEVEL": "INFO", **settings}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTBASE_")}
    environment |= {f"FACTBASE_{name}": value for name, value in ours.items()}
    command = [sys.executable, *server_arguments(host="127.0.0.1", port=port, workers=workers)]
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}/readyz", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_until_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise DidNotStart(log.read_text())
