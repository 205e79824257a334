"""The commands of `flask`, a module for each subject."""

from factbase.cli.assets import assets
from factbase.cli.db import db
from factbase.cli.serve import serve

COMMANDS = (assets, db, serve)
