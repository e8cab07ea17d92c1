"""Nothing is lost silently, and nothing is kept that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from handrail.markdown.activities import render_worksheet
from tests.browser.activities.conftest import MakePage, document, ten_kinds, write_library
from tests.browser.activities.store import NOTHING, everything, in_tab, is_mine, records, saved
from tests.browser.conftest import NewContext, Watch


def test_nothing_is_kept_before_anyone_types(page: Page, make_page: MakePage) -> None:
    """Reading a page leaves nothing in the browser."""
    page.goto(make_page())
    expect(page.get_by_text("Whose device is this?")).to_be_visible()

    assert everything(page) == NOTHING


def test_unanswered_words_stay_in_the_tab(page: Page, make_page: MakePage) -> None:
    """Until the question is answered, words survive a reload of this tab and are in no database and no other tab."""
    address = make_page()
    page.goto(address)
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    assert [] == everything(page)["databases"]

    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")

    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_text("Whose device is this?")).to_be_visible()
    expect(other.get_by_label("One good thing")).to_have_value("")


def test_my_device_keeps_every_kind(page: Page, make_page: MakePage) -> None:
    """On one's own device every kind of field is there again after a reload, as one record per answer."""
    page.goto(make_page())
    is_mine(page)
    page.locator("#a-number-0").check()
    page.get_by_label("A walk").check()
    page.locator("[data-field=ticks]").get_by_label("Something else, in your words").fill("a nap")
    page.get_by_role("radio", name="At work").check()
    page.get_by_label("One good thing").fill("tea")
    page.get_by_label("What happened?").fill("one\ntwo\n\nthree")
    entries = page.locator("[data-field=entries]")
    entries.get_by_label("When").fill("Friday")
    entries.get_by_role("button", name="Add another").click()
    entries.get_by_label("When").nth(1).fill("Sunday")
    entries.locator("[data-row]").nth(1).get_by_label("10, strongest ever").check()
    plan = page.locator("[data-field=plan]")
    plan.get_by_label("If").fill("it rains")
    plan.get_by_label("then I will").fill("take the bus")
    people = page.locator("[data-field=people]")
    people.get_by_label("Name or initials").fill("Mo")
    people.get_by_label("Phone").fill("+1 555 0100")
    page.get_by_role("group", name="Sunday").get_by_label("Night").fill("early bed")
    page.locator("[data-field=clock]").get_by_role("button", name="Start").click()
    saved(page)

    want = {
        "number": 0,
        "ticks": {"chosen": ["walk"], "other": "a nap", "none": False},
        "one": "work",
        "word": "tea",
        "story": "one\ntwo\n\nthree",
        "entries": [{"when": "Friday"}, {"when": "Sunday", "strength": 10}],
        "plan": [{"if": "it rains", "then": "take the bus"}],
        "people": [{"name": "Mo", "phone": "+1 555 0100", "for": ""}],
        "week": {"sun": {"night": "early bed"}},
        "clock": {"minutes": 1},
        "": {"state": "started"},
    }
    kept = records(page)
    assert want == {field: record["value"] for field, record in kept.items()}
    kinds = {field.id: field for field in ten_kinds().fields}
    assert all(kinds[name].touched(value) for name, value in want.items() if name)

    page.reload()
    saved(page)
    expect(page.locator("#a-number-0")).to_be_checked()
    expect(page.get_by_label("A walk")).to_be_checked()
    expect(page.get_by_role("radio", name="At work")).to_be_checked()
    expect(page.get_by_label("What happened?")).to_have_value("one\ntwo\n\nthree")
    expect(entries.locator("[data-row]")).to_have_count(2)
    expect(entries.get_by_label("When").nth(1)).to_have_value("Sunday")
    expect(entries.locator("[data-row]").nth(1).get_by_label("10, strongest ever")).to_be_checked()
    expect(plan.get_by_label("then I will")).to_have_value("take the bus")
    expect(people.get_by_role("link", name="Call Mo")).to_have_attribute("href", "tel:+15550100")
    expect(page.get_by_role("group", name="Sunday").get_by_label("Night")).to_have_value("early bed")
    expect(page.locator("details.hr-example")).not_to_have_attribute("open", "")  # the first entry closed it
    assert kept == records(page)


def test_what_the_tab_had_moves_to_my_device(page: Page, make_page: MakePage) -> None:
    """Words typed before the answer are moved, not copied."""
    page.goto(make_page())
    page.get_by_label("One good thing").fill("tea")
    is_mine(page)
    saved(page)

    assert "tea" == records(page)["word"]["value"]
    assert [] == everything(page)["session"]


