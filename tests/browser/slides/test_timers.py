"""Timers, the break and the round: by the clock, in words and color, without a sound, a name or a difference between turns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handrail.curriculum import Curriculum
from tests.browser.clock import standing
from tests.browser.conftest import NewContext
from tests.browser.slides.wall import address, ids, up


@pytest.fixture
def clocked(page: Page, usb: Path) -> Page:
    """A deck whose clock the test turns."""
    standing(page)
    page.goto(address(usb))
    return page


def test_the_timer_counts_by_the_clock(clocked: Page) -> None:
    """It starts, pauses and ends; it does not depend on how often the page gets to draw."""
    clocked.keyboard.press("t")
    clocked.locator('[data-timer] [data-minutes="1"]').click()
    clocked.locator("[data-timer] [data-run]").click()
    clocked.clock.fast_forward(20_000)
    expect(clocked.locator("[data-timer] [data-left]")).to_have_text("0:40")
    clocked.clock.fast_forward(41_000)

    expect(clocked.locator("[data-timer] [data-left]")).to_have_text("0:00")
    expect(clocked.locator("[data-timer]")).to_have_attribute("data-state", "over")
    expect(clocked.locator("[data-timer] [data-over]")).to_have_text("Time is up.")
    expect(clocked.locator("[data-timer] [data-over]")).to_be_visible()


def test_a_machine_that_slept_has_lost_no_time(clocked: Page) -> None:
    """Where the lid was shut only the clock on the wall went on; the timer goes by it. A clock set back does not stop it."""
    clocked.keyboard.press("t")
    clocked.locator('[data-timer] [data-minutes="10"]').click()
    clocked.locator("[data-timer] [data-run]").click()
    now = clocked.evaluate("() => Date.now()")
    clocked.clock.set_system_time((now + 240_000) / 1000)
    clocked.clock.run_for(1_000)
    expect(clocked.locator("[data-timer] [data-left]")).to_have_text("5:59")
    clocked.clock.set_system_time((now - 3_600_000) / 1000)
    clocked.clock.run_for(599_000)

    expect(clocked.locator("[data-timer]")).to_have_attribute("data-state", "over")


def test_the_timer_opens_with_the_minutes_of_the_slide(deck: Page, curriculum: Curriculum) -> None:
    """What the guide gives a slide is set already, one key starts it, and nothing of the guide but the number is in the deck."""
    module = curriculum.modules["en"]["s04"]
    given = {step.slide: step for step in module.guide.timeline} if module.guide else {}
    slide = next(slide for slide in module.slides[4:] if slide.id in given)
    deck.goto(deck.url.split("#")[0] + f"#{slide.id}")
    expect(deck.locator(f"#{slide.id}-h")).to_be_focused()
    deck.keyboard.press("t")
    timer = deck.locator("[data-timer]")
    expect(timer.locator("[data-left]")).to_have_text(f"{given[slide.id].minutes}:00")
    expect(timer.get_by_role("button", name=f"This slide: {given[slide.id].minutes} min")).to_be_visible()
    deck.keyboard.press("Enter")
    expect(timer).to_have_attribute("data-state", "running")
    deck.keyboard.press("PageDown")

    expect(timer.locator("[data-run]")).to_be_hidden()  # only the number stays on the wall
    assert ids(deck)[ids(deck).index(slide.id) + 1] == up(deck)


def test_a_slide_that_is_passed_has_the_minutes_of_another_step_when_the_group_comes_back(page: Page, usb: Path) -> None:
    """f04 shows "Steps 1 to 3" for 4 minutes, and practices with it for 25 after the break: the timer knows which it is, after F5 too."""
    page.goto(address(usb, "en/f04") + "#f04-d3")
    timer = page.locator("[data-timer]")
    page.keyboard.press("h")
    page.keyboard.press("h")  # a look at the help slides, which stand behind all others, is no step of the plan
    page.keyboard.press("t")
    expect(timer.get_by_role("button", name="This slide: 4 min")).to_be_visible()
    expect(timer.locator("[data-left]")).to_have_text("4:00")
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    assert "f04-d9" == up(page)
    while up(page) not in {"f04-d3", "f04-d1"}:
        page.keyboard.press("PageUp")
    for _ in range(2):
        assert "f04-d3" == up(page)
        page.keyboard.press("t")
        expect(timer.get_by_role("button", name="This slide: 25 min")).to_be_visible()
        expect(timer.locator("[data-left]")).to_have_text("25:00")
        page.keyboard.press("Escape")
        page.reload()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["the same slide", "another slide"])
def test_a_timer_that_is_over_makes_room_for_the_next(clocked: Page, elsewhere: bool) -> None:
    """On its own slide "t" takes it away; on another one "t" and Enter start that slide's, and do not turn the slide over."""
    timer = clocked.locator("[data-timer]")
    clocked.keyboard.press("t")
    clocked.keyboard.press("Enter")
    clocked.clock.fast_forward(3_600_000)
    expect(timer).to_have_attribute("data-state", "over")
    if elsewhere:
        clocked.keyboard.press("PageDown")
    clocked.keyboard.press("t")
    if not elsewhere:
        expect(timer).to_be_hidden()
        return
    clocked.keyboard.press("Enter")
    expect(timer).to_have_attribute("data-state", "running")
    assert 1 == clocked.evaluate("() => Deck.at()")


