"""The headers of every answer: content policy, opener and referrer policy, transport security, caching."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EMBED_PATH = "/embed/"
PRIVATE_PATHS = ("/desk", "/login", "/logout", "/welcome")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors "
)
CONTENT_POLICY = _POLICY + "'none'"
EMBED_POLICY = _POLICY + "*"

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


class CookielessEmbeds(SecureCookieSessionInterface):
    """Sessions as Flask keeps them, except that a card on somebody else's site never sets a cookie."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether the answer carries the session's cookie."""
        return not request.path.startswith(EMBED_PATH) and super().should_set_cookie(app, session)


class Headers:
    """Adds the headers to every answer, static files and errors among them.

    Around the application rather than in it: there it would cost a tenth of a short answer.
    """

    def __init__(self, application: WSGIApplication, *, https: bool) -> None:
        self._application = application
        fixed = [*SECURITY_HEADERS.items(), *([("Strict-Transport-Security", STRICT_TRANSPORT)] if https else [])]
        self._for_pages = [*fixed, ("Content-Security-Policy", CONTENT_POLICY)]
        self._for_embeds = [*fixed, ("Content-Security-Policy", EMBED_POLICY)]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, with the headers added that it has not set itself."""
        path = environ.get("PATH_INFO", "")
        added = self._for_embeds if path.startswith(EMBED_PATH) else self._for_pages

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            known = {name.lower() for name, _ in headers}
            headers = [*headers, *(header for header in added if header[0].lower() not in known)]
            if "cache-control" not in known:
                headers.append(("Cache-Control", _caching(path)))
            return start_response(status, headers, *failure)

        return self._application(environ, start)


def set_headers(app: Flask, *, https: bool) -> None:
    """Add the security headers to every answer of ``app``; strict transport only where readers come by https."""
    app.wsgi_app = Headers(app.wsgi_app, https=https)  # type: ignore[method-assign]  # how Flask documents middleware
    app.session_interface = CookielessEmbeds()


def _caching(path: str) -> str:
    """Whether a copy may be kept: never of the desk; of other pages only to be asked about again."""
    private = path.startswith(PRIVATE_PATHS)
    return "no-store" if private else "no-cache"
