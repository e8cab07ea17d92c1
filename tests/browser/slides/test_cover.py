"""What comes over the wall covers no word of a slide: tools, the timer and its choices, the offer to go on; nor hides its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.clock import standing
from tests.browser.conftest import NewContext
from tests.browser.slides.wall import address, ids, lead, up

OLD_PROJECTOR: ViewportSize = {"width": 1024, "height": 768}

COVERED = """selectors => {
  const range = document.createRange();
  const slide = Deck.slides[Deck.at()];
  const words = [];
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || parent.closest('.small')) { continue; }
    range.selectNodeContents(walk.currentNode);
    const air = parseFloat(getComputedStyle(parent).fontSize) * .1; // a line's box is taller than its letters
    [...range.getClientRects()].forEach(line => words.push([line.left, line.right, line.top + air, line.bottom - air]));
  }
  return [...document.querySelectorAll(selectors)].filter(node => {
    const box = node.getBoundingClientRect();
    const beside = ([left, right, top, bottom]) => right <= box.left || left >= box.right || bottom <= box.top || top >= box.bottom;
    return box.width && !words.every(beside);
  }).map(node => `${slide.id}: ${node.className}`);
}"""
"""Which boxes lie over words of the slide that is up; the label and the number in its foot are no words of it."""


@pytest.mark.parametrize("name", ["en/f04", "es/f04"])
def test_the_timer_and_its_choices_cover_no_word(page: Page, usb: Path, name: str) -> None:
    """On each slide, on an old projector: while it is set, while it runs, and when it is over, in both languages."""
    page.clock.install()
    page.set_viewport_size(OLD_PROJECTOR)
    page.goto(address(usb, name))
    boxes = ".timer, .timer .choices"
    page.keyboard.press("t")
    page.locator("[data-timer] [data-minutes='15']").last.click()
    found = page.evaluate(COVERED, boxes)
    page.keyboard.press("Tab")
    page.locator("[data-timer] [data-run]").click()
    expect(page.locator("[data-timer] [data-run]")).to_be_hidden()
    for _ in range(9):
        page.keyboard.press("PageDown")
        page.keyboard.press("t")
        expect(page.locator("[data-timer] [data-run]")).to_be_visible()
        found += page.evaluate(COVERED, boxes)
        page.keyboard.press("Escape")
    page.clock.fast_forward(16 * 60_000)
    expect(page.locator("[data-timer]")).to_have_attribute("data-state", "over")
    for _ in range(9):
        found += page.evaluate(COVERED, boxes)
        page.keyboard.press("PageUp")

    assert [] == found


def test_the_tools_cover_no_word(page: Page, usb: Path) -> None:
    """They come in one row over the foot, which holds no words of a slide; on the first slide those are the lines for a crisis."""
    page.set_viewport_size(OLD_PROJECTOR)
    page.goto(address(usb, "en/s04"))
    found = []
    for _ in range(4):
        page.mouse.move(300, 300)
        page.mouse.move(320, 320)
        found += page.evaluate(COVERED, ".tools")
        page.keyboard.press("PageDown")
    rows = page.locator(".tools > *").evaluate_all("all => [...new Set(all.map(node => node.offsetTop))].length")

    assert [] == found
    assert 1 == rows


def test_offers_of_three_groups_leave_the_heading_free(new_context: NewContext, usb: Path) -> None:
    """The first slide makes room above its heading, and takes it back when the offer goes."""
    context = new_context(viewport=OLD_PROJECTOR)
    for number, group in enumerate(("Mon", "Wed", "A"), 1):
        page = context.new_page()
        lead(page, usb, group, number)
        page.close()
    page = context.new_page()
    page.goto(address(usb))
    expect(page.locator("[data-resume] a")).to_have_count(3)
    covered = page.evaluate(COVERED, ".resume")
    fits = page.evaluate("() => Deck.slides[0].offsetHeight <= innerHeight + 1")
    with_offer = page.locator("h1").bounding_box()
    page.get_by_role("button", name="Close").click()
    without = page.locator("h1").bounding_box()

    assert [] == covered
    assert fits
    assert with_offer is not None
    assert without is not None
    assert without["y"] < with_offer["y"]


def test_what_says_that_time_is_up_can_be_read(page: Page, usb: Path) -> None:
    """No part of the box is written in the color that it stands on."""
    page.clock.install()
    page.goto(address(usb))
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    page.clock.fast_forward(3_600_000)
    box = page.locator("[data-timer]")
    expect(box).to_have_attribute("data-state", "over")
    paper = box.evaluate("node => getComputedStyle(node).backgroundColor")
    inks = box.locator("p:visible").evaluate_all("all => all.map(node => getComputedStyle(node).color)")

    assert inks
    assert paper not in inks


def test_a_timer_that_never_ran_leaves_with_its_slide(page: Page, usb: Path) -> None:
    """Set and not started, it stands on no other slide; one that was paused stays, and its choices go."""
    page.goto(address(usb))
    timer = page.locator("[data-timer]")
    page.keyboard.press("t")
    page.keyboard.press("PageDown")
    expect(timer).to_be_hidden()
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")

    expect(timer).to_be_visible()
    expect(timer).to_have_attribute("data-state", "ready")
    expect(timer.locator("[data-run]")).to_be_hidden()


def test_with_bigger_letters_the_clicker_reaches_every_word(page: Page, usb: Path) -> None:
    """A slide that is longer than the screen is turned over in parts, on and back, before the next one comes."""
    page.set_viewport_size(OLD_PROJECTOR)
    page.goto(address(usb))
    page.wait_for_function("() => Deck.fitted")
    for _ in range(3):
        page.keyboard.press("+")
    foot = page.locator(".crisis").first
    expect(foot).not_to_be_in_viewport()
    presses = 0
    while up(page) == ids(page)[0] and presses < 9:
        seen = foot.evaluate("node => node.getBoundingClientRect().bottom <= innerHeight + 1")
        page.keyboard.press("PageDown")
        presses += 1
    page.keyboard.press("PageUp")

    assert seen, "the lines for a crisis were on the wall before the next slide came"
    assert 2 <= presses < 9
    assert ids(page)[0] == up(page)


def test_a_running_timer_is_drawn_once_a_second(page: Page, usb: Path) -> None:
    """An old laptop has other things to do: between two seconds nothing on the wall changes."""
    standing(page)
    page.goto(address(usb))
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    page.evaluate("""() => {
      window.drawn = 0;
      const watch = new MutationObserver(all => { drawn += all.length; });
      watch.observe(document.querySelector('[data-timer]'), {subtree: true, childList: true, characterData: true});
    }""")
    page.clock.run_for(10_000)

    assert 9 <= page.evaluate("() => drawn") <= 11
