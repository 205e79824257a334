"""The production server, seen by a browser."""

from __future__ import annotations

from urllib.request import urlopen


def test_the_production_server_is_ready_with_the_seed_data(live_server):
    with urlopen(f"{live_server}/readyz") as answer:
        assert answer.read() == b"ok\n"


def test_the_first_page_is_shown_without_a_complaint_of_the_browser(live_server, open_page):
    page = open_page(live_server)

    assert page.locator("h1").count() == 1
    assert page.locator("main").is_visible()
