"""What every command shares: our errors become one line for a person and an exit status of 1."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup

from factbase.domain.errors import FactbaseError


class _TellsErrors:
    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)  # type: ignore[misc]  # mixed into click's classes below
        except FactbaseError as error:
            raise click.ClickException(str(error)) from error


class Command(_TellsErrors, click.Command):
    """A command of its own: ``@click.command("seed", cls=Command)`` and ``@with_appcontext``."""


class Group(_TellsErrors, AppGroup):
    """Commands with a common first word; each runs in the application's context."""
