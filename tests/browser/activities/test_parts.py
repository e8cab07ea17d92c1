"""What loads with a page, what loads when somebody asks, and what is told when it cannot be had."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from handrail import assets
from handrail.markdown.activities import render_check, render_worksheet
from tests.browser.activities.conftest import SHEET_TEXT, MakePage, ten_kinds, three_questions
from tests.browser.activities.store import in_tab, is_mine, records, saved
from tests.browser.conftest import Watch

WITH_THE_PAGE = {"index.html", "handrail.js", "handrail.css"}


def lesson() -> str:
    """Return a sheet with every kind of field that comes with a page, and a check."""
    parts = {path.removeprefix("fields/").removesuffix(".js") for path in assets.seldom_kinds()}
    fields = [field for field in ten_kinds().fields if field.kind not in parts]
    common = {"language": "en", "surface": "screen", "module_id": "s90"}
    sheet = render_worksheet(ten_kinds(fields=fields, example=None), prefix="a", **common, **SHEET_TEXT)
    return sheet + render_check(three_questions(), prefix="b", **common)


def asked(watch: Watch) -> set[str]:
    """Return what was asked for since the last time."""
    names = {line.split("/", 3)[3] for line in watch.requests}
    watch.requests.clear()
    return names


def test_reading_and_coming_back_loads_no_part(page: Page, make_page: MakePage, watch: Watch) -> None:
    """A first visit, the answers to a check, and a visit with kept answers load the script and the style sheet, and nothing else."""
    page.goto(make_page(lesson()))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    page.get_by_label("A wave").check()
    expect(page.get_by_text("This one fits")).to_be_visible()
    assert asked(watch) == WITH_THE_PAGE

    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    page.locator("#a-number-7").check()
    page.locator("[data-field=people]").get_by_label("Phone").fill("555 0100")
    saved(page)
    page.wait_for_function("Boolean(localStorage.getItem('hr-sheets|'))")
    page.goto("about:blank")
    watch.requests.clear()
    page.goto(make_page(lesson()))
    saved(page)
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    assert asked(watch) <= WITH_THE_PAGE


def test_words_are_kept_without_any_part(page: Page, make_page: MakePage) -> None:
    """Where no part can be had, typing is saved all the same, in the tab and on the device, and can be done."""
    page.route("**/more/**", lambda route: route.abort())
    page.goto(make_page(lesson()))
    page.get_by_label("One good thing").fill("tea")
    in_tab(page)
    is_mine(page)
    page.get_by_label("What happened?").fill("one")
    saved(page)
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.reload()

    expect(page.get_by_label("What happened?")).to_have_value("one")
    assert {"word": "tea", "story": "one"} == {field: one["value"] for field, one in records(page).items() if field in {"word", "story"}}


def test_a_part_that_is_missing_is_told(page: Page, make_page: MakePage) -> None:
    """A press whose part cannot be had says so; the next press brings it."""
    page.route("**/more/**", lambda route: route.abort())
    page.goto(make_page(lesson()))
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    told = page.get_by_text("This part of the page could not be loaded. Try again when you are online.")
    page.get_by_role("button", name="Erase my answers from this device").click()
    expect(told).to_be_visible()
    assert "tea" == records(page)["word"]["value"]

    page.unroute("**/more/**")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_label("One good thing")).to_have_value("")
    expect(told).to_have_count(0)
    assert {} == records(page)


def under_a_lesson() -> str:
    """Return a sheet with a timer and a tick list, below the first screen."""
    some = [field for field in ten_kinds().fields if field.kind in {"timer", "checklist", "short-text"}]
    sheet = render_worksheet(
        ten_kinds(fields=some, example=None), prefix="a", language="en", surface="screen", module_id="s90", **SHEET_TEXT
    )
    return f'<div style="height: 3000px">A lesson</div>{sheet}'


@pytest.mark.parametrize("come", ["scroll", "press a key"])
@pytest.mark.parametrize("kept", [False, True])
def test_a_heavy_kind_comes_when_its_sheet_is_looked_at(page: Page, make_page: MakePage, watch: Watch, kept: bool, come: str) -> None:
    """A page with a timer loads no more than any other, with kept answers too, until the timer is in sight or somebody does something."""
    address = make_page(under_a_lesson())
    if kept:
        page.goto(address)
        page.locator("hr-worksheet").scroll_into_view_if_needed()
        is_mine(page)
        page.get_by_label("One good thing").fill("tea")
        saved(page)
        page.goto("about:blank")
        watch.requests.clear()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert asked(watch) <= WITH_THE_PAGE

    if come == "scroll":
        page.locator("hr-worksheet").scroll_into_view_if_needed()
    else:
        page.keyboard.press("Control")  # as before Control and P: what is printed is what is kept
    expect(page.locator('[data-part="nojs"]')).to_be_hidden()
    expect(page.get_by_label("One good thing")).to_have_value("tea" if kept else "")
    assert kept or {"more/fields/timer.js"} <= asked(watch)
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_tick_before_the_sheet_wakes_holds_after_a_reload(page: Page, make_page: MakePage) -> None:
    """A tick made while a heavy kind is on its way holds, though after a reload what the browser itself filled in is let go."""
    page.goto(make_page(under_a_lesson()))
    page.get_by_label("One good thing").fill("the browser brings this back")
    page.evaluate("sessionStorage.clear()")
    held: list[Route] = []
    page.route("**/more/fields/timer.js", lambda route: held.append(route))  # noqa: PLW0108 -- it marks what it calls
    page.reload()
    walk = page.get_by_label("A walk")
    walk.check()
    page.wait_for_function("document.querySelector('script[src*=timer]')")
    expect(page.locator('[data-part="nojs"]')).to_be_visible()
    while not held:  # the page has asked; the test hears of it a moment later
        page.wait_for_timeout(10)
    for route in held:
        route.continue_()
    expect(page.locator('[data-part="nojs"]')).to_be_hidden()

    expect(walk).to_be_checked()
    in_tab(page)
