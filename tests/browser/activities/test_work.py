"""The page "My work", showing, handing in: the person's own acts, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.activities import render_lesson_done, render_worksheet
from handrail.outputs.site.pages import LanguagePages
from handrail.outputs.site.work import file_name, work_page
from tests.browser.activities.conftest import SHEET_TEXT, document, ten_kinds, write_library
from tests.browser.activities.store import everything, is_mine, saved
from tests.browser.conftest import NewContext, Serve, Watch

CANARY = "zebrafinch"


@pytest.fixture
def site(curriculum: Curriculum, tmp_path: Path, serve: Serve) -> str:
    """A page of one session and the page "My work", with a card to have at hand, around the real library."""
    pages = LanguagePages(curriculum, "en", ["en"], Cache(None))
    about = {"language": "en", "surface": "screen", "scope": pages.scope}
    sheet = render_worksheet(ten_kinds(id="s04-w1"), prefix="a", module_id="s04", mandated="Staff may have to act.", **about, **SHEET_TEXT)
    lesson = render_lesson_done("s04", language="en", surface="screen", prefix="b", scope=pages.scope)
    _title, work = work_page(pages)
    work = work.replace('data-activity="s04-w1"', 'data-activity="s04-w1" data-keeper')
    write_library(tmp_path)
    (tmp_path / "sheet.html").write_text(document(sheet + lesson), encoding="utf-8")
    (tmp_path / "work.html").write_text(document(work, host_css="a { color: inherit }"), encoding="utf-8")
    return serve(tmp_path)


def write_something(page: Page, site: str) -> None:
    """Fill the sheet in a bit."""
    page.goto(f"{site}/sheet.html")
    is_mine(page)
    page.get_by_label("One good thing").fill(CANARY)
    page.get_by_label("A walk").check()
    saved(page)


def test_n_of_m(page: Page, site: str, curriculum: Curriculum) -> None:
    """Started and done stand beside their sheets, n of m, by week, cards that are there to be had left out; the rest is one press away."""
    write_something(page, site)
    page.goto(f"{site}/work.html")
    item = page.locator('[data-activity="s04-w1"]')
    expect(item).to_contain_text("started")
    expect(page.locator("li[data-activity]:visible")).to_have_count(1)
    page.goto(f"{site}/sheet.html")
    page.get_by_role("button", name="Did it on paper").click()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("You have been through this lesson.")).to_be_visible()
    page.goto(f"{site}/work.html")
    expect(item).to_contain_text("done")
    counted = sum(sheet.counted for module in curriculum.modules["en"].values() for sheet in module.worksheets if not module.is_family)
    expect(page.locator("[data-part=total]")).to_have_text(f"1 of {counted} sheets done")
    expect(page.locator("[data-count]:visible")).to_have_text(re.compile(r"^1 of \d+ sheets done$"))
    page.get_by_role("button", name="Show the sheets I have not begun, too").click()

    expect(page.locator("li[data-activity]:visible").nth(5)).to_be_visible()
    assert not re.search(r"streak|%|score", page.locator("hr-work").inner_text())


def test_it_reads_without_scripts(new_context: NewContext, site: str) -> None:
    """Without scripts the page is the list of all sheets."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/work.html")

    expect(page.locator('[data-activity="s04-w1"] a')).to_be_visible()


def test_the_star_is_kept_on_the_device(page: Page, site: str) -> None:
    """The star "Bring to counselor" is kept on the device; "My work" shows it."""
    write_something(page, site)
    star = page.get_by_role("button", name="Bring to counselor")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}/work.html")

    expect(page.locator('[data-activity="s04-w1"]')).to_contain_text("Bring to counselor")


def test_cards_stand_first_and_print(page: Page, site: str) -> None:
    """A card to have at hand shows its own words above all lists, and prints alone."""
    write_something(page, site)
    page.goto(f"{site}/work.html")
    card = page.locator("[data-part=cards] section")
    expect(card).to_contain_text(CANARY)
    page.evaluate("void (window.print = () => { window.printed = document.querySelector('.hr-print-this').innerText; })")
    card.get_by_role("button", name="Print this card").click()

    assert CANARY in page.evaluate("window.printed")


def test_show_is_chosen_and_then_gone(page: Page, site: str, watch: Watch) -> None:
    """Nothing is ticked at first; only what is ticked is shown, alone on the page, and afterwards it is nowhere."""
    write_something(page, site)
    page.get_by_role("button", name="Show or hand in").click()
    panel = page.locator(".hr-panel")
    assert 0 == panel.locator("input:checked").count()
    panel.get_by_role("button", name="Show", exact=True).click()
    expect(panel.get_by_text("Tick at least one answer first.")).to_be_visible()
    panel.get_by_role("checkbox").last.check()
    panel.get_by_role("button", name="Show", exact=True).click()
    view = page.locator(".hr-shown")
    expect(view).to_be_visible()
    assert 1 == view.locator("dt").count()
    expect(page.locator("hr-worksheet")).to_be_hidden()
    expect(page.get_by_text("Session 4")).to_be_hidden()
    view.get_by_role("button", name="Close").click()

    expect(view).to_have_count(0)
    expect(page.locator("hr-worksheet")).to_be_visible()
    assert [] == [line for line in watch.requests if CANARY in line]


