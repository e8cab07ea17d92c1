"""Any text that somebody types is the same in each place that shows it, hands it out or brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.activities.store import is_mine, saved
from tests.browser.activities.test_work import site  # noqa: F401 - a fixture: one sheet, and "My work"

LONG = "x" * 200_000
EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈👍🏽 " * 500
RTL = "\u202bمرحبا\u202c \u2067שלום\u2069 \u200fشكرا\u200e (abc) " * 200
HALF = "\ud83d"
ODD = "a\u0000b\u2028c\u0301\ufeff\u200d"

_TYPE = """(units) => {
    const box = document.querySelector("#a-story");
    let words = "";
    for (let at = 0; at < units.length; at += 5000) words += String.fromCharCode(...units.slice(at, at + 5000));
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return box.value === words;
}"""


def typed(page: Page, text: str) -> None:
    """Put a text into the long field, as code units: half of a pair goes through no other way; remember it in the page."""
    raw = text.encode("utf-16-le", "surrogatepass")
    assert page.evaluate(_TYPE, [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)])
    saved(page)
    page.evaluate("window.name = JSON.stringify(document.querySelector('#a-story').value)")  # outlives a reload


def stands(page: Page, selector: str) -> None:
    """Expect the text, unit for unit, in one of some elements."""
    page.wait_for_function(
        """(selector) => Array.from(document.querySelectorAll(selector)).some((node) =>
            (node.value === undefined ? node.textContent : node.value) === JSON.parse(window.name))""",
        arg=selector,
    )


@pytest.mark.parametrize("text", [LONG, EMOJI + RTL + HALF + ODD], ids=["long", "odd"])
def test_any_text(page: Page, site: str, text: str) -> None:  # noqa: F811
    """A text is the same after a reload, shown, printed, from "My work" and from a back-up; in a text file it has no half pairs."""
    page.add_init_script("window.print = () => { dispatchEvent(new Event('beforeprint')); }")
    page.goto(f"{site}/sheet.html")
    is_mine(page)
    typed(page, text)
    page.reload()
    stands(page, "#a-story")
    page.get_by_role("button", name="Print this sheet").click()
    stands(page, ".hr-mirror")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert whole in Path(download.value.path()).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    shared(page, whole)

    page.goto(f"{site}/work.html")
    shared(page, whole)
    page.get_by_role("button", name="Back-up and passcode").click()
    panel = page.locator(".hr-panel")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Make a back-up file").click()
    words = panel.locator(".hr-five li")
    expect(words).to_have_count(5)
    secret = " ".join(words.all_text_contents())
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.locator("[data-part=said]")).to_contain_text("Erased.")
    page.get_by_role("button", name="Back-up and passcode").click()
    panel.get_by_label("The back-up file").set_input_files(download.value.path())
    panel.get_by_label("The five words").fill(secret)
    panel.get_by_role("button", name="Bring my answers back").click()
    expect(panel.get_by_text("answers are on this device.")).to_be_visible()
    page.goto(f"{site}/sheet.html")
    stands(page, "#a-story")


def shared(page: Page, whole: str) -> None:
    """Show the one answer there is, hand it in on paper and as a file, and expect the text each time."""
    page.get_by_role("button", name="Show or hand in").first.click()
    panel = page.locator(".hr-panel")
    panel.get_by_label("What happened?").check()
    panel.get_by_role("button", name="Show", exact=True).click()
    stands(page, ".hr-shown dd")
    page.locator(".hr-shown").get_by_role("button", name="Close").click()
    panel.get_by_role("button", name="Print to hand in").click()
    stands(page, ".hr-paper-only dd")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Save a file to hand in").click()
    assert whole in Path(download.value.path()).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
