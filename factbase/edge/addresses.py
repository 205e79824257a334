"""Whole addresses of this site, for what leaves it: JSON, citations, feeds."""

from __future__ import annotations

from flask import current_app, request


def absolute(path: str) -> str:
    """``path`` with scheme and host: those of ``FACTBASE_BASE_URL``, or else those that the request came by."""
    base = current_app.config["BASE_URL"] or request.host_url
    return f"{str(base).rstrip('/')}{path}"
