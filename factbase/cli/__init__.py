"""The commands of `flask`, a module for each subject."""

from factbase.cli import assets, db, serve

COMMANDS = (assets.assets, db.db, serve.serve)
