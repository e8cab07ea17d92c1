"""The clock of Tonight in a real Chromium, with the time of day in the test's hands."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tonight.evening import KEPT, later


def test_the_clock_says_which_step_is_on_and_how_long(tonight: Page) -> None:
    """It counts by the time of day: after a jump the step, its minutes and the end are right, and its words stand open."""
    tonight.get_by_role("button", name="Start the clock").click()
    clock = tonight.locator(".running")
    expect(clock).to_contain_text("Step 1 of 7: Number on a slip")
    expect(clock).to_contain_text("2 min left")
    expect(clock).to_contain_text("Ends at 7:25")
    expect(tonight.locator("#s04-g1 .when")).to_contain_text("6:35–6:37")
    later(tonight, 9)
    expect(clock).to_contain_text("Step 3 of 7: Three minutes of watching")
    expect(clock).to_contain_text("7 min left")
    expect(tonight.locator("#s04-g3")).to_have_attribute("aria-current", "step")
    expect(tonight.locator("#s04-g3 .say")).to_be_visible()
    expect(tonight.locator("#s04-g1 .say")).to_be_hidden()
    later(tonight, 6.5)
    expect(clock).to_contain_text("less than a minute left")
    later(tonight, 60)
    expect(clock).to_contain_text("That was the last step.")
    expect(clock).to_contain_text("By the plan it ends at 7:25.")


def test_a_slide_that_was_put_up_does_not_hold_its_step_open(tonight: Page) -> None:
    """Its link has the focus for the rest of the step; the step closes with its time all the same, and words somebody is in stay open."""
    tonight.get_by_role("button", name="Start the clock").click()
    with tonight.expect_popup():
        tonight.locator("#s04-g2 a.wall").click()
    tonight.locator("#s04-g1 summary").first.focus()
    later(tonight, 3)
    expect(tonight.locator("#s04-g2 .how")).to_be_visible()
    expect(tonight.locator("#s04-g1 .how")).to_be_hidden()
    tonight.locator("#s04-g2 a.wall").focus()
    later(tonight, 6)
    expect(tonight.locator("#s04-g3 .how")).to_be_visible()
    expect(tonight.locator("#s04-g2 .how")).to_be_hidden()


def test_a_computer_whose_clock_is_set_back_loses_no_step(tonight: Page) -> None:
    """An hour back in the middle: the same step with the same minutes left, told in the new time of day; after a reload, too."""
    tonight.get_by_role("button", name="Start the clock").click()
    later(tonight, 9)
    clock = tonight.locator(".running")
    expect(clock).to_contain_text("Step 3 of 7")
    now = tonight.evaluate("() => Date.now()")
    tonight.clock.set_system_time((now - 3_600_000) / 1000)
    tonight.clock.run_for(2_000)
    expect(clock).to_contain_text("Step 3 of 7")
    expect(clock).to_contain_text("7 min left")
    expect(clock).to_contain_text("Ends at 6:25")
    tonight.evaluate(KEPT)  # waits until what was changed is written
    tonight.reload()
    expect(clock).to_contain_text("Step 3 of 7")


def test_a_group_that_is_behind_is_told_calmly_with_a_way_out(tonight: Page) -> None:
    """Who says where the group is learns by how much it is behind, when it will end, and what the short version would save."""
    tonight.get_by_role("button", name="Start the clock").click()
    tonight.get_by_role("button", name="Next step").click()
    later(tonight, 14)
    pace = tonight.locator("[data-pace]")
    expect(tonight.locator("[data-which]")).to_contain_text("Step 2 of 7")
    expect(tonight.locator("[data-left]")).to_have_text("its time is up")
    expect(pace).to_contain_text("About 6 min behind. That happens. At this pace it ends at 7:31.")
    expect(pace).to_contain_text("With the short version from the next step, at 7:08.")
    expect(tonight.locator("#s04-g3 .when")).to_contain_text("6:49–")  # what is to come moves along: no time that is over
    expect(tonight.locator("#s04-g7 .when")).to_contain_text("–7:31")
    tonight.get_by_label("25-minute version").check()
    expect(pace).to_contain_text("ends at 7:08")
    expect(tonight.locator("#s04-g5 .when")).to_contain_text("left out")
    tonight.get_by_role("button", name="Next step").click()
    tonight.get_by_role("button", name="Next step").click()
    tonight.get_by_role("button", name="Next step").click()
    expect(tonight.locator("[data-which]")).to_contain_text("Step 6 of 7")  # the one that is left out is passed over
    tonight.get_by_role("button", name="Step back").click()
    expect(tonight.locator("[data-which]")).to_contain_text("Step 4 of 7")
    tonight.locator(".set summary").click()
    tonight.get_by_role("button", name="Follow the clock again").click()
    expect(pace).to_contain_text("By the clock.")


def test_the_short_version_from_the_start_takes_twenty_five_minutes(tonight: Page) -> None:
    """The switch before the start plans the cut; its end is 25 minutes away."""
    tonight.get_by_label("25-minute version").check()
    tonight.get_by_role("button", name="Start the clock").click()
    expect(tonight.locator("[data-pace]")).to_contain_text("Ends at 7:00")
    expect(tonight.locator("#s04-g5")).to_have_class("step left-out is-out")


def test_a_late_start_is_set_right_and_an_impossible_one_refused(tonight: Page) -> None:
    """Who forgot the button sets when the session began; hours ago, or a time to come, changes nothing and says so."""
    tonight.get_by_role("button", name="Start the clock").click()
    tonight.locator(".set summary").click()
    tonight.get_by_label("The session began at").fill("18:25")
    expect(tonight.locator("[data-which]")).to_contain_text("Step 3 of 7")
    tonight.get_by_label("The session began at").fill("09:00")
    expect(tonight.locator("[data-said]")).to_have_text("That is more than four hours ago, or still to come.")
    expect(tonight.get_by_label("The session began at")).to_have_value("18:25")


@pytest.mark.parametrize("size", [(1366, 650), (390, 844)])
def test_a_press_brings_the_step_to_where_it_is_read(page: Page, built: Path, size: tuple[int, int]) -> None:
    """Each step that a press turns to is on the screen: its line below the clock, and its words as far as they go."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto((built / "es" / "f04-tonight.html").as_uri())
    page.locator("[data-do=start]").click()
    for _step in range(page.locator(".steps > .step").count()):
        top, bottom, clock, high = page.evaluate(
            "() => { const at = document.querySelector('.is-now'), box = at.getBoundingClientRect();"
            "return [box.top, box.bottom, document.querySelector('.now').getBoundingClientRect().bottom, innerHeight]; }"
        )
        assert top >= clock - 1
        assert bottom <= high + 1 or top <= clock + 12
        page.locator("[data-do=next]").click()


def test_a_step_whose_time_is_just_up_is_not_called_on_plan(tonight: Page) -> None:
    """In the first minute after a step's time, and when the clock was forgotten, what it says fits together and leads on."""
    tonight.get_by_role("button", name="Start the clock").click()
    tonight.get_by_role("button", name="Next step").click()
    later(tonight, 8.5)
    expect(tonight.locator("[data-left]")).to_have_text("its time is up")
    expect(tonight.locator("[data-pace]")).to_have_text("Ends at 7:25 by the plan.")
    expect(tonight.locator("[data-reached]")).to_have_text("Now at step 2 of 7.")
    later(tonight, 80)
    expect(tonight.locator("[data-pace]")).to_contain_text("Is the group at another step, or done?")
    tonight.locator(".set summary").click()
    tonight.get_by_role("button", name="Stop the clock").click()
    expect(tonight.locator("[data-reached]")).to_be_empty()
