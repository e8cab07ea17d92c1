"""The PDFs of a module: what stands in which file, on how many pages, in which letters."""

from __future__ import annotations

import dataclasses
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from handrail.building import chosen
from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.render import plain_text
from handrail.model import Module
from handrail.outputs import Request
from handrail.outputs.pdf import OUTPUT
from handrail.outputs.shared.bind import pages_in
from handrail.outputs.shared.handout import PAPERS, sheet_pages
from handrail.outputs.shared.leaves import MOST_PAGES, press_fitting
from tests.outputs.test_press import painted, tags

pytestmark = pytest.mark.xdist_group("pdf")  # what all look at is made once, by one worker

EVERY = os.environ.get("HANDRAIL_PRESS") == "all"
"""Press every sheet of the curriculum, not only the fullest (make soak)."""

DRAFT = {"en": "Draft. No clinician has signed this page.", "es": "Borrador. Ningún profesional clínico ha firmado esta página."}


def small(curriculum: Curriculum) -> Curriculum:
    """Return a curriculum of one short module in two languages, so that a test presses a few pages only."""

    def cut(module: Module) -> Module:
        sections = [section for section in module.sections if any(block in module.worksheets for block in section.blocks)] or [
            *module.sections[:1],
            *module.sections[-1:],
        ]
        guide = module.guide
        assert guide is not None
        return module.model_copy(update={"sections": sections, "guide": guide.model_copy(update={"timeline": guide.timeline[:1]})})

    return dataclasses.replace(curriculum, modules={language: {"or2": cut(found["or2"])} for language, found in curriculum.modules.items()})


@pytest.fixture(scope="module")
def written(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cache, Curriculum]:
    """The folder that the output wrote, and the cache that it kept."""
    folder = tmp_path_factory.mktemp("pdf")
    cache = Cache(folder / "cache")
    one = small(curriculum)
    (folder / "out").mkdir()
    OUTPUT.write(Request(one, folder / "out", folder, cache))
    return folder / "out", cache, one


def test_pdfs_are_written_when_they_are_named() -> None:
    """They take minutes, so that a build of everything leaves them for the command that asks for them."""
    assert "pdf" not in [one.name for one in chosen([], lambda _words: None)]
    assert ["pdf"] == [one.name for one in chosen(["pdf"], lambda _words: None)]


def test_each_module_has_its_files_and_staff_a_folder_of_their_own(written: tuple[Path, Cache, Curriculum]) -> None:
    """Two papers, in large print too, a form for each sheet; the guide never lies beside what participants get."""
    folder, _cache, one = written
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))
    expected = []
    for language, modules in one.modules.items():
        for module in modules.values():
            expected += [f"{language}/{module.id}-{large}{paper}.pdf" for large in ("", "large-") for paper in PAPERS]
            expected += [f"{language}/{sheet.id}-form.pdf" for sheet in module.worksheets]
            expected += [f"staff/{language}/{module.id}-{paper}.pdf" for paper in PAPERS]

    assert sorted(expected) == found


def test_every_list_leads_to_files_that_are_there(written: tuple[Path, Cache, Curriculum]) -> None:
    """One page leads to all of a language, and to the other languages; no page for participants leads to staff's files."""
    folder = written[0]
    linked: set[Path] = set()
    for page in folder.rglob("index.html"):
        for href in re.findall(r'href="([^"#:]+)"', page.read_text(encoding="utf-8")):
            target = (page.parent / href).resolve()
            assert target.is_file(), f"{page}: {href}"
            assert "staff" in page.relative_to(folder).parts or "staff" not in target.relative_to(folder.resolve()).parts
            linked.add(target)

    assert {path.resolve() for path in folder.rglob("*.pdf")} <= linked


def test_each_page_carries_the_label_and_the_crisis_line(written: tuple[Path, Cache, Curriculum]) -> None:
    """On every page of participants' PDFs: who checked it, and whom to call."""
    folder = written[0]
    for language, label in DRAFT.items():
        for path in (folder / language).glob("*.pdf"):
            reader = PdfReader(path)
            for page in reader.pages:
                words = " ".join(page.extract_text().split())
                assert label in words, path
                assert "988" in words
            assert language == reader.trailer["/Root"]["/Lang"]
            assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
            assert {"/H1", "/P"} <= {str(element.get("/S")) for element in tags(reader)}
            assert reader.outline
            assert set() == painted(reader)


