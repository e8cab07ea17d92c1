"""What clickers really send, and the keys around them that a hand in the dark may touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.slides.wall import ids, up

PRESS = """([key, code, more]) => {
  const event = new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true, ...more});
  document.activeElement.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.mark.parametrize(
    ("name", "keys", "at"),
    [
        ("Logitech R400 and R500, Kensington, most others", ["PageDown", "PageDown", "PageUp"], 1),
        ("arrows sideways", ["ArrowRight", "ArrowRight", "ArrowLeft"], 1),
        ("arrows up and down", ["ArrowDown", "ArrowDown", "ArrowUp"], 1),
        ("one with Enter", ["Enter", "Enter"], 2),
        ("one with a space bar", [" ", " ", "Backspace"], 1),
        ("blank with a full stop, and back", ["PageDown", ".", "."], 1),
        ("blank with b, and on", ["PageDown", "b", "PageDown"], 1),
        ("begin", ["PageDown", "F5"], 1),
        ("begin here", ["PageDown", "Shift+F5"], 1),
        ("end of the show", ["PageDown", "Escape", "Escape"], 1),
        ("begin, and end", ["PageDown", "PageDown", "F5", "Escape", "PageDown"], 3),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_every_clicker_finds_its_keys(deck: Page, name: str, keys: list[str], at: int) -> None:
    """On, back, blank, begin and end: none of them loses the slide, and F5 reloads nothing."""
    deck.evaluate("() => { window.same = true; }")
    for key in keys:
        deck.keyboard.press(key)

    assert deck.evaluate("() => window.same === true"), "the page was loaded again"
    assert ids(deck)[at] == up(deck)
    expect(deck.locator("[data-blank]")).to_be_hidden()


@pytest.mark.parametrize(
    "key",
    [
        "AudioVolumeUp",
        "AudioVolumeDown",
        "AudioVolumeMute",
        "MediaTrackNext",
        "MediaPlayPause",
        "BrightnessUp",
        "Unidentified",
        "F13",
        "Shift",
        "CapsLock",
    ],
)
def test_keys_for_the_sound_do_nothing(deck: Page, key: str) -> None:
    """They change neither the slide nor a blank screen, and the computer may act on them."""
    deck.keyboard.press("PageDown")
    taken = deck.evaluate(PRESS, [key, key, {}])
    deck.keyboard.press("b")
    if key not in {"F13", "CapsLock"}:
        deck.evaluate(PRESS, [key, key, {}])
        expect(deck.locator("[data-blank]")).to_be_visible()
    deck.keyboard.press("b")

    assert not taken
    assert ids(deck)[1] == up(deck)


@pytest.mark.parametrize("keys", [["Control", "r"], ["Alt", "ArrowLeft"], ["Meta", "b"]], ids="-".join)
def test_the_browsers_own_keys_stay_its_own(deck: Page, keys: list[str]) -> None:
    """With Ctrl, Alt or Cmd a key means what it means everywhere."""
    held = {"Control": "ctrlKey", "Alt": "altKey", "Meta": "metaKey"}[keys[0]]

    assert not deck.evaluate(PRESS, [keys[1], keys[1], {held: True}])
    expect(deck.locator("[data-blank]")).to_be_hidden()


def test_a_blank_key_that_is_held_does_not_flicker(deck: Page) -> None:
    """A key that repeats blanks the screen once."""
    deck.keyboard.press("PageDown")
    deck.keyboard.down("b")
    for _ in range(3):
        deck.evaluate(PRESS, ["b", "KeyB", {"repeat": True}])
    expect(deck.locator("[data-blank]")).to_be_visible()
    deck.keyboard.up("b")


def test_f5_fills_the_screen(deck: Page) -> None:
    """A clicker's button to begin goes to the full screen, once; pressing it again stays there."""
    deck.keyboard.press("F5")
    deck.wait_for_function("() => document.fullscreenElement")
    deck.keyboard.press("F5")
    deck.wait_for_timeout(100)

    assert deck.evaluate("() => Boolean(document.fullscreenElement)")


def test_a_clicker_works_over_an_open_panel(deck: Page) -> None:
    """On closes the list of slides and goes on, wherever the focus is."""
    deck.keyboard.press("g")
    deck.keyboard.press("Tab")
    deck.keyboard.press("PageDown")

    expect(deck.locator('[data-panel="go"]')).to_be_hidden()
    assert ids(deck)[1] == up(deck)