def test_shared_device_keeps_nothing(page: Page, make_page: MakePage) -> None:
    """On a shared device nothing but that answer is anywhere, and a reload forgets the words."""
    page.goto(make_page())
    page.get_by_label("One good thing").fill("tea")
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    expect(page.get_by_text("This device is shared: nothing is kept.")).to_be_visible()
    page.get_by_label("What happened?").fill("secret words")
    in_tab(page)
    expect(page.get_by_label("One good thing")).to_have_value("tea")

    assert NOTHING | {"session": [["hr-sheets-device", "shared"]]} == everything(page)
    page.reload()
    expect(page.get_by_text("This device is shared: nothing is kept.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("")


def test_field_that_is_never_kept(page: Page, make_page: MakePage) -> None:
    """The words of such a field live in the tab's memory only, on one's own device too."""
    page.goto(make_page())
    page.get_by_label("Something that only this tab may know").fill("canary")
    in_tab(page)
    assert "canary" not in str(everything(page))
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)

    assert {"word", ""} == set(records(page))
    assert "canary" not in str(everything(page))
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    expect(page.get_by_label("Something that only this tab may know")).to_have_value("")


def test_saved_while_typing_goes_on(page: Page, make_page: MakePage) -> None:
    """A person who never pauses is saved all the same: the wait counts from the first unsaved key."""
    page.goto(make_page())
    is_mine(page)
    page.evaluate("""() => {
        const box = document.querySelector("#a-story");
        window.typing = setInterval(() => { box.value += "x"; box.dispatchEvent(new Event("input", { bubbles: true })); }, 50);
    }""")
    page.wait_for_function("""async () => {
        const store = await HR.DeviceStore.open("", false);
        return (await store.read("s90-w1")).get("story")?.revision >= 2;
    }""")
    page.evaluate("clearInterval(window.typing)")


def test_leaving_the_page_saves(page: Page, make_page: MakePage) -> None:
    """What was typed just before the tab is left is saved on the way out."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("last words")
    page.goto("about:blank")
    page.goto(address)

    expect(page.get_by_label("One good thing")).to_have_value("last words")


def test_saved_is_said_only_after_read_back(page: Page, make_page: MakePage) -> None:
    """A database that swallows a write is caught: the page says that it could not keep the words."""
    page.add_init_script("""
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            return this.name === "answers" && window.swallow ? this.get("nothing") : put.call(this, value, key);
        };""")
    page.goto(make_page())
    is_mine(page)
    page.evaluate("window.swallow = true")
    page.get_by_label("One good thing").fill("tea")

    expect(page.get_by_role("alert").get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    expect(page.get_by_text("Saved on this device.")).to_have_count(0)
    page.evaluate("window.swallow = false")  # and when it works again, it is saved
    saved(page)
    expect(page.get_by_role("alert").first).to_be_empty()
    assert "tea" == records(page)["word"]["value"]


def test_full_disk(page: Page, make_page: MakePage) -> None:
    """A full disk is told with a way out; typing goes on, and a reload of the tab still has the words."""
    page.add_init_script("""
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            const request = put.call(this, value, key);
            if (this.name === "answers") this.transaction.abort();
            return request;
        };""")
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    alert = page.get_by_role("alert")
    expect(alert.get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    with page.expect_download() as download:
        alert.get_by_role("button", name="Save as a file").click()

    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "my-sheet.txt" == download.value.suggested_filename
    assert "One good thing\ntea" in text.replace("\r\n", "\n")

    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_late_answer_of_the_database_is_no_other_tab(page: Page, make_page: MakePage) -> None:
    """When a write arrives and its reading back fails, one's own text is not shown as a copy of somebody else's."""
    page.add_init_script("""
        const get = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (key) {
            const request = get.call(this, key);
            if (window.slow && this.name === "answers" && this.transaction.mode === "readonly") this.transaction.abort();
            return request;
        };""")
    page.goto(make_page())
    is_mine(page)
    page.evaluate("window.slow = true")
    page.get_by_label("One good thing").fill("tea")
    expect(page.get_by_role("alert").get_by_text("This browser could not keep what you wrote.")).to_be_visible()
    assert "tea" == records(page)["word"]["value"]
    page.evaluate("window.slow = false")
    page.get_by_label("One good thing").fill("milk")
    saved(page)

    assert ("milk", []) == (records(page)["word"]["value"], records(page)["word"]["kept"])
    expect(page.get_by_role("group", name="A kept copy")).to_have_count(0)


def hold_the_script(page: Page) -> list[Route]:
    """Let the library arrive only when the test says so, as on a slow line; return where its requests wait."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/handrail.js", hold)
    return held


