"""Pressing: one page of HTML becomes a tagged PDF in one font, the same on every computer."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import NullObject

from handrail.curriculum import Curriculum
from handrail.outputs.shared.press import PressError, press
from tests.conftest import REPOSITORY
from tests.overlay.small import small_repository

EDITION = dt.date(2026, 11, 21)
FONT = REPOSITORY / "templates" / "print" / "font"

STYLE = (
    "@page{size:a5;@bottom-left{content:element(foot);width:100%}} .foot{position:running(foot)} "
    "section + section{break-before:page} .red{color:#c00;border:1px solid #0a0;background:rgb(0 0 200 / .5)}"
)
PAGE = f"""<!doctype html><html lang="es"><head><title>Sesión 4</title><style>{STYLE}</style></head><body>
<div class="foot"><p>Call 988, at any hour. Draft of fifty flowing words.</p></div>
<section><h1>One</h1><p class="red">Red words → ✓ ☐</p></section>
<section><h2>Two</h2><ul><li>a</li></ul></section><section><p>Three</p></section>
</body></html>"""

_PAINT = re.compile(rb"(?:^|\s)(rg|RG|k|K|cs|CS|sc|SC|scn|SCN)(?=\s|$)")


def read(data: bytes) -> PdfReader:
    """Return a PDF as pypdf reads it."""
    return PdfReader(io.BytesIO(data))


def painted(reader: PdfReader) -> set[bytes]:
    """Return the operators that choose a color, of every page and every drawing on it."""
    found: set[bytes] = set()
    for page in reader.pages:
        streams = [page.get_contents()]
        streams += [one.get_object() for one in page["/Resources"].get("/XObject", {}).values()]
        streams += [
            state.get_object() for note in page.get("/Annots", []) for state in note.get_object().get("/AP", {}).get("/N", {}).values()
        ] if "/Annots" in page else []  # fmt: skip
        for stream in streams:
            if hasattr(stream, "get_data"):
                found |= set(_PAINT.findall(re.sub(rb"\((?:\\.|[^\\)])*\)", b"()", stream.get_data())))
    return found


def tags(reader: PdfReader) -> Iterator[Any]:
    """Yield the elements of the tree of tags."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop(0).get_object()
        if isinstance(found, list):
            waiting = [*found, *waiting]
        elif isinstance(found, dict):
            yield found
            waiting = [found["/K"], *waiting] if "/K" in found else waiting


@pytest.fixture(scope="module")
def pressed() -> bytes:
    """The page above as a PDF."""
    return press(PAGE, EDITION)


def test_a_pdf_is_tagged_and_says_its_language_and_title(pressed: bytes) -> None:
    """It claims PDF/UA, shows its title in the window, and has headings, lists and paragraphs for a screen reader."""
    reader = read(pressed)
    root = reader.trailer["/Root"]

    assert ("es", "Sesión 4") == (root["/Lang"], reader.metadata.title if reader.metadata else "")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= {str(element.get("/S")) for element in tags(reader)}


def test_the_foot_is_seen_on_every_page_and_read_out_once(pressed: bytes) -> None:
    """On the first page it belongs to what is read; on the others it is decoration."""
    reader = read(pressed)
    streams = [page.get_contents().get_data() for page in reader.pages]
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    marks = [len(re.findall(rb"/MCID", stream)) for stream in streams]

    assert "Draft of fifty flowing words" in reader.pages[0].extract_text()  # a ligature would be read as another letter
    assert ["988" in page.extract_text() for page in reader.pages] == [True] * 3
    assert [b"/Subtype /Footer" in stream for stream in streams] == [False, True, True]
    assert marks == [len([one for one in numbers[2 * page + 1] if not isinstance(one.get_object(), NullObject)]) for page in range(3)]
    last = [element for element in tags(reader) if element.get("/S") == "/P"][-1]
    assert last["/Pg"] == reader.pages[0]


def test_only_our_font_is_in_it_whatever_the_computer_has(pressed: bytes) -> None:
    """Letters of any other font would differ from computer to computer."""
    fonts = {str(font["/BaseFont"]) for page in read(pressed).pages for font in page["/Resources"]["/Font"].values()}

    assert fonts
    assert all("Handrail-Sans" in name or "HandrailSans" in name for name in fonts), fonts


