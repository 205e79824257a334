"""`make bench`: serve the seed data and measure the main pages, beside a route that does nothing."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

from bench.load import measure
from tests.conftest import fill_with_seed
from tests.serving import serving

PAGES = {
    "process lives": "/healthz",
    "home": "/",
    "stories": "/stories",
    "story of 145 claims": "/stories/north-korea-arms-to-russia",
    "story, JSON": "/stories/north-korea-arms-to-russia.json",
    "list of claims": "/claims",
    "one claim": "/claims/shin-6700-containers-2024-02",
    "one claim, as of a day": "/claims/shin-6700-containers-2024-02?as_of=2024-06-15",
    "changes": "/changes",
}


def main() -> None:
    """Measure, and print a table."""
    arguments = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    arguments.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked for")
    arguments.add_argument("--clients", type=int, default=4, help="how many ask at once")
    arguments.add_argument("--database-url", help="a seeded database; made anew if not given")
    given = arguments.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        url = given.database_url or f"sqlite:///{folder}/factbase.sqlite"
        if not given.database_url:
            began = time.perf_counter()
            fill_with_seed(url)
            print(f"seed data loaded in {time.perf_counter() - began:.1f} s")
        workers = os.cpu_count() or 1
        with serving(url, Path(folder), workers=workers, LOG_LEVEL="WARNING") as site:
            print(f"Python {platform.python_version()}, {workers} workers, {given.clients} clients")
            print(f"{'page':26} {'answers/s':>10} {'median ms':>10} {'p95 ms':>8} {'kB':>7}")
            for name, path in PAGES.items():
                load = measure(site + path, clients=given.clients, seconds=given.seconds)
                figures = f"{load.a_second:10.0f} {load.median:10.2f} {load.p95:8.2f} {load.size / 1000:7.1f}"
                print(f"{name:26} {figures}")


if __name__ == "__main__":
    main()
