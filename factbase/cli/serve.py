"""`flask serve`: the production server."""

from __future__ import annotations

import os
import socket
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from factbase.cli.base import Command


@click.command("serve", cls=Command)
@with_appcontext
def serve() -> None:
    """Serve readers and fact-checkers, with a process for each processor core."""
    config = current_app.config
    require_free(config["HOST"], config["PORT"])
    address = config["BASE_URL"] or f"http://{config['HOST']}:{config['PORT']}"
    click.echo(f"Factbase is at {address} (stop it with Ctrl-C)")
    arguments = server_arguments(
        host=config["HOST"], port=config["PORT"], workers=config["WORKERS"] or os.cpu_count() or 1
    )
    # This process becomes the server, so that signals reach it and nothing loaded for the command stays in memory.
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  our own interpreter, our own arguments


def require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, in words rather than in the server's traces.

    :raises ClickException: saying why, and which setting would do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server does: a port that was only just given up is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            advice = "choose others with FACTBASE_HOST and FACTBASE_PORT"
            raise click.ClickException(f"{host}:{port} cannot be served: {reason}; {advice}.") from None


def server_arguments(*, host: str, port: int, workers: int) -> list[str]:
    """The server's command line, without the interpreter.

    A worker answers one request at a time: over SQLite more threads would halve what it serves.
    """
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "1",
        "--backpressure": "64",
        "--log-level": "warning",
    }
    return [
        "-m",
        "granian",
        *(part for option in options.items() for part in option),
        "--respawn-failed-workers",
        "app:app",
    ]
