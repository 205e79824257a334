"""Compression of answers that are made on request; static files have copies made at set-up.

Flask-Compress also rewrites entity tags, so that a tag from a compressed answer no longer fits ``If-Match``. Here the
tag stays what the view said, and only becomes a weak one on pages, which nobody writes back.
"""

from __future__ import annotations

import gzip

import brotli
from flask import Flask, Response, request

SMALLEST = 600
COMPRESSED_TYPES = frozenset(
    {
        "application/activity+json",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/ld+json",
        "application/problem+json",
        "application/x-ndjson",
        "image/svg+xml",
        "text/calendar",
        "text/csv",
        "text/html",
        "text/plain",
    }
)
# Quality 4 costs about a millisecond on a long page and is within a few per cent of the slow ones.
BROTLI_QUALITY = 4
GZIP_LEVEL = 5


def compress_answers(app: Flask) -> None:
    """Compress what ``app`` answers, where the reader accepts it and it pays."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in COMPRESSED_TYPES or response.is_streamed or response.direct_passthrough:
        return response
    body = response.get_data()
    if len(body) < SMALLEST or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    accepted = request.accept_encodings.best_match(["br", "gzip"])
    if accepted is None:
        return response
    if accepted == "br":
        response.set_data(brotli.compress(body, quality=BROTLI_QUALITY))
    else:
        response.set_data(gzip.compress(body, GZIP_LEVEL, mtime=0))
    response.headers["Content-Encoding"] = accepted
    tag, is_weak = response.get_etag()
    if tag and not is_weak and response.mimetype == "text/html":
        response.set_etag(tag, weak=True)
    return response
