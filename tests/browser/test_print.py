"""Handouts and guides as a printer gets them: page counts, both paper sizes, nothing cut, a foot on every sheet."""

from __future__ import annotations

import dataclasses
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.model import Module
from handrail.outputs import Request, facilitator, handouts, slides
from handrail.outputs.base import Output
from handrail.signing.label import Label
from tests.browser.conftest import NewContext

pytestmark = pytest.mark.xdist_group("print")  # what all look at is made once, by one worker

POINTS = {"a4": (595, 842), "letter": (612, 792)}
MODULES = [("en", "s04"), ("en", "s12"), ("en", "s16"), ("en", "f04"), ("es", "f04")]

CUT = """() => [...document.querySelectorAll('main *')].filter(node => {
  const style = getComputedStyle(node);
  return style.position !== 'absolute' && node.scrollWidth > node.clientWidth + 2 && node.clientWidth > 0 && style.overflowX !== 'visible';
}).map(node => node.className)"""


@pytest.fixture(scope="module")
def printed(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Slides, guides and handouts."""
    root = tmp_path_factory.mktemp("print")
    for module in (slides, facilitator, handouts):
        output: Output = module.OUTPUT
        folder = root / output.name
        folder.mkdir()
        output.write(Request(curriculum, folder, root, Cache(None)))
    return root


_PRINTED: dict[str, bytes] = {}
"""What was printed already: several tests look at the same paper."""


def pages(page: Page, file: Path, **options: object) -> PdfReader:
    """Print a file as Chromium does."""
    key = f"{file} {sorted(options.items())}"
    if key not in _PRINTED:
        page.goto(file.as_uri())
        _PRINTED[key] = page.pdf(print_background=True, **options)  # type: ignore[arg-type]
    return PdfReader(io.BytesIO(_PRINTED[key]))


def words(text: str) -> str:
    """Return text on one line, ligatures taken apart."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def by_part(reader: PdfReader, parts: list[str]) -> dict[str, list[str]]:
    """Return the text of the pages of each part; a part begins on the page that shows its code."""
    found: dict[str, list[str]] = {}
    current, *waiting = parts
    for sheet in reader.pages:
        text = sheet.extract_text()
        if waiting and waiting[0] in text.replace("\n", ""):
            current = waiting.pop(0)
        found.setdefault(current, []).append(text)
    assert [] == waiting
    return found


def too_long(page: Page, file: Path, module: Module) -> dict[str, int]:
    """Return the parts of a handout that take more pages than they may, with their pages."""
    reader = pages(page, file, prefer_css_page_size=True)
    helped = f'id="part-{module.id}-help"' in file.read_text(encoding="utf-8")
    parts = [module.id, *(sheet.id for sheet in module.worksheets), *([f"{module.id}-help"] if helped else [])]
    found = by_part(reader, parts)
    return {part: count for part, sheets in found.items() if (count := len(sheets)) > (1 if part.endswith("-help") else 2)}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("language", "identifier"), MODULES)
def test_a_lesson_and_each_of_its_sheets_fit_on_two_pages(
    page: Page, printed: Path, curriculum: Curriculum, language: str, identifier: str, paper: str
) -> None:
    """One sheet of paper each, printed on both sides; the help sheet takes one page; each begins on a fresh page."""
    file = printed / f"handouts/{language}/{identifier}-{paper}.html"

    assert {} == too_long(page, file, curriculum.modules[language][identifier])
    assert POINTS[paper] == tuple(round(float(side)) for side in pages(page, file, prefer_css_page_size=True).pages[0].mediabox[2:])


@pytest.mark.parametrize(("language", "identifier"), MODULES)
def test_they_still_fit_with_a_code_to_scan(page: Page, tmp_path: Path, curriculum: Curriculum, language: str, identifier: str) -> None:
    """A program with a site prints QR codes of 25 mm, and no sheet grows by a page for it."""
    online = dataclasses.replace(curriculum, program=curriculum.program.model_copy(update={"site_url": "https://skills.example.org/"}))
    module = online.modules[language][identifier]
    file = tmp_path / "sheet.html"
    file.write_text(handouts.handout_page(online, module, language, "letter"), encoding="utf-8")

    assert {} == too_long(page, file, module)
    page.emulate_media(media="print")
    sides = page.locator(".qr").first.bounding_box()
    assert sides is not None
    assert sides["width"] >= 25 / 25.4 * 96 - 1


@pytest.mark.parametrize(("language", "identifier"), MODULES)
def test_every_page_carries_the_crisis_line_and_the_draft_label(
    page: Page, printed: Path, curriculum: Curriculum, language: str, identifier: str
) -> None:
    """Whichever page is found alone on a table: it says whom to call, and that nobody has signed it."""
    label = str(Label(language))
    for sheet in pages(page, printed / f"handouts/{language}/{identifier}-letter.html", prefer_css_page_size=True).pages:
        text = words(sheet.extract_text())
        assert "988" in text
        assert label in text


@pytest.mark.parametrize(("language", "identifier"), MODULES)
def test_nothing_that_is_to_be_printed_stands_over_the_foot(new_context: NewContext, printed: Path, language: str, identifier: str) -> None:
    """The room that each page keeps free is at least as high as what stands there."""
    page = new_context(viewport={"width": 700, "height": 1000}).new_page()
    page.goto((printed / f"handouts/{language}/{identifier}-a4.html").as_uri())
    page.emulate_media(media="print")
    foot = page.locator(".everywhere").bounding_box()
    rooms = [room.bounding_box() for room in page.locator(".room").all()]

    assert foot is not None
    assert all(room is not None and room["height"] >= foot["height"] for room in rooms)
    assert [] == page.evaluate(CUT)


