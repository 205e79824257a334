"""`make screenshots`: the main pages, light and dark, wide and narrow, into ``build/screenshots``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, NAMES, ROOT
from tests.conftest import fill_with_seed
from tests.serving import serving

FOLDER = ROOT / "build" / "screenshots"
PAGES = {
    "home": "/",
    "stories": "/stories",
    "story": "/stories/north-korea-arms-to-russia",
    "claims": "/claims",
    "speakers": "/speakers",
    "changes": "/changes",
    "due": "/due",
    "method": "/about/method",
    "not-found": "/claims/no-such-claim",
    "login": "/login",
}
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")


def photograph(browser: Browser, site: str, name: str, path: str, *, width: int, scheme: str) -> Path:
    """Save one whole page as a picture."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of SCHEMES
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site + path, wait_until="networkidle")
    target = FOLDER / f"{name}-{width}-{scheme}.png"
    page.screenshot(path=target, full_page=True)
    context.close()
    return target


def main(names: list[str]) -> int:
    """Photograph the pages named, or all of them."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        print("no Chromium was found on PATH", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/factbase.sqlite"
        fill_with_seed(url)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        with serving(url, Path(folder)) as site:
            for (name, path), width, scheme in product(PAGES.items(), WIDTHS, SCHEMES):
                if not names or name in names:
                    print(photograph(browser, site, name, path, width=width, scheme=scheme))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
