"""The site as a clinic's tablets get it, and the pages that keep: built for real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handrail.building import Choices, build
from tests.browser.activities.store import NOTHING, everything, is_mine, saved
from tests.browser.conftest import NewContext, Serve, Watch
from tests.conftest import TODAY, copy_repository


@pytest.fixture(scope="module")
def tablets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `handrail build site --shared`."""
    folder = copy_repository(tmp_path_factory.mktemp("tablets"))
    build(folder, ["site"], Choices(today=TODAY, shared=True))
    return folder / "site"


def test_a_tablet_keeps_nothing(tablets: Path, page: Page, serve: Serve, watch: Watch) -> None:
    """Every store of the browser stays empty, whatever is typed and pressed, and there is no page of kept work."""
    page.goto(serve(tablets) + "/s04/")
    sheet = page.locator("hr-worksheet").first
    sheet.scroll_into_view_if_needed()  # it has a timer, so it wakes when it is looked at
    expect(sheet.get_by_text("This is the clinic’s device: nothing is kept.")).to_be_visible()
    sheet.locator("textarea:visible, input[type=text]:visible").first.fill("zebrafinch")
    page.get_by_role("button", name="I have read this").first.click()
    page.locator(".hr-look summary").click()
    page.get_by_role("button", name="Dark").click()
    expect(sheet.locator('[data-part="status"]')).to_have_attribute("data-state", "tab")
    assert everything(page) == NOTHING
    sheet.get_by_role("button", name="Finish and wipe").click()
    expect(sheet.locator("textarea:visible, input[type=text]:visible").first).to_have_value("")

    assert everything(page) == NOTHING
    assert not (tablets / "work").exists()
    expect(page.get_by_role("link", name="My work")).to_have_count(0)
    assert [] == [line for line in watch.said if "Content Security Policy" in line]


def test_my_work_on_the_site(built: Path, page: Page, serve: Serve, watch: Watch) -> None:
    """A participant's page leads to "My work" in one tap, in both languages; parts load under the page's own policy."""
    site = serve(built / "site")
    page.goto(site + "/s04/")
    is_mine(page)
    page.locator("hr-worksheet textarea:visible, hr-worksheet input[type=text]:visible").first.fill("zebrafinch")
    saved(page)
    page.get_by_role("link", name="My work").click()
    expect(page.locator('[data-activity="s04-w1"]')).to_contain_text("started")
    page.get_by_role("button", name="Back-up and passcode").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make a back-up file").click()
    assert "skills-course.json" == download.value.suggested_filename
    page.goto(site + "/es/work/")
    expect(page.locator('[data-activity="s04-w1"]')).to_contain_text("empezado")
    page.get_by_role("button", name="Copia de respaldo y clave").click()
    expect(page.get_by_text("Cinco palabras lo abren.")).to_be_visible()

    assert "noindex" == page.locator("meta[name=robots]").get_attribute("content")
    assert [] == [line for line in watch.said if "Content Security Policy" in line]
    for address in ("/families/", "/f04/", "/es/f04/"):
        page.goto(site + address)
        expect(page.locator('a[href*="work/"]')).to_have_count(0)


def test_parts_load_from_a_file(built: Path, page: Page) -> None:
    """Opened from a folder, without any server, what is loaded on demand is there as well."""
    page.goto((built / "site" / "s04" / "index.html").as_uri())
    page.get_by_role("button", name="Show or hand in").first.click()

    expect(page.get_by_text("There are no words on this sheet yet.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_my_work_passes_axe(
    built: Path, new_context: NewContext, serve: Serve, axe: Callable[[Page], None], width: int, scheme: str
) -> None:
    """The page in its theme has no violation, with all sheets shown, and nothing scrolls sideways."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce").new_page()
    for address in ("/work/", "/es/work/"):
        page.goto(serve(built / "site") + address)
        page.locator("[data-act=all]").click()
        page.locator('[data-activity="s04-w1"]').wait_for()
        axe(page)
        across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert across[0] <= across[1], address
