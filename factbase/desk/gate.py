"""Who is at the desk: the sign-in of the request, looked up once, and what its role may do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import g, request, session
from flask.typing import ResponseReturnValue

from factbase.domain.roles import Actor, Permission
from factbase.extensions import db
from factbase.models.base import utc_now
from factbase.models.engine import begin_write
from factbase.services.sign_ins import Browser, actor_of, is_due_for_note, note_use, sign_in_of

TOKEN = "sign_in"  # noqa: S105  the key under which the session keeps it
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

log = logging.getLogger("factbase.auth")

Given = ParamSpec("Given")
View = Callable[Given, ResponseReturnValue]


def load_actor() -> bool:
    """Look up who is signed in, before each request to the desk; False if nobody is.

    A write takes its transaction here, before the first read.
    """
    now = utc_now()
    is_write = request.method not in SAFE_METHODS
    if is_write:
        begin_write(db.session)
    sign_in = sign_in_of(db.session, session.get(TOKEN, ""), now=now)
    if sign_in is None:
        return False
    g.actor, g.sign_in_id, g.now = actor_of(sign_in), sign_in.id, now
    if is_due_for_note(sign_in, now=now):
        if not is_write:
            begin_write(db.session)
        note_use(db.session, g.sign_in_id, now=now)
        if not is_write:
            db.session.commit()
    return True


def current_actor() -> Actor:
    """Who is at the desk; only for views behind :func:`load_actor`."""
    actor: Actor = g.actor
    return actor


def needs(permission: Permission) -> Callable[[View[Given]], View[Given]]:
    """Keep out those whose role does not have ``permission``; the service asks again."""

    def guarded(view: View[Given]) -> View[Given]:
        @wraps(view)
        def checked(*args: Given.args, **values: Given.kwargs) -> ResponseReturnValue:
            actor = current_actor()
            if not actor.may(permission):
                log.warning("account %s denied: %s", actor.account_id, permission)
            actor.require(permission)
            return view(*args, **values)

        return checked

    return guarded


def this_browser() -> Browser:
    """The browser that the request comes from."""
    return Browser(user_agent=request.user_agent.string, address=request.remote_addr or "")


def local_path(target: str | None) -> str | None:
    """``target`` if it is a path of this site and nothing else, so that nobody is led away; else None."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    # Browsers read a backslash as a slash, and drop control characters.
    if "\\" in target or any(ord(character) < 32 or ord(character) == 127 for character in target):
        return None
    return target
