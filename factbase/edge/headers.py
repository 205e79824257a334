"""The headers of every answer: content policy, opener and referrer policy, transport security, caching."""

from __future__ import annotations

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

EMBED_PATH = "/embed/"
PRIVATE_PATHS = ("/desk", "/login", "/logout")

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


def set_headers(app: Flask, *, https: bool) -> None:
    """Add the security headers to every answer of ``app``; strict transport only where readers come by https."""
    fixed = dict(SECURITY_HEADERS)
    if https:
        fixed["Strict-Transport-Security"] = STRICT_TRANSPORT

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        embedded = request.path.startswith(EMBED_PATH)
        response.headers.setdefault("Content-Security-Policy", EMBED_POLICY if embedded else CONTENT_POLICY)
        response.headers.setdefault("Cache-Control", _caching(request.path))
        return response

    app.session_interface = CookielessEmbeds()


def _caching(path: str) -> str:
    """Whether a copy may be kept: never of the desk; of other pages only to be asked about again."""
    private = any(path == prefix or path.startswith(f"{prefix}/") for prefix in PRIVATE_PATHS)
    return "no-store" if private else "no-cache"
