"""The passcode: what is kept is encrypted, opens with the code alone, and survives a crash on the way there and back."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import everything, is_mine, records, saved
from tests.browser.conftest import Watch

CODE = "blue-7-kettle"
CANARY = "zebrafinch"

RAW = """() => new Promise((resolve) => {
  const request = indexedDB.open("hr-sheets");
  request.onsuccess = () => {
    const all = request.result.transaction("answers").objectStore("answers").getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result.map((one) => ({ ...one, sealed: one.sealed && new TextDecoder("latin1").decode(one.sealed.data) })));
    };
  };
})"""


def raw(page: Page) -> list[dict[str, Any]]:
    """Return what the database holds, as bytes that somebody who steals it would see."""
    found: list[dict[str, Any]] = page.evaluate(RAW)
    return found


def lock(page: Page, code: str = CODE) -> None:
    """Turn the passcode on."""
    page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("New passcode, 6 characters or more").fill(code)
    page.get_by_label("The same once more").fill(code)
    page.get_by_role("button", name="Turn the passcode on").click()
    page.get_by_text("The passcode is on. Your answers are encrypted.").wait_for()


def unlock(page: Page, code: str = CODE) -> None:
    """Type a code where the page asks for it."""
    page.get_by_label("Passcode", exact=True).fill(code)
    page.get_by_role("button", name="Open", exact=True).click()


def test_locked_answers_are_bytes(page: Page, make_page: MakePage, watch: Watch) -> None:
    """With a passcode no word is readable in any store; the code opens all of it again, on the next page too."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill(CANARY)
    page.locator("#a-number-7").check()
    saved(page)
    lock(page)
    page.get_by_label("What happened?").fill("later " + CANARY)
    saved(page)

    kept = raw(page)
    assert {"key", "place", "revision", "sealed"} == set().union(*kept)
    assert len(kept) >= 3
    assert CANARY not in json.dumps([kept, everything(page)])

    page.reload()
    expect(page.get_by_text("Your answers here are locked.")).to_be_visible()
    expect(page.get_by_label("One good thing")).to_be_hidden()
    expect(page.get_by_label("One good thing")).to_have_value("")
    unlock(page)
    expect(page.get_by_label("One good thing")).to_have_value(CANARY)
    expect(page.get_by_label("What happened?")).to_have_value("later " + CANARY)
    expect(page.locator("#a-number-7")).to_be_checked()
    assert [] == [line for line in watch.requests if CODE in line or CANARY in line]


def test_wrong_codes_just_fail(page: Page, make_page: MakePage) -> None:
    """A wrong code says so, counts nothing and wipes nothing; a lost one leaves only erasing."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    lock(page)
    before = raw(page)
    page.reload()
    for code in ("wrong-code", "", CODE.upper()):
        unlock(page, code)
        expect(page.get_by_text("This passcode does not open it.")).to_be_visible()
    assert before == raw(page)

    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    assert [] == everything(page)["databases"]


def test_the_passcode_goes_off_again(page: Page, make_page: MakePage) -> None:
    """Turned off, the same answers stand in the clear, and nothing asks for a code."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    plain = records(page)
    lock(page)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_role("button", name="Turn the passcode off").click()
    expect(page.get_by_text("The passcode is off.")).to_be_visible()

    assert plain == records(page)
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_two_tabs_and_a_lock(page: Page, make_page: MakePage) -> None:
    """A tab that knows nothing of the lock writes nothing in the clear; what was typed there comes in with the code."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    other = page.context.new_page()
    other.add_init_script("window.BroadcastChannel = undefined")  # it hears of nothing
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value("tea")
    page.bring_to_front()
    lock(page)
    other.evaluate(f"""() => {{
        const box = document.querySelector("#a-story");
        box.value = "{CANARY}";
        box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    }}""")
    expect(other.get_by_text("Your answers here are locked.")).to_be_visible()
    assert CANARY not in json.dumps([raw(page), everything(other)])
    other.bring_to_front()
    unlock(other)
    expect(other.get_by_label("What happened?")).to_have_value(CANARY)
    saved(other)
    page.reload()
    unlock(page)
    expect(page.get_by_label("What happened?")).to_have_value(CANARY)
    assert all("sealed" in one for one in raw(page))


def test_a_tab_that_hears_of_the_lock_asks(page: Page, make_page: MakePage) -> None:
    """Another open tab asks for the code at once, and its words go from the screen."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value("tea")
    page.bring_to_front()
    lock(page)

    expect(other.get_by_text("Your answers here are locked.")).to_be_visible()
    expect(other.get_by_label("One good thing")).to_have_value("")


