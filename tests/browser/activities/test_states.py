"""Every state of a sheet with all kinds can be used by everybody: axe-core in each, on a small phone and at 400 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import is_mine, saved
from tests.browser.activities.test_odd_values import PUT
from tests.browser.conftest import NewContext

FULL = """(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...all) {
        const request = put.apply(this, all);
        if (window.full && this.name === "answers") this.transaction.abort();
        return request;
    };
})()"""


@pytest.mark.parametrize(("height", "dark"), [(640, False), (256, True)], ids=["phone, light", "400 %, dark"])
def test_axe_in_every_state(new_context: NewContext, make_page: MakePage, axe: Callable[[Page], None], height: int, dark: bool) -> None:
    """Empty with the question open, the example open and closed, skipped, filled, with copies, refused, locked: nothing is found."""
    page = new_context(viewport={"width": 320, "height": height}, reduced_motion="reduce").new_page()
    page.add_init_script(FULL)
    page.goto(make_page(dark=dark))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()

    def look() -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    look()  # empty, the question open
    page.locator("details.hr-example").evaluate("(node) => { node.open = !node.open; }")
    look()
    is_mine(page)
    page.locator("[data-field=word]").get_by_role("button", name="I’d rather not say").click()
    page.locator("[data-field=word]").get_by_role("button", name="I’d rather not say", pressed=True).wait_for()
    page.get_by_label("What happened?").fill("one\ntwo")
    page.locator("#a-number-7").check()
    saved(page)
    look()  # skipped and filled

    copy = {"saved_at": "2026-11-03T10:00:00.000Z"}
    kept = [{"value": "an earlier word", **copy}, {"value": {"odd": 1}, **copy}]
    records = [{"value": "a word", "revision": 9, "kept": kept}, {"value": {"odd": 1}, "revision": 9}, {"value": "gone", "revision": 9}]
    page.evaluate(PUT, [["word", "story", "went"], records])
    page.reload()
    expect(page.get_by_role("group", name="A kept copy")).to_have_count(2)
    expect(page.get_by_text("Your answers to earlier questions of this sheet")).to_be_visible()
    look()

    page.evaluate("window.full = true")
    page.locator("#a-number-3").check()
    expect(page.locator("[data-part=alarm]")).to_contain_text("This browser could not keep what you wrote.")
    look()

    page.evaluate("window.full = false")
    page.locator("#a-number-4").check()
    saved(page)
    page.get_by_role("button", name="Back-up and passcode").click()
    look()
    page.get_by_label("New passcode, 6 characters or more").fill("123456")
    page.get_by_label("The same once more").fill("123456")
    page.get_by_role("button", name="Turn the passcode on").click()
    expect(page.get_by_text("The passcode is on.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Your answers here are locked.")).to_be_visible()
    look()
