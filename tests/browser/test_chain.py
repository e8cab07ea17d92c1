"""What somebody writes in the first weeks is offered where it is needed later: from triggers to the aftercare plan, on one phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext, Serve, Watch


def sheet(page: Page, root: str, identifier: str) -> Locator:
    """Open a sheet of the real curriculum, awake and on a device that is one's own."""
    page.goto(f"{root}/{identifier.split('-', maxsplit=1)[0]}/")
    found = page.locator(f"hr-worksheet[data-activity='{identifier}']")
    found.scroll_into_view_if_needed()
    expect(found.locator('[data-part="nojs"]')).to_be_hidden()
    # It asks whose device it is, or knows, only once the device's store has answered.
    found.locator('[data-part="device"]:visible, [data-part="where"]:visible').first.wait_for()
    mine = found.locator('[data-choose="mine"]')
    if mine.is_visible():
        mine.click()
    expect(found.get_by_text("This device is yours")).to_be_visible()
    return found


def kept(found: Locator) -> None:
    """Wait until the device has what was written."""
    expect(found.locator('[data-part="status"]')).to_have_attribute("data-state", "saved")


def write(found: Locator, field: str, words: str) -> None:
    """Write into the first line of a field."""
    found.locator(f"[data-field='{field}'] input[type=text], [data-field='{field}'] textarea").first.fill(words)
    kept(found)


def keep(found: Locator, field: str, words: str) -> None:
    """See that an earlier answer is offered and stands nowhere yet; keep it."""
    box = found.locator(f"[data-field='{field}']")
    offer = box.locator("[data-earlier]")
    expect(offer).to_contain_text(words)
    offer.get_by_role("button", name="Keep").click()
    expect(offer).to_be_hidden()
    kept(found)


def test_from_triggers_to_the_aftercare_plan(built: Path, serve: Serve, new_context: NewContext, watch: Watch) -> None:
    """Triggers reach the plan for risky moments and the early signs; signs, people, medicine, goal and the way back reach the last plan."""
    root = serve(built / "site")
    page = new_context(viewport={"width": 390, "height": 844}).new_page()

    write(sheet(page, root, "or3-w1"), "mine", "be there for Sunday dinner")
    write(sheet(page, root, "s02-w2"), "top", "payday, the short way home")
    write(sheet(page, root, "s06-w1"), "people", "R., my sponsor")
    write(sheet(page, root, "s08-w2"), "refill", "the pharmacy, every fourth Monday")
    keep(sheet(page, root, "s16-w1"), "plans", "payday, the short way home")
    signs = sheet(page, root, "s28-w1")
    keep(signs, "moments", "payday, the short way home")
    keep(signs, "who", "R., my sponsor")
    signs.locator("[data-field='signs']").get_by_label("I skip meals or lose sleep").check()
    kept(signs)
    back = sheet(page, root, "s29-w1")
    keep(back, "people", "R., my sponsor")
    write(back, "words", "one call, then soup")

    plan = sheet(page, root, "s36-w1")
    for field, words in {
        "goal": "be there for Sunday dinner",
        "supply": "the pharmacy, every fourth Monday",
        "words": "one call, then soup",
        "people": "R., my sponsor",
        "signs": "I skip meals or lose sleep",
    }.items():
        keep(plan, field, words)
    expect(plan.locator("[data-field='signs']").get_by_label("I skip meals or lose sleep")).to_be_checked()
    keep(sheet(page, root, "s36-w2"), "people", "R., my sponsor")
    assert [] == [line for line in watch.requests if "sponsor" in line or "payday" in line]
