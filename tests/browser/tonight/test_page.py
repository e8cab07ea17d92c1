"""Tonight in a real Chromium, from file:// as on a facilitator's laptop: the screen, the sheet, the names, the start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail.curriculum import Curriculum
from handrail.outputs.shared.tonight import start_page
from tests.browser.conftest import NewContext, Watch
from tests.browser.tonight.evening import EVENING, KEPT

SCREENS = [(1366, 768), (820, 1180), (390, 844), (320, 640)]

LOWEST = """wanted => {
  const bottoms = [...document.querySelectorAll('.screen :is(' + wanted + ')')].filter(node => node.checkVisibility())
    .map(node => Math.round(node.getBoundingClientRect().bottom + scrollY));
  const walk = document.createTreeWalker(document.querySelector('.screen'), NodeFilter.SHOW_TEXT);
  let least = 99;
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && node.checkVisibility()) least = Math.min(least, parseFloat(getComputedStyle(node).fontSize));
  }
  return [Math.max(0, ...bottoms), least];
}"""
"""Where the lowest of some parts of the screen ends, and the smallest letters that show, in pixels."""


def test_the_first_screen_holds_what_is_needed_three_minutes_before(tonight: Page) -> None:
    """At 1366 by 768, every part's heading, the whole plan and the button that starts the clock are seen without scrolling."""
    seen = tonight.evaluate(
        "() => [...document.querySelectorAll('.screen :is(h1, h2, .step, .questions li, .before .say, [data-do=start])')]"
        ".filter(node => node.checkVisibility()).map(node => [node.textContent.trim().slice(0, 30), node.getBoundingClientRect().bottom])"
    )
    assert len(seen) > 18
    assert [] == [one for one in seen if one[1] > 768]


def test_every_session_is_one_screen(every_session: dict[str, Path], page: Page) -> None:
    """At 1366 by 768 nothing of any session is below the screen, and no letter is smaller than 14 pixels.

    In a browser with its bars (1366 by 650) the clock, the whole plan, the safety list and the questions are on the first screen.
    """
    below: dict[str, object] = {}
    small: dict[str, object] = {}
    for name, path in every_session.items():
        for height, wanted in ((768, "footer"), (650, "[data-clock], .step, .sum, .checks, .questions li")):
            page.set_viewport_size({"width": 1366, "height": height})
            page.goto(path.as_uri())
            low, least = page.evaluate(LOWEST, wanted)
            if low > height:
                below[f"{name} at {height}"] = low
            if least < 14:
                small[name] = least
    assert {} == below
    assert {} == small


def test_a_long_safety_list_is_folded_and_opens_by_a_key(every_session: dict[str, Path], page: Page, new_context: NewContext) -> None:
    """The longest list keeps each line's first sentence, and the words for an emergency, in sight; Enter opens the rest.

    Without scripts, and where the screen has room, nothing is folded.
    """
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(every_session["en/s23"].as_uri())
    expect(page.get_by_text("give naloxone at once").first).to_be_visible()
    rest = page.locator(".checks").get_by_text("Otherwise ask a trained colleague")
    expect(rest).to_be_hidden()
    page.locator(".checks summary").first.focus()
    page.keyboard.press("Enter")
    expect(rest).to_be_visible()
    for context in (new_context(java_script_enabled=False), new_context(viewport={"width": 1366, "height": 1100})):
        other = context.new_page()
        other.goto(every_session["en/s23"].as_uri())
        expect(other.locator(".checks").get_by_text("Otherwise ask a trained colleague")).to_be_visible()
        expect(other.locator(".checks summary")).to_have_count(0)


def test_a_press_copies_the_note(new_context: NewContext, built: Path) -> None:
    """The chart phrase is selected and copied; the page says so."""
    page = new_context(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1366, "height": 600}).new_page()
    page.goto((built / "en" / "s04-tonight.html").as_uri())
    page.get_by_role("button", name="Copy the note").click()
    expect(page.locator("[data-after]")).to_contain_text("Copied.")
    expect(page.locator("[data-after]")).to_be_in_viewport(ratio=1)
    assert str(page.evaluate("getSelection().toString()")).startswith("Psychoeducation and skills practice")
    assert str(page.evaluate("navigator.clipboard.readText()")).startswith("Psychoeducation and skills practice")


def test_the_start_page_knows_tonights_session(page: Page, built: Path) -> None:
    """By the round's first day, the days of the group and the computer's clock; any other week by choice."""
    page.clock.install(time=EVENING)
    page.goto((built / "index.html").as_uri())
    expect(page.locator("[data-says]")).to_contain_text("Wednesday, November 25")
    tonight = page.locator("[data-chosen] .is-today")
    expect(tonight).to_contain_text("Today, Wed B")
    expect(tonight).to_contain_text("s05")
    page.get_by_label("Week of the wheel").select_option(index=2)
    expect(page.locator("[data-chosen]")).to_contain_text("Overdose")
    expect(page.locator("[data-chosen] .is-today")).to_have_count(0)
    page.locator("[data-chosen] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overdose")


