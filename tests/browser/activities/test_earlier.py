"""Words from an earlier sheet: offered on one's own device, never copied before a press."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail.markdown.activities import render_worksheet
from handrail.model import KINDS, Field, Worksheet
from tests.browser.activities.conftest import SHEET_TEXT, MakePage, ten_kinds
from tests.browser.activities.store import is_mine, records, saved
from tests.browser.conftest import Watch


def sheet(identifier: str, *fields: Field) -> Worksheet:
    """Return a sheet with some fields."""
    return ten_kinds(id=identifier, fields=list(fields), example=None)


def one(kind: str, prefill: str | None = None, **keys: Any) -> Field:
    """Return a field called "f"."""
    return KINDS[kind](id="f", kind=kind, ask="What is it?", prefill=prefill, **keys)


def show(page: Page, make_page: MakePage, found: Worksheet, name: str) -> None:
    """Open a page with one sheet."""
    body = render_worksheet(found, language="en", surface="screen", prefix="a", module_id="s90", **SHEET_TEXT)
    page.goto(make_page(body, name=name))


def write_earlier(page: Page, make_page: MakePage, field: Field, words: str = "tea") -> None:
    """Answer a field of text on an earlier sheet."""
    show(page, make_page, sheet("s90-w1", field), "earlier.html")
    is_mine(page)
    page.get_by_label("What is it?").fill(words)
    saved(page)


def test_keep(page: Page, make_page: MakePage) -> None:
    """Nothing is copied before a press; Keep makes the earlier words this sheet's own answer."""
    write_earlier(page, make_page, one("long-text"), "tea\nand bread")
    show(page, make_page, sheet("s91-w1", one("short-text", "s90-w1.f")), "later.html")
    offer = page.get_by_role("group", name="From your earlier sheet")
    expect(offer).to_contain_text("tea, and bread")
    expect(page.get_by_label("What is it?", exact=True)).to_have_value("")
    assert "tea\nand bread" == records(page)["f"]["value"]
    offer.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("What is it?", exact=True)).to_have_value("tea, and bread")
    expect(page.get_by_label("What is it?", exact=True)).to_be_focused()
    expect(offer).to_be_hidden()
    saved(page)
    page.reload()

    expect(page.get_by_label("What is it?", exact=True)).to_have_value("tea, and bread")
    expect(offer).to_be_hidden()


def test_change(page: Page, make_page: MakePage) -> None:
    """Change goes to the empty field; the offer stays in sight until something stands there."""
    write_earlier(page, make_page, one("short-text"))
    show(page, make_page, sheet("s91-w1", one("short-text", "s90-w1.f")), "later.html")
    offer = page.get_by_role("group", name="From your earlier sheet")
    offer.get_by_role("button", name="Change").click()
    expect(page.get_by_label("What is it?", exact=True)).to_be_focused()
    expect(offer).to_be_visible()
    page.keyboard.type("coffee")
    saved(page)

    expect(offer).to_be_hidden()
    assert "coffee" in page.get_by_label("What is it?", exact=True).input_value()


def test_only_what_has_a_place_is_offered(page: Page, make_page: MakePage) -> None:
    """Ticks come over by their ids, rows by their columns; what the later sheet does not have stays where it is."""
    early = one("checklist", options={"a": "Apples", "b": "Bread", "c": "Cheese"})
    show(page, make_page, sheet("s90-w1", early), "earlier.html")
    is_mine(page)
    page.get_by_label("Cheese").check()
    page.get_by_label("Bread").check()
    saved(page)
    later = one("pick-in-order", "s90-w1.f", options={"c": "Cheese", "d": "Dates"}, count=2)
    show(page, make_page, sheet("s91-w1", later), "later.html")
    offer = page.get_by_role("group", name="From your earlier sheet")
    expect(offer).to_contain_text("1. Cheese")
    expect(offer).not_to_contain_text("Bread")
    offer.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Cheese", exact=True)).to_be_checked()
    expect(page.get_by_role("listitem")).to_have_count(1)


@pytest.mark.parametrize("choice", ["Shared, or the clinic’s", "I use paper"])
def test_not_on_a_device_of_others(page: Page, make_page: MakePage, choice: str) -> None:
    """Where nothing is kept, nothing of an earlier sheet is shown, and the part that shows it is not even asked for."""
    show(page, make_page, sheet("s90-w1", one("short-text")), "earlier.html")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name=choice).click()
    page.get_by_label("What is it?").fill("tea")
    page.locator('[data-part="status"][data-state="tab"]').wait_for()
    body = "".join(
        render_worksheet(found, language="en", surface="screen", prefix=found.id, module_id="s90", **SHEET_TEXT)
        for found in (sheet("s90-w1", one("short-text")), sheet("s91-w1", one("short-text", "s90-w1.f")))
    )
    page.goto(make_page(body, name="both.html"))
    page.locator("#s90-w1-f").fill("tea")
    page.locator('[data-part="status"][data-state="tab"]').first.wait_for()

    expect(page.get_by_role("group", name="From your earlier sheet")).to_have_count(0)


def test_offer_goes_with_the_answers(page: Page, make_page: MakePage, watch: Watch) -> None:
    """When everything is erased the offer goes too, words and all; a sheet without offers loads no part for them."""
    write_earlier(page, make_page, one("short-text"), "canary")
    assert not [request for request in watch.requests if "earlier.js" in request]
    show(page, make_page, sheet("s91-w1", one("short-text", "s90-w1.f")), "later.html")
    offer = page.get_by_role("group", name="From your earlier sheet")
    expect(offer).to_be_visible()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(offer).to_be_hidden()

    assert "canary" not in page.content()


def test_hostile_words_are_only_words(page: Page, make_page: MakePage) -> None:
    """What was typed on an earlier sheet is shown as text."""
    write_earlier(page, make_page, one("short-text"), "<img src=x onerror=alert(1)>")
    show(page, make_page, sheet("s91-w1", one("short-text", "s90-w1.f")), "later.html")

    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert 0 == page.locator("hr-worksheet img").count()
