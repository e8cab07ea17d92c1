"""Packets as PDFs: each week, the families' evenings, the first ten days, catching up, cards for the table, and the staff's tally.

| folder | holds |
|---|---|
| ``participants/<language>/`` | weeks, catch-ups, the first ten days, cards |
| ``families/<language>/`` | the families' evenings |
| ``staff/<language>/`` | the tally: never beside what participants take |

A week that has no session in a language is not written in it; ``handrail packet`` prints it all the same, and says so on its cover.
"""

from __future__ import annotations

from ..curriculum import Curriculum
from ..i18n import catalog
from .base import Output, Report, Request
from .shared.handout import PAPERS
from .shared.index import Document, index_page
from .shared.packets import Audience, needed
from .shared.packets.cards import table_pages
from .shared.packets.make import make_all, pages_of
from .shared.press import lacking
from .shared.pressed import press_all

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Write the packets that a program needs, and pages that lead to them."""
    curriculum, files = request.curriculum, 0
    size = 0
    for language in curriculum.languages:
        request.say(f"packets: {language}")
        for folder, found in _pressed(curriculum, language, request).items():
            target = request.folder / folder / language
            target.mkdir(parents=True)
            for document, data in found:
                (target / document.name).write_bytes(data)
                size += len(data)
            listed = [document for document, _data in found]
            (target / "index.html").write_text(index_page(curriculum, language, f"packets-{folder}", [], listed), encoding="utf-8")
            files += len(found) + 1
    return Report(files, f"participants/{curriculum.languages[0]}/index.html", f"{size / 1e6:.1f} MB")


OUTPUT = Output(
    "packets", "Packets to print: weeks, catching up, first days, cards (PDF)", write, "build/packets", lacks=lacking, on_request=True
)


def _pressed(curriculum: Curriculum, language: str, request: Request) -> dict[str, list[tuple[Document, bytes]]]:
    """Return what stands in each folder of a language: the files, and what people call them."""
    _ = catalog(language).gettext
    found: dict[str, list[tuple[Document, bytes]]] = {"participants": [], "families": [], "staff": []}
    asked = [pages_of(curriculum, packet, paper) for packet in needed(curriculum, language) for paper in PAPERS]
    for one, made in zip(asked, make_all(curriculum, asked, request.cache, say=request.say), strict=True):
        words = _("%(title)s, %(paper)s, pages: %(count)s") % {"title": made.packet.title, "paper": PAPERS[one.paper], "count": made.pages}
        folder = "families" if made.packet.audience is Audience.FAMILY else "participants"
        found[folder].append((Document(f"{made.packet.name}-{one.paper}.pdf", "", words), made.data))
    pages = [(folder, page) for paper in PAPERS for folder, page in table_pages(curriculum, language, paper)]
    pressed = press_all([page.html for _folder, page in pages], curriculum.program.edition, request.cache)
    for (folder, page), data in zip(pages, pressed, strict=True):
        found[folder].append((Document(page.name.replace(".html", ".pdf"), "", page.words), data))
    return {folder: listed for folder, listed in found.items() if listed}
