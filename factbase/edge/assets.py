"""Static files: an address that changes with the content, so that a copy may be kept for ever.

``/static/<hash>/css/base.css`` is served with a lifetime of a year if the hash is that of the file as it is now. Any
other hash gives the same file, to be asked about again each time: that serves a page from before a change, and files
that a style sheet names relatively. Pre-compressed copies (``.br``, ``.gz``, from ``flask assets build``) are sent
where they are newer than the file and the reader accepts them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from flask import Flask, current_app
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PREFIX = "/static/"
HASH_LENGTH = 8
LONGEST_URL = 200
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
COMPRESSED = {"br": ".br", "gzip": ".gz"}
_EXTENSION = "factbase.assets"


class AssetServer(WhiteNoise):  # type: ignore[misc]  # whitenoise has no types
    """Serves the files under ``root`` in front of an application, and knows their addresses."""

    def __init__(self, application: WSGIApplication, root: Path, *, watch: bool) -> None:
        super().__init__(application, autorefresh=True, allow_all_origins=False)
        self.root = root
        # Whether files may change while the application runs: then each is looked at again when it is asked for.
        self.watch = watch
        self._hashes: dict[str, tuple[tuple[int, int], str]] = {}
        self._files: dict[tuple[str, str], StaticFile] = {}

    def url(self, filename: str) -> str:
        """The address of ``filename``, relative to the root.

        :raises FileNotFoundError: there is no such file, which in a template is a mistake.
        """
        return f"{PREFIX}{self.hash_of(filename)}/{filename}"

    def hash_of(self, filename: str) -> str:
        """The first digits of the hash of the file's content."""
        known = self._hashes.get(filename)
        if known and not self.watch:
            return known[1]
        path = self.root / filename
        stat = path.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        if known is None or known[0] != state:
            known = (state, hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH])
            self._hashes[filename] = known
        return known[1]

    def find_file(self, url: str) -> StaticFile | None:
        """The file at ``url``, or None for the application to answer. The base class asks on each request."""
        if not url.startswith(PREFIX) or len(url) > LONGEST_URL or not self.url_is_canonical(url):
            return None
        name_or_hash, _, rest = url.removeprefix(PREFIX).partition("/")
        hashed = len(name_or_hash) == HASH_LENGTH and bool(rest)
        filename = rest if hashed else url.removeprefix(PREFIX)
        if filename.endswith(tuple(COMPRESSED.values())) or not (self.root / filename).is_file():
            return None
        current = self.hash_of(filename)
        caching = KEPT_FOR_EVER if hashed and name_or_hash == current else ASKED_AGAIN
        return self._file(filename, current, caching)

    def _file(self, filename: str, content_hash: str, caching: str) -> StaticFile:
        key = (f"{filename}@{content_hash}", caching)
        if key not in self._files or self.watch:
            path = str(self.root / filename)
            headers = Headers([("Cache-Control", caching)])
            self.add_mime_headers(headers, path, filename)
            self._files[key] = StaticFile(
                path,
                headers.items(),
                encodings={encoding: path + ending for encoding, ending in COMPRESSED.items()},
                stat_cache=_current_copies(path),
            )
        return self._files[key]


def _current_copies(path: str) -> dict[str, os.stat_result]:
    """The file and those of its compressed copies that are not older than it."""
    stats = {path: os.stat(path)}  # noqa: PTH116  whitenoise looks files up by their path as text
    for ending in COMPRESSED.values():
        copy = Path(path + ending)
        if copy.is_file() and copy.stat().st_mtime_ns >= stats[path].st_mtime_ns:
            stats[str(copy)] = copy.stat()
    return stats


def serve_assets(app: Flask) -> None:
    """Serve ``factbase/static`` in front of ``app`` and give templates ``asset_url``."""
    server = AssetServer(app.wsgi_app, Path(app.root_path) / "static", watch=app.debug or app.testing)
    app.wsgi_app = server  # type: ignore[method-assign]  # how Flask documents middleware
    app.extensions[_EXTENSION] = server
    app.jinja_env.globals["asset_url"] = asset_url


def asset_url(filename: str) -> str:
    """The address of a static file, such as ``css/base.css``, that may be kept for ever."""
    server: AssetServer = current_app.extensions[_EXTENSION]
    return server.url(filename)


def compressible(path: Path) -> bool:
    """Whether a compressed copy of this file is worth having."""
    return path.suffix in {".css", ".js", ".svg", ".json", ".txt", ".webmanifest"}
