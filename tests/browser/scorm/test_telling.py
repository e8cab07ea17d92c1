"""What a learning system is told by a package's page: two values, at each step, and nothing that was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.activities.crash import Chromium
from tests.browser.activities.store import records
from tests.browser.activities.test_canary import CANARY, TYPE
from tests.browser.conftest import Watch
from tests.browser.scorm.conftest import Open
from tests.browser.scorm.host import Host, calls, session

READ = "You have been through this lesson."
BOX = "hr-worksheet textarea:visible, hr-worksheet input[type=text]:visible"
SHEET_DONE = "Done. You can still change what you wrote."


def test_a_session_from_first_look_to_done(page: Page, enter: Open, host: Host) -> None:
    """Opened is incomplete; lesson and sheet done is completed, without the check; undo is incomplete; each step is committed."""
    frame = enter(page)
    assert {"lesson_status": "incomplete", "lesson_location": ""} == host.kept
    expect(frame.get_by_text("0 of 2 parts done")).to_be_visible()
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(READ)).to_be_visible()
    assert {"lesson_status": "incomplete", "lesson_location": "s10"} == host.kept
    frame.get_by_role("button", name="Talked it through").click()
    expect(frame.get_by_text("2 of 2 parts done")).to_be_visible()
    assert {"lesson_status": "completed", "lesson_location": "s10,s10-w1"} == host.kept
    for question in frame.locator("[data-question]").all():
        question.locator("input").first.check()
    expect(frame.locator("hr-check [data-part=finished]")).to_be_visible()
    assert {"lesson_status": "completed", "lesson_location": "s10,s10-c1,s10-w1"} == host.kept
    frame.locator("hr-check").get_by_role("button", name="Undo: not done yet").click()
    assert {"lesson_status": "completed", "lesson_location": "s10,s10-w1"} == host.kept
    frame.locator("hr-worksheet").get_by_role("button", name="Undo: not done yet").click()
    expect(frame.get_by_text("1 of 2 parts done")).to_be_visible()
    assert {"lesson_status": "incomplete", "lesson_location": "s10"} == host.kept


def test_two_values_and_nothing_else(page: Page, enter: Open, host: Host) -> None:
    """Every call of a whole session: what is read, what is written, and never passed, failed, browsed, a score or suspend_data."""
    frame = enter(page)
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_role("button", name="Talked it through").click()
    frame.get_by_text(SHEET_DONE).wait_for()
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("window.calls.some(([name]) => name === 'LMSFinish')")
    seen = calls(page)

    assert ["LMSInitialize", "", "true"] == seen[0]
    assert ["LMSCommit", "LMSFinish"] == [name for name, *_ in seen[-2:]]
    assert "true" == seen[-1][-1]
    assert {"cmi.core.student_id", "cmi.core.lesson_mode", "cmi.core.lesson_status", "cmi.core.lesson_location"} == {
        name for call, name, *_ in seen if call == "LMSGetValue"
    }
    assert [
        ("cmi.core.lesson_status", "incomplete"),
        ("cmi.core.exit", "suspend"),
        ("cmi.core.lesson_location", "s10"),
        ("cmi.core.lesson_location", "s10,s10-w1"),
        ("cmi.core.lesson_status", "completed"),
        ("cmi.core.exit", "suspend"),  # once more, when it is left
    ] == [(name, value) for call, name, value, *_ in seen if call == "LMSSetValue"]
    assert {"LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"} == {call for call, *_ in seen}
    assert {"lesson_status": "completed", "lesson_location": "s10,s10-w1"} == host.kept


@pytest.mark.parametrize("choice", ["mine", "unset", "shared"])
def test_a_word_goes_nowhere(page: Page, enter: Open, host: Host, watch: Watch, choice: str) -> None:
    """A word typed into every field is in no call, no commit and no request, and the learner's number is in no store."""
    frame = enter(page, "s29/s29.html")
    if choice == "mine":
        frame.get_by_role("button", name="It is mine").first.click()
        frame.get_by_text("This device is yours").first.wait_for()
    elif choice == "shared":
        frame.locator("[data-choose=shared]").first.click()
    frame.evaluate(TYPE, CANARY)
    frame.locator(f'[data-part="status"][data-state="{"saved" if choice == "mine" else "tab"}"]').first.wait_for()
    for sheet in frame.locator("hr-worksheet").all():
        sheet.get_by_role("button", name="Did it on paper").click()
        sheet.get_by_text(SHEET_DONE).wait_for()  # what was typed into it may still have been on its way to the disk
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()
    assert "completed" == host.kept["lesson_status"]
    stores = str(frame.evaluate("[Object.entries(localStorage), Object.entries(sessionStorage)]")) + str(list(records(page).values()))
    seen = str(calls(page))
    page.goto("about:blank")

    assert CANARY not in seen
    assert [] == [line for line in [*host.commits, *watch.requests, *watch.said] if CANARY in line]
    assert (CANARY in stores) is (choice != "shared")
    assert host.learner not in stores


