"""The deck in a real Chromium, from file://, as on a facilitator's laptop: keys, headings, fingers, no network."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from handrail.curriculum import Curriculum
from tests.browser.conftest import NewContext, Watch
from tests.browser.slides.wall import address, ids, up


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["ArrowRight"], 1),
        (["ArrowDown", "PageDown", " "], 3),
        (["PageDown", "PageDown", "PageUp"], 1),
        (["PageDown", "PageDown", "ArrowLeft", "ArrowUp"], 0),
        (["PageDown", "Shift+Space"], 0),
        (["ArrowLeft"], 0),
        (["End"], "last"),
        (["End", "Home"], 0),
        (["g", "5", "Enter"], 4),
        (["g", "PageDown"], 1),
        (["h"], "help"),
        (["PageDown", "h", "h"], 1),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_keys_and_clickers_move_the_deck(deck: Page, keys: list[str], at: int | str) -> None:
    """Arrows, Space, a clicker's Page keys, Home, End, a number, the help slides and back."""
    kinds = deck.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.dataset.kind)")
    places = {"help": kinds.index("help"), "last": kinds.index("help") - 1}
    for key in keys:
        deck.keyboard.press(key)

    assert ids(deck)[at if isinstance(at, int) else places[at]] == up(deck)
    assert deck.url.endswith("#" + up(deck))


def test_the_worksheet_stands_behind_the_session(deck: Page) -> None:
    """The session never runs into the worksheet's slides; w goes there and back, and so does a step back from the first."""
    kinds = deck.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.dataset.kind)")
    first = kinds.index("sheet")
    deck.keyboard.press("PageDown")
    deck.keyboard.press("w")
    assert ids(deck)[first] == up(deck)
    deck.keyboard.press("PageDown")
    assert ids(deck)[first + 1] == up(deck)
    deck.keyboard.press("w")
    assert ids(deck)[1] == up(deck)
    deck.keyboard.press("w")
    deck.keyboard.press("PageUp")
    assert ids(deck)[1] == up(deck)

    for _ in kinds:
        deck.keyboard.press("PageDown")
    assert ids(deck)[first - 1] == up(deck)
    deck.keyboard.press("w")
    deck.keyboard.press("End")
    assert "slide" == kinds[ids(deck).index(up(deck))]


def test_the_worksheet_is_in_the_list_of_slides(deck: Page) -> None:
    """The list of slides has the worksheet's questions under a heading of their own."""
    deck.keyboard.press("g")
    panel = deck.get_by_role("dialog", name="Go to a slide")
    panel.get_by_role("heading", name="Worksheet").wait_for()
    panel.get_by_role("link", name="What did you do?").first.click()

    assert "sheet" == deck.evaluate("() => document.getElementById(location.hash.slice(1)).dataset.kind")


@pytest.mark.parametrize("key", ["b", "."])
def test_a_blank_screen_hides_everything_until_the_next_key(deck: Page, key: str) -> None:
    """A clicker's blank key darkens the wall for a talk aside; the next key brings the same slide back."""
    deck.keyboard.press("PageDown")
    deck.keyboard.press(key)
    top = deck.evaluate(
        "() => { const node = document.elementFromPoint(200, 200); return [node.className, getComputedStyle(node).backgroundColor]; }"
    )
    deck.keyboard.press("PageDown")

    assert ["blank", "rgb(0, 0, 0)"] == top
    assert ids(deck)[1] == up(deck)


def test_focus_goes_to_the_heading_of_the_slide(deck: Page) -> None:
    """A screen reader says the heading of each new slide."""
    deck.keyboard.press("PageDown")

    assert ids(deck)[1] + "-h" == deck.evaluate("() => document.activeElement.id")


def test_all_headings_are_there_for_a_screen_reader(deck: Page, curriculum: Curriculum) -> None:
    """No slide is hidden from assistive technology, and nothing claims to be an application."""
    tree = deck.locator("main").aria_snapshot()

    for slide in curriculum.modules["en"]["s04"].slides:
        assert f'heading "{slide.title}"' in tree
    assert 0 == deck.locator('[role="application"]').count()


