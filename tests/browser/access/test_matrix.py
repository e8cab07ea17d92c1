"""axe-core over every kind of page, language, color, size and state (WCAG 2.2 AA and best practice)."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.matrix import SIZES, Cell, cells, pairs
from tests.browser.conftest import NewContext

ALL = os.environ.get("HANDRAIL_MATRIX") == "all"

FULL_DISK = """
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
        const request = put.call(this, value, key);
        if (this.name === "answers") this.transaction.abort();
        return request;
    };"""


def bring(page: Page, state: str) -> None:
    """Bring a page that has loaded into a state."""
    if state == "menu":
        for details in page.locator("main details:not([open]) > summary").all()[:12]:
            if details.is_visible():
                details.click()
        page.locator(".hr-look summary").click()
    elif state == "search":
        page.get_by_role("searchbox").fill("plan")
        page.locator(".hr-search__found li").first.wait_for()
    elif state == "error":
        sheet = page.locator("hr-worksheet").first
        sheet.scroll_into_view_if_needed()
        sheet.locator('[data-choose="mine"]').click()
        expect(sheet.locator('[data-part="where"]')).to_be_visible()
        if sheet.locator('[data-act="way"]').count():  # a sheet that is not counted has none
            sheet.locator('[data-act="way"]').first.click()  # the disk is full: it cannot be kept
            expect(sheet.locator('[data-part="told"]')).not_to_be_empty()
        sheet.locator("input[type=text], textarea").first.fill("tea")
        expect(sheet.locator('[data-part="alarm"] button').first).to_be_visible()
    elif state == "print":
        page.emulate_media(media="print")


def look(cell: Cell, site: str, new_context: NewContext, axe: Callable[[Page], None]) -> None:
    """Look at one cell: nothing that axe-core finds, and nothing wider than the screen."""
    width, height, scale = SIZES[cell.size]
    context = new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=cell.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    if cell.state == "error":
        page.add_init_script(FULL_DISK)
    page.goto(site + cell.address)
    page.wait_for_load_state("networkidle")
    bring(page, cell.state)
    axe(page)
    across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert across[0] <= across[1], f"it scrolls sideways: {across}"
    context.close()


@pytest.mark.parametrize("cell", cells() if ALL else pairs(cells()), ids=str)
def test_axe(cell: Cell, site: str, new_context: NewContext, axe: Callable[[Page], None]) -> None:
    """No violation, whatever meets."""
    look(cell, site, new_context, axe)


def test_every_pair_is_looked_at() -> None:
    """The choice holds every two values that can meet, in far fewer cells than there are."""
    every = cells()
    chosen = pairs(every)
    assert {couple for cell in every for couple in cell.couples()} == {couple for cell in chosen for couple in cell.couples()}
    assert len(chosen) < len(every) / 5
