"""The USB edition from a file, as from a stick: nothing is fetched and nothing stored, and a saved file is the record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch

CANARY = "heron-on-a-post"
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"""


@pytest.fixture(scope="session")
def stick(built: Path) -> str:
    """The address of the participants' file."""
    return (built / "build" / "usb" / "skills-course.html").as_uri()


def open_sheet(page: Page, address: str) -> None:
    """Open a lesson from the contents, and wait for its first sheet to wake."""
    page.goto(address)
    page.get_by_role("link", name=re.compile("How to ride out a craving")).click()
    page.locator("#s04-w1").scroll_into_view_if_needed()
    expect(page.locator('#s04-w1 [data-part="nojs"]')).to_be_hidden()


def write(page: Page, words: str) -> None:
    """Type into the sheet, and wait until the window has it."""
    page.locator("#s04-w1 input[type=text]").first.fill(words)
    expect(page.locator('#s04-w1 [data-part="status"]')).to_have_attribute("data-state", "tab")


def save(page: Page, folder: Path) -> tuple[Path, str]:
    """Save the record; return the file and its five words."""
    page.get_by_role("link", name="My file").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save as a file").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    expect(page.get_by_text("The file is saved.")).to_be_visible()
    return file, " ".join(page.locator(".hr-five li").all_inner_texts())


def bring_back(page: Page, file: Path, words: str) -> None:
    """Open a saved record."""
    page.get_by_role("link", name="My file").click()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_label("The five words").fill(words)
    page.get_by_role("button", name="Open my file").click()


def test_a_saved_file_is_the_record(stick: str, page: Page, new_context: NewContext, watch: Watch, tmp_path: Path) -> None:
    """Words outlive the window in the file alone: it is encrypted, opens with its five words, and the browser stores nothing."""
    open_sheet(page, stick)
    write(page, CANARY)
    expect(page.locator('#s04-w1 [data-part="who"]')).to_contain_text("It stays in this window until you close it")
    expect(page.locator('#s04-w1 [data-part="where-words"]')).to_contain_text("Your answers are in this window only.")
    page.locator("#s04-w1").get_by_role("button", name="Did it on paper").click()
    page.get_by_role("link", name="Contents").first.click()
    page.get_by_role("link", name="My work", exact=True).click()
    expect(page.get_by_text(re.compile(r"1 of \d+ sheets done")).first).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.locator("#s04-w1 input[type=text]").first).to_have_value(CANARY)
    file, words = save(page, tmp_path)
    assert [0, 0, 0] == page.evaluate(STORED)
    assert {"data", "format", "iv", "rounds", "salt", "version"} == set(json.loads(file.read_text(encoding="utf-8")))
    assert "my-sheets.json" == file.name
    assert 5 == len(words.split())

    again = new_context().new_page()
    again.goto(stick)
    bring_back(again, file, "one two three four five")
    expect(again.get_by_text("These five words do not open this file. Nothing was changed.")).to_be_visible()
    open_sheet(again, stick)
    write(again, "typed before")
    bring_back(again, file, words)
    expect(again.get_by_text("are in this window. Where two differed, both are kept.")).to_be_visible()
    again.go_back()
    assert "typed before" == again.locator("#s04-w1 input[type=text]").first.input_value()
    expect(again.locator("#s04-w1").get_by_text(CANARY)).to_be_attached()  # the kept copy, beside it
    expect(again.get_by_text("Done. You can still change what you wrote.").first).to_be_visible()

    assert {f"GET {stick}"} == {line.partition("#")[0] for line in watch.requests if not line.startswith("GET blob:")}
    assert [] == [line for line in [*watch.requests, *watch.said] if CANARY in line]
    assert [] == watch.said


def test_closing_with_unsaved_words_asks_first(stick: str, page: Page, tmp_path: Path) -> None:
    """The browser asks before a window with words that are in no file closes; not when they are, and not when there are none."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_sheet(page, stick)
    page.reload()
    assert [] == asked
    page.locator("#s04-w1").scroll_into_view_if_needed()
    write(page, "tea")
    page.get_by_role("link", name="My file").click()
    expect(page.get_by_text("This window holds words that are in no file yet.")).to_be_visible()
    page.reload()
    assert ["beforeunload"] == asked

    open_sheet(page, stick)
    write(page, "tea")
    save(page, tmp_path)
    expect(page.get_by_text("This window holds words that are in no file yet.")).to_be_hidden()
    page.reload()
    assert ["beforeunload"] == asked


@pytest.mark.parametrize("way", ["press", "Shift"])
def test_leaving_in_an_instant(stick: str, page: Page, way: str) -> None:
    """On a page that may be dangerous to be seen with, one press or three Shifts leave a blank window that Back does not fill again."""
    page.goto("about:blank")
    open_sheet(page, stick)
    write(page, CANARY)
    expect(page.get_by_role("link", name="Leave this page")).to_be_hidden()
    page.get_by_role("link", name="I need help right now").first.click()
    if way == "press":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("about:blank")
    page.go_back()

    assert CANARY not in page.content()
    assert "I need help right now" not in page.title()


def test_each_door_has_a_file_of_its_own(built: Path) -> None:
    """Who holds the families' file holds no session, no record and nothing for staff; every link inside a file leads to something."""
    folder = built / "build" / "usb"
    assert ["families-es.html", "families.html", "skills-course-es.html", "skills-course.html"] == sorted(
        path.name for path in folder.iterdir()
    )
    for path in folder.iterdir():
        html = path.read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        own = set(re.findall(r'<section id="((?:or|s|f)\d+)"', html))
        assert own
        assert {name[0] == "f" for name in own} == {path.name.startswith("families")}
        assert [] == sorted({link for link in re.findall(r'href="#([^"]+)"', html) if link not in ids})
        assert [] == [word for word in ("hr-guide", "Say, in your words") if word in html]
        assert ('<section id="record"' in html and '<section id="work"' in html) is not path.name.startswith("families")
        assert re.findall(r'(?:src|srcset|action)="[^"]*"', re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)) == []


def test_it_reads_without_scripts(stick: str, new_context: NewContext) -> None:
    """Without JavaScript every lesson stands in the file, and a link leads to it."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{stick}#s05")
    expect(page.locator("#s04 h1")).to_be_visible()
    expect(page.locator("#s05 h1")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    expect(page.locator("#s04-w1").get_by_text("You can read it, print it, and write on paper.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe(stick: str, new_context: NewContext, axe: Callable[[Page], None], width: int, scheme: str) -> None:
    """Contents, help, a lesson with a sheet, the record and the work are accessible, and none is wider than the screen."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for anchor in ("contents", "help", "s04", "record", "work"):
        page.goto(f"{stick}#{anchor}")
        expect(page.locator(f"[data-page]#{anchor}")).to_be_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
