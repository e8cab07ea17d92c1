"""Handouts: the lesson, its sheets and the help sheet, on A4 and Letter."""

from __future__ import annotations

import dataclasses
import html
import io
import re
from pathlib import Path

import pytest
import resvg_py
import segno
import zxingcpp
from PIL import Image, ImageFilter

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.model import Level, Safety, Topic
from handrail.outputs import Request
from handrail.outputs.handouts import OUTPUT
from handrail.outputs.shared.handout import PAPERS, handout_page
from handrail.signing.label import Label

pytestmark = pytest.mark.xdist_group("handouts")  # what all look at is made once, by one worker

HOSTILE = "<img src=x onerror=alert(1)></style><script>alert(2)</script>"


def write(curriculum: Curriculum, folder: Path) -> dict[str, str]:
    """Write all handouts; return the text of each file."""
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}


def plain(text: str) -> str:
    """Return words without tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))).split())


def parts(page: str) -> dict[str, str]:
    """Return the sheets of a handout by their ids."""
    found = re.split(r'<section class="sheet [^"]*" id="part-([^"]+)">', page)
    return dict(zip(found[1::2], found[2::2], strict=True))


@pytest.fixture(scope="module")
def files(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every file of the output."""
    return write(curriculum, tmp_path_factory.mktemp("handouts") / "out")


def test_each_module_comes_on_both_papers(curriculum: Curriculum, files: dict[str, str]) -> None:
    """One file per module, language and paper size, which names its size to the printer."""
    for language, found in curriculum.modules.items():
        for identifier in found:
            for paper in PAPERS:
                assert f"@page{{size:{paper};" in files[f"{language}/{identifier}-{paper}.html"]


def test_a_handout_holds_the_lesson_and_every_sheet(curriculum: Curriculum, files: dict[str, str]) -> None:
    """Message, short version, sections, drawings and sources stand on the lesson; each worksheet is a part of its own."""
    for module in curriculum.modules["en"].values():
        found = parts(files[f"en/{module.id}-a4.html"])
        lesson = plain(found[module.id])

        assert plain(module.message) in lesson
        assert plain(module.short) in lesson
        assert all(plain(section.title) in lesson for section in module.sections)
        assert len(module.figures) == found[module.id].count('<figure class="drawing labels-')
        assert [sheet.id for sheet in module.worksheets] == [name for name in found if "-w" in name]
        assert all(sheet.title in found[sheet.id] for sheet in module.worksheets)


def test_every_sheet_carries_the_crisis_line_the_draft_label_and_its_code(curriculum: Curriculum, files: dict[str, str]) -> None:
    """The foot stands in each part, and once more for the pages between."""
    for name, page in files.items():
        if name.endswith("index.html"):
            continue
        label = str(Label(name[:2]))
        for identifier, part in parts(page).items():
            assert "988" in plain(part)
            assert label in part
            assert identifier.split("-")[0] in plain(part)
        assert 1 == page.count('class="everywhere"')


def test_a_handout_has_no_script_and_asks_nobody(files: dict[str, str]) -> None:
    """Print-ready means that nothing has to run or load."""
    for name, page in files.items():
        assert not re.search(r"<script|<link\b|<img\b|<iframe|url\((?!#)|\ssrc=|\sstyle=", page), name
        assert "default-src 'none'; style-src 'sha256-" in page
        assert "script-src 'none'" in page


def test_the_safety_level_decides_which_blocks_are_printed(curriculum: Curriculum) -> None:
    """At level high all safety texts stand on a help sheet; at watch the pace stands on the lesson; at none nothing is added."""
    module = curriculum.modules["en"]["s04"]
    safety = curriculum.texts("en").safety

    def printed(level: Level, *about: Topic) -> dict[str, str]:
        changed = module.model_copy(update={"safety": Safety(level=level, about=list(about))})
        return {name: plain(part) for name, part in parts(handout_page(curriculum, changed, "en", "a4")).items()}

    high = printed(Level.HIGH, Topic.OVERDOSE)
    assert safety["overdose"].title in high["s04-help"]
    assert safety["watch"].title in high["s04-help"]
    watch = printed(Level.WATCH)
    assert safety["watch"].title in watch["s04"]
    assert "s04-help" not in watch
    assert safety["watch"].title not in " ".join(printed(Level.NONE).values())


