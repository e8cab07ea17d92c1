"""A slide to which the plan comes back in a later step: the wall knows which time it is, also after the power was gone.

f04 shows "Steps 1 to 3" (f04-d3) for 4 minutes and, when f04-d8 was up, practices with it for 25.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handrail.curriculum import Curriculum
from handrail.outputs.shared.tonight import tonight_page
from tests.browser.activities.crash import Chromium
from tests.browser.conftest import NewContext
from tests.browser.slides.conftest import write_stick
from tests.browser.slides.wall import address, ids, kept, places, up

SLIDE, LATER = "f04-d3", "f04-d8"
FIRST, AGAIN = "4:00", "25:00"


@pytest.fixture(scope="module")
def stick(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the page of f04's evening beside its notes."""
    usb = write_stick(tmp_path_factory.mktemp("passes"), curriculum)
    module = curriculum.modules["en"]["f04"]
    assert module.guide
    page = usb / "facilitator" / "en" / "f04-tonight.html"
    page.write_text(tonight_page(curriculum, module, module.guide, "en", names=False), encoding="utf-8")
    return usb


def staff(page: Page, stick: Path, name: str) -> Page:
    """Open one of the pages for staff: "tonight" or "notes"."""
    page.goto((stick / "facilitator" / "en" / f"f04-{name}.html").as_uri())
    return page


def come_back(page: Page) -> None:
    """Lead the session on to the later slide, and back to the earlier one; the place is kept."""
    while up(page) != LATER:
        page.keyboard.press("PageDown")
    while up(page) != SLIDE:
        page.keyboard.press("PageUp")
    kept(page, SLIDE)


def given(page: Page) -> str:
    """Return the time that the timer opens with on the slide that is up."""
    page.keyboard.press("t")
    time = page.locator("[data-timer] [data-left]").inner_text()
    page.keyboard.press("Escape")
    return time


def put(page: Page, far: object) -> None:
    """Change what the kept place says of how far the group was; null takes it away, as in a place of an earlier edition."""
    page.evaluate(
        """async far => {
          const result = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
          const base = await result(indexedDB.open('handrail-wall'));
          const store = base.transaction('places', 'readwrite').objectStore('places');
          const [place] = await result(store.getAll());
          place.far = far;
          if (far === null) { delete place.far; }
          await result(store.put(place));
          base.close();
        }""",
        far,
    )


def go_on(page: Page) -> None:
    """Take the offer to go on at the slide."""
    page.locator("[data-resume] a").click()
    assert SLIDE == up(page)


@pytest.mark.xdist_group("crash")
@pytest.mark.by_chance
def test_after_a_power_cut_it_is_still_the_second_time(browser: Browser, stick: Path, tmp_path: Path) -> None:
    """Killed at the slide to which the group came back: resumed, the timer has the later step's minutes, and so after a second cut."""
    profile = tmp_path / "profile"
    profile.mkdir()
    for visit in range(3):
        chromium = Chromium(profile, browser.browser_type)
        try:
            page = chromium.page(address(stick, "en/f04"))
            if visit == 0:
                come_back(page)
            else:
                go_on(page)
                assert AGAIN == given(page)
                page.keyboard.press("PageDown")
                kept(page, ids(page)[ids(page).index(SLIDE) + 1])
                page.keyboard.press("PageUp")
                kept(page, SLIDE)
            chromium.kill()
        finally:
            chromium.gone()


@pytest.mark.parametrize("far", [None, 7, "gone", {"id": LATER}, "f04-d1"], ids=str)
def test_a_place_without_it_is_read_as_the_first_time(new_context: NewContext, stick: Path, far: object) -> None:
    """A place that an earlier edition kept, and one in which another page wrote nonsense, still lead to their slide."""
    context = new_context()
    page = context.new_page()
    page.goto(address(stick, "en/f04"))
    come_back(page)
    put(page, far)
    page.close()
    again = context.new_page()
    again.goto(address(stick, "en/f04"))
    go_on(again)

    assert FIRST == given(again)