def test_every_tool_is_a_button_that_the_keyboard_reaches(deck: Page) -> None:
    """Tab reaches the tools, which then show; Space presses them."""
    deck.keyboard.press("Tab")
    shown = deck.locator(".tools").evaluate("node => getComputedStyle(node).opacity")
    for _ in range(20):
        if deck.evaluate("() => document.activeElement.dataset.do") == "light":
            break
        deck.keyboard.press("Tab")
    deck.keyboard.press(" ")

    assert "1" == shown
    assert "dark" == deck.evaluate("() => document.documentElement.dataset.light")
    assert ids(deck)[0] == up(deck)


def test_a_finger_turns_the_page(new_context: NewContext, usb: Path) -> None:
    """A swipe to the left is the next slide, a swipe to the right the one before."""
    page = new_context(viewport={"width": 1024, "height": 768}, has_touch=True).new_page()
    page.goto(address(usb))
    swipe = """([from, to]) => {
      const touch = x => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      const fire = (name, x, on) => document.body.dispatchEvent(
        new TouchEvent(name, {touches: on ? [touch(x)] : [], changedTouches: [touch(x)], bubbles: true}));
      fire('touchstart', from, true); fire('touchend', to, false);
    }"""
    page.evaluate(swipe, [600, 300])
    after_left = up(page)
    page.evaluate(swipe, [300, 600])

    assert ids(page)[1] == after_left
    assert ids(page)[0] == up(page)


def test_a_wheel_scrolls_and_the_address_follows(deck: Page) -> None:
    """Scrolling by hand lands on a slide, and the deck knows which."""
    deck.mouse.move(300, 300)
    deck.mouse.wheel(0, 700)
    deck.wait_for_function("() => location.hash !== '' && location.hash !== '#s04-d1'")

    assert deck.url.endswith("#" + up(deck))


def test_a_reload_comes_back_to_the_same_slide(deck: Page) -> None:
    """The slide's id stands in the address: a reload, or a restored window, shows the same slide."""
    for _ in range(3):
        deck.keyboard.press("PageDown")
    before = up(deck)
    deck.reload()

    assert before == up(deck)


def test_the_other_language_keeps_the_slide(page: Page, usb: Path) -> None:
    """From the third authored slide in English to the same slide in Spanish, and back."""
    page.goto(address(usb, "en/f04") + "#f04-d3")
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    there = up(page)
    page.keyboard.press("l")
    page.wait_for_url("**/en/f04.html*")

    assert "f04-d3" == there == up(page)


def test_bigger_letters_are_a_key_away(deck: Page) -> None:
    """+ makes the letters bigger and the slide scrolls; 0 brings the usual size back."""
    size = "() => parseFloat(getComputedStyle(document.querySelectorAll('.slide')[1].querySelector('.words')).fontSize)"
    usual = deck.evaluate(size)
    deck.keyboard.press("+")
    deck.keyboard.press("+")
    bigger = deck.evaluate(size)
    deck.keyboard.press("0")

    assert bigger >= usual * 1.45
    assert usual == deck.evaluate(size)


def test_without_a_script_the_slides_stand_under_one_another(new_context: NewContext, usb: Path) -> None:
    """Everything can be read and nothing stands over it, on a phone too."""
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto(address(usb))
    boxes = [slide.bounding_box() for slide in page.locator(".slide").all()]

    for above, below in pairwise(boxes):
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"] + 1
        assert below["width"] <= 390
    assert not page.locator(".tools").is_visible()
    assert not any(box.is_visible() for box in page.locator("[data-panel], [data-timer], [data-blank], [data-resume]").all())


def test_the_policy_holds_and_nothing_is_requested(page: Page, usb: Path, watch: Watch) -> None:
    """On file:// the policy refuses nothing of ours, and only the file itself is read."""
    page.goto(address(usb, "en/f04"))
    for key in ("PageDown", "t", "d", "g", "Escape", "?", "Escape", "b", "b", "+", "0"):
        page.keyboard.press(key)

    assert [] == watch.said
    assert [f"GET {address(usb, 'en/f04')}"] == watch.requests
