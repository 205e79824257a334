"""The vantage of a request: read from ``?as_of=`` and ``?recorded_by=``, kept in links, shown to templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from flask import Flask, current_app, g, request, url_for

from factbase.domain.errors import FieldProblem
from factbase.domain.vantage import Vantage
from factbase.edge.params import VANTAGE_PARAMETERS, BadParameters, read_day

T = TypeVar("T")

# RFC 3339 §5.6, which unlike ISO 8601 always has seconds and an offset.
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
# A plus sign that was not encoded arrives as a blank.
_BLANK_FOR_PLUS = re.compile(r" (?=\d\d:\d\d$)", re.ASCII)


def today() -> date:
    """The present day, in UTC: the one place where a reader's question meets the clock."""
    return datetime.now(UTC).date()


def current_vantage() -> Vantage:
    """The vantage of this request; the plain view of today where none was asked for."""
    if "vantage" not in g:
        g.vantage = Vantage.now(today())
    vantage: Vantage = g.vantage
    return vantage


def use_vantage(app: Flask, *, readers: Collection[str]) -> None:
    """Let the blueprints named in ``readers`` be asked from any vantage, and tell templates which one it is."""

    @app.before_request
    def take_vantage() -> None:
        if request.blueprint in readers:
            g.vantage = _vantage_asked_for(today())

    app.context_processor(_for_templates)
    app.jinja_env.globals["url_at"] = url_at


def url_at(endpoint: str, **values: Any) -> str:
    """The address of ``endpoint`` seen from the present vantage; a value of None leaves a parameter out."""
    vantage = current_vantage()
    if vantage.as_of != vantage.today:
        values.setdefault("as_of", vantage.as_of.isoformat())
    if vantage.recorded_by is not None:
        values.setdefault("recorded_by", _as_text(vantage.recorded_by))
    return url_for(endpoint, **{name: value for name, value in values.items() if value is not None})


def today_url() -> str:
    """The address of this page as it is today, with its other parameters."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in VANTAGE_PARAMETERS]
    return f"{request.root_path}{_encoded_path()}{'?' if kept else ''}{urlencode(kept)}"


def canonical_url() -> str:
    """The full address of this page as it is today, without parameters."""
    base = current_app.config["BASE_URL"] or request.host_url.rstrip("/")
    return f"{base}{_encoded_path()}"


def _encoded_path() -> str:
    return quote(request.path, safe="/:@!$&'()*+,;=~")


def _for_templates() -> dict[str, Any]:
    vantage = current_vantage()
    return {
        "vantage": vantage,
        "today_url": today_url(),
        "canonical_url": canonical_url(),
        "noindex": not vantage.is_today,
    }


def _vantage_asked_for(today: date) -> Vantage:
    """The vantage that the query string asks for.

    :raises BadParameters: one of the two cannot be read, or lies in the future.
    """
    problems: list[FieldProblem] = []

    def read(name: str, reader: Callable[[str], T]) -> T | None:
        value = request.args.get(name, "").strip()
        try:
            return reader(value) if value else None
        except ValueError as error:
            problems.append(FieldProblem(name, str(error)))
            return None

    as_of = read("as_of", lambda value: _past_day(value, today))
    recorded_by = read("recorded_by", _past_instant)
    if problems:
        raise BadParameters(problems)
    return Vantage(as_of=as_of or today, today=today, recorded_by=recorded_by)


def _past_day(value: str, today: date) -> date:
    day = read_day(value)
    if day > today:
        raise ValueError(f"{day} has not come yet; the last day that can be asked for is {today}")
    return day


def _past_instant(value: str) -> datetime:
    text = _BLANK_FOR_PLUS.sub("+", value)
    if not _RFC3339.fullmatch(text):
        raise ValueError(f"“{value}” is not an instant with its offset; write it such as 2024-06-15T08:00:00Z")
    try:
        instant = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"“{value}” is not on the calendar or the clock") from None
    if instant > datetime.now(UTC):
        raise ValueError(f"{value} has not come yet")
    return instant


def _as_text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
