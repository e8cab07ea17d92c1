"""The page of a package as people meet it: every screen, every way to read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.browser.scorm.conftest import Open
from tests.browser.scorm.host import Host, awake


@pytest.mark.parametrize(
    ("name", "width", "dark"), [("s10/s10.html", 320, True), ("es/s07.html", 1280, False), ("f04/f04.html", 320, False)]
)
def test_axe(new_context: NewContext, host: Host, axe: Callable[[Page], None], name: str, width: int, dark: bool) -> None:
    """axe-core finds nothing, in light or dark, and nothing scrolls sideways on the smallest phone."""
    page = new_context(viewport={"width": width, "height": 700}, color_scheme="dark" if dark else "light").new_page()
    page.goto(f"{host.address}/{name}")
    if not name.startswith("f04"):
        awake(page)  # without a learning system: its words stand there, too
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    axe(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert dark is (page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 29, 34)")


def test_it_reads_and_prints_without_a_script(new_context: NewContext, host: Host) -> None:
    """Without JavaScript the lesson, its sheet, each answer's words and the crisis line are there, on a screen and on paper."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{host.address}/s10/s10.html")
    expect(page.get_by_text("This page cannot keep what you write.").first).to_be_visible()
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        expect(page.locator("footer").get_by_text("988")).to_be_visible()
        expect(page.locator("hr-worksheet .hr-ask").first).to_be_visible()
        expect(page.locator("hr-check details").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_is_missing_and_nothing_is_forbidden(page: Page, enter: Open, host: Host, watch: Watch) -> None:
    """Whatever a sheet brings later is in the package, under the page's own policy: panels, back-up, heavy kinds of field."""
    answers: list[str] = []
    page.on("response", lambda response: answers.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    frame = enter(page, "es/s07.html")
    frame.get_by_role("button", name="Es mío").first.click()
    frame.get_by_role("button", name="Copia de respaldo y clave").first.click()
    frame.get_by_role("button", name="Hacer un archivo de respaldo").wait_for()
    expect(frame.locator('[data-lms="count"]')).to_contain_text("0 de 2")

    assert [] == answers
    assert [] == [line for line in watch.said if "Content Security Policy" in line]


def test_an_evening_for_families_talks_to_nobody(page: Page, host: Host) -> None:
    """It wakes by itself, has no Done, keeps nothing and asks for no learning system."""
    page.goto(f"{host.address}/frame/f04/f04.html")
    frame = page.frame_locator("iframe")
    frame.locator("hr-worksheet textarea:visible, hr-worksheet input[type=text]:visible").first.fill("zebrafinch")
    frame.locator('[data-part="status"][data-state="tab"]').wait_for()
    expect(frame.get_by_role("button", name="Done", exact=True)).to_have_count(0)

    assert [] == page.evaluate("window.calls")
    assert [] == page.evaluate("Object.entries(sessionStorage)")
    assert [] == host.commits