def test_words_on_violence_at_home_are_never_printed_unasked(curriculum: Curriculum) -> None:
    """A sheet is found more easily than a page that was closed: staff print that text when someone asks."""
    module = curriculum.modules["en"]["s04"]
    about = [Topic.PARTNER_VIOLENCE, Topic.SUICIDE]
    page = handout_page(curriculum, module.model_copy(update={"safety": Safety(level=Level.HIGH, about=about)}), "en", "a4")

    assert curriculum.texts("en").safety["partner-violence"].title not in page
    assert curriculum.texts("en").safety["suicide"].title in page


def test_a_code_to_scan_stands_only_where_the_site_has_an_address(curriculum: Curriculum) -> None:
    """With an address the sheet shows a QR code of the module's page and the address in letters; without one, neither."""
    module = curriculum.modules["en"]["s04"]
    program = curriculum.program.model_copy(update={"site_url": "https://skills.example.org/"})
    online = dataclasses.replace(curriculum, program=program)
    page = handout_page(online, module, "en", "a4")
    code = segno.make_qr("https://skills.example.org/s04/", error="m").svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)

    assert "<p>skills.example.org/s04</p>" in page
    assert code.replace("<svg", '<svg aria-hidden="true"', 1) in page
    assert 'class="qr"' not in handout_page(
        dataclasses.replace(curriculum, program=program.model_copy(update={"site_url": ""})), module, "en", "a4"
    )


def test_the_name_of_the_document_says_nothing(curriculum: Curriculum, files: dict[str, str]) -> None:
    """A browser prints a page's title on its edge: a participant's sheet says "Session 4"."""
    title = re.search(r"<title>(.*?)</title>", files["en/s04-a4.html"])
    assert title
    assert f"Session 4 · {curriculum.program.discreet_name}" == title[1]


def test_hostile_words_are_only_words(curriculum: Curriculum) -> None:
    """What an author's file smuggled past every check cannot run on a handout."""
    module = curriculum.modules["en"]["s04"]
    page = handout_page(curriculum, module.model_copy(update={"title": HOSTILE, "message": HOSTILE, "short": HOSTILE}), "en", "letter")

    assert not re.search(r"<script|<img", page)
    assert 1 == page.count("</style>")


def test_two_builds_give_the_same_bytes(curriculum: Curriculum, files: dict[str, str], tmp_path: Path) -> None:
    """Nothing on a sheet depends on the hour, the folder or the run."""
    assert files == write(curriculum, tmp_path / "again")


def test_codes_lead_to_where_the_sheets_are_filled_in(curriculum: Curriculum) -> None:
    """Kept in the course, a participant's code leads into the course, and a family's to the site, where families always are."""
    program = curriculum.program.model_copy(
        update={"site_url": "https://skills.example.org", "lms_url": "https://courses.example.org/", "keep_work_in": "lms"}
    )
    there = dataclasses.replace(curriculum, program=program)
    modules = curriculum.modules["en"]
    assert "courses.example.org/courses/course-v1:Sample+Skills+2026/jump_to_id/s04" in handout_page(there, modules["s04"], "en", "a4")
    assert "<p>skills.example.org/f04</p>" in handout_page(there, modules["f04"], "en", "a4")
    unknown = dataclasses.replace(curriculum, program=program.model_copy(update={"lms_url": ""}))
    assert "jump_to_id" not in handout_page(unknown, modules["s04"], "en", "a4")


@pytest.mark.parametrize("kept_in", ["site", "lms"])
def test_every_code_is_read_from_a_blurred_photo(curriculum: Curriculum, kept_in: str) -> None:
    """Each sheet's code, whatever its module and language, leads to the address that is printed beside it."""
    urls = {"site_url": "https://skills.example.org", "lms_url": "https://learn.example.org", "keep_work_in": kept_in}
    online = dataclasses.replace(curriculum, program=curriculum.program.model_copy(update=urls))
    for language, modules in online.modules.items():
        for module in modules.values():
            page = handout_page(online, module, language, "a4")
            boxes = re.findall(r'<div class="qr-box">\s*(<svg.*?</svg>)<p>(.*?)</p>', page, re.DOTALL)
            assert boxes, module.id
            for drawing, printed in set(boxes):
                named = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in drawing else drawing
                picture = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=named, width=280, background="#fff"))).convert("L")
                photo = Image.new("L", (640, 480), 255)
                photo.paste(picture, (180, 100))
                [read] = zxingcpp.read_barcodes(photo.filter(ImageFilter.GaussianBlur(2)))
                assert read.text.rstrip("/") == f"https://{html.unescape(printed)}", module.id