@pytest.mark.parametrize("mine", [False, True], ids=["tab", "mine"])
def test_words_typed_before_the_script_are_kept(page: Page, make_page: MakePage, mine: bool) -> None:
    """Who starts before the script has arrived loses no word, and what is kept already stays beside it."""
    address = make_page()
    page.goto(address)
    if mine:
        is_mine(page)
        page.get_by_label("One good thing").fill("old")
        saved(page)
    page.goto("about:blank")
    held = hold_the_script(page)
    page.goto(address, wait_until="commit")
    page.locator("#a-word").fill("tea")
    page.locator("#a-story").fill("early words")
    page.locator("#a-number-7").check()
    page.locator('[data-field="people"] input[type="tel"]').first.fill("555 0100")
    held[0].continue_()
    (saved if mine else in_tab)(page)

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    expect(page.get_by_label("What happened?")).to_have_value("early words")
    expect(page.locator("#a-number-7")).to_be_checked()
    expect(page.locator('[data-field="people"]').get_by_label("Phone")).to_have_value("555 0100")
    page.unroute("**/handrail.js")
    page.reload()
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    expect(page.locator('[data-field="people"]').get_by_label("Phone")).to_have_value("555 0100")
    if mine:
        assert ["old"] == [one["value"] for one in records(page)["word"]["kept"]]


