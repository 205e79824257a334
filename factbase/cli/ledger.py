"""`flask ledger`: the chain of acts."""

from __future__ import annotations

import click

from factbase.cli.base import Group
from factbase.extensions import db
from factbase.services.ledger import verify_ledger

ledger = Group("ledger", help="Check the ledger.")


@ledger.command()
def verify() -> None:
    """Recompute the whole chain; name the first act that does not hold."""
    seq, newest = verify_ledger(db.session)
    click.echo(f"The ledger holds: {seq:,} acts, the newest with hash {newest}.")
