"""The group page in a real Chromium: two participants do things, the facilitator sees them, marks, exports and prints."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.browser.test_preview import Preview, become, sheet, wait_for
from tests.preview.conftest import GROUP, course_folder

__all__ = ["course_folder", "preview"]

SENTENCE = "What people say they did. Not attendance, not proof of learning, not for court or billing."


@pytest.fixture
def preview(course_folder: Path, tmp_path: Path) -> Iterator[Preview]:
    """The preview over the real course."""
    (tmp_path / "site").mkdir()
    running = Preview(tmp_path / "site", course_folder, tmp_path)
    running.start()
    yield running
    running.stop()


def row(page: Page, name: str) -> str:
    """Return the words of a person's row."""
    return page.get_by_role("row", name=re.compile(rf"\b{name}\b")).inner_text()


def choose(page: Page, **options: str) -> None:
    """Choose in the form above the table, by what the choices say."""
    for label, option in options.items():
        page.get_by_label(label, exact=True).select_option(label=option)
    page.get_by_role("button", name="Show", exact=True).click()


def test_two_participants_and_a_facilitator(preview: Preview, page: Page, new_context: NewContext, watch: Watch) -> None:
    """What Ana and Sam do in their browsers the facilitator sees; what the facilitator marks, they see; nobody's words go anywhere."""
    sam = new_context().new_page()
    become(page, preview, "Ana")
    become(sam, preview, "Sam")
    page.goto(f"{preview.address}/learn/unit/s04-read/")
    page.get_by_role("button", name="I have read this").click()
    wait_for(preview, "p1", {"s04-lesson": 1.0})
    sheet(sam, preview, "s04-w1").get_by_role("button", name="Did it on paper").click()
    wait_for(preview, "p4", {"s04-w1": 1.0})

    desk = new_context().new_page()
    become(desk, preview, "Robin")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Group")
    expect(desk.get_by_text(SENTENCE)).to_be_visible()
    expect(desk.get_by_role("row")).to_have_count(3)  # heads, and the two of the own group
    choose(desk, Who="Everybody in this course", What="Week 2, all sessions")
    assert "started" in row(desk, "Ana")
    assert "started" in row(desk, "Sam")
    assert "started" not in row(desk, "Priya")

    # One person, one part, at once.
    desk.get_by_role("navigation", name="Sessions").get_by_role("link", name="Session 4").click()
    expect(desk.get_by_role("columnheader", name="Worksheet 2")).to_be_visible()
    desk.get_by_label("Sam").check()
    desk.get_by_role("group", name="Mark as done").get_by_label("Read").uncheck()
    desk.get_by_role("group", name="Mark as done").get_by_label("Worksheet 1").uncheck()
    desk.get_by_role("button", name="Mark the people I ticked").click()
    expect(desk.get_by_role("status")).to_have_text("One person is marked as done.")
    wait_for(preview, "p4", {"s04-w1": 1.0, "s04-w2": 1.0})

    # All who are there, after their names.
    desk.get_by_role("button", name="Tick everybody on this page").click()
    desk.get_by_role("button", name="Mark the people I ticked").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Mark 4 people as done?")
    expect(desk.get_by_role("checkbox", name="Priya")).to_be_checked()
    assert {} == preview.values("p3")
    desk.get_by_role("checkbox", name="Priya").uncheck()
    desk.get_by_role("button", name="Yes, mark them").click()
    expect(desk.get_by_role("status")).to_have_text("3 people are marked as done.")
    wait_for(preview, "p2", dict.fromkeys(("s04-lesson", "s04-w1", "s04-w2"), 1.0))
    assert {} == preview.values("p3")

    # Who did what stands there; about whom does not.
    desk.get_by_role("link", name="Who exported or marked what").click()
    expect(desk.get_by_role("row")).to_have_count(3)
    assert not re.search(r"\b(Ana|Sam|Marcus|Priya)\b", desk.get_by_role("table").inner_text())

    # Sam sees it, and may take it back.
    sam.goto(f"{preview.address}/learn/unit/start-progress/")
    expect(sam.get_by_text(re.compile(r"^1 of \d+ sessions done\.$"))).to_be_visible()
    sheet(sam, preview, "s04-w2").locator('[data-act="undo"]').click()
    wait_for(preview, "p4", {"s04-lesson": 1.0, "s04-w1": 1.0, "s04-w2": 0.0})
    assert not [line for line in watch.said if "Content Security Policy" in line or "Refused" in line]


