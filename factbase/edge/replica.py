"""Which database answers: pages for readers only read, so a replica may answer them."""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask, request

from factbase.extensions import db


def use_replica(app: Flask, *, readers: Collection[str]) -> None:
    """Answer the blueprints named in ``readers`` from the replica, if there is one."""

    @app.before_request
    def choose_database() -> None:
        if request.blueprint in readers:
            db.read_from_replica()
