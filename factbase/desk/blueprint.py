"""The desk: one blueprint, whose pages are in the modules beside this one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from factbase.desk.auth import sign_in_again
from factbase.desk.gate import SAFE_METHODS, load_actor
from factbase.extensions import db

CSRF_FIELD = "csrf_token"

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.before_request
def admit() -> ResponseReturnValue | None:
    """Let those who are signed in pass; lead the others to the sign-in. What they sent is kept, to be sent again."""
    if load_actor():
        return None
    path = request.full_path.rstrip("?")
    if request.method in SAFE_METHODS:
        return redirect(url_for("auth.login", next=path), 303)
    db.session.rollback()
    return sign_in_again(path, [(name, value) for name, value in request.form.items(multi=True) if name != CSRF_FIELD])


@bp.context_processor
def who_is_here() -> dict[str, Any]:
    """Tell every template of the desk who is signed in."""
    return {"actor": g.get("actor")}


@bp.after_request
def keep_no_copy(response: Response) -> Response:
    """Nothing of the desk stays in a browser's cache after signing out."""
    response.headers["Cache-Control"] = "no-store"
    return response
