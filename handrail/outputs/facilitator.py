"""What a facilitator leads an evening with, for staff alone: Tonight, the guide to each session, the wheel, the library.

No page for participants links here, and nothing of it is in a slide file.
"""

from __future__ import annotations

from ..i18n import catalog
from ..model import Module, Private
from .base import Output, Report, Request
from .shared.guide import guide_page
from .shared.index import Document, write_documents
from .shared.notes import notes_page
from .shared.packets.cards import table_documents
from .shared.staff import library_page, program_page, wheel_page
from .shared.tonight import names_page, start_page, start_page_name, tonight_page

__all__ = ["OUTPUT", "PRIVATE_FOLDER"]

PRIVATE_FOLDER = "private"
"""Where the sheets with names stand, below the output's folder: the one place that holds any (decision 28)."""


def write(request: Request) -> Report:
    """Write Tonight and the guide of every module that has one, the wheel, the library, and the pages that lead to them."""
    private = request.private if request.private and (request.private.on_call or request.private.notes) else None

    def guides(module: Module, language: str) -> list[Document]:
        if module.guide is None:
            return []
        tonight = tonight_page(request.curriculum, module, module.guide, language, names=private is not None)
        guide = guide_page(request.curriculum, module, module.guide, language)
        found = [Document(f"{module.id}-tonight.html", tonight), Document(f"{module.id}.html", guide, catalog(language).gettext("Guide"))]
        if module.slides:
            words = catalog(language).gettext("Notes beside the slides")
            found.append(Document(f"{module.id}-notes.html", notes_page(request.curriculum, module, language), words))
        return found

    def beside(language: str) -> list[Document]:
        curriculum = request.curriculum
        _ = catalog(language).gettext
        own = []
        if curriculum.overlay:
            page = program_page(curriculum, curriculum.overlay, language, names=private is not None)
            own = [Document("program.html", page, _("Our program: for staff alone"))]
        return [
            *own,
            Document("wheel.html", wheel_page(curriculum, language), _("The wheel: which session in which week")),
            Document("library.html", library_page(curriculum, language), _("Agreements, exercises, and when something happens")),
            *table_documents(curriculum, language, "staff"),
        ]

    report = write_documents(request, "facilitator", guides, beside)
    for language in request.curriculum.languages:
        path = request.folder / language / start_page_name(request.curriculum, language)
        path.write_text(start_page(request.curriculum, language), encoding="utf-8")
    return Report(report.files + len(request.curriculum.languages) + _with_names(request, private), "index.html")


def _with_names(request: Request, private: Private | None) -> int:
    """Write the sheets that show who is on call, in a folder of their own that can be left out whole; return how many."""
    curriculum = request.curriculum
    if private is None:
        return 0
    written = 0
    for language in curriculum.languages:
        folder = request.folder / PRIVATE_FOLDER / language
        folder.mkdir(parents=True)
        for module in curriculum.modules[language].values():
            if module.guide is not None:
                page = names_page(curriculum, module, module.guide, language, private)
                (folder / f"{module.id}.html").write_text(page, encoding="utf-8")
                written += 1
    return written


OUTPUT = Output("facilitator", "Tonight and the guides, for staff alone", write, "build/facilitator", staff_only=True)
