"""A browser that refuses, forgets or lies about storage: never "saved" without it being true, and the words stay in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import in_tab, is_mine, records, saved
from tests.browser.conftest import Watch

TRUTH = """(() => {
    const real = Object.fromEntries(["get", "put"].map((name) => [name, IDBObjectStore.prototype[name]]));
    const [open, transaction] = [IDBFactory.prototype.open, IDBDatabase.prototype.transaction];
    window.untrue = [];
    window.real = real;
    window.there = (field) => new Promise((resolve) => {
        const request = open.call(indexedDB, "hr-sheets");
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = (event) => { event.preventDefault(); resolve(null); };
        request.onsuccess = () => {
            const database = request.result;
            const found = real.get.call(transaction.call(database, "answers").objectStore("answers"), "|s90-w1|" + field);
            found.onsuccess = () => { database.close(); resolve(found.result ? found.result.value : null); };
        };
    });
    document.addEventListener("DOMContentLoaded", () => {
        const line = document.querySelector("[data-part=status]");
        new MutationObserver(async () => {
            const words = document.querySelector("#a-word").value;
            if (line.dataset.state === "saved" && words && (await window.there("word")) !== words
                && document.querySelector("#a-word").value === words && line.dataset.state === "saved") window.untrue.push(words);
        }).observe(line, { attributes: true, childList: true });
    });
})()"""
"""Looks into the database, past all faults, each time the page says "saved", and notes where that is not so."""

FAULTS = {
    "quota": """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...all) {
            if (window.fault && this.name === "answers") throw new DOMException("full", "QuotaExceededError");
            return put.apply(this, all); };""",
    "abort": """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...all) {
            const request = put.apply(this, all);
            if (window.fault && this.name === "answers") this.transaction.abort();
            return request; };""",
    "cut off": """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value, ...all) {
            const cut = window.fault && this.name === "answers" && typeof value.value === "string";
            const less = cut ? { ...value, value: value.value.slice(0, 2) } : value;
            return put.call(this, less, ...all); };""",
    "swallowed": """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...all) {
            return window.fault && this.name === "answers" ? this.get("nothing") : put.apply(this, all); };""",
    "no transaction": """const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (names, mode, ...all) {
            if (window.fault && mode === "readwrite") throw new DOMException("no", "UnknownError");
            return transaction.call(this, names, mode, ...all); };""",
    "no answer": """const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...all) {
            if (!window.fault || this.name !== "answers") return put.apply(this, all);
            const spin = () => { if (window.fault) this.get("nothing").onsuccess = spin; };
            spin();
            return put.apply(this, all); };""",
}


def truthful(page: Page) -> None:
    """Assert that the page never said "saved" of words that were not on the device."""
    assert [] == page.evaluate("window.untrue")


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_the_disk_fails(page: Page, make_page: MakePage, watch: Watch, fault: str) -> None:
    """The page says that it could not keep the words, keeps them in sight, offers print and file, and saves when it can again."""
    page.add_init_script(TRUTH)
    page.add_init_script("{" + FAULTS[fault] + "}")
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("window.fault = true")
    page.get_by_label("One good thing").fill("milk and honey")
    alert = page.locator("[data-part=alarm]")
    expect(alert).to_contain_text("This browser could not keep what you wrote.")
    expect(alert.get_by_role("button", name="Print this sheet")).to_be_visible()
    expect(alert.get_by_role("button", name="Save as a file")).to_be_visible()
    expect(page.locator("[data-part=status]")).to_have_text("Not saved.")
    expect(page.get_by_label("One good thing")).to_have_value("milk and honey")
    page.evaluate("window.fault = false")
    page.get_by_label("One good thing").fill("milk, honey and bread")
    saved(page)

    expect(alert).to_be_empty()
    assert "milk, honey and bread" == records(page)["word"]["value"]
    truthful(page)
    watch.errors.clear()  # a put that throws is told to the page, and to the console by the browser


@pytest.mark.parametrize("quota", [1, 200_000])
def test_the_quota_of_the_browser(page: Page, make_page: MakePage, quota: int) -> None:
    """With the browser's own quota used up, nothing is said to be saved, and a reload of the tab still has the words."""
    page.add_init_script(TRUTH)
    address = make_page()
    page.goto(address)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address.rsplit("/", 1)[0], "quotaSize": quota})
    page.get_by_role("button", name="It is mine").click()
    if quota == 1:
        expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    words = "rain " * 100_000
    page.get_by_label("What happened?").fill(words)
    if quota == 1:
        in_tab(page)
    else:
        expect(page.locator("[data-part=alarm]")).to_contain_text("This browser could not keep what you wrote.")
    page.reload()

    expect(page.get_by_label("What happened?")).to_have_value(words)
    expect(page.locator("[data-part=status][data-state=saved]")).to_have_count(0)
    truthful(page)


