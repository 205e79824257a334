"""The desk in a real browser: from the first link to the home page, two editors at once, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from factbase.domain.roles import operator
from factbase.models.base import utc_now
from factbase.models.engine import begin_write, configure_engine
from factbase.services.accounts import NewAccount, add_account, make_first_link, make_link

PASSWORD = "lighthouse carpet seventeen"
CONTAINERS = "/desk/claims/shin-7000-containers-2024-03"
PAGES = (
    "/desk",
    "/desk?queue=due",
    "/desk?q=containers",
    "/desk/claims/new",
    "/desk/account",
    CONTAINERS,
    f"{CONTAINERS}/assess",
    f"{CONTAINERS}/reword",
    f"{CONTAINERS}/appearances/new",
    f"{CONTAINERS}/links/new",
)

Open = Callable[..., Page]


def link_for(database: str, name: str | None = None, role: str = "editor") -> str:
    """The path of a one-time link: of the very first account, or of one that is opened under ``name``."""
    engine = create_engine(database)
    configure_engine(engine)
    with Session(engine) as session:
        begin_write(session)
        if name is None:
            token = make_first_link(session, actor=operator(), now=utc_now())
        else:
            add_account(session, NewAccount(name, role), actor=operator(), now=utc_now())
            token = make_link(session, name, actor=operator(), now=utc_now())
        session.commit()
    engine.dispose()
    return f"/welcome/{token}"


def come_in(open_page: Open, site: tuple[str, str], name: str, public_name: str, **options: object) -> Page:
    """A browser of its own in which an editor has just signed in by a one-time link."""
    address, database = site
    page = open_page(address + link_for(database, name), **options)
    page.get_by_label("Public name").fill(public_name)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()
    expect(page.get_by_role("heading", name="Desk", exact=True)).to_be_visible()
    return page


def summary(page: Page) -> str:
    """What is wrong, as the summary at the top says it; it has the focus."""
    box = page.locator(".error-summary")
    expect(box).to_be_focused()
    return box.inner_text()


def test_from_the_first_link_to_the_change_on_the_home_page(own_server, open_page, complaints):
    site, database = own_server
    page = open_page(site + link_for(database))

    # The first editor chooses names and a password, and is sent back for one that is easy to guess.
    page.get_by_label("Name to sign in with").fill("Margarida")
    page.get_by_label("Public name").fill("M. Duarte")
    page.locator("#password").fill("password1234")
    page.get_by_role("button", name="Set password and sign in").click()
    assert "too easy to guess" in summary(page)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()

    # Signed out, and in again by name and password, on the way to where she wanted to go.
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/desk/claims/new")
    page.get_by_label("Name").fill("margarida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site}/desk/claims/new")

    # A claim with its report, in one submit.
    statement = "Kremlin spokesman Dmitry Peskov said that a trade delegation would travel to Rason."
    page.get_by_label("Claim, in one sentence").fill(statement)
    page.get_by_label("Speaker", exact=True).fill("Dmitry Peskov")
    page.get_by_label("Said on").fill("2024-06-21")
    page.get_by_label("Kind", exact=True).select_option(label="Intention: something will be done, or is expected")
    page.get_by_label("Story", exact=True).select_option(label="Putin's visit to North Korea")
    page.get_by_label("Countries that it is about").fill("Russia, KP")
    page.get_by_label("Address of the page").fill("https://tass.example/delegation")
    page.get_by_label("Outlet", exact=True).fill("TASS")
    page.get_by_label("Published on").fill("2024-06-21")
    page.get_by_label("Words as printed").fill("a delegation will travel to Rason")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_have_text("The claim is published.")
    claim = page.url

    # It stands in its story.
    page.goto(f"{site}/stories/putin-visit-north-korea?page=1")
    expect(page.locator("body")).to_contain_text("trade delegation would travel to Rason")

    # Assessed without evidence: refused, and everything typed is still there.
    page.goto(claim)
    page.get_by_role("link", name="Assess", exact=True).click()
    page.get_by_role("radio", name=re.compile("^Confirmed")).check()
    day = page.get_by_label("As of").input_value()
    why = "North Korean state media reported its arrival."
    page.get_by_label("Reason").fill(why)
    expect(page.locator("[data-preview]")).to_contain_text(why)
    expect(page.locator("[data-preview] .status")).to_have_text("Confirmed")
    page.get_by_role("button", name="Record the assessment").click()
    assert "needs at least one piece of evidence" in summary(page)
    assert page.title().startswith("Error:")
    expect(page.get_by_label("Reason")).to_have_value(why)
    expect(page.get_by_label("As of")).to_have_value(day)
    expect(page.get_by_role("radio", name=re.compile("^Confirmed"))).to_be_checked()
    page.get_by_role("link", name=re.compile("^Evidence:")).click()
    expect(page.locator("#evidence")).to_be_in_viewport()

    # With evidence it is kept.
    page.get_by_role("checkbox", name=re.compile("^TASS, 21 June 2024")).check()
    page.get_by_role("button", name="Record the assessment").click()
    expect(page.get_by_role("status")).to_have_text("The assessment is on record, and public.")

    # And readers are told, who need no account.
    reader = open_page(f"{site}/")
    expect(reader.locator("body")).to_contain_text("trade delegation would travel to Rason")
    reader.get_by_role("link", name=re.compile("trade delegation")).first.click()
    expect(reader.locator(".verdict")).to_contain_text("Confirmed")
    expect(reader.locator("body")).to_contain_text(why)
    expect(reader.locator("body")).to_contain_text("M. Duarte")
    # The refused forms are answers of 422, which the browser reports as failed loads.
    complaints[:] = [each for each in complaints if "422" not in each]


def test_two_editors_on_one_claim_lose_nothing(own_server, open_page, complaints):
    site, _ = own_server
    first = come_in(open_page, own_server, "okafor", "J. Okafor")
    second = come_in(open_page, own_server, "duarte", "M. Duarte")
    for page in (first, second):
        page.goto(f"{site}{CONTAINERS}/assess")

    first.get_by_role("radio", name=re.compile("^Disputed")).check()
    first.get_by_label("Reason").fill("The United States named a higher figure on the same day.")
    first.locator("[name=evidence]").first.check()
    first.get_by_role("button", name="Record the assessment").click()
    expect(first.get_by_role("status")).to_be_visible()

    mine = "Pyongyang called the whole theory absurd."
    second.get_by_role("radio", name=re.compile("^Denied")).check()
    second.get_by_label("Reason").fill(mine)
    second.locator("[name=evidence]").nth(1).check()
    second.get_by_role("button", name="Record the assessment").click()

    conflict = second.locator("[data-kind=conflict]")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("J. Okafor changed the record in the meantime")
    expect(conflict).to_contain_text("The United States named a higher figure on the same day.")
    expect(conflict).to_contain_text(mine)
    expect(second.get_by_label("Reason")).to_have_value(mine)
    expect(second.locator("[name=evidence]").nth(1)).to_be_checked()

    second.get_by_role("button", name="Add mine after theirs").click()
    expect(second.get_by_role("status")).to_have_text("The assessment is on record, and public.")
    expect(second.locator(".history")).to_contain_text("The United States named a higher figure on the same day.")
    expect(second.locator(".history")).to_contain_text(mine)
    complaints[:] = [each for each in complaints if "409" not in each]


def test_two_wordings_are_put_together_field_by_field(own_server, open_page, complaints):
    site, _ = own_server
    first = come_in(open_page, own_server, "okafor", "J. Okafor")
    second = come_in(open_page, own_server, "duarte", "M. Duarte")
    for page in (first, second):
        page.goto(f"{site}{CONTAINERS}/reword")

    first.get_by_label("Claim, in one sentence").fill("Shin Won-sik said that about 7,000 containers had gone.")
    first.get_by_label("Said on").fill("2024-03")
    first.get_by_label("Why it changes").fill("Closer to the transcript.")
    first.get_by_role("button", name="Save this wording").click()
    expect(first.get_by_role("status")).to_be_visible()

    second.get_by_label("Claim, in one sentence").fill("Shin Won-sik said that some 7,000 containers had gone.")
    second.get_by_label("Why it changes").fill("A closer translation.")
    second.get_by_role("button", name="Save this wording").click()

    conflict = second.locator("[data-kind=conflict]")
    expect(conflict).to_contain_text("changed by both of you")
    statement = conflict.get_by_role("group", name=re.compile("^Claim"))
    expect(statement.get_by_role("radio", name=re.compile("^Yours"))).to_be_checked()
    expect(
        conflict.get_by_role("group", name="Said on").get_by_role("radio", name=re.compile("^On record"))
    ).to_be_checked()

    second.get_by_role("button", name="Add mine after theirs").click()
    expect(second.get_by_role("status")).to_be_visible()
    second.goto(f"{site}{CONTAINERS.removeprefix('/desk')}")
    expect(second.get_by_role("heading", level=1)).to_have_text(
        "Shin Won-sik said that some 7,000 containers had gone."
    )
    expect(second.locator("body")).to_contain_text("said in March 2024")
    complaints[:] = [each for each in complaints if "409" not in each]


def test_the_desk_works_without_script(own_server, open_page, complaints):
    site, _ = own_server
    page = come_in(open_page, own_server, "duarte", "M. Duarte", java_script_enabled=False)

    page.get_by_role("link", name="New claim").click()
    page.get_by_label("Claim, in one sentence").fill("Shin Won-sik said that more containers had been counted.")
    page.get_by_label("Kind", exact=True).select_option("event")
    page.get_by_label("Speaker", exact=True).fill("Shin Won sik of Seoul")
    page.get_by_label("Said on").fill("2024-06-21")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("radio", name="Shin Wonsik").check()
    page.get_by_role("button", name="Save as a draft").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("A draft")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Update this claim")
    assert site in page.url
    complaints[:] = [each for each in complaints if "422" not in each]


def test_a_password_can_be_looked_at_while_it_is_typed(own_server, open_page):
    site, database = own_server
    page = open_page(site + link_for(database))
    page.locator("#password").fill(PASSWORD)

    page.get_by_role("button", name="Show the password").click()
    expect(page.locator("#password")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide the password").click()

    expect(page.locator("#password")).to_have_attribute("type", "password")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_the_desk_is_accessible_and_fits_its_window(own_server, open_page, axe_violations, width, scheme):
    site, _ = own_server
    signed_out = open_page(f"{site}/login", width=width, scheme=scheme)
    page = come_in(open_page, own_server, "duarte", "M. Duarte", width=width, scheme=scheme)

    assert axe_violations(signed_out) == []
    for path in PAGES:
        page.goto(site + path)
        for folded in page.locator("main details").all():
            folded.evaluate("element => (element.open = true)")
        assert (path, axe_violations(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
