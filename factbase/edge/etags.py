"""Entity tags: made from a version or from the bytes of an answer, and compared with what the client holds."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

R = TypeVar("R", bound=AnyResponse)

_LENGTH = 27


def tag_of(*parts: object) -> str:
    """A tag, without quotes, that changes when any part's text does."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()[:_LENGTH]


def with_etag(response: R, tag: str | None = None) -> R:
    """Tag ``response`` by ``tag`` or else by its bytes; 304 without a body where the client holds the same."""
    response.set_etag(tag or hashlib.blake2b(response.get_data(), digest_size=20).hexdigest()[:_LENGTH])
    response.make_conditional(request)
    return response


def not_modified(tag: str) -> Response | None:
    """A 304 if the client holds ``tag`` already: ask before doing the work. None if it does not."""
    if request.method not in {"GET", "HEAD"} or not request.if_none_match.contains_weak(tag):
        return None
    response = Response(status=304)
    response.set_etag(tag)
    return response