DENIED = {
    "open throws": 'IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };',
    "open never answers": "IDBFactory.prototype.open = () => ({});",
    "none at all": 'Object.defineProperty(window, "indexedDB", { value: undefined });',
    "nothing anywhere": 'IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };'
    'for (const name of ["localStorage", "sessionStorage"])'
    'Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });',
    "no notes": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("denied", sorted(DENIED))
def test_storage_is_denied(page: Page, make_page: MakePage, denied: str) -> None:
    """The sheet works all the same; it says that nothing is kept, or keeps it, and print and file are at hand."""
    page.add_init_script(TRUTH)
    page.add_init_script("{" + DENIED[denied] + "}")
    page.goto(make_page())
    if denied == "no notes":
        is_mine(page)
    else:
        expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")
    (saved if denied == "no notes" else in_tab)(page)

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    expect(page.get_by_role("button", name="Print this sheet")).to_be_visible()
    expect(page.get_by_role("button", name="Save as a file")).to_be_visible()
    truthful(page)


def test_the_database_goes_while_one_types(page: Page, make_page: MakePage) -> None:
    """Deleted behind the page, without a word to it: the next words are kept in the tab, and that is what the page says."""
    page.add_init_script(TRUTH)
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("""() => new Promise((resolve) => {
        const request = indexedDB.deleteDatabase("hr-sheets"); request.onsuccess = request.onerror = resolve; })""")
    page.get_by_label("One good thing").fill("tea and milk")
    in_tab(page)

    expect(page.get_by_label("One good thing")).to_have_value("tea and milk")
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    truthful(page)


def test_leaving_while_the_disk_is_slow(page: Page, make_page: MakePage) -> None:
    """Who leaves while a write is on its way, and has typed on, finds all of it."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.evaluate("""() => {
        const { write } = HR.DeviceStore.prototype;
        HR.DeviceStore.prototype.write = async function (...all) {
            await new Promise((resolve) => { setTimeout(resolve, 3000); });
            return write.apply(this, all);
        };
    }""")
    page.get_by_label("One good thing").fill("tea")
    page.get_by_label("One good thing").dispatch_event("change")
    page.get_by_label("One good thing").fill("tea and milk")
    page.goto("about:blank")
    page.goto(address)

    expect(page.get_by_label("One good thing")).to_have_value("tea and milk")


@pytest.mark.parametrize(
    "times",
    [
        ["2026-11-03T10:00:00", "2027-11-03T10:00:00"],
        ["2026-11-03T10:00:00", "2026-11-02T10:00:00"],
        ["2026-11-01T01:59:50", "2026-11-01T01:00:10"],
        ["2026-11-03T10:00:00", "1970-01-02T00:00:00", "2038-01-20T00:00:00", "2026-11-03T10:00:00"],
    ],
    ids=["a year on", "a day back", "the hour twice", "to and fro"],
)
def test_the_clock_jumps(page: Page, make_page: MakePage, times: list[str]) -> None:
    """Answers go on in order whatever the clock says, nothing is lost, and of a back-up is spoken at most once a page."""
    address = make_page()
    page.clock.install(time=times[0])
    page.goto(address)
    is_mine(page)
    for number, time in enumerate(times):
        page.clock.set_system_time(time)
        page.get_by_label("One good thing").fill(f"tea {number}")
        page.clock.run_for(1500)
        saved(page)
        assert number + 1 == records(page)["word"]["revision"]
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value(f"tea {len(times) - 1}")
    assert [] == records(page)["word"]["kept"]
    told = 0
    for _again in range(4):
        page.reload()
        expect(page.get_by_label("One good thing")).to_have_value(f"tea {len(times) - 1}")
        page.clock.run_for(500)
        told += page.get_by_text("A back-up helps").count()

    assert told <= 1
