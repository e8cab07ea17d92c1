"""What every output says of itself: signed where it was signed, a draft with its reason where it was not."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.signing.conftest import TODAY, call, change, sign_all
from tests.xblocks.desk import TYPES, from_olx
from tests.xblocks.desk import html as shown

pytestmark = pytest.mark.xdist_group("signed")  # built once, by one worker

WHY = "Dr. Reader is away until Monday"
GAP = "Our translator is at work."
CHECKED = {
    "en": "Checked by Test Reader, LCSW for Sample Program, 2026-11-22.",
    "es": "Revisado por Test Reader, LCSW para Sample Program, 2026-11-22.",
}
DRAFT = {
    "en": f"Draft. No clinician has signed this page. The program shows it all the same: {WHY}.",
    "es": f"Borrador. Ningún profesional clínico ha firmado esta página. El programa la muestra de todos modos: {WHY}.",
}
NOT_ALL = f"Todavía no está todo en este idioma: {GAP}"


@pytest.fixture(scope="session")
def built(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program of which all is signed but s04, built for participants in every output, with a reason for s04 and for Spanish."""
    folder = tmp_path_factory.mktemp("signed") / "small"
    shutil.copytree(template, folder, symlinks=True)
    change(folder, "curriculum/program.yml", "sample: true ", "sample: false ")
    sign_all(folder)
    assert 0 == call(folder, "sign", "s04", "--remove", "--today", TODAY)[0]
    code, said = call(folder, "build", "--for-participants", "--waive", f"s04={WHY}", "--waive", f"es={GAP}", "--today", TODAY)
    assert 0 == code, said
    return folder


def said_on(page: str) -> str:
    """Return a page's words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def pages(built: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Yield name and words of each page below a folder."""
    for path in sorted((built / folder).rglob("*.html")):
        yield path.relative_to(built / folder).as_posix(), said_on(path.read_text(encoding="utf-8"))


def test_every_page_of_the_site_says_it(built: Path) -> None:
    """A module's page says who checked it or why it is shown unsigned; a page that lists an unsigned module is not signed either."""
    found = dict(pages(built, "site"))
    whole = {"f04/index.html", "families/index.html", "help/index.html", "about/index.html", "emergency/index.html", "search/index.html"}
    for name, words in found.items():
        if name.endswith(("404.html", "leave/index.html")):
            continue
        language = "es" if name.startswith("es/") else "en"
        # s04 has no Spanish text, so no Spanish page shows a word of it
        signed = language == "es" or name in whole | {"words/index.html", "offline/index.html"}
        assert (CHECKED if signed else DRAFT)[language] in words, name
        assert signed == ("No clinician has signed this page" not in words), name
    assert {name for name, words in found.items() if NOT_ALL in words} >= {"es/index.html", "es/topics/index.html", "es/help/index.html"}
    assert NOT_ALL not in found["es/f04/index.html"]


def test_a_sheet_that_is_printed_alone_says_it(built: Path) -> None:
    """Printing one sheet leaves out all around it: so it stands inside the sheet as well."""
    for name, label in (("f04", CHECKED), ("s04", DRAFT)):
        page = (built / "site" / name / "index.html").read_text(encoding="utf-8")
        sheets = re.findall(r"<hr-worksheet.*?</hr-worksheet>", page, re.DOTALL)
        assert sheets
        assert all(label["en"] in said_on(sheet) for sheet in sheets)


@pytest.mark.parametrize("output", ["slides", "handouts", "facilitator"])
def test_slides_paper_and_guides_say_it(built: Path, output: str) -> None:
    """Each slide, each sheet of paper and each guide; the lists that lead to them are signed when all that they list is."""
    found = dict(pages(built, f"build/{output}"))
    for name, words in found.items():
        language, rest = name[:2], name[3:]
        if rest.startswith(("s04", "f04")):
            assert (DRAFT if rest.startswith("s04") else CHECKED)[language] in words, name
    assert DRAFT["en"] in found["en/index.html"]
    assert CHECKED["es"] in found["es/index.html"]
    if output == "slides":
        deck = (built / "build/slides/en/f04.html").read_text(encoding="utf-8")
        slides = re.findall(r'<section class="slide.*?</section>', deck, re.DOTALL)
        assert len(slides) > 8
        assert all(CHECKED["en"] in said_on(slide) for slide in slides)
    if output == "handouts":
        parts = re.findall(
            r'<section class="sheet.*?<div class="room">.*?</section>',
            (built / "build/handouts/es/f04-a4.html").read_text("utf-8"),
            re.DOTALL,
        )
        assert parts
        assert all(CHECKED["es"] in said_on(part) for part in parts)


def blocks(built: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of each block of the course, and its OLX."""
    for path in sorted((built / "build/course/course/vertical").glob("*.xml")):
        for node in etree.parse(path).getroot():
            if node.tag in TYPES:
                yield str(node.get("url_name")), etree.tostring(node, encoding="unicode")


def test_every_block_of_the_course_says_it(built: Path) -> None:
    """The label travels in the OLX, and each view shows it."""
    seen = set()
    for name, olx in blocks(built):
        block = from_olx(olx)
        label = DRAFT["en"] if name.startswith("s04") or name == "progress" else CHECKED["es" if name.endswith("-es") else "en"]
        for view in ("student_view", "public_view", "author_view"):
            assert label in said_on(shown(block, view)), (name, view)
        seen.add(label)
    assert {DRAFT["en"], CHECKED["en"], CHECKED["es"]} == seen


def test_staff_pages_and_the_description_of_the_course_say_it(built: Path) -> None:
    """A staff page is HTML that Studio edits: it says that nobody has checked such edits."""
    course = built / "build/course/course"
    signed = said_on((course / "html/f04-g.html").read_text(encoding="utf-8"))

    assert f"{CHECKED['en']} What was edited on this page in Studio since then, nobody has checked." in signed
    assert DRAFT["en"] in said_on((course / "html/s04-g.html").read_text(encoding="utf-8"))
    assert DRAFT["en"] in said_on((course / "about/overview.html").read_text(encoding="utf-8"))


def test_every_package_says_it(built: Path) -> None:
    """Packages for other learning systems, and the edition for a USB stick, carry the label in their pages."""
    seen = {"s04": 0, "f04": 0}
    for path in sorted([*(built / "build").glob("scorm/**/*.zip"), *(built / "build").glob("h5p/**/*.h5p")]):
        text = next((one for one in seen if one in path.name), None)
        if text is None:
            continue
        with zipfile.ZipFile(path) as package:
            files = [
                package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith((".html", "content.json"))
            ]
        label = DRAFT["en"] if text == "s04" else "Test Reader, LCSW"
        assert any(label in said_on(file.replace("\\n", " ")) for file in files), path.name
        seen[text] += 1
    assert all(seen.values()), seen


def test_the_same_signatures_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """A signature's day comes from its file: building again changes no byte of what staff print."""
    again = tmp_path / "again"
    shutil.copytree(built, again, symlinks=True)
    arguments = ("build", "handouts", "--for-participants", "--waive", f"s04={WHY}", "--waive", f"es={GAP}", "--today", "2026-11-25")
    code, said = call(again, *arguments)
    assert 0 == code, said
    for path in (again / "build/handouts").rglob("*.html"):
        assert path.read_bytes() == (built / "build/handouts" / path.relative_to(again / "build/handouts")).read_bytes()
