"""A learning system that is missing, refuses, throws, or goes away: the person is told, nothing is lost, and it is tried again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.browser.scorm.conftest import Open
from tests.browser.scorm.host import Host, awake, calls, session
from tests.browser.scorm.test_telling import BOX, READ

NOT_YET = "We could not send “done” yet. We keep trying."
ALONE = "The learning system has not answered."
CLOSED = "The learning system takes nothing from this page right now."
UNKEPT = "This page cannot tell whose sheet this is."


@pytest.mark.parametrize("call", ["LMSCommit", "LMSSetValue"])
@pytest.mark.parametrize("fault", ["false", "throw"])
def test_what_is_refused_is_told_and_tried_again(page: Page, enter: Open, host: Host, call: str, fault: str) -> None:
    """Commit or SetValue answers "false" or throws: done stays on the page, the person reads that it is not sent, then it arrives."""
    frame = enter(page)
    page.evaluate("([call, fault]) => { window.fault = { [call]: fault }; }", [call, fault])
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(READ)).to_be_visible()
    expect(frame.locator("hr-lesson-done").get_by_text(NOT_YET)).to_be_visible()
    assert "" == host.kept["lesson_location"]
    page.evaluate("window.fault = {}")
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert "s10" == host.kept["lesson_location"]
    assert [] == page.evaluate("performance.getEntriesByType('navigation').filter((one) => one.type !== 'navigate')")


def test_a_server_that_is_down(page: Page, enter: Open, host: Host) -> None:
    """The run-time's own server answers 503: the same words, and it arrives when the server is back."""
    frame = enter(page)
    host.down = True
    frame.get_by_role("button", name="Did it on paper").click()
    expect(frame.locator("hr-worksheet").get_by_text(NOT_YET)).to_be_visible()
    host.down = False
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert {"lesson_status": "incomplete", "lesson_location": "s10-w1"} == host.kept


def test_it_goes_away_and_comes_back(page: Page, enter: Open, host: Host) -> None:
    """The API dies in the middle, and another takes its place: what was called done meanwhile is told to the new one."""
    frame = enter(page)
    page.evaluate("() => { window.API = null; window.fault = { LMSSetValue: 'throw', LMSCommit: 'throw', LMSGetValue: 'throw' }; }")
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_role("button", name="Did it on paper").click()
    expect(frame.get_by_text(NOT_YET)).to_have_count(2)
    page.evaluate("() => { window.fault = {}; window.API = window.recorder; }")
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert {"lesson_status": "completed", "lesson_location": "s10,s10-w1"} == host.kept


def test_no_learning_system_at_all(page: Page, enter: Open, host: Host, watch: Watch) -> None:
    """Without an API the page says so, works, keeps no word, and tells as soon as one appears."""
    frame = enter(page, query="?mute")
    expect(frame.get_by_text(ALONE)).to_be_visible()
    expect(frame.locator("hr-worksheet").get_by_text(UNKEPT)).to_be_visible()
    frame.locator(BOX).first.fill("zebrafinch")
    frame.locator('[data-part="status"][data-state="tab"]').wait_for()
    assert "zebrafinch" not in str(frame.evaluate("[Object.entries(localStorage), Object.entries(sessionStorage)]"))
    assert [] == frame.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(NOT_YET)).to_have_count(2)  # the sheet, which was begun, and the lesson
    page.evaluate("window.API = window.recorder")
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert {"lesson_status": "incomplete", "lesson_location": "s10"} == host.kept
    expect(frame.locator(BOX).first).to_have_value("zebrafinch")


def test_an_untold_done_survives_a_reload(page: Page, enter: Open, host: Host) -> None:
    """The tab is loaded again while the server is down: the one word is still owed, shown as done, and told later."""
    frame = enter(page)
    host.down = True
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(NOT_YET)).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks whether to leave
    page.reload()
    frame = session(page)
    expect(frame.get_by_text(READ)).to_be_visible()
    host.down = False
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert "s10" == host.kept["lesson_location"]


