"""The emergency page: overdose steps in the first screen of a small phone, without a script, one tap from every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Serve, Watch
from tests.browser.test_site import ADDRESSES

PAGES = ["/emergency/", "/es/emergency/"]


@pytest.fixture(scope="session")
def site(built: Path, serve: Serve) -> str:
    return serve(built / "site")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 640), (390, 664), (1280, 720)])
def test_all_six_steps_are_in_the_first_screen(site: str, new_context: NewContext, address: str, width: int, height: int) -> None:
    """Nothing but the question stands above them, and nobody has to scroll to the sixth."""
    page = new_context(viewport={"width": width, "height": height}, java_script_enabled=False).new_page()
    page.goto(site + address)
    assert "H1" == page.locator("main > *").first.evaluate("node => node.tagName")
    steps = page.locator(".steps li")
    expect(steps).to_have_count(6)
    box = steps.last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, new_context: NewContext, axe: Callable[[Page], None], address: str, scheme: str) -> None:
    """It can be used by everyone, in the dark too."""
    page = new_context(viewport={"width": 320, "height": 568}, color_scheme=scheme).new_page()
    page.goto(site + address)
    axe(page)


def test_one_file_is_all_it_asks_for(site: str, page: Page, watch: Watch) -> None:
    """A bad line carries one small file; the number is one tap, and so is leaving."""
    page.goto(site + "/emergency/")
    page.wait_for_load_state("networkidle")
    assert [f"GET {site}/emergency/"] == watch.requests
    assert "tel:911" == page.get_by_role("link", name="911").first.get_attribute("href")
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_url(site + "/leave/")
    assert "" == page.locator("body").inner_text().strip()


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_one_tap_from_every_page(site: str, page: Page, address: str) -> None:
    """The bar on top leads there, in the language of the page."""
    page.goto(site + address)
    page.locator("header a.site-emergency").click()
    expect(page).to_have_url(site + ("/es/emergency/" if address.startswith("/es/") else "/emergency/"))


def test_it_prints_as_one_card(site: str, page: Page) -> None:
    """On paper it is a card with the steps and the draft label, without the buttons."""
    page.goto(site + "/emergency/")
    page.emulate_media(media="print")
    assert page.locator(".steps").is_visible()
    assert page.locator(".draft").is_visible()
    assert not page.locator("nav").is_visible()
