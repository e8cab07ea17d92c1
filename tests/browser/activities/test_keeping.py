"""Nothing is lost silently, and nothing is kept that nobody asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import NOTHING, everything, in_tab, is_mine, records, saved
from tests.browser.conftest import NewContext


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
    while not held:  # the page has asked; the test hears of it a moment later
        page.wait_for_timeout(10)
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
