"""A wall that is led from the page of an evening: its slides come up in a window of their own, and it keeps its place, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handrail.curriculum import Curriculum
from handrail.outputs.shared.tonight import tonight_page
from tests.browser.activities.crash import Chromium
from tests.browser.conftest import NewContext
from tests.browser.slides.conftest import write_stick
from tests.browser.slides.wall import address, ids, kept, lead, places, up


@pytest.fixture(scope="module")
def evening(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick whose folder for staff has the page of a session's evening."""
    usb = write_stick(tmp_path_factory.mktemp("evening"), curriculum)
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    page = usb / "facilitator" / "en" / "s04-tonight.html"
    page.write_text(tonight_page(curriculum, module, module.guide, "en", names=False), encoding="utf-8")
    return usb


def tonight(page: Page, evening: Path) -> Page:
    """Open the page of the evening."""
    page.goto((evening / "facilitator" / "en" / "s04-tonight.html").as_uri())
    return page


def led(page: Page, *presses: int) -> tuple[Page, list[str]]:
    """Press some of the page's buttons for slides, by their place; return the wall, and the slides that came up."""
    buttons = page.locator("a.wall")
    with page.expect_popup() as opened:
        buttons.nth(presses[0]).click()
    wall = opened.value
    came = []
    for press in presses:
        slide = str(buttons.nth(press).get_attribute("href")).partition("#")[2]
        buttons.nth(press).click()
        wall.wait_for_function("slide => typeof Deck !== 'undefined' && Deck.slides[Deck.at()].id === slide", arg=slide)
        assert slide == up(wall)
        came.append(slide)
    return wall, came


@pytest.mark.xdist_group("crash")
def test_a_wall_that_only_the_evenings_page_steers_keeps_its_place(browser: Browser, evening: Path, tmp_path: Path) -> None:
    """No key is pressed at the wall, and the browser is killed: next time the slide is offered that was up."""
    profile = tmp_path / "profile"
    profile.mkdir()
    chromium = Chromium(profile, browser.browser_type)
    try:
        wall, came = led(tonight(chromium.page("about:blank"), evening), 0, 1, 2)
        kept(wall, came[-1])
        chromium.kill()
    finally:
        chromium.gone()
    again = Chromium(profile, browser.browser_type)
    try:
        page = again.page(address(evening))
        expect(page.locator("[data-resume] a")).to_have_attribute("href", f"#{came[-1]}")
    finally:
        again.gone()


def test_the_first_slide_that_it_opens_is_kept(new_context: NewContext, evening: Path) -> None:
    """One press and no more: its slide is the place."""
    wall, came = led(tonight(new_context().new_page(), evening), 2)

    kept(wall, came[0])


def test_another_groups_place_stays(new_context: NewContext, evening: Path) -> None:
    """A wall for which no group was chosen keeps its place apart; one for which Monday's was chosen stays Monday's."""
    context = new_context()
    page = context.new_page()
    lead(page, evening, "Mon", 6)
    monday = up(page)
    page.close()
    wall, came = led(tonight(context.new_page(), evening), 1, 2)
    kept(wall, came[-1])
    assert {"1": monday, "": came[-1]} == {place["group"]: place["slide"] for place in places(wall)}
    wall.keyboard.press("g")
    wall.get_by_label("which one is this").select_option(label="Mon")
    wall.keyboard.press("Escape")
    context.pages[0].locator("a.wall").nth(4).click()
    wall.wait_for_function("slide => Deck.slides[Deck.at()].id !== slide", arg=came[-1])
    kept(wall, up(wall))

    assert {"1": up(wall), "": came[-1]} == {place["group"]: place["slide"] for place in places(wall)}


def test_what_it_opens_does_not_take_the_place_of_last_time(new_context: NewContext, evening: Path) -> None:
    """The slide with which a wall opens overwrites no place that was not offered; the list has it, and the next slide is kept."""
    context = new_context()
    page = context.new_page()
    lead(page, evening, "–", 6)
    last = up(page)
    page.close()
    staff = tonight(context.new_page(), evening)
    wall, _ = led(staff, 1)
    wall.keyboard.press("g")
    expect(wall.locator("[data-last] a")).to_have_attribute("href", f"#{last}")
    assert [last] == [place["slide"] for place in places(wall)]
    wall.keyboard.press("Escape")
    staff.locator("a.wall").nth(2).click()
    wall.wait_for_function("slide => location.hash.slice(1) !== slide", arg=last)

    kept(wall, str(staff.locator("a.wall").nth(2).get_attribute("href")).partition("#")[2])


def test_a_bookmark_that_somebody_opens_keeps_nothing(new_context: NewContext, evening: Path) -> None:
    """An address with a slide in it, in a window of its own, leads nobody: at once and when it is changed by hand."""
    page = new_context().new_page()
    page.goto(address(evening) + "#s04-d3")
    page.evaluate("() => { location.hash = 's04-d4'; }")
    page.wait_for_function("() => Deck.slides[Deck.at()].id === 's04-d4'")
    page.wait_for_timeout(200)

    assert [] == places(page)


def test_orders_that_come_on_both_ways_are_followed_once(new_context: NewContext, evening: Path) -> None:
    """Two quick presses on the notes arrive twice each, and one way may be behind the other by both: the wall goes two slides on."""
    wall = new_context().new_page()
    wall.goto(address(evening))
    wall.wait_for_function("() => Deck.fitted")
    wall.evaluate("""() => {
      const name = `handrail-wall-${Deck.program}-${Deck.id}`;
      const channel = new BroadcastChannel(name);
      const orders = ['one', 'two', 'one', 'two', 'blank'].map(stamp => ({staff: name, stamp, does: stamp === 'blank' ? 'blank' : 'next'}));
      orders.forEach(order => channel.postMessage(order));
    }""")
    wall.wait_for_function("() => Deck.isBlank()")

    assert ids(wall)[2] == wall.evaluate("() => Deck.slides[Deck.at()].id")


def spanish_from_full_screen(page: Page, usb: Path) -> None:
    """Go from the English slides, which fill the screen, to the Spanish ones, which cannot yet."""
    page.goto(address(usb, "en/f04"))
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    page.wait_for_function("() => typeof Deck !== 'undefined' && Deck.fitted && !document.fullscreenElement")


@pytest.mark.parametrize("press", ["PageDown", "click"])
def test_the_other_language_comes_back_to_the_full_screen(new_context: NewContext, usb: Path, press: str) -> None:
    """Another file leaves the full screen; the next key or click brings it back, and does what it always does."""
    page = new_context().new_page()
    spanish_from_full_screen(page, usb)
    if press == "click":
        page.mouse.click(300, 300)
    else:
        page.keyboard.press(press)
    page.wait_for_function("() => document.fullscreenElement")

    assert ids(page)[0 if press == "click" else 1] == up(page)


def test_who_left_the_full_screen_stays_outside(new_context: NewContext, usb: Path) -> None:
    """Escape after the language says no, for the languages after it, too."""
    page = new_context().new_page()
    spanish_from_full_screen(page, usb)
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    page.keyboard.press("l")
    page.wait_for_url("**/en/f04.html*")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(300)

    assert not page.evaluate("() => Boolean(document.fullscreenElement)")