def test_a_running_timer_covers_no_word(deck: Page) -> None:
    """The heading makes room for the number, on an old projector too."""
    deck.set_viewport_size({"width": 1024, "height": 768})
    deck.keyboard.press("t")
    deck.keyboard.press("Enter")
    for _ in range(8):
        deck.keyboard.press("PageDown")
        overlap = deck.evaluate("""() => {
          const box = document.querySelector('[data-timer]').getBoundingClientRect();
          const range = document.createRange();
          const slide = document.elementFromPoint(innerWidth / 2, innerHeight - 5).closest('.slide');
          range.selectNodeContents(slide.querySelector('h1, h2'));
          return [...range.getClientRects()].some(line => line.right > box.left && line.top < box.bottom && line.bottom > box.top);
        }""")
        assert not overlap, up(deck)


def test_reload_and_the_other_language_keep_the_timer(new_context: NewContext, usb: Path) -> None:
    """F5 by hand, and the other language, leave the timer running; another deck does not see it."""
    page = new_context().new_page()
    page.clock.install()
    page.goto(address(usb, "en/f04") + "#f04-d3")
    page.keyboard.press("t")
    page.locator('[data-timer] [data-minutes="10"]').click()
    page.locator("[data-timer] [data-run]").click()
    page.clock.fast_forward(60_000)
    page.reload()
    expect(page.locator("[data-timer] [data-left]")).to_have_text(re.compile("^(9:00|8:[1-5].)$"))
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    expect(page.locator("[data-timer] [data-left]")).to_have_text(re.compile("^(9:00|8:[1-5].)$"))
    assert "f04-d3" == up(page)
    page.goto(address(usb))
    expect(page.locator("[data-timer]")).to_be_hidden()


def test_a_break_says_when_we_go_on(clocked: Page) -> None:
    """It covers the wall, tells how long and until when, ends in words, and the same slide comes back with the next key."""
    clocked.keyboard.press("PageDown")
    clocked.keyboard.press("p")
    box = clocked.get_by_role("dialog", name="A break")
    box.get_by_role("button", name="15 min").click()
    clocked.clock.fast_forward(60_000)
    expect(box.locator("[data-left]")).to_have_text("14:00")
    expect(box).to_contain_text("We go on at ")
    clocked.clock.fast_forward(14 * 60_000)
    expect(box).to_contain_text("Time is up.")
    clocked.keyboard.press("PageDown")

    expect(box).to_be_hidden()
    clocked.clock.resume()
    assert ids(clocked)[1] == up(clocked)


def test_a_round_shows_one_turn_after_the_other(clocked: Page) -> None:
    """A prompt, a seat's number if one wants it, a countdown; the clicker goes on; at the end everybody is thanked."""
    clocked.keyboard.press("r")
    box = clocked.get_by_role("dialog")
    box.get_by_label("One thing that went well").check()
    box.get_by_label("90 seconds").check()
    box.get_by_label("Seats").fill("3")
    box.get_by_role("button", name="Start").click()
    expect(box.locator(".prompt")).to_have_text("One thing that went well since last time, small or large.")
    expect(box.locator("[data-seat]")).to_have_text("Seat 1")
    expect(box.locator("[data-going] [data-left]")).to_have_text("1:30")
    clocked.clock.fast_forward(91_000)
    expect(box.locator("[data-going] [data-over]")).to_have_text("Time is up.")
    clocked.keyboard.press("PageDown")
    expect(box.locator("[data-seat]")).to_have_text("Seat 2")
    expect(box.locator("[data-going] [data-left]")).to_have_text("1:30")
    clocked.keyboard.press("PageUp")
    expect(box.locator("[data-seat]")).to_have_text("Seat 1")
    for _ in range(3):
        clocked.keyboard.press("PageDown")

    expect(box.locator("[data-seat]")).to_have_text("Everyone had a turn. Thank you.")
    expect(box.locator("[data-going] [data-left]")).to_be_hidden()
    clocked.keyboard.press("PageDown")  # nobody has to walk to the laptop to close it
    expect(box).to_be_hidden()
    assert ids(clocked)[0] == ids(clocked)[clocked.evaluate("() => Deck.at()")]


def test_a_turn_that_was_passed_looks_like_any_other(clocked: Page) -> None:
    """After "Next turn" and after "Pass" the wall shows the same, to the letter; the focus, too, which the wall shows with a ring."""
    shown = []
    for name in ("Next turn", "Pass"):
        clocked.keyboard.press("r")
        box = clocked.get_by_role("dialog")
        box.get_by_label("Seats").fill("5")
        box.get_by_role("button", name="Start").click()
        clocked.clock.fast_forward(12_000)
        box.get_by_role("button", name=name).click()
        expect(box.locator("[data-seat]")).to_have_text("Seat 2")
        expect(box.get_by_role("button", name="Next turn")).to_be_focused()
        shown.append(box.inner_html())
        clocked.keyboard.press("Escape")

    assert shown[0] == shown[1]


def test_nobody_hears_a_timer(deck: Page) -> None:
    """Nothing in a deck can make a sound, and a screen reader is not told every second."""
    source = deck.content()

    assert not any(word in source for word in ("<audio", "new Audio", "AudioContext", "speechSynthesis", "vibrate"))
    assert 0 == deck.locator("output[data-left]").count()
    assert set(deck.locator("[data-left]").evaluate_all("all => all.map(node => node.getAttribute('role'))")) == {"timer"}


def test_tab_stays_with_a_round_that_goes_on(deck: Page) -> None:
    """Whoever uses the keyboard reaches the buttons of the round, forward and backward, and never the tools behind it."""
    deck.keyboard.press("r")
    deck.get_by_role("dialog").get_by_role("button", name="Start").click()
    for key in ["Tab"] * 6 + ["Shift+Tab"] * 6:
        deck.keyboard.press(key)
        outside = "() => document.activeElement !== document.body && !document.activeElement.closest('[data-panel=round]')"
        assert not deck.evaluate(outside), key  # past the last button lies the browser's own bar
