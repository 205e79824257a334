"""The charts of a story in a real browser, under the policy that the server sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

STORY = "/stories/north-korea-arms-to-russia"
TIMELINE = "#chart-timeline"
DRAWINGS = ".chart__drawing"
PAPER = {"light": "rgb(252, 251, 248)", "dark": "rgb(22, 22, 20)"}


def paper_of(page, drawing=TIMELINE):
    """The ground on which a chart is drawn."""
    return page.locator(f"{drawing} .main-svg").first.evaluate("svg => getComputedStyle(svg).backgroundColor")


def expect_drawn(drawing):
    expect(drawing).to_have_attribute("data-state", "drawn", timeout=20_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_is_drawn_without_a_complaint_and_without_sideways_scrolling(live_server, open_page, width, scheme):
    page = open_page(live_server + STORY, width=width, scheme=scheme)

    for drawing in page.locator(DRAWINGS).all():
        drawing.scroll_into_view_if_needed()
        expect_drawn(drawing)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert paper_of(page) == PAPER[scheme]


def test_a_chart_is_not_asked_for_before_it_comes_near(live_server, open_page):
    page = open_page(live_server + STORY)
    expect_drawn(page.locator(TIMELINE))

    last = page.locator(DRAWINGS).last
    assert last.get_attribute("data-state") is None

    last.scroll_into_view_if_needed()
    expect_drawn(last)


def test_a_drawn_chart_is_no_longer_busy_and_keeps_its_height(live_server, open_page):
    page = open_page(live_server + STORY)
    timeline = page.locator(TIMELINE)
    expect_drawn(timeline)

    assert timeline.get_attribute("aria-busy") is None
    assert timeline.evaluate("it => it.style.minBlockSize") == timeline.evaluate("it => `${it.layout.height}px`")


def test_the_chart_follows_a_change_of_theme(live_server, open_page):
    page = open_page(live_server + STORY)
    expect_drawn(page.locator(TIMELINE))

    with page.expect_response(lambda answer: "timeline.json" in answer.url and "theme=dark" in answer.url):
        page.emulate_media(color_scheme="dark")

    page.wait_for_timeout(500)
    assert paper_of(page) == PAPER["dark"]


def test_the_chart_is_drawn_anew_where_the_window_becomes_narrow(live_server, open_page):
    page = open_page(live_server + STORY)
    expect_drawn(page.locator(TIMELINE))

    with page.expect_response(lambda answer: "timeline.json" in answer.url and "width=narrow" in answer.url):
        page.set_viewport_size({"width": 390, "height": 900})

    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_chart_that_does_not_come_leaves_a_sentence_and_the_table(live_server, open_page, complaints):
    page = open_page("about:blank")
    page.route("**/charts/timeline.json*", lambda route: route.abort())

    page.goto(live_server + STORY)

    sentence = page.locator(f"{TIMELINE} + .chart__failed")
    expect(sentence).to_have_text("The chart could not be loaded. The table below shows the same data.")
    expect(page.locator(TIMELINE)).to_be_hidden()
    expect(page.locator(f"figure:has({TIMELINE}) table")).to_have_count(1)
    complaints.clear()


def test_a_chart_that_failed_is_drawn_when_it_is_asked_for_again(live_server, open_page, complaints):
    page = open_page("about:blank")
    page.route("**/charts/timeline.json*", lambda route: route.abort())
    page.goto(live_server + STORY)
    expect(page.locator(f"{TIMELINE} + .chart__failed")).to_be_visible()
    page.unroute("**/charts/timeline.json*")

    page.emulate_media(color_scheme="dark")

    expect_drawn(page.locator(TIMELINE))
    expect(page.locator(TIMELINE)).to_be_visible()
    expect(page.locator(".chart__failed")).to_have_count(0)
    complaints.clear()


def test_hovering_a_status_says_what_it_is_since_when_and_why(live_server, open_page):
    page = open_page(live_server + STORY)
    expect_drawn(page.locator(TIMELINE))
    bar = page.locator(f"{TIMELINE} .barlayer .point path").first
    bar.scroll_into_view_if_needed()

    box = bar.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(page.locator(f"{TIMELINE} .hoverlayer")).to_contain_text("Confirmed since 13 Jul 2025")


def test_without_script_the_tables_hold_the_data(live_server, open_page):
    page = open_page(live_server + STORY, java_script_enabled=False)

    assert page.locator("figure.chart").count() > 3
    assert page.locator("figure.chart table").count() == page.locator("figure.chart").count()