def test_gray_is_the_default_and_no_color_is_left(pressed: bytes) -> None:
    """No operator of color stands in a page; asked for colors, there are some, so that the test can fail."""
    assert set() == painted(read(pressed))
    assert {b"rg"} <= painted(read(press(PAGE, EDITION, grayscale=False)))


def test_the_same_page_gives_the_same_bytes(pressed: bytes, tmp_path: Path) -> None:
    """Today, in this process, and in another with another home, time zone and folder."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    code = (
        "import sys, datetime as dt; from pathlib import Path; from handrail.outputs.shared.press import press; "
        "sys.stdout.buffer.write(press(Path('page.html').read_text(encoding='utf-8'), dt.date(2026, 11, 21)))"
    )
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "C.UTF-8"}
    other = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True).stdout

    assert pressed == press(PAGE, EDITION)
    assert pressed == other
    assert pressed != press(PAGE, dt.date(2027, 1, 1))


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="file:///etc/hostname" alt="">',
        '<img src="https://example.org/x.png" alt="">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        '<p style="background:url(file:///etc/hostname)">x</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_a_page_can_neither_read_a_file_nor_ask_a_host(asks: str) -> None:
    """What is not in the page itself is refused, and the message says what was asked for."""
    with pytest.raises(PressError, match="brings all it needs"):
        press(f'<html lang="en"><head><title>x</title></head><body>{asks}</body></html>', EDITION)


def test_a_drawing_can_read_no_file_either() -> None:
    """A picture inside a drawing is left out."""
    picture = next((REPOSITORY / "docs" / "images").glob("*.png")).as_uri()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{picture}" width="9" height="9"/></svg>'

    assert b"/Subtype /Image" not in press(f'<html lang="en"><head><title>x</title></head><body>{drawing}</body></html>', EDITION)


@pytest.mark.parametrize("page", ["<html><head><title>x</title></head></html>", '<html lang="en"><head></head></html>'])
def test_a_page_without_language_or_title_is_refused(page: str) -> None:
    """A screen reader could not announce it."""
    with pytest.raises(PressError, match="<html lang> and <title>"):
        press(page, EDITION)


def test_a_page_comes_out_larger_when_it_says_so() -> None:
    """The sheet of paper grows along: what is written for a small one is large print on a large one."""
    page = PAGE.replace("size:a5", "size:140mm 198mm} /* handrail-zoom: 1.5 */ @page{color:#000")
    box = read(press(page, EDITION)).pages[0].mediabox

    assert (595, 842) == (round(float(box.width)), round(float(box.height)))


def test_words_that_are_set_apart_break_no_line_early() -> None:
    """The words before stay on their line where they fit there, as without what is bold or kept in one piece: looked at in forty widths."""
    words = "He told her that every evening after supper they would walk along the river and look"

    def lines(text: str) -> list[list[str]]:
        wide = "".join(f"section:nth-of-type({n}){{width:{50 + n / 2}mm}}" for n in range(1, 41))
        style = f"@page{{size:a4}} section+section{{break-before:page}} i{{font-style:normal}} body{{font-family:Handrail Sans}} {wide}"
        style += " .hr-kept{display:inline-block;white-space:nowrap}"
        body = f"<section><p>{text}</p></section>" * 40
        page = f'<html lang="en"><head><title>x</title><style>{style}</style></head><body>{body}</body></html>'
        return [[line.strip() for line in one.extract_text().splitlines() if line.strip()] for one in read(press(page, EDITION)).pages]

    plain = lines(words)
    assert len(plain) == 40
    for apart in ("evening", "after", "supper", "they", "walk"):
        assert lines(words.replace(apart, f"<i>{apart}</i>")) == plain
        assert lines(words.replace(apart, f'<span class="hr-kept">{apart}</span>')) == plain


def test_a_list_goes_on_counting_where_it_says() -> None:
    """Steps 4 to 6 of an emergency are 4 to 6 on paper, too; so is a list that begins with 0, and the next one begins anew."""
    body = '<ol start="4"><li>vier</li><li>cinq</li></ol><ol class="x" start="0"><li>null</li></ol><ol><li>one</li></ol>'
    page = f'<html lang="en"><head><title>x</title><style>body{{font-family:Handrail Sans}}</style></head><body>{body}</body></html>'

    assert re.findall(r"\d+\.", read(press(page, EDITION)).pages[0].extract_text()) == ["4.", "5.", "0.", "1."]


def test_a_space_at_the_end_breaks_no_line() -> None:
    """Words that just fill a line stay on it, whatever white space their paragraph ends with."""
    wide = "".join(f"section:nth-of-type({n}){{width:{90 + n / 2}mm}}" for n in range(1, 41))
    style = f"@page{{size:a4}} section+section{{break-before:page}} body{{font-family:Handrail Sans}} {wide}"

    def lines(end: str) -> list[str]:
        body = f"<section><p>Ask: who would you like to see there tonight?{end}</p></section>" * 40
        page = f'<html lang="en"><head><title>x</title><style>{style}</style></head><body>{body}</body></html>'
        return [one.extract_text().strip() for one in read(press(page, EDITION)).pages]

    assert lines("  \n ") == lines("")


def test_the_font_has_every_letter_of_the_curriculum_and_the_templates(curriculum: Curriculum) -> None:
    """A letter that it lacks would be an empty box on paper."""
    known = [set(TTFont(path).getBestCmap()) for path in FONT.glob("*.ttf")]
    paths = [
        *(path for path in (REPOSITORY / "curriculum").rglob("*") if path.suffix in {".md", ".yml", ".svg"}),
        *(path for folder in ("print", "activities") for path in (REPOSITORY / "templates" / folder).rglob("*.html")),
        REPOSITORY / "xblocks/handrail_xblocks/locale/es/LC_MESSAGES/text.po",
    ]
    # These stand on buttons of screens, never on paper.
    screen = set("↺◐★☆●")
    used = {letter for path in paths for letter in path.read_text(encoding="utf-8") if letter > " "} - screen

    assert 3 == len(known)
    assert [] == sorted(letter for letter in used if not all(ord(letter) in letters for letters in known))


def test_the_font_keeps_its_license_and_not_its_reserved_name() -> None:
    """The license stands beside it; a changed font may not be called as the original is."""
    assert "SIL OPEN FONT LICENSE" in (FONT / "LICENSE.md").read_text(encoding="utf-8")
    for path in FONT.glob("*.ttf"):
        names = {record.nameID: str(record) for record in TTFont(path)["name"].names}

        assert "Handrail Sans" == names[1]
        assert "Reserved Font Name" in names[0]
        assert all("Source" not in names[name] for name in (1, 4, 6))


def without_pango(folder: Path) -> dict[str, str]:
    """Return the environment of a computer whose Pango cannot be loaded."""
    folder.mkdir()
    for name in ("libpango-1.0.so.0", "libpango-1.0-0", "pango-1.0-0", "pango-1.0"):
        (folder / name).write_bytes(b"this is no library")
    return {**os.environ, "LD_LIBRARY_PATH": str(folder), "COLUMNS": "300"}


@pytest.mark.skipif(sys.platform != "linux", reason="how a library is hidden is Linux's way")
def test_without_the_system_libraries_it_is_said_what_to_install(tmp_path: Path) -> None:
    """Named, the output is refused with what to install, and the last PDFs stay; every other output is built."""
    repository = tmp_path / "repository"
    repository.mkdir()
    small_repository(repository, frozenset({"s04"}))
    (repository / "build" / "pdf").mkdir()
    (repository / "build" / "pdf" / "kept.pdf").write_bytes(b"%PDF")
    env = without_pango(tmp_path / "lib")

    def build(*names: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("handrail")), "build", *names, "--repository", str(repository)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    refused, other = build("pdf"), build("slides", "handouts")
    said = " ".join((refused.stdout + refused.stderr).split())

    assert 1 == refused.returncode, said
    assert "system libraries that this computer does not have" in said
    assert "pango" in said
    for where in ("Debian", "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", "brew install pango", "Windows", "pacman"):
        assert where in said
    assert "Traceback" not in said
    assert (repository / "build" / "pdf" / "kept.pdf").exists()
    assert 0 == other.returncode, other.stdout + other.stderr
    assert (repository / "build" / "slides" / "en" / "s04.html").exists()