def test_leaving_with_something_untold_is_asked_about(page: Page, enter: Open, host: Host) -> None:
    """Who leaves while something is on its way is asked by the browser; who leaves with all told is not."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    frame = enter(page)
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()
    frame = enter(page)
    assert [] == asked
    host.down = True
    frame.get_by_role("button", name="Did it on paper").click()
    expect(frame.get_by_text(NOT_YET)).to_be_visible()
    page.goto("about:blank")
    assert ["beforeunload"] == asked


def test_the_frame_alone_is_loaded_again(page: Page, enter: Open, host: Host) -> None:
    """The run-time takes no second beginning; where it still takes values, the session goes on."""
    enter(page)
    page.evaluate("() => { const frame = document.querySelector('iframe'); frame.src = frame.src; }")
    page.wait_for_function("window.calls.filter(([name]) => name === 'LMSInitialize').length > 1")
    frame = session(page)
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()

    assert ["true", "false"] == [call[-1] for call in calls(page) if call[0] == "LMSInitialize"]
    assert "s10" == host.kept["lesson_location"]


def test_a_learning_system_that_takes_nothing(page: Page, enter: Open, host: Host) -> None:
    """It is there, and refuses to begin: the person reads what to do, and what is called done is shown as not sent."""
    host.kept = {"lesson_status": "incomplete", "lesson_location": "s10-w1"}
    frame = enter(page, query="?LMSInitialize=false&LMSSetValue=false&LMSCommit=false")
    expect(frame.get_by_text(CLOSED)).to_be_visible()
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(NOT_YET)).to_be_visible()
    assert [] == host.commits


def test_opening_is_told_when_leaving_at_the_latest(page: Page, enter: Open, host: Host) -> None:
    """A system that took nothing at the beginning hears "incomplete" before the goodbye: else it would call leaving completed."""
    enter(page, query="?LMSSetValue=false")
    assert {} == host.kept
    page.evaluate("() => { window.fault = {}; document.querySelector('iframe').src = 'about:blank'; }")
    page.wait_for_function("window.calls.some(([name]) => name === 'LMSFinish')")
    told = [call[1:3] for call in calls(page) if call[0] == "LMSSetValue" and call[-1] == "true"]

    assert [["cmi.core.lesson_status", "incomplete"], ["cmi.core.exit", "suspend"]] == told


@pytest.mark.parametrize("way", ["deep", "opener"])
def test_the_api_is_found_where_it_is(page: Page, new_context: NewContext, host: Host, way: str) -> None:
    """Two frames above, or in the window that opened this one."""
    page.goto(f"{host.address}/{way}/s10/s10.html")
    if way == "opener":
        with page.context.expect_page() as opened:
            page.get_by_role("button", name="Enter").click()
        frame = opened.value.main_frame
        awake(frame)
    else:
        page.frame_locator("iframe").frame_locator("iframe").locator('[data-lms="count"]:not(:empty)').wait_for(state="attached")
        frame = session(page)
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()
    assert "s10" == host.kept["lesson_location"]
    if way == "opener":
        opened.value.close(run_before_unload=True)
        page.wait_for_function("window.calls.some(([name]) => name === 'LMSFinish')")


def test_an_anonymous_learner(page: Page, enter: Open, host: Host) -> None:
    """A learning system that names nobody is told what is done; words stay in the tab, since nobody knows whose they are."""
    host.learner = ""
    frame = enter(page)
    expect(frame.locator("hr-worksheet").get_by_text(UNKEPT)).to_be_visible()
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()
    assert "s10" == host.kept["lesson_location"]


def test_a_preview_tells_and_keeps_nothing(page: Page, enter: Open, host: Host) -> None:
    """In the mode "browse" nothing is written, kept or sent, and the page says so."""
    host.mode = "browse"
    frame = enter(page)
    expect(frame.locator("hr-worksheet").get_by_text("This is a preview. Nothing is kept.")).to_be_visible()
    frame.get_by_role("button", name="I have read this").click()
    frame.get_by_text(READ).wait_for()

    assert [] == [call for call in calls(page) if call[0] in ("LMSSetValue", "LMSCommit")]
    assert {} == host.kept


def test_a_tablet_keeps_nothing(page: Page, enter: Open, host: Host) -> None:
    """A package of `--shared` asks nobody whose device it is, opens no store, and tells what is done all the same."""
    frame = enter(page, "tablet/s10.html")
    expect(frame.get_by_text("This is the clinic’s device: nothing is kept.")).to_be_visible()
    expect(frame.get_by_text("Whose device is this?")).to_be_hidden()
    host.down = True
    frame.locator(BOX).first.fill("zebrafinch")
    frame.locator('[data-part="status"][data-state="tab"]').wait_for()
    host.down = True
    frame.get_by_role("button", name="I have read this").click()
    expect(frame.get_by_text(NOT_YET)).to_have_count(2)
    assert [[], []] == frame.evaluate("[Object.entries(localStorage), Object.entries(sessionStorage)]")
    assert [] == frame.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    host.down = False
    expect(frame.get_by_text(NOT_YET)).to_have_count(0)
    assert "s10" == host.kept["lesson_location"]