def test_a_crash_while_locking_leaves_the_old_state(page: Page, make_page: MakePage) -> None:
    """When the one transaction does not end, nothing is half encrypted and the page works on without a code."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.get_by_label("What happened?").fill("rain")
    saved(page)
    before = raw(page)
    page.evaluate("""() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            const request = put.call(this, value, key);
            if (this.name === "settings") this.transaction.abort();
            return request;
        };
    }""")
    page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("New passcode, 6 characters or more").fill(CODE)
    page.get_by_label("The same once more").fill(CODE)
    page.get_by_role("button", name="Turn the passcode on").click()
    expect(page.get_by_text("That did not work. Nothing was changed.")).to_be_visible()

    assert before == raw(page)
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_it_locks_by_itself(page: Page, make_page: MakePage) -> None:
    """After five minutes without anyone, or when the clock has jumped, the words are gone from the page until the code is given."""
    page.clock.install()
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.clock.run_for(2000)
    saved(page)
    lock(page)
    page.clock.run_for(240_000)
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    page.clock.run_for(70_000)
    expect(page.get_by_text("Your answers here are locked.")).to_be_visible()
    expect(page.get_by_label("One good thing")).to_have_value("")
    unlock(page)
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    page.evaluate("() => { const now = Date.now; Date.now = () => now() - 86400000; }")
    page.clock.run_for(6000)
    expect(page.get_by_text("Your answers here are locked.")).to_be_visible()


def test_a_passcode_is_typed_twice(page: Page, make_page: MakePage) -> None:
    """A short code, or two that differ, changes nothing."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    before = raw(page)
    page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("New passcode, 6 characters or more").fill("12345")
    page.get_by_role("button", name="Turn the passcode on").click()
    expect(page.get_by_text("A passcode has 6 characters or more.")).to_be_visible()
    page.get_by_label("New passcode, 6 characters or more").fill("123456")
    page.get_by_label("The same once more").fill("123457")
    page.get_by_role("button", name="Turn the passcode on").click()
    expect(page.get_by_text("The two are not the same.")).to_be_visible()

    assert before == raw(page)


def test_without_encryption_there_is_no_passcode(page: Page, make_page: MakePage) -> None:
    """On plain http the browser has no encryption: the page says so, and offers neither a code nor a back-up."""
    page.add_init_script("""
        Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
        Object.defineProperty(window, "isSecureContext", { get: () => false });""")
    page.goto(make_page())
    expect(page.get_by_text("This page came without a secure connection (http).")).to_be_visible()
    is_mine(page)
    page.get_by_role("button", name="Back-up and passcode").click()

    expect(page.get_by_text("So there is no encrypted back-up and no passcode here.")).to_be_visible()
    expect(page.get_by_role("button", name="Turn the passcode on")).to_have_count(0)


def test_records_cannot_take_each_others_place(page: Page, make_page: MakePage) -> None:
    """A sealed record opens only in its own place: swapped by somebody with the device, it is no answer, and the page says so."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.get_by_label("What happened?").fill("rain")
    saved(page)
    lock(page)
    page.evaluate("""() => new Promise((resolve) => {
        const request = indexedDB.open("hr-sheets");
        request.onsuccess = () => {
            const answers = request.result.transaction("answers", "readwrite").objectStore("answers");
            answers.getAll().onsuccess = (event) => {
                const [one, other] = event.target.result.slice(-2);
                answers.put({ ...one, sealed: other.sealed });
                answers.transaction.oncomplete = () => { request.result.close(); resolve(); };
            };
        };
    })""")
    page.reload()
    unlock(page)

    expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
