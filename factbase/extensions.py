"""Extensions, unbound until ``create_app`` binds them to an application."""

from __future__ import annotations

from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

db = SQLAlchemy()
csrf = CSRFProtect()
