"""Plain log lines: UTC time, level, request id, message; and one access line for each request."""

from __future__ import annotations

import logging
import logging.config
import re
import secrets
import time
from datetime import UTC, datetime
from urllib.parse import quote

from flask import Flask, Response, g, has_request_context, request

_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
_UNLOGGED_ARGUMENTS = ("token",)

access = logging.getLogger("factbase.access")


class _LineFormatter(logging.Formatter):
    """``2024-06-15T08:00:00.123Z INFO 3f0c2d… message``; a dash where no request is being answered."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  the base's name
        instant = datetime.fromtimestamp(record.created, UTC)
        return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id() if has_request_context() else "-"
        return super().format(record)


def set_up_logging(level: str) -> None:
    """Send what factbase logs at ``level`` or above to the standard error stream."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": _LineFormatter,
                    "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
                }
            },
            "handlers": {
                "stream": {
                    "class": "logging.StreamHandler",
                    "stream": "ext://flask.logging.wsgi_errors_stream",
                    "formatter": "line",
                }
            },
            "loggers": {"factbase": {"level": level, "handlers": ["stream"]}},
        }
    )


def log_requests(app: Flask) -> None:
    """Give every request an id and write a line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The id of the request being answered: the one it came with, if sane, or one of ours."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _SANE_ID.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    # A request that another hook refused first has no beginning.
    spent = time.perf_counter() - g.get("began", time.perf_counter())
    access.info("%s %s %d %.1f ms", request.method, _loggable_path(), response.status_code, spent * 1000)
    return response


def _loggable_path() -> str:
    path = quote(request.path)
    for name in _UNLOGGED_ARGUMENTS:
        secret = (request.view_args or {}).get(name)
        if secret:
            path = path.replace(quote(str(secret)), "…")
    return path
