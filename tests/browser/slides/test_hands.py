"""The hand-count pad: shows numbers only when asked, and never few; keeps nothing anywhere."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.browser.slides.wall import address, ids, kept, places, up


def pad(deck: Page) -> Locator:
    """Open the pad."""
    deck.keyboard.press("c")
    return deck.get_by_role("dialog", name="Hands up")


def numbers(box: Locator) -> list[str]:
    """Return what the wall shows beside each answer."""
    return list(box.locator("li:not([hidden]) output").all_inner_texts())


def test_numbers_show_when_asked_and_from_five_hands_on(deck: Page) -> None:
    """Fewer than five hands in all are never shown, so that nobody stands alone on the wall."""
    box = pad(deck)
    box.get_by_label("A B C D").check()
    for key in ("1", "1", "2", "4"):
        deck.keyboard.press(key)
    expect(box).to_contain_text("Fewer than 5 hands so far.")
    box.get_by_role("button", name="Show the numbers").click()
    assert ["", "", "", ""] == numbers(box)
    expect(box).to_contain_text("Numbers show from 5 hands on.")
    deck.keyboard.press("1")
    assert ["3", "1", "0", "1"] == numbers(box)
    expect(box).to_contain_text("5 hands counted.")
    box.get_by_role("button", name="One hand less, answer 1").click()
    assert ["", "", "", ""] == numbers(box)
    box.get_by_role("button", name="One hand more, answer 3").click()
    assert ["2", "1", "1", "1"] == numbers(box)
    box.get_by_role("button", name="Hide the numbers").click()
    assert ["", "", "", ""] == numbers(box)
    deck.keyboard.press("Shift+Digit2")
    expect(box).to_contain_text("Fewer than 5 hands so far.")


def test_yes_and_no(deck: Page) -> None:
    """Two answers in words; keys 3 and 4 count nothing, and no count falls below zero."""
    box = pad(deck)
    for key in ("1", "1", "1", "2", "3", "4", "Shift+Digit2", "Shift+Digit2", "2", "2"):
        deck.keyboard.press(key)
    box.get_by_role("button", name="Show the numbers").click()

    assert ["Yes", "No"] == box.locator("li:not([hidden]) .name").all_inner_texts()
    assert ["3", "2"] == numbers(box)


def test_it_keeps_nothing_anywhere(new_context: NewContext, usb: Path, watch: Watch) -> None:
    """Nothing is written to any storage, address or message, and it is gone when the pad closes; a reload brings nothing back."""
    context = new_context()
    context.add_init_script("""
      window.written = [];
      const note = (object, name) => {
        const real = object[name];
        object[name] = function (...all) { written.push(name); return real.apply(this, all); };
      };
      note(Storage.prototype, 'setItem'); note(IDBObjectStore.prototype, 'put'); note(IDBObjectStore.prototype, 'add');
      note(BroadcastChannel.prototype, 'postMessage'); note(history, 'replaceState'); note(history, 'pushState');
      if (window.caches) { note(CacheStorage.prototype, 'open'); }
    """)
    page = context.new_page()
    page.goto(address(usb))
    page.keyboard.press("PageDown")
    kept(page, ids(page)[1])  # the last that is written before the pad opens
    before = page.evaluate("() => { window.written.length = 0; return [location.href, {...sessionStorage}, {...localStorage}]; }")
    place = places(page)
    box = pad(page)
    for _ in range(7):
        page.keyboard.press("1")
    box.get_by_role("button", name="Show the numbers").click()
    assert ["7", "0"] == numbers(box)
    page.keyboard.press("Escape")

    assert [] == page.evaluate("() => window.written")
    assert before == page.evaluate("() => [location.href, {...sessionStorage}, {...localStorage}]")
    assert place == places(page)
    assert "7" not in box.inner_text() if box.is_visible() else True
    assert ["", "", "", ""] == page.locator("[data-option] output").all_inner_texts()
    box = pad(page)
    expect(box).to_contain_text("No hands counted yet.")
    assert [f"GET {address(usb)}"] == watch.requests


def test_a_clicker_pressed_by_mistake_loses_no_count(deck: Page) -> None:
    """On and back do nothing while hands are counted; blank hides the pad, and the next key brings it back as it was."""
    box = pad(deck)
    for _ in range(6):
        deck.keyboard.press("1")
    for key in ("PageDown", "PageUp", "ArrowLeft", "b", "b"):
        deck.keyboard.press(key)

    expect(box).to_contain_text("6 hands counted.")
    assert 0 == deck.evaluate("() => Deck.at()")
    deck.keyboard.press("Escape")
    assert ids(deck)[0] == up(deck)
