"""Jinja filters: finished values into text for a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

FILTERS: Mapping[str, Callable[..., Any]] = {}
