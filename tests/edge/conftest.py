"""A small application with one page for each behaviour; it has no database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import application


@pytest.fixture
def bare_app(tmp_path) -> Iterator[Flask]:
    """An application to which a test adds its own views; its database is never asked."""
    with application(f"sqlite:///{tmp_path}/unused.sqlite") as app:
        yield app
