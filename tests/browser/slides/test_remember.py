"""What a window knows outlives a reload that brings back an empty session storage, and nothing old comes back with it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.slides.wall import address, ids, up

_EMPTIED = "sessionStorage.clear()"
"""What Chromium 156 does now and then when it reloads from ``file://``: 2 of 60 times on a busy machine."""


def _led(page: Page, usb: Path) -> None:
    """Lead a group some slides on, with a running timer."""
    page.clock.install()
    page.goto(address(usb, "en/f04"))
    page.keyboard.press("g")
    page.get_by_label("which one is this").select_option(label="Mon")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("t")
    page.locator('[data-timer] [data-minutes="10"]').click()
    page.locator("[data-timer] [data-run]").click()
    page.clock.fast_forward(60_000)


def test_a_reload_that_loses_the_session_storage_loses_nothing(page: Page, usb: Path) -> None:
    """The group, the slide, how far the room has come, and the timer that runs."""
    _led(page, usb)
    page.add_init_script(_EMPTIED)
    page.reload()

    expect(page.locator("[data-timer] [data-left]")).to_have_text(re.compile("^(9:00|8:[1-5].)$"))
    assert ids(page)[2] == up(page)
    assert 2 == page.evaluate("() => Deck.far()")
    page.keyboard.press("g")
    expect(page.get_by_label("which one is this")).to_have_value("1")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    page.reload()
    expect(page.locator("[data-timer] [data-left]")).to_have_text(re.compile("^(9:00|8:[1-5].)$"))
    assert ids(page)[3] == up(page)


def test_what_an_older_entry_of_the_history_knows_does_not_come_back(page: Page, usb: Path) -> None:
    """A timer that was put away in the other language stays away when the browser goes back; the session storage is right."""
    _led(page, usb)
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    expect(page.locator("[data-timer]")).to_be_visible()
    page.keyboard.press("t")  # it runs: the key opens it
    page.locator("[data-timer]").get_by_role("button", name="Cerrar").click()
    expect(page.locator("[data-timer]")).to_be_hidden()
    page.go_back()
    page.wait_for_url("**/en/f04.html*")
    page.reload()

    expect(page.locator("[data-timer]")).to_be_hidden()
    assert 2 == page.evaluate("() => Deck.far()")
