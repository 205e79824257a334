"""Errors as answers: the one mapping from our errors to HTTP, as a page or as ``application/problem+json``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from factbase.domain import errors
from factbase.domain.errors import FactbaseError, FieldProblem
from factbase.edge.logging import request_id
from factbase.edge.params import BadParameters
from factbase.edge.problems import PROBLEM_KINDS
from factbase.services.importing import ImportOvertaken, ImportRefused

HTTP_STATUS: dict[type[FactbaseError], int] = {
    FactbaseError: 500,
    BadParameters: 400,
    errors.SignInNeeded: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.AlreadyRecorded: 409,
    errors.AppendOnly: 409,
    errors.Conflict: 412,
    errors.InvalidInput: 422,
    ImportOvertaken: 409,
    ImportRefused: 422,
    errors.TooManyAttempts: 429,
    errors.BrokenChain: 500,
}

# What Werkzeug says of these is for whoever wrote the program.
IN_OUR_WORDS = frozenset({404, 405, 413})
OUR_FAULT = "It has been logged. If it happens again, please tell us the request number below."

log = logging.getLogger(__name__)


def answer_errors(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(FactbaseError, _ours)
    app.register_error_handler(HTTPException, _theirs)
    app.register_error_handler(Exception, _unforeseen)


def http_status(error: FactbaseError) -> int:
    """The status of the nearest kind of ``error`` that the mapping knows."""
    return next(HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS)


def wants_json() -> bool:
    """Whether whoever asks is a program: by address, or by what it accepts."""
    path = request.path
    if path.startswith(("/api/", "/v1alpha1/")) or path.endswith((".json", ".jsonld")):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return best != "text/html" and best is not None


def problem(
    status: int,
    detail: str,
    *,
    problems: Sequence[FieldProblem] = (),
    headers: dict[str, str] | None = None,
    **extensions: Any,
) -> Response:
    """An answer that says what is wrong, as a page or as RFC 9457 JSON."""
    kind = PROBLEM_KINDS.get(status)
    title = kind.title if kind else HTTPStatus(status).phrase
    if wants_json():
        body = {
            "type": f"{_base_url()}/problems/{status}" if kind else "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
            "instance": request.path,
            "request_id": request_id(),
            **extensions,
        }
        if problems:
            body["errors"] = [{"field": each.field, "message": each.message} for each in problems]
        response = Response(orjson.dumps(body), status, content_type="application/problem+json")
    else:
        page = render_template(
            "errors/page.html",
            status=status,
            title=title,
            detail=detail,
            problems=problems,
            request_id=request_id(),
        )
        response = make_response(page, status)
    response.headers.update(headers or {})
    response.headers["Cache-Control"] = "no-store"
    return response


def _ours(error: FactbaseError) -> ResponseReturnValue:
    status = http_status(error)
    if status >= 500:
        return _unforeseen(error)
    extensions: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if isinstance(error, errors.Conflict):
        extensions["current_version"] = error.current
    if isinstance(error, errors.TooManyAttempts):
        headers["Retry-After"] = str(error.retry_after)
    problems = getattr(error, "problems", ())
    return problem(status, str(error), problems=problems, headers=headers, **extensions)


def _theirs(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        # A redirect, or an answer that the view made itself.
        return error
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After", "WWW-Authenticate"}}
    detail = error.description or ""
    if error.code in IN_OUR_WORDS and detail == type(error).description:
        detail = PROBLEM_KINDS[error.code].meaning
    return problem(error.code, detail, headers=kept)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    # Whatever it is, the trace goes to the log and none of it to the reader.
    log.error("unforeseen error on %s %s", request.method, request.endpoint, exc_info=error)
    if _shown_to_developers():
        raise error
    try:
        return problem(500, OUR_FAULT)
    except Exception:  # the page itself may be what fails, and a reader still gets an answer
        log.exception("the page of the error failed as well")
        return Response(
            f"{PROBLEM_KINDS[500].title}. Request {request_id()}.\n", 500, content_type="text/plain; charset=utf-8"
        )


def _shown_to_developers() -> bool:
    asked: bool | None = current_app.config["PROPAGATE_EXCEPTIONS"]
    return current_app.testing or current_app.debug if asked is None else asked


def _base_url() -> str:
    return current_app.config["BASE_URL"] or request.host_url.rstrip("/")