def test_the_chosen_week_is_there_the_next_evening(page: Page, curriculum: Curriculum, tmp_path: Path) -> None:
    """Where no day says when the round began, the page opens with the week that was chosen last: a number, and nothing else, is kept."""
    start = tmp_path / "index.html"
    start.write_text(start_page(curriculum, "en"), encoding="utf-8")
    page.goto(start.as_uri())
    page.get_by_label("Week of the wheel").select_option(index=2)
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 1")
    assert [2] == [value for _key, value in page.evaluate(KEPT)]
    page.reload()
    expect(page.get_by_label("Week of the wheel")).to_have_value("2")
    expect(page.locator("[data-chosen] h3")).to_contain_text("Week 3")


@pytest.mark.parametrize(("day", "told"), [((2026, 11, 26), "no day of the group"), ((2026, 11, 1), "before the round begins")])
def test_a_day_without_a_group_is_told(page: Page, built: Path, day: tuple[int, int, int], told: str) -> None:
    """Nothing is claimed for a day on which the group does not meet, or before the round."""
    page.clock.install(time=dt.datetime(*day, 12))  # noqa: DTZ001 - as above
    page.goto((built / "index.html").as_uri())
    expect(page.locator("[data-says]")).to_contain_text(told)
    expect(page.locator(".is-today")).to_have_count(0)


def test_a_slide_button_puts_that_slide_on_the_wall(tonight: Page) -> None:
    """It opens the deck in the window of the wall; the next one moves that same window."""
    with tonight.expect_popup() as opened:
        tonight.locator("#s04-g2 .wall").click()
    wall = opened.value
    expect(wall.locator("#s04-d2-h")).to_be_in_viewport()
    tonight.locator("#s04-g6 .wall").click()
    wall.wait_for_url("**/s04.html#s04-d7")
    expect(wall.locator("#s04-d7-h")).to_be_in_viewport()
    assert 2 == len(tonight.context.pages)


def test_names_are_on_paper_and_on_no_screen(page: Page, built: Path) -> None:
    """The sheet with names shows a screen without any; print shows them, on one page."""
    page.goto((built / "private" / "en" / "s04.html").as_uri())
    assert "Zebulon" not in page.locator("body").inner_text()
    expect(page.get_by_role("button", name="Print this")).to_be_visible()
    page.emulate_media(media="print")
    assert "Zebulon Quill" in page.locator("body").inner_text()
    expect(page.get_by_role("button", name="Print this")).to_be_hidden()


def test_without_scripts_everything_is_read_and_printed(new_context: NewContext, built: Path) -> None:
    """No clock is promised; the steps unfold by themselves, and the sheet prints."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto((built / "en" / "s04-tonight.html").as_uri())
    expect(page.locator(".now")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator("#s04-g3 summary").first.click()
    expect(page.locator("#s04-g3 .say")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".screen")).to_be_hidden()
    page.goto((built / "index.html").as_uri())
    expect(page.get_by_role("link", name="s07")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_within_reach_of_everybody(
    new_context: NewContext, built: Path, axe: Callable[[Page], None], watch: Watch, scheme: Any
) -> None:
    """Nothing is found by axe, at any size, idle and running, and nothing runs over the edge; no request leaves."""
    page = new_context(color_scheme=scheme).new_page()
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        for name in ("en/s04-tonight.html", "index.html", "private/en/s04.html", "es/s07-tonight.html"):
            page.goto((built / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
            if width == 320:
                axe(page)
    page.goto((built / "en" / "s04-tonight.html").as_uri())
    page.get_by_role("button", name="Start the clock").click()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    assert all(line.startswith("GET file://") for line in watch.requests)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_the_weeks_fits_a_narrow_phone(page: Page, curriculum: Curriculum, tmp_path: Path, language: str) -> None:
    """With the whole round behind it, the page that leads to tonight does not scroll sideways at 320 px."""
    path = tmp_path / "index.html"
    path.write_text(start_page(curriculum, language), encoding="utf-8")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path.as_uri())
    expect(page.locator("[data-week] option")).not_to_have_count(0)

    assert 320 == page.evaluate("document.documentElement.scrollWidth")


def test_each_sheet_is_one_page_on_a4_and_on_letter(page: Page, every_session: dict[str, Path]) -> None:
    """Measured for every session in every language, in the wide font of a plain Linux."""
    page.emulate_media(media="print")
    found = {}
    for session, path in every_session.items():
        page.goto(path.as_uri())
        for name, width, height in (("A4", 210, 297), ("Letter", 215.9, 279.4)):
            page.set_viewport_size({"width": int((width - 22) / 25.4 * 96), "height": 900})
            tall = page.evaluate("document.querySelector('.sheet').getBoundingClientRect().height") / 96 * 25.4
            found[f"{session} {name}"] = tall / (height - 18)
    assert {} == {name: share for name, share in found.items() if share > 0.995}


def test_blocks_that_may_stand_anywhere_fill_the_shortest_column(new_context: NewContext, built: Path) -> None:
    """On a laptop a long page becomes shorter than it is on a screen that has room for all of it; every block is still there, once."""
    address = (built / "en" / "f04-tonight.html").as_uri()
    found = []
    for height in (2000, 768):
        page = new_context(viewport={"width": 1366, "height": height}).new_page()
        page.goto(address)
        blocks = sorted(page.locator("[data-anywhere]").all_text_contents())
        board = page.locator(".board").bounding_box()
        assert board is not None
        found.append((board["height"], [" ".join(words.split()) for words in blocks]))

    assert found[1][0] < found[0][0] - 30
    assert found[1][1] == found[0][1]
    assert len(found[1][1]) >= 4
