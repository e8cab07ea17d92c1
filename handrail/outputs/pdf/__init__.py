"""PDFs: what is printed, as files that any printer and any screen reader takes.

| file | holds |
|---|---|
| ``<language>/<id>-a4.pdf``, ``-letter.pdf`` | a module's handout: its lesson, its sheets, the help sheet |
| ``<language>/<id>-large-a4.pdf``, ``-large-letter.pdf`` | the same in letters of 18 points and more |
| ``<language>/<sheet>-form.pdf`` | a worksheet to fill in on a computer or a phone |
| ``staff/<language>/<id>-a4.pdf``, ``-letter.pdf`` | the guide to a session, its first page the sheet of the evening |

Pressing takes minutes, so ``handrail build`` writes them only when they are named; what did not change is not pressed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...curriculum import Curriculum
from ...i18n import catalog
from ...model import Module
from ...names import AUTONYMS
from ...problems import Problem
from ..base import Output, Report, Request
from ..shared.bind import Leaf, pages_in
from ..shared.guide import pressed_guide
from ..shared.handout import PAPERS, SheetPage, sheet_pages
from ..shared.index import Document, Entry, index_page
from ..shared.leaves import MOST_PAGES, press_fitting
from ..shared.press import lacking
from ..shared.pressed import Book, bind_all
from .forms import form_pages

__all__ = ["OUTPUT"]

_STAFF = "staff"


@dataclass(frozen=True)
class _File:
    """One PDF before it is pressed."""

    path: str
    """Below the output's folder."""

    module: Module
    language: str
    words: str
    """What sets it apart in the list."""

    sheets: Sequence[SheetPage]


def write(request: Request) -> Report:
    """Write the PDFs of every module in every language, and the pages that lead to them."""
    curriculum = request.curriculum
    files = list(_files(curriculum))
    sheets = [sheet for file in files for sheet in file.sheets]
    pressed = iter(press_fitting(sheets, curriculum.program.edition, request.cache, say=request.say))
    found = [[Leaf(next(pressed), sheet.title) for sheet in file.sheets] for file in files]
    for file, leaves in zip(files, found, strict=True):
        for sheet, leaf in zip(file.sheets, leaves, strict=True):
            if sheet.fits and next(sheet.smaller, "") and pages_in(leaf.data) > MOST_PAGES:
                request.warn(_too_full(file, sheet))
    several = {file.path: Book(leaves) for file, leaves in zip(files, found, strict=True) if len(leaves) > 1}
    bound = dict(zip(several, bind_all(list(several.values()), curriculum.program.edition, request.cache), strict=True))
    for file, leaves in zip(files, found, strict=True):
        target = request.folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        # A form stays as it was pressed: binding takes pages, and leaves out what makes them one form.
        target.write_bytes(bound.get(file.path, leaves[0].data))
    lists = [*_lists(curriculum, files, request.folder, ""), *_lists(curriculum, files, request.folder, _STAFF)]
    size = sum(path.stat().st_size for path in request.folder.rglob("*.pdf"))
    return Report(len(files) + len(lists), "index.html", f"{size // 1000:,} kB")


OUTPUT = Output("pdf", "PDFs to print and forms to fill in", write, "build/pdf", lacks=lacking, on_request=True)


def _files(curriculum: Curriculum) -> Iterator[_File]:
    for language in curriculum.languages:
        _ = catalog(language).gettext
        for module in curriculum.modules[language].values():
            for large in (False, True):
                for paper, name in PAPERS.items():
                    words = _("Large print, %(paper)s") % {"paper": name} if large else name
                    path = f"{language}/{module.id}-{'large-' if large else ''}{paper}.pdf"
                    yield _File(path, module, language, words, sheet_pages(curriculum, module, language, paper, large=large))
            for form in form_pages(curriculum, module, language):
                words = _("Form: %(title)s") % {"title": form.title}
                yield _File(f"{language}/{form.id}-form.pdf", module, language, words, [form])
            if module.guide is not None:
                for paper, name in PAPERS.items():
                    html = pressed_guide(curriculum, module, module.guide, language, paper)
                    yield _File(f"{_STAFF}/{language}/{module.id}-{paper}.pdf", module, language, name, [SheetPage(module.id, html)])


def _too_full(file: _File, sheet: SheetPage) -> Problem:
    return Problem(
        file.module.path,
        0,
        f"{sheet.id} does not fit on one sheet of {PAPERS[sheet.paper]}, printed on both sides, in the smallest letters that it may have.",
        "Cut words, or rows of a log.",
        "pdf",
    )


def _lists(curriculum: Curriculum, files: list[_File], folder: Path, below: str) -> list[Path]:
    """Write the pages that lead to the files: one for each language, and one above them."""
    written = []
    first = curriculum.languages[0]
    for language in curriculum.languages:
        top = language == first
        root = f"{below}/" if below else ""
        home = folder / root / ("" if top else language) / "index.html"
        entries: dict[str, list[tuple[str, str]]] = {}
        for file in files:
            if file.language == language and file.path.startswith(f"{root}{language}/"):
                href = file.path.removeprefix(root) if top else file.path.rpartition("/")[2]
                entries.setdefault(file.module.id, []).append((file.words, href))
        modules = curriculum.modules[language]
        listed = [Entry(key, modules[key].title, more[0][1], more) for key, more in entries.items()]
        others = [
            Document(f"{other}/index.html" if top else "../index.html", "", AUTONYMS[other])
            for other in curriculum.languages
            if other != language and top != (other == first)
        ]
        home.parent.mkdir(parents=True, exist_ok=True)
        home.write_text(index_page(curriculum, language, "pdf-staff" if below else "pdf", listed, others), encoding="utf-8")
        written.append(home)
    return written
