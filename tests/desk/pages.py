"""What a browser reads from a page of the desk: the fields of its form, and what is wrong with them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse


class _Fields(HTMLParser):
    """Collects what the form with the id ``form`` (or any, if there is none) would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._area: str | None = None
        self._select: str | None = None
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        match tag:
            case "input" if name and given.get("type") in {"checkbox", "radio"}:
                if "checked" in given:
                    self._add(name, given.get("value") or "on")
            case "input" if name and given.get("type") != "submit":
                self._add(name, given.get("value") or "")
            case "textarea" if name:
                self._area = name
                self.fields[name] = ""
            case "select" if name:
                self._select, self._first = name, None
            case "option" if self._select:
                value = given.get("value")
                if self._first is None:
                    self._first = value or ""
                    self.fields.setdefault(self._select, self._first)
                if "selected" in given:
                    self.fields[self._select] = value or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser drops the line end right after the tag.
            text = self.fields[self._area] + data
            self.fields[self._area] = text.removeprefix("\r\n").removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        if name == "evidence":
            self.fields.setdefault(name, []).append(value)
        else:
            self.fields[name] = value


def fields_of(answer: TestResponse) -> dict[str, Any]:
    """What the page's form would send as it stands; the search of the masthead left out."""
    parser = _Fields()
    parser.feed(answer.text)
    parser.fields.pop("q", None)
    return parser.fields


def errors_of(answer: TestResponse) -> list[str]:
    """The links of the summary at the top, as "#field: message"."""
    found: list[str] = []

    class _Summary(HTMLParser):
        depth = 0
        target: str | None = None

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "div" and "error-summary" in (given.get("class") or ""):
                self.depth = 1
            elif self.depth and tag == "a":
                self.target = given.get("href")
            elif self.depth and tag == "li":
                self.target = ""

        def handle_endtag(self, tag: str) -> None:
            if tag == "div":
                self.depth = 0
            if tag == "li":
                self.target = None

        def handle_data(self, data: str) -> None:
            if self.depth and self.target is not None and data.strip():
                found.append(f"{self.target} {data.strip()}".strip())

    _Summary().feed(answer.text)
    return found


def location(answer: TestResponse) -> str:
    """Where a redirect leads, without the host."""
    return answer.headers["Location"].removeprefix("http://localhost")