def test_no_guide_is_in_a_file_for_participants(written: tuple[Path, Cache, Curriculum]) -> None:
    """What a facilitator is told stands in staff's files, and there alone."""
    folder, _cache, one = written
    guide = one.modules["en"]["or2"].guide
    assert guide is not None
    aim = " ".join(plain_text(guide.aim).split())

    def words(path: Path) -> str:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())

    assert aim in words(folder / "staff" / "en" / "or2-a4.pdf")
    assert [] == [path.name for path in (folder / "en").glob("*.pdf") if aim in words(path)]


def test_large_print_has_no_letter_below_18_points(written: tuple[Path, Cache, Curriculum]) -> None:
    """Sources, labels and the foot included."""
    folder = written[0]
    for path in folder.glob("*/*-large-*.pdf"):
        for page in PdfReader(path).pages:
            sizes: set[float] = set()

            def measure(text: str, cm: Any, tm: Any, _font: Any, size: float, sizes: set[float] = sizes) -> None:
                if text.strip():
                    sizes.add(round(abs(size * tm[3] * cm[3]), 1))

            page.extract_text(visitor_text=measure)
            assert min(sizes) >= 17.9, (path.name, sizes)


def test_what_did_not_change_is_not_pressed_again(written: tuple[Path, Cache, Curriculum], tmp_path: Path) -> None:
    """A second build takes every sheet from the cache, and writes the same bytes."""
    folder, cache, one = written
    assert cache.folder is not None
    before = {path: path.stat().st_mtime_ns for path in cache.folder.rglob("*") if path.is_file()}
    OUTPUT.write(Request(one, tmp_path, tmp_path, cache))

    assert before == {path: path.stat().st_mtime_ns for path in cache.folder.rglob("*") if path.is_file()}
    for path in folder.rglob("*.pdf"):
        assert path.read_bytes() == (tmp_path / path.relative_to(folder)).read_bytes(), path.name


@pytest.mark.parametrize("address", ["", "https://skills.river-center.example/course"])
def test_a_lesson_and_a_sheet_keep_to_two_pages(curriculum: Curriculum, address: str) -> None:
    """The fullest modules on the shorter paper, in both languages, with a code to scan and without."""
    program = curriculum.program.model_copy(update={"site_url": address})
    addressed = dataclasses.replace(curriculum, program=program)
    fullest = sorted(curriculum.modules["en"].values(), key=lambda module: -sum(len(section.prose()) for section in module.sections))
    jobs = [("en", module, "letter") for module in fullest[:2]] + [("es", curriculum.modules["es"]["f04"], "letter")]
    if EVERY:
        jobs = [(tongue, module, paper) for tongue, found in curriculum.modules.items() for module in found.values() for paper in PAPERS]
    only = (lambda module: None) if EVERY else (lambda module: {module.id, module.worksheets[0].id})
    sheets = [sheet for tongue, module, paper in jobs for sheet in sheet_pages(addressed, module, tongue, paper, only=only(module))]  # type: ignore[arg-type]
    pages = [pages_in(data) for data in press_fitting(sheets, program.edition, Cache(None))]

    assert (bool(address)) is any('class="qr"' in sheet.html for sheet in sheets)
    assert [] == [f"{sheet.id}, {sheet.paper}: {count}" for sheet, count in zip(sheets, pages, strict=True) if count > MOST_PAGES]


def test_a_hostile_title_is_only_words(curriculum: Curriculum) -> None:
    """A title that tries to be markup, a style or a string of a PDF is printed as it is written."""
    hostile = "Rest) /JS (app.alert(1)) <b>and</b> </style> breathe \\"
    module = curriculum.modules["en"]["s04"].model_copy(update={"title": hostile})
    sheet = next(iter(sheet_pages(curriculum, module, "en", "a4", only={"s04"})))
    data = press_fitting([dataclasses.replace(sheet, title=hostile)], curriculum.program.edition, Cache(None))[0]
    reader = PdfReader(io.BytesIO(data))

    assert "/JS (app.alert(1))" in reader.pages[0].extract_text()
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert "/Names" not in reader.trailer["/Root"] or "/JavaScript" not in reader.trailer["/Root"]["/Names"]