def test_letters_are_big_enough_to_read_on_paper(page: Page, printed: Path) -> None:
    """What a participant reads is set in 12 points or more."""
    page.goto((printed / "handouts/en/s04-a4.html").as_uri())
    page.emulate_media(media="print")
    read = ".message, .short > p:not(.label), .watch > p:not(.label), .part > p, .part li, .hr-ask, .hr-field > .hr-boxes li"
    sizes = page.locator(read).evaluate_all("nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize) * .75)")

    assert min(sizes) >= 12


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("language", "identifier"), MODULES)
def test_the_run_sheet_is_the_first_page_of_the_guide(
    page: Page, printed: Path, curriculum: Curriculum, language: str, identifier: str, paper: str
) -> None:
    """Aim, pen lines, both clocks to their last line stand on one page, on both papers."""
    module = curriculum.modules[language][identifier]
    assert module.guide
    reader = pages(page, printed / f"facilitator/{language}/{identifier}.html", format=paper)
    first, second = (words(reader.pages[number].extract_text()) for number in (0, 1))

    assert words(module.guide.timeline[-1].title) in first
    assert f"{module.minutes.group} 25" in first
    assert module.id in first
    assert words(module.guide.timeline[0].do)[:15] in second


@pytest.mark.parametrize("name", ["facilitator/en/s04", "facilitator/es/f04", "handouts/en/s04-a4", "handouts/en/index", "slides/en/index"])
def test_axe_finds_nothing(page: Page, printed: Path, axe: Callable[[Page], None], name: str) -> None:
    """Guides, handouts and the pages that lead to them pass axe-core on a screen."""
    page.goto((printed / f"{name}.html").as_uri())
    axe(page)


NARROW = ("facilitator/en/f04", "handouts/en/s04-a4", "handouts/en/index")
TABLES = ("facilitator/en/tally-a4", "facilitator/es/tally-letter", "handouts/es/wallet-cards-letter")


@pytest.mark.parametrize("name", [*NARROW, *TABLES, "handouts/en/letters-a4", "handouts/en/essentials-a4", "handouts/es/essentials-letter"])
def test_a_narrow_screen_needs_no_sideways_scrolling(new_context: NewContext, printed: Path, name: str) -> None:
    """At 320 px everything stays inside the screen."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto((printed / f"{name}.html").as_uri())

    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", TABLES)
def test_a_table_wider_than_a_phone_scrolls_by_keys(
    new_context: NewContext, printed: Path, axe: Callable[[Page], None], name: str
) -> None:
    """What is as wide as paper stands in a box that the keyboard reaches and moves, so that its last column can be read."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto((printed / f"{name}.html").as_uri())
    axe(page)
    wide = page.locator(".scroll").filter(has=page.locator("table")).last
    before = wide.locator("tr").first.locator("th, td").last.bounding_box()
    wide.focus()
    for _press in range(40):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft + box.clientWidth >= box.scrollWidth - 1", arg=wide.element_handle())
    after = wide.locator("tr").first.locator("th, td").last.bounding_box()

    assert before is not None
    assert after is not None
    assert after["x"] + after["width"] <= 320 < before["x"] + before["width"]


def test_a_deck_prints_as_a_handout_of_its_slides(page: Page, printed: Path, curriculum: Curriculum) -> None:
    """Several slides to a page, all of them, and no tools."""
    reader = pages(page, printed / "slides/en/s04.html", format="Letter")
    text = words(" ".join(sheet.extract_text() for sheet in reader.pages))

    assert len(reader.pages) <= 4
    assert all(slide.title in text for slide in curriculum.modules["en"]["s04"].slides)
    assert "Full screen" not in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_essentials_fit_on_four_pages(page: Page, printed: Path, curriculum: Curriculum, language: str, paper: str) -> None:
    """The first ten days fit on four pages of either paper, each with the crisis line; no step's heading stands alone at a page's end."""
    reader = pages(page, printed / f"handouts/{language}/essentials-{paper}.html", prefer_css_page_size=True)
    texts = [words(sheet.extract_text()) for sheet in reader.pages]
    assert len(texts) <= 4
    assert all("988" in text for text in texts)
    steps = curriculum.texts(language).essentials
    for key in curriculum.program.essentials:
        title, text = words(steps[key].title), words(steps[key].text)
        (found,) = [sheet for sheet in texts if f"{title}" in sheet and text[:20] in sheet]
        assert len(found.partition(text[-20:])[2]) > 200, f"{key} stands alone at the end of a page"


def test_the_wheel_and_the_library_print(page: Page, printed: Path, axe: Callable[[Page], None], curriculum: Curriculum) -> None:
    """Both pages for staff can be read by everyone on a screen, and hold every session, exercise and agreement."""
    page.goto((printed / "facilitator/en/wheel.html").as_uri())
    axe(page)
    shown = words(page.locator("main").inner_text())
    assert [] == [module.id for module in curriculum.modules["en"].values() if words(module.title) not in shown]
    assert all(words(name) in shown for name in curriculum.texts("en").wheel.variants.values())
    page.goto((printed / "facilitator/en/library.html").as_uri())
    axe(page)
    shown = words(page.locator("main").inner_text())
    library = curriculum.texts("en")
    assert all(words(exercise.title) in shown for exercise in library.exercises.values())
    assert all(words(agreement.text) in shown for agreement in library.agreements.values())