def test_on_return_done_is_done(page: Page, enter: Open, host: Host) -> None:
    """What the learning system kept shows as done; a status that was kept alone means all of it; opening lowers nothing."""
    host.kept = {"lesson_status": "incomplete", "lesson_location": "s10-w1,s77-w9"}
    frame = enter(page)
    expect(frame.get_by_text(SHEET_DONE)).to_be_visible()
    expect(frame.get_by_role("button", name="I have read this")).to_be_visible()
    for status in ("completed", "passed"):
        host.kept = {"lesson_status": status, "lesson_location": ""}
        frame = enter(page)
        expect(frame.get_by_text(READ)).to_be_visible()
        expect(frame.get_by_text(SHEET_DONE)).to_be_visible()
        assert status == host.kept["lesson_status"]
    frame.locator("hr-lesson-done").get_by_role("button", name="Undo: not done yet").click()
    expect(frame.get_by_text("1 of 2 parts done")).to_be_visible()
    assert {"lesson_status": "incomplete", "lesson_location": "s10-w1"} == host.kept


def test_two_people_on_one_browser(page: Page, enter: Open, host: Host) -> None:
    """Words are kept under a code of who is there: the next person finds an empty sheet, and the first one finds their words."""
    for learner, kept in (("one", ""), ("two", ""), ("one", "words of one")):
        host.learner = learner
        frame = enter(page)
        box = frame.locator(BOX).first
        frame.get_by_text("This device is yours" if kept else "Whose device is this?").first.wait_for()  # what is kept has been read
        expect(box).to_have_value(kept)
        if not kept:
            frame.get_by_role("button", name="It is mine").click()
            box.fill(f"words of {learner}")
            frame.locator('[data-part="status"][data-state="saved"]').wait_for()


@pytest.mark.xdist_group("crash")
def test_a_killed_browser_has_told(host: Host, browser: Browser, tmp_path: Path) -> None:
    """The browser is killed right after a press: the learning system has it, and the words that were called saved are there."""
    address = f"{host.address}/frame/s10/s10.html"
    first = Chromium(tmp_path, browser.browser_type)
    try:
        frame = session(first.page(address))
        frame.get_by_role("button", name="It is mine").click()
        frame.locator(BOX).first.fill("tea with Ana")
        frame.locator('[data-part="status"][data-state="saved"]').wait_for()
        frame.get_by_role("button", name="I have read this").click()
    finally:
        first.gone()
    assert {"lesson_status": "incomplete", "lesson_location": "s10"} == host.kept
    second = Chromium(tmp_path, browser.browser_type)
    try:
        frame = session(second.page(address))
        expect(frame.get_by_text(READ)).to_be_visible()
        expect(frame.locator(BOX).first).to_have_value("tea with Ana")
    finally:
        second.gone()
