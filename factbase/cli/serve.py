"""`flask serve`: the production server."""

from __future__ import annotations

import os
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
    address = config["BASE_URL"] or f"http://{config['HOST']}:{config['PORT']}"
    click.echo(f"Factbase is at {address} (stop it with Ctrl-C)")
    arguments = server_arguments(
        host=config["HOST"], port=config["PORT"], workers=config["WORKERS"] or os.cpu_count() or 1
    )
    # This process becomes the server, so that signals reach it and nothing loaded for the command stays in memory.
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  our own interpreter, our own arguments


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
