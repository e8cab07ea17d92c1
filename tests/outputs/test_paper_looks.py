"""What was ugly, torn or lost on paper when every page was looked at, and must not come back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PageObject, PdfReader, PdfWriter

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.render import plain_text
from handrail.outputs.pdf.forms import form_pages
from handrail.outputs.shared.bind import pages_in, spills
from handrail.outputs.shared.guide import pressed_guide
from handrail.outputs.shared.handout import Paper, SheetPage, handout_page, sheet_pages
from handrail.outputs.shared.leaves import press_fitting
from handrail.outputs.shared.press import press

pytestmark = pytest.mark.xdist_group("pressed")


def sheet(curriculum: Curriculum, identifier: str, paper: Paper = "letter", language: str = "en", *, large: bool = False) -> SheetPage:
    """Return one sheet of a handout."""
    module = curriculum.modules[language][identifier.split("-", maxsplit=1)[0]]
    (found,) = sheet_pages(curriculum, module, language, paper, large=large, only={identifier})
    return found


def heights(data: bytes) -> dict[str, float]:
    """Return how high the letters of each run of text are, in points; of the same words the lowest."""
    found: dict[str, float] = {}

    def note(text: str, outer: list[float], inner: list[float], _font: Any, size: float) -> None:
        if words := " ".join(text.split()):
            found[words] = min(found.get(words, size * 99), size * abs(inner[3] * outer[3]))

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=note)
    return found


def pressed(curriculum: Curriculum, page: SheetPage) -> bytes:
    """Return a sheet as a PDF, in the size in which it fits."""
    return press_fitting([page], curriculum.program.edition, Cache(None))[0]


def words(page: PageObject) -> Iterator[tuple[str, float]]:
    """Yield each run of text with its height above the page's lower edge, in points."""
    found: list[tuple[str, float]] = []

    def note(text: str, outer: list[float], inner: list[float], _font: Any, _size: Any) -> None:
        if text.strip():
            found.append((text.strip(), inner[4] * outer[1] + inner[5] * outer[3] + outer[5]))

    page.extract_text(visitor_text=note)
    yield from found


@pytest.mark.parametrize(("identifier", "language", "paper"), [("f11", "en", "a4"), ("s07", "es", "letter")])
def test_no_step_of_a_guide_is_torn(curriculum: Curriculum, identifier: str, language: str, paper: Paper) -> None:
    """Steps and slides stand whole on a page: nothing in its margins, a step's time beside its title, each slide once."""
    module = curriculum.modules[language][identifier]
    assert module.guide is not None
    html = pressed_guide(curriculum, module, module.guide, language, paper)
    pages = PdfReader(io.BytesIO(press(html, curriculum.program.edition))).pages

    edge = 14  # points: what a printer cannot reach; the foot ends above it
    outside = [text for page in pages for text, at in words(page) if not edge < at < float(page.mediabox.height) - edge]
    assert outside == []
    for number, step in enumerate(module.guide.timeline, start=1):
        title = f"{number}. {step.title}"
        on = [page.extract_text() for page in pages[1:] if title in page.extract_text()]
        assert len(on) == 1, title
        assert f"{step.minutes} min" in on[0]
    assert not any(line.strip().startswith(("988)", "o 988)")) for page in pages for line in page.extract_text().splitlines())
    assert all("No para participantes" in page.extract_text() or "Not for participants" in page.extract_text() for page in pages)


