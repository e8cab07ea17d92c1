"""What Tonight keeps on a computer: it outlives a power cut, holds nothing about a person, and goes by a press."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.activities.crash import Chromium
from tests.browser.conftest import NewContext
from tests.browser.tonight.evening import KEPT, later


def test_a_reload_goes_on_and_an_old_evening_is_forgotten(tonight: Page) -> None:
    """Reloaded ten minutes later, the clock runs on; the next day there is nothing of it, on the page or on the computer."""
    assert [] == tonight.evaluate(KEPT)
    tonight.get_by_role("button", name="Start the clock").click()
    tonight.wait_for_function(f"async () => (await ({KEPT})()).length === 1")
    tonight.clock.fast_forward(600_000)
    tonight.reload()
    expect(tonight.locator("[data-which]")).to_contain_text("Step 3 of 7")
    tonight.clock.fast_forward(20 * 3_600_000)
    tonight.reload()
    expect(tonight.get_by_role("button", name="Start the clock")).to_be_visible()
    tonight.wait_for_function(f"async () => (await ({KEPT})()).length === 0")


def test_stopping_forgets(tonight: Page) -> None:
    """Stop puts the page back to before, and nothing stays on the computer."""
    tonight.get_by_role("button", name="Start the clock").click()
    tonight.locator(".set summary").click()
    tonight.get_by_role("button", name="Stop the clock").click()
    expect(tonight.get_by_role("button", name="Start the clock")).to_be_focused()
    expect(tonight.locator("#s04-g1 .when")).to_contain_text("0:00–0:02")
    tonight.wait_for_function(f"async () => (await ({KEPT})()).length === 0")


@pytest.mark.by_chance
@pytest.mark.xdist_group("crash")
def test_a_power_cut_right_after_the_start_loses_nothing(browser: Browser, built: Path, tmp_path: Path) -> None:
    """All processes of the browser are killed as soon as the page shows the clock; the same profile opens with it running."""
    profile = tmp_path / "profile"
    profile.mkdir()
    address = (built / "en" / "s04-tonight.html").as_uri()
    first = Chromium(profile, browser.browser_type)
    try:
        page = first.browser.contexts[0].pages[0]
        page.goto(address)
        page.get_by_role("button", name="Start the clock").click()
        page.get_by_role("button", name="Next step").click()
        expect(page.locator("[data-which]")).to_contain_text("Step 2 of 7")
        page.wait_for_function(f"async () => (await ({KEPT})()).some(kept => kept[1].at === 1)")
    finally:
        first.gone()  # a second one would find the profile taken
    second = Chromium(profile, browser.browser_type)
    try:
        page = second.browser.contexts[0].pages[0]
        page.goto(address)
        expect(page.locator("[data-which]")).to_contain_text("Step 2 of 7")
    finally:
        second.gone()


def test_a_browser_that_keeps_nothing_still_has_a_clock(new_context: NewContext, built: Path) -> None:
    """With storage refused the evening goes on, and a mark says that it is kept nowhere."""
    page = new_context().new_page()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } })")
    page.goto((built / "en" / "s04-tonight.html").as_uri())
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("[data-which]")).to_contain_text("Step 1 of 7")
    page.get_by_role("button", name="Mark as covered").click()
    expect(page.locator("[data-after]")).to_have_text("This browser keeps nothing here. Write it on the sheet.")


def test_a_broken_record_is_no_clock(tonight: Page) -> None:
    """What somebody else wrote under our name is thrown away, and the page is as before."""
    key = tonight.evaluate("'clock ' + document.querySelector('[data-clock]').dataset.scope + ' s04'")
    odd = ("{started: Date.now(), at: 99, cutFrom: null}", "{started: Infinity, at: null, cutFrom: null}")
    for value in ('"<b>x</b>"', "{started: 'x'}", *odd):
        tonight.evaluate(f"key => Keep.put(key, {value})", key)
        tonight.reload()
        expect(tonight.get_by_role("button", name="Start the clock")).to_be_visible()
        tonight.wait_for_function(f"async () => (await ({KEPT})()).length === 0")


def test_what_was_covered_is_told_to_the_next_one_and_can_be_forgotten(tonight: Page, built: Path) -> None:
    """The mark holds a session, a day and a step, and nothing else; the start page lists it and forgets it."""
    tonight.get_by_role("button", name="Start the clock").click()
    later(tonight, 20)
    tonight.get_by_role("button", name="Mark as covered").click()
    expect(tonight.locator("[data-after]")).to_contain_text("Marked on this computer")
    marked = [value for key, value in tonight.evaluate(KEPT) if key.startswith("covered ")]
    assert [[{"id": "s04", "on": "2026-11-25", "step": 4, "of": 7}]] == marked
    tonight.goto((built / "index.html").as_uri())
    expect(tonight.locator("[data-list]")).to_contain_text("Wed, Nov 25: s04 How to ride out a craving, as far as step 4 of 7")
    tonight.get_by_role("button", name="Forget: Wed").click()
    expect(tonight.locator("[data-list]")).to_have_text("Nothing is marked on this computer.")
    assert [] == [key for key, _value in tonight.evaluate(KEPT) if key.startswith("covered ")]
