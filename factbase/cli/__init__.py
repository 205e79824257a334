"""The commands of `flask`, a module for each subject."""

from factbase.cli import accounts, assets, db, exchange, ledger, seed, serve

COMMANDS = (
    accounts.user,
    assets.assets,
    db.db,
    exchange.import_group,
    ledger.ledger,
    seed.seed,
    serve.serve,
)
