"""One word, typed into every box of every kind: where it is afterwards, and above all where it is not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail.model import KINDS
from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import in_tab, is_mine, records, saved
from tests.browser.conftest import Watch

CANARY = "zebrafinch"

TYPE = """(word) => {
    const boxes = document.querySelectorAll("hr-field input:not([type=checkbox]):not([type=radio]):not([type=date]), hr-field textarea");
    boxes.forEach((box) => {
        box.value = word + (box.type === "tel" ? " 555 0100" : "");
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    document.querySelectorAll("hr-field input[type=checkbox], hr-field input[type=radio]").forEach((tick) => tick.click());
    return new Set(Array.from(boxes, (box) => box.closest("hr-field").dataset.kind)).size;
}"""

AROUND = """async () => ({
    url: location.href,
    history: JSON.stringify(history.state),
    title: document.title,
    name: window.name,
    cookie: document.cookie,
    local: JSON.stringify(Object.entries(localStorage)),
    caches: JSON.stringify(await caches.keys()),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    resources: performance.getEntriesByType("resource").map((one) => one.name).join(" "),
    links: Array.from(document.querySelectorAll("[href], [src], [action]"), (node) => node.getAttribute("href") || node.src).join(" "),
    ids: Array.from(document.querySelectorAll("[id], [name]"), (node) => node.id + node.getAttribute("name")).join(" "),
})"""


def around(page: Page) -> dict[str, Any]:
    """Return all that stands around the words of a page."""
    found: dict[str, Any] = page.evaluate(AROUND)
    return found


@pytest.mark.parametrize("choice", ["mine", "unset", "shared", "paper"])
def test_a_word_stays_where_it_was_typed(page: Page, make_page: MakePage, watch: Watch, choice: str) -> None:
    """It is in no request, address, title, log line, cookie or cache: in the database, in this tab's copy, or nowhere."""
    address = make_page()
    page.goto(address)
    page.evaluate("window.print = () => {}")
    if choice == "mine":
        is_mine(page)
    elif choice != "unset":
        page.locator(f"[data-choose={choice}]").click()
    page.locator("[data-field=nights]").get_by_role("button", name="Today").click()

    assert page.evaluate(TYPE, CANARY) >= 9
    (saved if choice == "mine" else in_tab)(page)
    page.get_by_role("button", name="Print this sheet").click()
    page.get_by_role("button", name="Show or hand in").click()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_text("Done. You can still change what you wrote.").wait_for()
    for _way in ("as it is", "after a reload"):
        found = around(page)
        assert [] == [place for place, words in found.items() if CANARY in str(words)]
        kept = str(list(records(page).values()))
        session = dict(page.evaluate("Object.entries(sessionStorage)"))
        assert (CANARY in kept) == (choice == "mine")
        assert {name for name, words in session.items() if CANARY in words} == ({"hr-sheets||s90-w1"} if choice == "unset" else set())
        assert "secret" not in records(page)
        assert '"field":"secret"' not in str(session)
        page.reload()
        expect(page.get_by_text("Done", exact=False).first).to_be_attached()
    assert [] == [line for line in watch.requests + watch.said if CANARY in line]
    assert {"GET"} == {line.split(" ")[0] for line in watch.requests}
    assert [] == [cookie for cookie in page.context.cookies() if CANARY in str(cookie)]


def test_every_kind_is_asked() -> None:
    """The sheet of this test has every kind there is."""
    assert set(KINDS) == {field.kind for field in ten_kinds().fields}
