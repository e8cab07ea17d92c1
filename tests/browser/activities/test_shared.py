"""A clinic's own tablets (`handrail build --shared`): no question, no store, and nothing that the next person could find."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import NOTHING, everything, in_tab
from tests.browser.clock import standing

CANARY = "zebrafinch"
SHARED = '<script src="tablet.js"></script>'
NO_STORE = """
    window.opened = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...all) { window.opened.push("database"); return open.apply(this, all); };
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...all) { window.opened.push("storage"); return set.apply(this, all); };
"""


def words(page: Page) -> None:
    """Type into the sheet."""
    page.get_by_label("One good thing").fill(CANARY)
    page.get_by_label("A walk").check()
    page.get_by_label("Something that only this tab may know").fill(CANARY)
    in_tab(page)


def gone(page: Page) -> None:
    """Expect an empty sheet."""
    expect(page.get_by_label("One good thing")).to_have_value("")
    expect(page.get_by_label("A walk")).not_to_be_checked()
    expect(page.get_by_label("Something that only this tab may know")).to_have_value("")


def test_nothing_is_asked_and_no_store_is_opened(page: Page, make_page: MakePage) -> None:
    """The page says whose device it is, offers neither to keep nor to lock, and never opens a store."""
    page.add_init_script(NO_STORE)
    page.goto(make_page(head=SHARED))
    expect(page.get_by_text("This is the clinic’s device: nothing is kept.")).to_be_visible()
    expect(page.get_by_text("Whose device is this?")).to_be_hidden()
    for name in ("Change", "Back-up and passcode", "Bring to counselor", "Erase my answers from this device"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    words(page)
    page.get_by_role("button", name="Did it on paper").click()

    assert [] == page.evaluate("window.opened")
    assert everything(page) == NOTHING


def test_finish_and_wipe(page: Page, make_page: MakePage) -> None:
    """One press wipes the page; the way back brings nothing, neither does a reload."""
    address = make_page(head=SHARED)
    page.goto(address)
    words(page)
    page.get_by_role("button", name="Finish and wipe").click()
    gone(page)
    page.reload()
    gone(page)


def test_the_way_back_brings_nothing(page: Page, make_page: MakePage) -> None:
    """Who leaves without wiping leaves nothing: "back" shows an empty sheet."""
    address = make_page(head=SHARED)
    page.goto(address)
    words(page)
    page.goto(address.replace("index.html", "handrail.css"))
    page.go_back()

    gone(page)
    assert everything(page) == NOTHING


def test_it_wipes_itself(page: Page, make_page: MakePage) -> None:
    """Ten minutes without anyone wipe the page; a sleeping tablet is wiped when it wakes, so does one whose clock jumped."""
    standing(page)
    page.goto(make_page(head=SHARED))
    page.get_by_label("One good thing").fill(CANARY)
    page.screenshot()  # a frame: the scroll that came with it is over, and counts as somebody's no more
    page.clock.run_for(590_000)
    expect(page.get_by_label("One good thing")).to_have_value(CANARY)
    page.clock.run_for(20_000)
    expect(page.get_by_label("One good thing")).to_have_value("")

    page.get_by_label("One good thing").fill(CANARY)
    page.clock.run_for(1000)
    page.clock.fast_forward(3_600_000)
    expect(page.get_by_label("One good thing")).to_have_value("")

    page.get_by_label("One good thing").fill(CANARY)
    page.clock.run_for(1000)
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 86400000; }")
    page.clock.run_for(6000)
    expect(page.get_by_label("One good thing")).to_have_value("")


def test_what_is_shown_goes_too(page: Page, make_page: MakePage) -> None:
    """Words that are being shown, or that a panel holds, are wiped with the sheet."""
    page.goto(make_page(head=SHARED))
    words(page)
    page.get_by_role("button", name="Show or hand in").click()
    page.locator(".hr-panel").get_by_label("One good thing").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".hr-shown")).to_contain_text(CANARY)
    page.evaluate("dispatchEvent(new Event('pagehide'))")

    expect(page.locator(".hr-shown, .hr-panel")).to_have_count(0)
    assert CANARY not in page.content()


def test_a_page_of_old_answers_is_not_opened(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """A tablet that kept answers before it became the clinic's shows none of them."""
    address = make_page()
    page.goto(address)
    page.get_by_role("button", name="It is mine").click()
    page.get_by_label("One good thing").fill(CANARY)
    page.locator('[data-part="status"][data-state="saved"]').wait_for()
    make_page(head=SHARED)
    page.goto(address)
    expect(page.get_by_text("This is the clinic’s device: nothing is kept.")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("")
