"""What the page says about the device: answers that are gone, a promise not given, old databases, once a week a back-up."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from handrail.markdown.activities import render_worksheet
from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import NOTHING, everything, is_mine, records, saved
from tests.browser.conftest import NewContext

_DROP = """() => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase("hr-sheets");
  request.onsuccess = resolve;
  request.onblocked = () => {};
})"""

_OLD = """(records) => new Promise((resolve) => {
  const request = indexedDB.open("hr-sheets", %d);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("answers", { keyPath: "key" }).createIndex("place", "place");
    request.result.createObjectStore("settings");
  };
  request.onsuccess = () => {
    const transaction = request.result.transaction(["answers", "settings"], "readwrite");
    records.forEach((record) => transaction.objectStore("answers").put(record));
    transaction.objectStore("settings").put("mine", "|device");
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""


def old(field: str, value: Any, **change: Any) -> dict[str, Any]:
    """Return a record as the first version of the database held it."""
    return {
        "key": f"|s90-w1|{field}", "place": "|s90-w1", "activity": "s90-w1", "field": field, "value": value, "skip": "", "wording": "x",
        "asked": "One good thing", "language": "en", "revision": 3, "saved_at": "2026-11-03T10:00:00.000Z", "kept": [],
    } | change  # fmt: skip


def keep_something(page: Page, address: str) -> None:
    """Keep one answer."""
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.wait_for_function("localStorage.length > 0")


def test_answers_that_the_browser_cleared_are_missed(page: Page, make_page: MakePage) -> None:
    """When the database is gone and the note beside it is not, the page says since when, and offers three ways on."""
    page.clock.install(time="2026-11-03T10:00:00")
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.clock.run_for(2000)
    saved(page)
    page.goto("about:blank")
    page.goto(address.replace("index.html", "handrail.css"))
    page.evaluate(_DROP)
    page.goto(address)

    expect(page.get_by_text("Answers saved on November 3, 2026 are gone from this device.")).to_be_visible()
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("are gone from this device.")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    expect(page.get_by_text("are gone from this device.")).to_have_count(0)
    assert everything(page) == NOTHING


def test_the_note_holds_days_and_a_count(page: Page, make_page: MakePage) -> None:
    """Beside the database stand days and a number, after the first save and not before; no id and no word."""
    keep_something(page, make_page())
    notes = dict(everything(page)["local"])

    assert {"hr-sheets|"} == set(notes)
    note = json.loads(notes["hr-sheets|"])
    assert {"since", "at", "n", "backup", "asked"} >= set(note)
    assert note["n"] >= 1


def test_erasing_and_paper_are_no_loss(page: Page, make_page: MakePage) -> None:
    """Who erases, or goes over to paper, is not told of a loss."""
    address = make_page()
    keep_something(page, address)
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")
    page.reload()

    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    expect(page.get_by_text("are gone from this device.")).to_have_count(0)
    assert everything(page) == NOTHING


def test_a_back_up_is_spoken_of_once_a_week(page: Page, make_page: MakePage) -> None:
    """A week after the first save the page speaks of a back-up, then not for another week; a clock that jumps changes no word."""
    page.clock.install(time="2026-11-03T10:00:00")
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.clock.run_for(2000)
    saved(page)
    reminder = page.get_by_text("A back-up helps if this device is lost")
    expect(reminder).to_have_count(0)
    for days, shown in (("2026-11-09T10:00:00", 0), ("2026-11-10T10:00:00", 1), ("2026-11-11T10:00:00", 0), ("2026-11-17T10:00:00", 1)):
        page.goto("about:blank")  # the page of the day before must not see the clock turn: it would speak, and be gone
        page.clock.set_system_time(days)
        page.goto(address)
        expect(page.get_by_label("One good thing")).to_have_value("tea")
        expect(page.locator("[data-part=where-words]")).to_contain_text("This device is yours")
        page.wait_for_timeout(300)
        expect(reminder).to_have_count(shown)
    page.locator(".hr-notice").get_by_role("button", name="Not now").click()
    expect(reminder).to_have_count(0)
    page.clock.set_system_time("2020-01-01T10:00:00")
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_a_late_notice_pushes_the_focus_nowhere(page: Page, make_page: MakePage) -> None:
    """At the top of a page a browser holds no place: what comes above the focus when the browser has answered leaves it in sight."""
    page.add_init_script("StorageManager.prototype.persist = () => new Promise((answer) => { window.refuse = () => answer(false); });")
    page.set_viewport_size({"width": 390, "height": 2400})
    page.goto(make_page())
    is_mine(page)
    box = page.get_by_label("A walk")
    box.check()
    page.wait_for_function("Boolean(window.refuse)")
    place = box.bounding_box()
    assert place
    page.set_viewport_size({"width": 390, "height": int(place["y"] + place["height"]) + 20})
    page.evaluate("window.refuse()")
    expect(page.locator("[data-part=notices]")).to_contain_text("did not promise")

    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=0.9)  # scrolled to whole pixels


def test_persistence_is_asked_for_after_the_first_save(page: Page, make_page: MakePage) -> None:
    """The browser is asked once to keep the database, after a save; when it says no, the page says so, on the first day alone."""
    page.add_init_script("StorageManager.prototype.persist = async () => { window.asked = (window.asked || 0) + 1; return false; };")
    page.goto(make_page())
    is_mine(page)
    assert page.evaluate("window.asked") is None
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    expect(page.get_by_text("a private window forgets them when it closes")).to_be_visible()
    page.get_by_label("What happened?").fill("rain")
    saved(page)

    assert 1 == page.evaluate("window.asked")
    page.clock.install(time=page.evaluate("Date.now() + 2 * 86400000"))
    page.reload()
    page.get_by_label("What happened?").fill("rain again")
    saved(page)
    page.wait_for_function("window.asked === 1")
    expect(page.get_by_text("a private window forgets them when it closes")).to_have_count(0)


def test_inside_another_app(new_context: NewContext, make_page: MakePage) -> None:
    """A browser inside another app is named before anyone types."""
    page = new_context(user_agent="Mozilla/5.0 (Linux; Android 13; wv) Chrome/120 Mobile [FBAN/FB4A;FBAV/400]").new_page()
    page.goto(make_page())

    expect(page.get_by_text("You opened this page inside another app.")).to_be_visible()


def test_the_first_database_still_opens(page: Page, make_page: MakePage) -> None:
    """Answers that the first version kept are there, with their revision and their wording, and can be changed."""
    address = make_page()
    page.goto(address.replace("index.html", "handrail.css"))
    page.evaluate(
        _OLD % 1,
        [old("word", "tea"), old("number", 0), old("ticks", {"chosen": ["walk"], "other": "", "none": False}), old("", {"state": "done"})],
    )
    page.goto(address)

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    expect(page.locator("#a-number-0")).to_be_checked()
    expect(page.get_by_label("A walk")).to_be_checked()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.get_by_label("One good thing").fill("milk")
    saved(page)
    assert ("milk", 4) == (records(page)["word"]["value"], records(page)["word"]["revision"])


def test_a_newer_database_is_left_alone(page: Page, make_page: MakePage) -> None:
    """Pages that are older than the database say so, keep nothing, and change nothing in it."""
    address = make_page()
    page.goto(address.replace("index.html", "handrail.css"))
    page.evaluate(_OLD % 99, [old("word", "tea")])
    page.goto(address)
    expect(page.get_by_text("This device holds answers of newer pages.")).to_be_visible()
    page.get_by_label("One good thing").fill("milk")
    page.goto(address.replace("index.html", "handrail.css"))

    kept = page.evaluate("""() => new Promise((resolve) => {
        const request = indexedDB.open("hr-sheets");
        request.onsuccess = () => {
            request.result.transaction("answers").objectStore("answers").getAll().onsuccess = (event) => resolve(event.target.result);
        };
    })""")
    assert ["tea"] == [record["value"] for record in kept]


def test_answers_to_questions_that_went(page: Page, make_page: MakePage) -> None:
    """When an update takes a question away, its answer stays on the sheet under the words that it was given to."""
    address = make_page()
    keep_something(page, address)
    page.get_by_label("A walk").check()
    saved(page)
    sheet = ten_kinds()
    fields = [field for field in sheet.fields if field.id not in ("word", "ticks")]
    make_page(
        render_worksheet(
            sheet.model_copy(update={"fields": fields, "example": None}), language="en", surface="screen", prefix="a", module_id="s90"
        )
    )
    page.goto(address)
    past = page.locator('[data-part="past"]')

    expect(past).to_contain_text("Your answers to earlier questions of this sheet")
    expect(past).to_contain_text("One good thing")
    expect(past).to_contain_text("tea")
    expect(past).to_contain_text("What helped this week?")
    expect(past).to_contain_text("A walk")
    assert "tea" == records(page)["word"]["value"]
