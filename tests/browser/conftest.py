"""A real browser against a real server: Debian's Chromium, driven by playwright, and granian over the seed data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import fill_with_seed
from tests.databases import SEEDED, SqliteDatabases
from tests.serving import serving

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Nothing of the browser's own asks other hosts.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# The server


@pytest.fixture(scope="session")
def live_server(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the whole seed data, for tests that only read."""
    folder = tmp_path_factory.mktemp("live")
    url = sqlite_databases.copy(sqlite_databases.template(SEEDED, fill_with_seed), folder)
    with serving(url, folder) as address:
        yield address


@pytest.fixture
def own_server(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A site with the seed data that the test may change: its address, and that of its database."""
    url = sqlite_databases.copy(sqlite_databases.template(SEEDED, fill_with_seed), tmp_path)
    with serving(url, tmp_path) as address:
        yield address, url


# The browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium was found on PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: errors of scripts, refused content, failed requests, requests elsewhere."""
    return []


@pytest.fixture
def open_page(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """``open_page(address, width=390, scheme="dark")``: a loaded page.

    Further keywords go to playwright's ``new_context``: ``java_script_enabled=False``, ``locale="ko"``. Complaints fail
    the test at its end; one that means to cause them clears ``complaints``.
    """
    contexts = []

    def open_(address: str, *, width: int = 1280, height: int = 900, scheme: Any = "light", **options: Any) -> Page:
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        _listen(page, address, complaints)
        page.goto(address, wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _listen(page: Page, address: str, complaints: list[str]) -> None:
    """Collect in ``complaints`` what goes wrong on ``page``, and whatever it asks of another site than ``address``."""
    ours = ("data:", "blob:", "/".join(address.split("/")[:3]))

    def heard(kind: str, what: str, *, counts: bool = True) -> None:
        if counts:
            complaints.append(f"{kind}: {what}")

    page.on("pageerror", lambda error: heard("script", str(error)))
    page.on("console", lambda line: heard("console", line.text, counts=line.type in {"error", "warning"}))
    # A request given up because the page is left is no failure.
    page.on("requestfailed", lambda it: heard("failed", it.url, counts="ERR_ABORTED" not in (it.failure or "")))
    page.on("request", lambda it: heard("elsewhere", it.url, counts=not it.url.startswith(ours)))


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """``axe_violations(page)``: what axe-core finds wrong with a page by WCAG 2.2 AA, a line for each kind."""
    if not AXE.is_file():
        pytest.skip("axe-core was not found; it comes with npm at `make setup`")
    source = AXE.read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
        return [
            f"{each['id']}: {each['help']}: {', '.join(str(node['target']) for node in each['nodes'][:3])}"
            for each in found["violations"]
        ]

    return violations
