"""What loads on demand, in the real blocks of the preview: each file from the address that the platform made."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.test_preview import Preview, become, preview, sheet

__all__ = ["preview"]

CANARY = "zebrafinch"


def test_lock_and_share_in_a_block(preview: Preview, page: Page, watch: Watch) -> None:
    """In a block one can show, back up and lock as on the site; no word and no code reaches the platform."""
    become(page, preview, "Ana")
    mine = sheet(page, preview, "s04-w1")
    mine.get_by_role("button", name="It is mine").click()
    words = mine.locator('[data-field="first"] :is(input, textarea)')
    words.fill(CANARY)
    mine.locator('[data-part="status"][data-state="saved"]').wait_for()
    mine.get_by_role("button", name="Show or hand in").click()
    expect(page.get_by_text("Which answers do you want to share?")).to_be_visible()
    mine.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("New passcode, 6 characters or more").fill("blue-7-kettle")
    page.get_by_label("The same once more").fill("blue-7-kettle")
    page.get_by_role("button", name="Turn the passcode on").click()
    expect(page.get_by_text("The passcode is on.")).to_be_visible()
    page.reload()
    mine.scroll_into_view_if_needed()  # it has a timer, so it wakes when it is looked at
    page.get_by_label("Passcode", exact=True).fill("blue-7-kettle")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(words).to_have_value(CANARY)

    assert [] == [line for line in watch.requests if CANARY in line or "kettle" in line]
    assert CANARY.encode() not in preview.everything()
