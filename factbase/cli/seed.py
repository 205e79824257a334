"""`flask seed`: the data that factbase comes with."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from factbase.cli.base import Command
from factbase.cli.exchange import in_words, read, take_in
from factbase.domain.roles import operator
from factbase.extensions import db
from factbase.models import Claim


@click.command("seed", cls=Command)
@click.option("--if-empty", is_flag=True, help="Do nothing when there is a claim on record.")
@with_appcontext
def seed(if_empty: bool) -> None:
    """Load the claims of seed/, once; again changes nothing."""
    if if_empty and db.session.scalar(select(Claim.id).limit(1)) is not None:
        click.echo("There are claims on record; nothing was loaded.")
        return
    files = sorted((Path(current_app.root_path).parent / "seed").glob("*.yaml"))
    outcome = take_in(read(files), actor=operator("factbase seed"))
    click.echo(f"Seed: {in_words(outcome)}")
