"""Extensions, unbound until ``create_app`` binds them to an application."""

from __future__ import annotations

from inspect import iscoroutinefunction
from typing import Any

from flask import g, has_app_context
from flask.sansio.app import App
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

REPLICA = "replica"


class Database(SQLAlchemy):
    """The engines by name, and the request's session."""

    def init_app(self, app: App) -> None:
        """Bind to ``app``. Its sessions are synchronous: an event loop to close others would cost 0.8 ms a request."""
        super().init_app(app)
        app.teardown_appcontext_funcs = [
            function for function in app.teardown_appcontext_funcs if not iscoroutinefunction(function)
        ]

    def read_from_replica(self) -> None:
        """Let what is read in the rest of this request come from the replica, if there is one."""
        g.reading_engine = self.engines.get(REPLICA)


class RequestSession(Session):
    """A session that asks the replica once a request has said that it only reads."""

    def get_bind(self, *arguments: Any, **named: Any) -> Engine | Connection:
        """The engine for the next statement."""
        chosen: Engine | None = g.get("reading_engine") if has_app_context() else None
        return chosen or super().get_bind(*arguments, **named)


db = Database(session_options={"class_": RequestSession})
csrf = CSRFProtect()