def test_the_browsers_own_form_states_do_not_count(page: Page, make_page: MakePage) -> None:
    """What a browser brings back by itself, at a reload, is not taken for words of this person."""
    page.goto(make_page())
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_label("One good thing").fill("secret")
    in_tab(page)
    page.reload()
    expect(page.get_by_text("This device is shared: nothing is kept.")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("")
    expect(page.locator('[data-part="status"]')).to_be_hidden()


def test_erase_reaches_a_disk_that_did_not_open(page: Page, make_page: MakePage) -> None:
    """Erase tries the database although it did not open at load; it says "erased" only when that is so."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.add_init_script("""
        const open = IDBFactory.prototype.open;
        window.shut = true;
        IDBFactory.prototype.open = function (...all) {
            if (window.shut) throw new DOMException("denied", "UnknownError");
            return open.apply(this, all);
        };""")
    page.goto(address)
    expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This browser did not erase it.")).to_be_visible()
    expect(page.get_by_text("Erased.")).to_have_count(0)

    page.evaluate("window.shut = false")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")
    expect(page.get_by_text("This browser did not erase it.")).to_have_count(0)
    assert [] == everything(page)["databases"]


def test_leaving_my_device_fails_aloud(page: Page, make_page: MakePage) -> None:
    """When the database cannot be erased, the old choice stands, the words stay, and the page says so."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("""() => {
        const remove = IDBObjectStore.prototype.delete;
        IDBObjectStore.prototype.delete = function (key) {
            const request = remove.call(this, key);
            this.transaction.abort();
            return request;
        };
    }""")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This browser did not erase it.")).to_be_visible()
    expect(page.get_by_text("This device is yours")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    page.get_by_label("One good thing").fill("tea and milk")
    saved(page)
    assert "tea and milk" == records(page)["word"]["value"]


def test_the_status_is_true_about_copies(page: Page, make_page: MakePage) -> None:
    """Where words are in the browser's store of the tab, the page says that a copy may stay; in memory it does not."""
    page.goto(make_page())
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    status = page.locator('[data-part="status"]')
    expect(status).to_have_text("Kept for this tab only. This browser may hold a copy for a while.")
    page.get_by_role("button", name="Shared, or the clinic’s").click()

    expect(status).to_have_text("Kept in this tab only, until you close it.")


def test_no_database_at_all(page: Page, make_page: MakePage, watch: Watch) -> None:
    """Where the browser refuses a database, the page says so before anyone types, and works for this tab."""
    page.add_init_script('IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };')
    page.goto(make_page())
    expect(page.get_by_text("This browser does not keep answers.")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    page.reload()

    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_from_a_file(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Opened from a file the page works, keeps nothing, and says why."""
    make_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_text("This page was opened from a file, so nothing is kept")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)

    assert [] == page.evaluate("Object.entries(sessionStorage)")
    assert [] == page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")


def test_second_tab_follows(page: Page, make_page: MakePage) -> None:
    """A tab that is only read follows the one that is written in."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_text("This device is yours")).to_be_visible()
    page.get_by_label("One good thing").fill("tea")

    expect(other.get_by_label("One good thing")).to_have_value("tea")


def test_two_tabs_keep_both_texts(page: Page, make_page: MakePage) -> None:
    """Two texts over the same revision are both kept, shown in both tabs, and settled by the person alone."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("first")
    saved(page)
    other = page.context.new_page()
    other.add_init_script("window.BroadcastChannel = undefined")  # the harder case: it hears of nothing
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value("first")
    page.get_by_label("One good thing").fill("from one tab")
    saved(page)
    other.evaluate("document.querySelector('#a-word').value = 'from the other'")
    other.evaluate("document.querySelector('#a-word').dispatchEvent(new Event('input', { bubbles: true }))")

    copy = other.get_by_role("group", name="A kept copy")
    expect(copy).to_contain_text("from one tab")
    assert "from the other" == records(page)["word"]["value"]
    assert ["from one tab"] == [one["value"] for one in records(page)["word"]["kept"]]

    copy.get_by_role("button", name="Use this one").click()
    expect(other.get_by_label("One good thing")).to_have_value("from one tab")
    expect(copy).to_contain_text("from the other")
    saved(other)
    copy.get_by_role("button", name="Remove this copy").click()
    expect(copy).to_have_count(0)
    saved(other)
    assert ("from one tab", []) == (records(page)["word"]["value"], records(page)["word"]["kept"])


def test_choosing_in_one_tab_moves_the_words_of_another(page: Page, make_page: MakePage) -> None:
    """Two tabs with different words, and one says "mine": both words are on the device afterwards."""
    address = make_page()
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    page.get_by_label("One good thing").fill("here")
    other.get_by_label("One good thing").fill("there")
    in_tab(page)
    in_tab(other)
    is_mine(page)
    expect(other.get_by_text("This device is yours")).to_be_visible()
    expect(other.get_by_role("group", name="A kept copy")).to_have_count(1)

    record = records(page)["word"]
    assert {"here", "there"} == {record["value"], *(one["value"] for one in record["kept"])}


def test_erase_leaves_nothing(page: Page, make_page: MakePage) -> None:
    """Two steps erase everything, in every tab, and ask whose device it is again."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.locator("#a-number-7").check()
    saved(page)
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value("tea")
    page.bring_to_front()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Keep my answers", exact=True).click()
    assert "tea" == records(page)["word"]["value"]
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")

    expect(other.get_by_label("One good thing")).to_have_value("")
    for tab in (page, other):
        expect(tab.get_by_label("One good thing")).to_have_value("")
        expect(tab.locator("#a-number-7")).not_to_be_checked()
        expect(tab.get_by_text("Whose device is this?")).to_be_visible()
        assert everything(tab) == NOTHING


def test_leaving_my_device_asks_first(page: Page, make_page: MakePage) -> None:
    """Changing from one's own device to a shared one erases what is kept, in a second step, and not the page."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    assert "tea" == records(page)["word"]["value"]
    page.get_by_role("button", name="Keep my answers", exact=True).click()
    expect(page.get_by_text("This device is yours")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("This device is shared: nothing is kept.")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("tea")
    assert [] == everything(page)["databases"]


def test_cleared_behind_our_back(page: Page, make_page: MakePage) -> None:
    """When the browser clears the database under an open page, the words stay on the page and it stops saying "saved"."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.evaluate("""() => new Promise((resolve) => {
        const request = indexedDB.deleteDatabase("hr-sheets"); request.onsuccess = request.onerror = resolve; })""")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    in_tab(page)
    expect(page.get_by_label("One good thing")).to_have_value("tea")


def test_answer_stays_with_its_words(page: Page, make_page: MakePage) -> None:
    """After an update the answer is there with the words it was given to, and options that are gone are not lost."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.get_by_label("A walk").check()
    page.get_by_label("Sleep").check()
    saved(page)
    old = ten_kinds()
    fields = [
        field.model_copy(update={"ask": "One kind thing"}) if field.id == "word"
        else field.model_copy(update={"options": {"sleep": "Sleep", "food": "Food"}}) if field.id == "ticks"
        else field
        for field in old.fields
    ]  # fmt: skip
    page.goto(make_page(sheet=ten_kinds(fields=fields, example=None)))
    expect(page.get_by_label("One kind thing")).to_have_value("tea")
    expect(page.get_by_text("You answered this when the words were: “One good thing”")).to_be_visible()
    page.get_by_label("Food").check()
    saved(page)

    assert {"walk", "sleep", "food"} == set(records(page)["ticks"]["value"]["chosen"])


def test_two_programs_on_one_address(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Answers of one scope are neither seen nor erased from another."""
    address = make_page()
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    (tmp_path / "other.html").write_text(text.replace('data-scope=""', 'data-scope="p2"'), encoding="utf-8")
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.goto(address.replace("index", "other"))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    expect(page.get_by_label("One good thing")).to_have_value("")
    is_mine(page)
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=live]")).to_contain_text("Erased.")

    assert "tea" == records(page)["word"]["value"]


CANARY = "zebrafinch"
ATTACK = f"{CANARY}</script><img src=x onerror=window.pwned=1>{{{{7*7}}}}\"'><svg onload=window.pwned=1>"


def test_hostile_words_are_words(page: Page, make_page: MakePage, watch: Watch) -> None:
    """What looks like markup stays text wherever it goes: fields, kept copies, print, file; and no word leaves the page."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.evaluate("window.print = () => { dispatchEvent(new Event('beforeprint')); }")
    for box in page.locator("input[type=text]:visible, input[type=tel]:visible, textarea:visible").all():
        box.fill(ATTACK)
    saved(page)
    other = page.context.new_page()
    other.add_init_script("window.BroadcastChannel = undefined")
    other.goto(address)
    expect(other.get_by_label("One good thing")).to_have_value(ATTACK)
    page.get_by_label("One good thing").fill("1" + ATTACK)
    saved(page)
    other.evaluate("const b = document.querySelector('#a-word'); b.value = '2'; b.dispatchEvent(new Event('input', { bubbles: true }))")
    expect(other.get_by_role("group", name="A kept copy")).to_contain_text(ATTACK)
    people = page.locator("[data-field=people]")
    people.get_by_label("Phone").fill("javascript:alert(1)//555")
    assert "tel:1555" == people.get_by_role("link").get_attribute("href").replace("(", "").replace(")", "")
    page.get_by_role("button", name="Print this sheet").click()
    expect(page.locator(".hr-mirror").first).to_contain_text("<img")
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert 0 == page.locator(".hr-mirror").count()
    for tab in (page, other):
        assert tab.evaluate("window.pwned") is None
        assert 0 == tab.locator("hr-worksheet img").count()
        assert CANARY not in tab.url + tab.title()
    assert [] == [line for line in watch.requests if CANARY in line and not line.startswith("GET blob:")]
    assert [] == [line for line in watch.said if CANARY in line]
    assert {"GET"} == {line.split(" ")[0] for line in watch.requests}


_TYPE = """(units) => {
    const box = document.querySelector("#a-story");
    box.value = units.map((unit) => String.fromCharCode(unit)).join("");
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.mark.parametrize(
    "text",
    ["x" * 200_000, "👩‍👩‍👧‍👦🏳️‍🌈" * 500, "مرحبا شكرا " * 200, "\ud83d", "a\u0000b\u2028c"],
    ids=["long", "emoji", "rtl", "half", "odd"],
)
def test_any_text(page: Page, make_page: MakePage, text: str) -> None:
    """Long, joined, right-to-left and broken text comes back as it was."""
    page.goto(make_page())
    is_mine(page)
    page.evaluate(_TYPE, [unit for char in text for unit in utf16(char)])
    saved(page)
    before = page.evaluate("document.querySelector('#a-story').value")
    page.reload()
    saved(page)

    assert page.evaluate("(before) => document.querySelector('#a-story').value === before", before)


def utf16(char: str) -> list[int]:
    """Return the UTF-16 code units of a character, lone surrogates too."""
    raw = char.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]


def test_two_instances_on_one_page(page: Page, make_page: MakePage, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    """One sheet twice on a page has no id twice, and both show the same answers."""
    body = "".join(render_worksheet(ten_kinds(), language="en", surface="screen", prefix=prefix, module_id="s90") for prefix in ("a", "b"))
    write_library(tmp_path)
    (tmp_path / "twice.html").write_text(document(body), encoding="utf-8")
    page.goto(f"{serve(tmp_path)}/twice.html")
    page.locator("#a [data-choose=mine]").click()
    expect(page.locator("#b").get_by_text("This device is yours")).to_be_visible()
    page.locator("#a-word").fill("tea")

    expect(page.locator("#b-word")).to_have_value("tea")
    page.locator("#b [data-field=plan] [data-add]").click()
    page.locator("#a [data-field=plan] [data-add]").click()
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (node) => node.id)")
    assert len(ids) == len(set(ids))


def test_another_profile_knows_nothing(new_context: NewContext, make_page: MakePage) -> None:
    """Answers are on one device, in one browser."""
    address = make_page()
    mine = new_context().new_page()
    mine.goto(address)
    is_mine(mine)
    mine.get_by_label("One good thing").fill("tea")
    saved(mine)
    other = new_context().new_page()
    other.goto(address)

    expect(other.get_by_label("One good thing")).to_have_value("")
