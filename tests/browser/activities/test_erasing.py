"""What is let go is gone: erasing, in every tab, and leaving one's own device; what cannot be erased is told."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import NOTHING, everything, in_tab, is_mine, records, saved


def test_erase_reaches_a_disk_that_did_not_open(page: Page, make_page: MakePage) -> None:
    """Erase tries the database although it did not open at load; it says "erased" only when that is so."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.add_init_script("""
        const open = IDBFactory.prototype.open;
        window.shut = true;
        IDBFactory.prototype.open = function (...all) {
            if (window.shut) throw new DOMException("denied", "UnknownError");
            return open.apply(this, all);
        };""")
    page.goto(address)
    expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This browser did not erase it.")).to_be_visible()
    expect(page.get_by_text("Erased.")).to_have_count(0)

    page.evaluate("window.shut = false")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")
    expect(page.get_by_text("This browser did not erase it.")).to_have_count(0)
    assert [] == everything(page)["databases"]


def test_leaving_my_device_fails_aloud(page: Page, make_page: MakePage) -> None:
    """When the database cannot be erased, the old choice stands, the words stay, and the page says so."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("""() => {
        const remove = IDBObjectStore.prototype.delete;
        IDBObjectStore.prototype.delete = function (key) {
            const request = remove.call(this, key);
            this.transaction.abort();
            return request;
        };
    }""")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This browser did not erase it.")).to_be_visible()
    expect(page.get_by_text("This device is yours")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    page.get_by_label("One good thing").fill("tea and milk")
    saved(page)
    assert "tea and milk" == records(page)["word"]["value"]


def test_erase_leaves_nothing(page: Page, make_page: MakePage) -> None:
    """Two steps erase everything, in every tab, and ask whose device it is again."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.locator("#a-number-7").check()
    saved(page)
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value("tea")
    page.bring_to_front()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Keep my answers", exact=True).click()
    assert "tea" == records(page)["word"]["value"]
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")

    expect(other.get_by_label("One good thing")).to_have_value("")
    for tab in (page, other):
        expect(tab.get_by_label("One good thing")).to_have_value("")
        expect(tab.locator("#a-number-7")).not_to_be_checked()
        expect(tab.get_by_text("Whose device is this?")).to_be_visible()
        assert everything(tab) == NOTHING


def test_leaving_my_device_asks_first(page: Page, make_page: MakePage) -> None:
    """Changing from one's own device to a shared one erases what is kept, in a second step, and not the page."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    assert "tea" == records(page)["word"]["value"]
    page.get_by_role("button", name="Keep my answers", exact=True).click()
    expect(page.get_by_text("This device is yours")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This device is shared: nothing is kept.")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    assert [] == everything(page)["databases"]


def test_cleared_behind_our_back(page: Page, make_page: MakePage) -> None:
    """When the browser clears the database under an open page, the words stay on the page and it stops saying "saved"."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("""() => new Promise((resolve) => {
        const request = indexedDB.deleteDatabase("hr-sheets"); request.onsuccess = request.onerror = resolve; })""")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    in_tab(page)
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_two_programs_on_one_address(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Answers of one scope are neither seen nor erased from another."""
    address = make_page()
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    (tmp_path / "other.html").write_text(text.replace('data-scope=""', 'data-scope="p2"'), encoding="utf-8")
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.goto(address.replace("index", "other"))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    expect(page.get_by_label("One good thing")).to_have_value("")
    is_mine(page)
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")

    assert "tea" == records(page)["word"]["value"]