def test_a_list_is_taken_along(preview: Preview, page: Page) -> None:
    """The file has codes, and names after a tick; the page prints under its sentence, without forms."""
    become(page, preview, "Robin")
    page.goto(f"{preview.address}{GROUP}?cohort=all&show=s04")
    page.get_by_text("A list as a file (CSV)").click()

    files = []
    for names in (False, True):
        page.get_by_label("With names").set_checked(names)
        with page.expect_download() as download:
            page.get_by_role("button", name="Get the list").click()
        assert "list.csv" == download.value.suggested_filename
        files.append(Path(download.value.path()).read_bytes())

    coded, named = (list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) for data in files)
    assert [SENTENCE] == coded[0] == named[0]
    assert "Ana" not in files[0].decode()
    assert ["Ana", "Marcus", "Priya", "Sam"] == [line[1] for line in named[4:]]
    assert [line[0] for line in coded[4:]] == [line[0] for line in named[4:]]

    page.emulate_media(media="print")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    for hidden in (page.get_by_role("button", name="Get the list"), page.get_by_role("group", name="Mark as done"), page.locator("header")):
        expect(hidden).to_be_hidden()


def test_the_tally_sheet_is_one_page_of_paper(preview: Preview, page: Page, tmp_path: Path) -> None:
    """Sentence, blank rows and boxes, black on white, on one sheet."""
    from pypdf import PdfReader

    become(page, preview, "Robin")
    page.goto(f"{preview.address}{GROUP}sheet?show=s04")
    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "tally.pdf", format="Letter", prefer_css_page_size=True)

    found = PdfReader(tmp_path / "tally.pdf")
    text = " ".join(found.pages[0].extract_text().split())
    assert 1 == len(found.pages)
    assert SENTENCE in text
    assert 14 * 4 == text.count("☐")


def test_with_the_keyboard_alone(preview: Preview, page: Page) -> None:
    """Tab reaches each choice, box and button in the order of the page; Space ticks, Enter sends."""
    become(page, preview, "Robin")
    page.goto(f"{preview.address}{GROUP}?show=s04")
    page.get_by_label("Who", exact=True).focus()
    seen = []
    for _step in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("(document.activeElement.name || document.activeElement.textContent || '').trim()")
        seen.append(name)
        if name == "person" and "ticked" not in seen:
            page.keyboard.press("Space")
            seen.append("ticked")
        if name == "Mark the people I ticked":
            page.keyboard.press("Enter")
            break
    expect(page.get_by_role("status")).to_have_text("One person is marked as done.")
    wanted = ["show", "order", "Show", "person", "part", "Mark the people I ticked"]
    assert wanted == [name for index, name in enumerate(seen) if name in wanted and name not in seen[:index]]


def test_without_scripts(preview: Preview, new_context: NewContext) -> None:
    """Everything but two conveniences works with scripts off."""
    page = new_context(java_script_enabled=False).new_page()
    become(page, preview, "Robin")
    page.goto(f"{preview.address}{GROUP}?show=s04&cohort=all")
    expect(page.get_by_role("button", name="Tick everybody on this page")).to_be_hidden()
    for name in ("Ana", "Sam"):
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Mark the people I ticked").click()
    page.get_by_role("button", name="Yes, mark them").click()

    expect(page.get_by_role("status")).to_have_text("2 people are marked as done.")
    assert dict.fromkeys(("s04-lesson", "s04-w1", "s04-w2"), 1.0) == preview.values("p4")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_can_be_used_by_everybody(
    preview: Preview, new_context: NewContext, axe: Callable[[Page], None], width: int, scheme: str, tmp_path: Path
) -> None:
    """axe-core finds nothing on any page, in light or dark, and none scrolls sideways; nor does the participant's own list."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce").new_page()
    become(page, preview, "Ana")
    page.goto(f"{preview.address}/learn/unit/s04-read/")
    page.get_by_role("button", name="I have read this").click()
    wait_for(preview, "p1", {"s04-lesson": 1.0})
    addresses = ["/learn/unit/start-progress/"]

    def look() -> None:
        for address in addresses:
            page.goto(preview.address + address)
            page.wait_for_load_state("networkidle")
            axe(page)
            across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert across[0] <= across[1], f"{address} scrolls sideways at {width} px"

    look()
    become(page, preview, "Robin")
    views = ("?cohort=all&show=week-2", "?cohort=all&show=s04&marked=2", "sheet?show=s04", "acts", "?show=x")
    addresses += [GROUP + view for view in views]
    page.goto(f"{preview.address}{GROUP}?cohort=all&show=s04")
    page.get_by_label("Ana", exact=True).check()
    page.get_by_label("Sam", exact=True).check()
    page.get_by_role("button", name="Mark the people I ticked").click()
    expect(page.get_by_role("button", name="Yes, mark them")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Yes, mark them").click()
    look()
