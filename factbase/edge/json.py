"""JSON of the application by orjson: dates as ISO 8601, enumerations as their values, dataclasses as objects."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Flask
from flask.json.provider import JSONProvider


class OrjsonProvider(JSONProvider):
    """What ``flask.json`` and ``jsonify`` use."""

    def dumps(self, obj: Any, **_options: Any) -> str:
        """``obj`` as text."""
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_options: Any) -> Any:
        """What the JSON text ``s`` says."""
        return orjson.loads(s)


def use_orjson(app: Flask) -> None:
    """Give ``app`` the provider."""
    app.json = OrjsonProvider(app)