def test_hand_in_is_stamped(page: Page, site: str) -> None:
    """Paper and file carry the stamp, the day, what it means, and only what was ticked; the name of the file says nothing."""
    write_something(page, site)
    page.get_by_role("button", name="Show or hand in").click()
    panel = page.locator(".hr-panel")
    boxes = panel.get_by_role("checkbox")
    panel.wait_for()
    assert boxes.count() >= 2
    words = page.locator("hr-worksheet").evaluate(
        "async (sheet) => (await HR.need('tools')).entries(sheet).map((entry) => entry.words)"
    )
    expect(panel).to_contain_text("This becomes part of your record.")
    expect(panel).to_contain_text("Staff may have to act.")
    first = words.index(next(word for word in words if CANARY in word))
    boxes.nth(first).check()
    page.evaluate("void (window.print = () => { window.printed = document.querySelector('.hr-print-this').innerText; })")
    panel.get_by_role("button", name="Print to hand in").click()
    printed = page.evaluate("window.printed")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Save a file to hand in").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")

    assert "my-sheet.txt" == download.value.suggested_filename
    for artefact in (printed, text):
        assert re.search(r"Shared by me, \w+ \d+, \d{4}", artefact)
        assert CANARY in artefact
        assert "This becomes part of your record. Staff may have to act." in artefact.replace("record.\n", "record. ")
        assert [] == [word for at, word in enumerate(words) if at != first and word in artefact]


def test_the_card_without_words(page: Page, site: str) -> None:
    """For a program without a learning system: n of m, the day, and no word of what was written."""
    write_something(page, site)
    page.goto(f"{site}/work.html")
    page.get_by_role("button", name="A card that says what I have done").click()
    panel = page.locator(".hr-panel")
    expect(panel).to_contain_text(re.compile(r"Lessons: 0 of \d+"))
    expect(panel).to_contain_text(re.compile(r"Sheets: 0 of \d+"))
    assert CANARY not in panel.inner_text()
    panel.get_by_role("button", name="Show on the whole screen").click()
    view = page.locator(".hr-shown")
    expect(view).to_contain_text("I marked this myself.")
    assert CANARY not in page.locator("body").inner_text()
    page.keyboard.press("Escape")
    expect(view).to_have_count(0)


def test_erase_from_my_work(page: Page, site: str) -> None:
    """Two presses, and no store of the browser holds anything of ours."""
    write_something(page, site)
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    page.goto(f"{site}/work.html")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Keep my answers", exact=True).click()
    expect(page.locator('[data-activity="s04-w1"]')).to_contain_text("started")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    expect(page.get_by_text("Erased. Nothing that you wrote is left in this browser.")).to_be_visible()
    expect(page.locator("li[data-activity]:visible")).to_have_count(0)

    assert everything(page) == {"databases": [], "local": [], "session": [], "cookies": [], "caches": []}


def test_my_work_behind_a_passcode(page: Page, site: str) -> None:
    """Locked, the page shows no word and no card; the code opens it."""
    write_something(page, site)
    page.goto(f"{site}/work.html")
    page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("New passcode, 6 characters or more").fill("blue-7-kettle")
    page.get_by_label("The same once more").fill("blue-7-kettle")
    page.get_by_role("button", name="Turn the passcode on").click()
    page.get_by_text("The passcode is on.").wait_for()
    page.reload()
    expect(page.get_by_text("Your answers here are locked.")).to_be_visible()
    assert CANARY not in page.locator("body").inner_text()
    page.get_by_label("Passcode", exact=True).fill("blue-7-kettle")
    page.keyboard.press("Enter")

    expect(page.locator("[data-part=cards] section")).to_contain_text(CANARY)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark")])
def test_axe(new_context: NewContext, site: str, axe: Callable[[Page], None], width: int, scheme: str) -> None:
    """My work, its panels and what is shown pass axe-core on a narrow screen, and nothing scrolls sideways."""
    page = new_context(viewport={"width": width, "height": 700}, color_scheme=scheme).new_page()
    write_something(page, site)
    page.get_by_role("button", name="Show or hand in").click()
    axe(page)
    page.goto(f"{site}/work.html")
    if scheme == "dark":
        page.evaluate("document.documentElement.setAttribute('data-hr-theme', 'dark')")
    expect(page.locator("[data-part=cards] section")).to_be_visible()
    axe(page)
    for name in ("Back-up and passcode", "A card that says what I have done", "Erase my answers from this device"):
        page.get_by_role("button", name=name).click()
        page.locator(".hr-panel").wait_for()
        axe(page)
        across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert across[0] <= across[1], name


def test_a_file_name_says_nothing() -> None:
    """A back-up is called as the program calls itself on the outside, without accents and spaces."""
    assert "skills-course" == file_name("Skills Course")
    assert "curso-de-practica" == file_name("Curso de práctica")
    assert "my-sheets" == file_name("日本")