def test_one_group_is_not_taken_for_the_other(new_context: NewContext, stick: Path) -> None:
    """In the same window, after a group that came to the end: a group that goes on at its first time has the first time's minutes."""
    page = new_context().new_page()
    page.goto(address(stick, "en/f04"))
    while up(page) != SLIDE:
        page.keyboard.press("PageDown")
    kept(page, SLIDE)
    page.keyboard.press("g")
    page.get_by_label("which one is this").select_option(label="B")
    page.keyboard.press("Escape")
    come_back(page)
    page.keyboard.press("g")
    page.locator("[data-last] a").filter(has_not_text="B:").click()

    assert FIRST == given(page)
    page.keyboard.press("g")
    page.locator("[data-last] a").filter(has_text="B:").click()
    assert AGAIN == given(page)


def test_who_opens_the_slides_anew_begins_anew(new_context: NewContext, stick: Path) -> None:
    """A wall that another group left open, opened at its beginning: it is the first time again; F5 and a language change nothing."""
    page = new_context().new_page()
    page.goto(address(stick, "en/f04"))
    come_back(page)
    page.reload()
    assert AGAIN == given(page)
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    page.wait_for_function("() => typeof Deck !== 'undefined' && Deck.fitted")
    assert AGAIN == given(page)
    page.goto("about:blank")
    page.goto(address(stick, "en/f04"))
    page.locator("[data-resume] button").click()
    while up(page) != SLIDE:
        page.keyboard.press("PageDown")

    assert FIRST == given(page)


@pytest.mark.parametrize("wall_before", [False, True], ids=["a new wall", "an open wall"])
def test_the_evenings_page_says_for_which_step(new_context: NewContext, stick: Path, wall_before: bool) -> None:
    """Its button of the later step brings the later step's minutes, also when no slide after it was up in this window."""
    page = staff(new_context().new_page(), stick, "tonight")
    first, again = (page.locator(f"li.step:has(a.wall[href*='#{SLIDE}']) a.wall").nth(number) for number in (0, 1))
    with page.expect_popup() as opened:
        (first if wall_before else again).click()
    wall = opened.value
    wall.wait_for_function("() => typeof Deck !== 'undefined' && Deck.fitted")
    if wall_before:
        assert FIRST == given(wall)
        again.click()
        wall.wait_for_function("slide => Deck.far() >= Deck.indexOf(slide)", arg=LATER)
    assert SLIDE == up(wall)
    assert AGAIN == given(wall)
    kept(wall, SLIDE)
    assert [LATER] == [place["far"] for place in places(wall)]
    first.click()  # pressed by mistake, and taken back: the first step has its own minutes again
    wall.wait_for_function("slide => Deck.far() === Deck.indexOf(slide)", arg=SLIDE)

    assert FIRST == given(wall)


def test_the_notes_hear_it_and_say_it(new_context: NewContext, stick: Path) -> None:
    """Notes that are opened after a power cut name the later step; a wall that they open anew has its minutes."""
    context = new_context()
    wall = context.new_page()
    wall.goto(address(stick, "en/f04"))
    come_back(wall)
    notes = staff(context.new_page(), stick, "notes")
    expect(notes.locator("article.up")).to_have_attribute("id", SLIDE)
    expect(notes.locator("article.up .segment:visible")).to_contain_text("25 min")
    wall.close()
    with context.expect_page() as opened:
        notes.get_by_role("button", name="Open the slides").click()
    again = opened.value
    again.wait_for_function("() => typeof Deck !== 'undefined' && Deck.fitted")

    assert SLIDE == up(again)
    assert AGAIN == given(again)


def test_without_a_script_the_button_still_leads_to_the_slide(new_context: NewContext, stick: Path) -> None:
    """The later step's address names a place on the page."""
    page = new_context(java_script_enabled=False).new_page()
    staff(page, stick, "tonight")
    addresses = page.locator("a.wall").evaluate_all("all => all.map(link => link.hash.slice(1))")
    page.goto(address(stick, "en/f04"))

    assert addresses
    assert [] == [name for name in addresses if page.locator(f"[id='{name}']").count() != 1]