@pytest.mark.parametrize(("identifier", "language", "paper", "least"), [("s16", "en", "a4", 8.8), ("s07", "es", "letter", 8.0)])
def test_the_sheet_of_the_evening_is_as_large_as_its_page_allows(
    curriculum: Curriculum, identifier: str, language: str, paper: Paper, least: float
) -> None:
    """It is read at arm's length in a dim room: a page with room left is set larger, and still is one page."""
    module = curriculum.modules[language][identifier]
    assert module.guide is not None
    data = pressed(curriculum, SheetPage(identifier, pressed_guide(curriculum, module, module.guide, language, paper)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    end = "For whoever leads next" if language == "en" else "Para quien dirija"

    assert [1] == [number for number, text in enumerate(pages, start=1) if end in " ".join(text.split())]
    assert heights(data)[plain_text(module.guide.timeline[0].title)] >= least


@pytest.mark.parametrize(("identifier", "language"), [("or2-w1", "en"), ("or2-w1", "es"), ("s21-w1", "en")])
def test_a_few_lines_do_not_stand_alone_on_a_last_page(curriculum: Curriculum, identifier: str, language: str) -> None:
    """A sheet that spills a few lines is set a little smaller, where that saves the page: a card to fold is one page."""
    page = sheet(curriculum, identifier, language=language)
    before = press(page.html, curriculum.program.edition)
    assert (pages_in(before), spills(before)) == (2, True)
    assert pages_in(pressed(curriculum, page)) == 1


def test_a_form_is_set_smaller_for_the_same_reason_and_may_have_three_pages(curriculum: Curriculum) -> None:
    """One question alone on a third page comes back to the second; a form that fills its pages stays as large as it is."""
    module = curriculum.modules["en"]["s08"]
    log = next(page for page in form_pages(curriculum, module, "en") if page.id == "s08-w2")
    assert pages_in(press(log.html, curriculum.program.edition)) == 3
    assert pages_in(pressed(curriculum, log)) == 2


def test_what_is_signed_reads_on_one_line(curriculum: Curriculum) -> None:
    """The box, its words and the place for initials stand together, and the foot says which sheet and page it is."""
    text = PdfReader(io.BytesIO(pressed(curriculum, sheet(curriculum, "s09-w1")))).pages[0].extract_text()
    assert any("I have read this" in line and "Initials:" in line for line in text.splitlines())
    assert "s09-w1 · 1/2" in " ".join(text.split())


def test_a_number_to_be_written_in_stays_in_one_piece(curriculum: Curriculum) -> None:
    """The blank and its "or 988" are never parted by the end of a line."""
    for identifier in ("f03-w1", "s04"):
        for page in PdfReader(io.BytesIO(pressed(curriculum, sheet(curriculum, identifier, "a4")))).pages:
            blanks = [line for line in page.extract_text().splitlines() if "______________" in line]
            assert blanks
            assert all("(or 988)" in line for line in blanks)


def test_paper_names_the_sheet_where_a_screen_has_a_link(curriculum: Curriculum) -> None:
    """Words such as "follow the six steps" lead somewhere on paper, too: to the sheet with that code."""
    assert "the six steps (f04)" in sheet(curriculum, "f01").html


def test_a_sheet_for_oneself_alone_asks_for_no_initials(curriculum: Curriculum) -> None:
    """What may be torn up is not signed."""
    assert "Initials, or leave blank" not in sheet(curriculum, "s20-w2").html
    assert "Initials, or leave blank" in sheet(curriculum, "s20-w1").html


def test_what_stays_with_a_person_is_not_signed(curriculum: Curriculum) -> None:
    """There "I have read this" is ticked; initials are for sheets that staff may see."""
    assert "Initials:" not in sheet(curriculum, "s26-w1").html
    assert "Initials:" in sheet(curriculum, "s09-w1").html


def test_no_help_sheet_is_promised_that_holds_no_signs(curriculum: Curriculum) -> None:
    """Where words on violence at home are all there is, they stay off paper, and so does the way to them."""
    module = curriculum.modules["en"]["s26"]
    html = handout_page(curriculum, module, "en", "letter")
    assert "Warning signs, and what to do" not in html
    assert 'id="part-s26-help"' not in html
    assert "Go at your own pace" in html


def test_a_row_of_a_table_is_not_parted(curriculum: Curriculum) -> None:
    """Half a row may say the opposite of the whole: who stopped drinking, and who stopped and is shaking."""
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pressed(curriculum, sheet(curriculum, "s06")))).pages]
    (holder,) = [text for text in texts if "Steps and sponsors" in text]
    assert "12-step" in holder


