"""What looks like markup is words, wherever it is typed, kept, printed or saved."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import is_mine, saved
from tests.browser.conftest import Watch

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
