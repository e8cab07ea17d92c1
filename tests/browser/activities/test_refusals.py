"""Where a browser keeps nothing, or fails to, the page says so, and the words stay in sight."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import in_tab, is_mine, records, saved
from tests.browser.conftest import Watch


def test_saved_is_said_only_after_read_back(page: Page, make_page: MakePage) -> None:
    """A database that swallows a write is caught: the page says that it could not keep the words."""
    page.add_init_script("""
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            return this.name === "answers" && window.swallow ? this.get("nothing") : put.call(this, value, key);
        };""")
    page.goto(make_page())
    is_mine(page)
    page.evaluate("window.swallow = true")
    page.get_by_label("One good thing").fill("tea")

    expect(page.get_by_role("alert").get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    expect(page.get_by_text("Saved on this device.")).to_have_count(0)
    page.evaluate("window.swallow = false")  # and when it works again, it is saved
    saved(page)
    expect(page.get_by_role("alert").first).to_be_empty()
    assert "tea" == records(page)["word"]["value"]


def test_full_disk(page: Page, make_page: MakePage) -> None:
    """A full disk is told with a way out; typing goes on, and a reload of the tab still has the words."""
    page.add_init_script("""
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            const request = put.call(this, value, key);
            if (this.name === "answers") this.transaction.abort();
            return request;
        };""")
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    alert = page.get_by_role("alert")
    expect(alert.get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    with page.expect_download() as download:
        alert.get_by_role("button", name="Save as a file").click()

    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "my-sheet.txt" == download.value.suggested_filename
    assert "One good thing\ntea" in text.replace("\r\n", "\n")

    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_late_answer_of_the_database_is_no_other_tab(page: Page, make_page: MakePage) -> None:
    """When a write arrives and its reading back fails, one's own text is not shown as a copy of somebody else's."""
    page.add_init_script("""
        const get = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (key) {
            const request = get.call(this, key);
            if (window.slow && this.name === "answers" && this.transaction.mode === "readonly") this.transaction.abort();
            return request;
        };""")
    page.goto(make_page())
    is_mine(page)
    page.evaluate("window.slow = true")
    page.get_by_label("One good thing").fill("tea")
    expect(page.get_by_role("alert").get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    assert "tea" == records(page)["word"]["value"]
    page.evaluate("window.slow = false")
    page.get_by_label("One good thing").fill("milk")
    saved(page)

    assert ("milk", []) == (records(page)["word"]["value"], records(page)["word"]["kept"])
    expect(page.get_by_role("group", name="A kept copy")).to_have_count(0)


def test_the_status_is_true_about_copies(page: Page, make_page: MakePage) -> None:
    """Where words are in the browser's store of the tab, the page says that a copy may stay; in memory it does not."""
    page.goto(make_page())
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    status = page.locator('[data-part="status"]')
    expect(status).to_have_text("Kept for this tab only. This browser may hold a copy for a while.")
    page.get_by_role("button", name="Shared, or the clinic’s").click()

    expect(status).to_have_text("Kept in this tab only, until you close it.")


def test_no_database_at_all(page: Page, make_page: MakePage, watch: Watch) -> None:
    """Where the browser refuses a database, the page says so before anyone types, and works for this tab."""
    page.add_init_script('IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };')
    page.goto(make_page())
    expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    page.reload()

    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_from_a_file(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Opened from a file the page works, keeps nothing, and says why."""
    make_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_text("This page was opened from a file, so nothing is kept")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)

    assert [] == page.evaluate("Object.entries(sessionStorage)")
    assert [] == page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
