"""Every setting of factbase: name, type, default and one line of meaning.

Each is an environment variable that begins with ``FACTBASE_``. ``docs/settings.md`` repeats this table for people.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "FACTBASE_"
SECRET_KEY_LENGTH = 16
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class BadSetting(ValueError):
    """A setting has a value that cannot be meant."""


def _setting(default: Any, read: Callable[[str], Any], meaning: str) -> Any:
    return field(default=default, metadata={"read": read, "meaning": meaning})


def _text(value: str) -> str:
    return value


def _switch(value: str) -> bool:
    known = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
    try:
        return known[value.lower()]
    except KeyError:
        raise ValueError("say on or off") from None


def _whole_number(value: str, *, low: int, high: int) -> int:
    if not (value.isascii() and value.isdigit()) or not low <= int(value) <= high:
        raise ValueError(f"a whole number from {low} to {high} is needed")
    return int(value)


def _port(value: str) -> int:
    return _whole_number(value, low=1, high=65_535)


def _count(value: str) -> int:
    return _whole_number(value, low=0, high=100)


def _database_url(value: str) -> str:
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError(
            "an address such as postgresql://user@host/factbase or sqlite:////data/f.sqlite is needed"
        ) from None
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ValueError(f"factbase keeps its data in sqlite or postgresql, not in {url.get_backend_name()}")
    return url.render_as_string(hide_password=False)


def _secret(value: str) -> str:
    if len(value) < SECRET_KEY_LENGTH:
        raise ValueError(f"at least {SECRET_KEY_LENGTH} characters are needed")
    return value


def _secrets(value: str) -> tuple[str, ...]:
    return tuple(_secret(part.strip()) for part in value.split(",") if part.strip())


def _base_url(value: str) -> str:
    scheme, _, host = value.rstrip("/").partition("://")
    if scheme not in {"http", "https"} or not host or any(mark in host for mark in "/?# @"):
        raise ValueError("an address without a path, such as https://facts.example, is needed")
    return f"{scheme}://{host}"


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise ValueError(f"one of {', '.join(LOG_LEVELS)} is needed")
    return value.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one application; see each field's ``meaning``."""

    database_url: str = _setting(
        "sqlite:///factbase.sqlite", _database_url, "The database; a relative SQLite path is under instance/."
    )
    replica_url: str | None = _setting(
        None, _database_url, "A read-only copy of the database, asked where readers only read."
    )
    secret_key: str | None = _setting(
        None, _secret, "Signs sessions and forms; made and kept in instance/secret-key if not set."
    )
    secret_key_fallbacks: tuple[str, ...] = _setting(
        (), _secrets, "Former secret keys, separated by commas, that are still accepted while a new one takes over."
    )
    host: str = _setting("127.0.0.1", _text, "The address that the server listens on.")
    port: int = _setting(8000, _port, "The port that the server listens on.")
    workers: int = _setting(0, _count, "How many server processes run; 0 is one for each processor core.")
    base_url: str | None = _setting(
        None, _base_url, "The public address, such as https://facts.example; https turns on secure cookies and HSTS."
    )
    proxies: int = _setting(0, _count, "How many reverse proxies in front are trusted to name the reader's address.")
    two_person: bool = _setting(
        False, _switch, "Whether a change to a resolved status waits for a second editor's approval."
    )
    metrics: bool = _setting(False, _switch, "Whether /metrics answers, in the format of Prometheus.")
    log_level: str = _setting("INFO", _log_level, "The least grave messages that are logged.")

    @property
    def https(self) -> bool:
        """Whether readers reach this site by https."""
        return bool(self.base_url and self.base_url.startswith("https://"))


SETTING_NAMES = tuple(each.name.upper() for each in fields(Settings))


def read_settings(values: Mapping[str, object]) -> Settings:
    """Settings from ``values``, keyed by name without the prefix; text is read, anything else is taken as it is.

    :raises BadSetting: a value cannot be meant; the message names the setting.
    """
    given: dict[str, object] = {}
    for each in fields(Settings):
        value = values.get(each.name.upper())
        if value is None or value == "":
            continue
        try:
            given[each.name] = each.metadata["read"](value.strip()) if isinstance(value, str) else value
        except ValueError as error:
            # The value stays out of the message: it may hold a password.
            raise BadSetting(f"{PREFIX}{each.name.upper()}: {error}.") from None
    return Settings(**given)  # type: ignore[arg-type]  # each value was read by the field's own reader


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from environment variables.

    :raises BadSetting: a value cannot be meant, or a variable with our prefix is no setting.
    """
    ours = {name.removeprefix(PREFIX): value for name, value in environ.items() if name.startswith(PREFIX)}
    refuse_unknown(ours)
    return read_settings(ours)


def refuse_unknown(names: Iterable[str]) -> None:
    """Refuse names that are no settings, so that a misspelt one is noticed.

    :raises BadSetting: naming the first of them.
    """
    for name in sorted(set(names) - set(SETTING_NAMES)):
        raise BadSetting(f"{PREFIX}{name} is no setting of factbase. There are {', '.join(SETTING_NAMES)}.")


def kept_secret_key(folder: Path) -> str:
    """The key kept in ``folder``, made the first time; only its owner may read it."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret-key-{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            # Several workers may start at once: whichever links first gives the key to all.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