@pytest.mark.parametrize(("language", "paper"), [("en", "a4"), ("es", "letter")])
def test_a_card_to_fold_is_one_leaf_in_large_print(curriculum: Curriculum, language: str, paper: Paper) -> None:
    """It comes closer where a line would stand alone on a third page, and no letter gets smaller for it."""
    data = pressed(curriculum, sheet(curriculum, "or2-w1", paper, language, large=True))
    assert pages_in(data) == 2
    assert min(heights(data).values()) >= 17.9


def test_large_print_wastes_no_paper(curriculum: Curriculum) -> None:
    """Short choices stand side by side, rows of a log share pages, and an example runs on: it took eight pages."""
    page = sheet(curriculum, "s16-w1", large=True)
    data = pressed(curriculum, page)
    assert pages_in(data) <= 5
    lines = [line for side in PdfReader(io.BytesIO(data)).pages for line in side.extract_text().splitlines()]
    assert any("A lonely evening" in line and "Feeling angry or hurt" in line for line in lines)


def test_labels_of_drawings_can_be_read_in_the_fullest_lesson(curriculum: Curriculum) -> None:
    """The six steps in Spanish, where the lesson is set smaller to fit: no label has less than 8 points."""
    found = heights(pressed(curriculum, sheet(curriculum, "s07", "letter", "es")))
    labels = {words: size for words, size in found.items() if words in {"Grite, frote", "Llame al 911", "Naloxona", "Quédese"}}
    assert len(labels) == 4
    assert min(labels.values()) >= 7.9


@pytest.mark.parametrize("identifier", ["or3-w2", "s33-w3"])
def test_a_week_leaves_room_for_a_large_hand(curriculum: Curriculum, identifier: str) -> None:
    """What is written in words has no seven columns: days stand below each other."""
    html = sheet(curriculum, identifier).html
    tables = re.findall(r'<table class="hr-grid hr-(?:week|written)">(.+?)</table>', html, re.DOTALL)
    assert tables
    for table in tables:
        assert table.count('scope="col"') <= 4
        assert table.count("<tr>") == 1 + 7


@pytest.mark.parametrize("identifier", ["s16-w2", "s34-w1", "or3-w2"])
def test_a_week_in_a_form_has_cells_wide_enough_to_type_in(curriculum: Curriculum, identifier: str) -> None:
    """Its days stand below each other, as on paper: seven columns left 2 cm each. Each cell keeps its name, and says its day."""
    module = curriculum.modules["en"][identifier.partition("-")[0]]
    page = next(page for page in form_pages(curriculum, module, "en") if page.id == identifier)
    (week,) = re.findall(r'<table class="hr-grid hr-week">(.+?)</table>', page.html, re.DOTALL)
    assert week.count('scope="col"') <= 4
    assert week.count("<tr>") == 1 + 7
    cells = re.findall(r'name="[a-z0-9-]+-(mon|sun)-(morning|evening)" title="([^"]+)"', week)
    assert cells == [
        ("mon", "morning", "Monday, Morning"),
        ("mon", "evening", "Monday, Evening"),
        ("sun", "morning", "Sunday, Morning"),
        ("sun", "evening", "Sunday, Evening"),
    ]


def test_something_else_in_a_row_has_a_line_behind_it(curriculum: Curriculum) -> None:
    """Each row of the limits has one where its words are one's own; a plain choice has none."""
    html = sheet(curriculum, "s26-w1").html
    options = re.findall(r"<li[^>]*>(.+?)</li>", html, re.DOTALL)
    open_ones = [option for option in options if ">something else<" in option or ">my own words<" in option]
    assert len(open_ones) >= 6
    assert all("hr-pen-in" in option for option in open_ones)
    assert not any("hr-pen-in" in option for option in options if ">leave<" in option)


