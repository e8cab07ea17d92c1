"""The site in a real Chromium: what it asks for, what it keeps, who can use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Serve, Watch

ADDRESSES = [
    "/", "/or1/", "/s04/", "/s07/", "/s12/", "/s16/", "/f01/", "/f04/", "/es/", "/es/or2/", "/es/f04/", "/help/", "/es/help/",
    "/work/", "/es/work/", "/families/", "/about/", "/words/", "/es/words/", "/sources/",
    "/topics/", "/es/topics/", "/search/", "/offline/", "/es/offline/", "/404.html",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(built: Path, serve: Serve) -> str:
    return serve(built / "site")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_every_page_passes_axe(site: str, new_context: NewContext, axe: Callable[[Page], None], width: int, scheme: str) -> None:
    """No page has a violation that axe-core finds, on a phone or a desk, in light or dark."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce").new_page()
    for address in ADDRESSES:
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        axe(page)
        across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert across[0] <= across[1], f"{address} scrolls sideways at {width} px"


def test_search_breaks_no_policy(site: str, page: Page, watch: Watch) -> None:
    """What search loads and writes is refused by no policy of its page; tests/browser/access holds the same of every page as it opens."""
    page.goto(site + "/search/")
    page.get_by_role("searchbox").fill("wave")
    page.locator(".hr-search__found li").first.wait_for()
    assert [] == [line for line in watch.said if "Content Security Policy" in line]


def test_the_help_link_is_reached_first_by_keyboard(site: str, page: Page) -> None:
    """After the skip link and the home link come the overdose steps and help, within the first four stops."""
    page.goto(site + "/s04/")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('site-help')"):
            break
    assert page.evaluate("document.activeElement.classList.contains('site-help')")


def test_dark_is_remembered_only_when_chosen(site: str, new_context: NewContext) -> None:
    """The device decides on light or dark until someone presses; then the choice holds on the next page."""
    page = new_context(color_scheme="light").new_page()
    page.goto(site + "/s04/")
    assert "default" == page.locator("body").get_attribute("data-md-color-scheme")
    page.locator(".hr-look summary").click()
    page.get_by_role("button", name="Dark").click()
    page.goto(site + "/s12/")
    assert "slate" == page.locator("body").get_attribute("data-md-color-scheme")
    assert ["scheme"] == page.evaluate("Object.keys(localStorage)")


def test_without_scripts_a_lesson_reads_and_prints(site: str, new_context: NewContext) -> None:
    """With JavaScript off, the text, the figures and every question are there."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + "/s04/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("svg.hr-drawing").first.is_visible()
    assert page.locator("[data-activity='s04-w1'] input").first.is_visible()
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator("header.site-header, header.hr-header").first.is_visible()


def test_typed_words_survive_a_reload_and_leave_in_no_request(site: str, page: Page, watch: Watch) -> None:
    """What is typed into a worksheet on the site is there after a reload, and stands in no request."""
    canary = "canary-5150 zebra"
    page.goto(site + "/s04/")
    sheet = page.locator("hr-worksheet[data-activity='s04-w1']")
    sheet.scroll_into_view_if_needed()
    sheet.get_by_role("button", name="It is mine").click()
    box = sheet.locator("input[type=text]:visible, textarea:visible").first
    box.fill(canary)
    box.blur()
    sheet.get_by_text("Saved on this device").first.wait_for()
    page.reload()
    expect(sheet.locator("input[type=text]:visible, textarea:visible").first).to_have_value(canary)
    assert not [line for line in watch.requests if "canary" in line or "zebra" in line]


@pytest.mark.parametrize(("width", "most"), [(320, 112), (360, 112), (1280, 60)])
def test_the_bar_on_top_stays_small(site: str, new_context: NewContext, width: int, most: int) -> None:
    """Two rows on a small phone, also in Spanish; one row on a desk."""
    page = new_context(viewport={"width": width, "height": 568}).new_page()
    for address in ("/", "/es/", "/s04/", "/es/families/"):
        page.goto(site + address)
        high = page.locator("header.hr-header").evaluate("bar => bar.getBoundingClientRect().height")
        assert high <= most, f"{address} at {width} px"


def test_a_session_and_the_families_door_are_near_on_a_phone(site: str, new_context: NewContext) -> None:
    """From home: a week, then its session. The families' door is not at the end of the list."""
    page = new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    page.goto(site + "/")
    jump = page.get_by_role("navigation", name="Go to")
    expect(page.get_by_role("link", name="For families and friends")).to_be_in_viewport()
    jump.get_by_role("link", name="Week 3").tap()
    session = page.locator("a[href='s07/']")
    expect(session).to_be_in_viewport()
    session.tap()
    page.wait_for_url("**/s07/")


def test_the_words_of_a_summary_stand_beside_its_mark(site: str, page: Page) -> None:
    """The theme's rules for summaries end where an activity begins."""
    page.goto(site + "/s04/")
    inside = page.locator("hr-worksheet summary").first.evaluate("one => parseFloat(getComputedStyle(one).paddingLeft)")
    prose = page.locator("details.hr-who summary").evaluate("one => parseFloat(getComputedStyle(one).paddingLeft)")
    assert (inside > 20, prose) == (True, 0)
