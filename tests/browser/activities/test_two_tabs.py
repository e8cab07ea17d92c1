"""Two tabs, or two copies of a sheet on one page: both texts are kept, and each follows the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from handrail.markdown.activities import render_worksheet
from tests.browser.activities.conftest import MakePage, document, ten_kinds, write_library
from tests.browser.activities.store import in_tab, is_mine, records, saved


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


def test_two_instances_on_one_page(page: Page, make_page: MakePage, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    """One sheet twice on a page has no id twice, and both show the same answers."""
    body = "".join(render_worksheet(ten_kinds(), language="en", surface="screen", prefix=prefix, module_id="s90") for prefix in ("a", "b"))
    write_library(tmp_path)
    (tmp_path / "twice.html").write_text(document(body), encoding="utf-8")
    page.goto(f"{serve(tmp_path)}/twice.html")
    page.locator("#a [data-choose=mine]").click()
    page.locator("#b").scroll_into_view_if_needed()  # a sheet with a heavy kind wakes when it is looked at
    expect(page.locator("#b").get_by_text("This device is yours")).to_be_visible()
    page.locator("#a-word").fill("tea")

    expect(page.locator("#b-word")).to_have_value("tea")
    page.locator("#b [data-field=plan] [data-add]").click()
    page.locator("#a [data-field=plan] [data-add]").click()
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (node) => node.id)")
    assert len(ids) == len(set(ids))


HOLD = """(() => {
    const own = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
    window.held = null; // an array: what the database has answered, and nobody has heard yet
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", { ...own, set(hear) {
        own.set.call(this, (event) => { if (window.held) window.held.push(() => hear(event)); else hear(event); });
    } });
    window.release = () => {
        const held = window.held;
        window.held = null;
        held.forEach((hear) => hear());
    };
})()"""
"""A busy device: a tab hears its database's answers late, and in their order."""


def slow_tab(page: Page, address: str) -> Page:
    """Open a page on one's own device, and beside it a tab whose database can be held; return that one."""
    page.goto(address)
    is_mine(page)
    other = page.context.new_page()
    other.add_init_script(HOLD)
    other.goto(address)
    expect(other.get_by_text("This device is yours")).to_be_visible()
    return other


def test_of_two_late_answers_the_newer_counts(page: Page, make_page: MakePage) -> None:
    """A tab that hears of two saves before its slow disk has answered about the first shows the second."""
    other = slow_tab(page, make_page())
    other.evaluate("""() => {
        Object.assign(window, { held: [], told: 0 });
        HR.listen(({ what, field }) => { if (what === "saved" && field === "word") window.told += 1; });
    }""")
    box = page.get_by_label("One good thing")
    for number, text in enumerate(["tea", "tea with milk"], start=1):
        box.fill(text)
        saved(page)
        other.wait_for_function("(number) => window.told === number && window.held.length", arg=number)
    other.evaluate("window.release()")

    expect(other.get_by_label("One good thing")).to_have_value("tea with milk")


def test_a_late_answer_moves_nothing_under_the_finger(page: Page, make_page: MakePage) -> None:
    """Who fills in a sheet before a busy device has answered keeps the open example above it; a return finds it closed."""
    page.goto(make_page())
    is_mine(page)
    page.add_init_script(f"{HOLD}; window.held = [];")
    page.reload()
    page.get_by_label("A walk").check()
    page.wait_for_function("window.held.length >= 1")
    expect(page.locator("details.hr-example")).to_have_attribute("open", "")
    page.evaluate("window.release()")
    saved(page)

    expect(page.locator("details.hr-example")).to_have_attribute("open", "")
    page.context.new_page().goto(page.url)
    expect(page.context.pages[-1].locator("details.hr-example")).not_to_have_attribute("open", "")


def test_a_late_answer_brings_nothing_back(page: Page, make_page: MakePage) -> None:
    """Words that a slow disk was asked for before everything was erased do not come back to the screen after it."""
    other = slow_tab(page, make_page())
    other.evaluate("window.held = []")
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    other.wait_for_function("window.held.length >= 1")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(other.get_by_role("button", name="It is mine")).to_be_visible()  # it has heard
    other.evaluate("window.release()")
    other.evaluate("new Promise((resolve) => setTimeout(resolve))")

    expect(other.get_by_label("One good thing")).to_have_value("")