def test_words_of_ones_own_have_a_line_outside_of_rows_and_in_a_diary(curriculum: Curriculum) -> None:
    """A choice "my own words" has one; in a diary "Something else" is named once, since a cell of a day is too narrow."""
    options = re.findall(r"<li[^>]*>(.+?)</li>", sheet(curriculum, "s28-w1").html, re.DOTALL)
    assert ["hr-pen-in" in option for option in options if ">my own words<" in option] == [True]
    (row,) = re.findall(r"<tr[^>]*><th[^>]*>Something else:(.+?)</tr>", sheet(curriculum, "s31-w1").html, re.DOTALL)
    assert (row.count("hr-pen"), row.count("hr-box")) == (1, 7)


def test_large_print_parts_no_question_from_its_choices(curriculum: Curriculum) -> None:
    """In a row, and beside it: what is asked, its first choice and its last stand on one page."""
    together = {
        "s25-w1": [("to be asked first", "some quiet"), ("When and where could I say it?", "not yet; I will practice first")],
        "f04-w1": [("If I fear for someone, what will I do?", "Call 911 if they took something")],
    }
    for identifier, pairs in together.items():
        pages = PdfReader(io.BytesIO(pressed(curriculum, sheet(curriculum, identifier, large=True)))).pages
        texts = [page.extract_text() for page in pages[1:]]  # the first has the example
        for first, last in pairs:
            found = [(text.count(first), text.count(last)) for text in texts]
            assert sum(count for count, _ in found) >= 1
            assert all(ahead == behind for ahead, behind in found), (identifier, found)


def test_an_example_in_order_runs_on_in_large_print(curriculum: Curriculum) -> None:
    """Its numbers stand before its words, inside of the frame."""
    text = PdfReader(io.BytesIO(pressed(curriculum, sheet(curriculum, "s24-w2", large=True)))).pages[0].extract_text()
    assert "1. Wash or shower 2. Quiet music 3. Stretch" in " ".join(text.split())


def test_large_print_comes_closer_twice_before_it_wastes_a_page(curriculum: Curriculum) -> None:
    """A few choices alone on a third page come back to the second; no letter is smaller, and no box touches the next."""
    page = sheet(curriculum, "s02-w2", large=True)
    assert pages_in(press(page.html, curriculum.program.edition)) == 3
    data = pressed(curriculum, page)
    assert pages_in(data) == 2
    assert min(heights(data).values()) >= 17.9


def test_no_heading_of_sources_stands_alone_in_large_print(curriculum: Curriculum) -> None:
    """What is cited and what a lesson is not are one paragraph there."""
    html = sheet(curriculum, "s29", large=True).html
    (colophon,) = re.findall(r'<div class="colophon">(.+?)</div>', html, re.DOTALL)
    assert colophon.count("<p") == 1
    assert "<b>Sources</b>" in colophon
    assert "It does not diagnose" in colophon


@pytest.mark.parametrize(
    ("identifier", "language", "paper"),
    [("s23", "en", "letter"), ("s12", "en", "letter"), ("s07", "es", "letter"), ("f04", "es", "a4")],  # the fullest
)
def test_no_line_of_the_evenings_sheet_is_smaller_than_the_others(
    curriculum: Curriculum, identifier: str, language: str, paper: Paper
) -> None:
    """The first page of a guide is read in a dim room: its foot, its heads of columns and its small lines have 7.6 points at least."""
    module = curriculum.modules[language][identifier]
    assert module.guide is not None
    guide = pressed(curriculum, SheetPage(identifier, pressed_guide(curriculum, module, module.guide, language, paper)))
    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(guide)).pages[0])
    alone = io.BytesIO()
    writer.write(alone)
    small = {words: height for words, height in heights(alone.getvalue()).items() if height < 7.59}

    assert {} == small
