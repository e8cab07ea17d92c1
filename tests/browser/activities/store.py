"""What is kept in a browser, read from outside the library."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_READ = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("hr-sheets");
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = (event) => { event.preventDefault(); resolve([]); };
  request.onsuccess = () => {
    const all = request.result.transaction("answers").objectStore("answers").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result); };
    all.onerror = () => reject(all.error);
  };
})"""


def records(page: Page) -> dict[str, dict[str, Any]]:
    """Return the records in the database by field id."""
    return {record["field"]: record for record in page.evaluate(_READ)}


def everything(page: Page) -> dict[str, Any]:
    """Return all that the page's origin keeps anywhere."""
    return {
        "databases": page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)"),
        "local": page.evaluate("Object.entries(localStorage)"),
        "session": page.evaluate("Object.entries(sessionStorage)"),
        "cookies": page.context.cookies(),
        "caches": page.evaluate("caches.keys()"),
    }


NOTHING = {"databases": [], "local": [], "session": [], "cookies": [], "caches": []}


def is_mine(page: Page) -> None:
    """Say that the device is one's own."""
    page.locator("hr-worksheet").first.scroll_into_view_if_needed()  # one with a heavy kind wakes when it is looked at
    page.get_by_role("button", name="It is mine").first.click()
    page.get_by_text("This device is yours").first.wait_for()


def saved(page: Page) -> None:
    """Wait until the page says that everything is on the device."""
    page.locator('[data-part="status"][data-state="saved"]').first.wait_for()


def in_tab(page: Page) -> None:
    """Wait until the page says that everything is in this tab only."""
    page.locator('[data-part="status"][data-state="tab"]').first.wait_for()
