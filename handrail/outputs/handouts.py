"""Handouts: print-ready pages of a module, one file per paper size, black and white, without a script.

| part | pages | holds |
|---|---|---|
| lesson | 1-2 | message, the 60-word version, the sections, the sources |
| one per worksheet | 1-2 each | the sheet to fill with a pen |
| help | 1 | the safety texts of the module's topics and the crisis line, large (only where the module has such topics) |

The crisis line and the draft label stand at the foot of every sheet of paper. A printed address is never more than the
module's own: a QR code says nothing about who holds the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import segno
from markupsafe import Markup

from ..assets import PAPER_STYLES, read
from ..curriculum import Curriculum
from ..markdown.activities import render_worksheet
from ..markdown.render import plain_text
from ..markdown.resolve import Resolver, Surface, cited_keys
from ..markdown.safety_blocks import FOOTER, footer, safety_blocks
from ..model import Check, Figure, Level, Module, Prose, Role, Section, Translation, Worksheet
from ..templating import render
from .base import Output, Report, Request
from .shared.document import flow, line, notice, outside_name, resolver, resource, seal
from .shared.index import Document, write_documents
from .shared.packet import packet_page

__all__ = ["OUTPUT", "PAPERS", "handout_page"]

Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, str] = {"a4": "A4", "letter": "Letter"}
"""Paper size to what people call it."""

_ACROSS = {Role.REMEMBER, Role.DO_THIS}
"""Sections that stand across both columns, side by side where they follow one another."""

_SPACES: dict[Paper, tuple[tuple[int, str], ...]] = {
    "a4": ((800, "roomy"), (870, "usual"), (960, "close"), (1140, "closest")),
    "letter": ((800, "roomy"), (870, "usual"), (900, "close"), (1140, "closest")),
}
"""Up to so many words a lesson may be set so wide, and it still keeps to two pages; beyond, half a point is given up. Letter is shorter."""

_TIGHT = ("closest", "fullest")
"""Here everything flows in the columns, so that no room is left between."""

_FIGURE_WORDS, _SOURCE_WORDS, _CODE_WORDS = 60, 10, 60
"""The room that a drawing, a source or a code to scan takes, in words."""

_FULL_SOURCES = 8
"""More sources than these stand in their short form; the page of the lesson has them in full."""

_MANY_FIELDS = 10
"""From so many fields on, or beside a code to scan, a worksheet's fields stand closer."""

_WATCH = "watch"


@dataclass(frozen=True)
class _Part:
    """A section as the template sees it."""

    id: str
    title: Markup
    role: str
    body: Markup
    notice: str
    foreign: bool


def write(request: Request) -> Report:
    """Write the handouts of every module, and a page that leads to them."""

    def handouts(module: Module, language: str) -> list[Document]:
        return [
            Document(f"{module.id}-{paper}.html", handout_page(request.curriculum, module, language, paper), name)
            for paper, name in PAPERS.items()
        ]

    def packets(language: str) -> list[Document]:
        curriculum = request.curriculum
        if not curriculum.program.essentials:
            return []
        title = curriculum.texts(language).essentials["title"].title
        return [
            Document(f"essentials-{paper}.html", packet_page(curriculum, language, paper, title), f"{title} ({name})")
            for paper, name in PAPERS.items()
        ]

    return write_documents(request, "handouts", handouts, packets)


OUTPUT = Output("handouts", "Handouts to print, A4 and Letter", write, "build/handouts")


def handout_page(curriculum: Curriculum, module: Module, language: str, paper: Paper) -> str:
    """Return the handout of a module for one paper size as one HTML file."""
    library = curriculum.texts(language)
    cited = [key for key in cited_keys(module) if key in curriculum.sources]
    resolve = resolver(curriculum, language, Surface.PAPER, cited)
    blocks = [(key, Markup(title), Markup(body)) for key, title, body in safety_blocks(module, library, resolve)]  # noqa: S704
    high = module.safety.level is Level.HIGH
    address = curriculum.program.work_of(module.id, language, family=module.is_family)
    load = _words(module, len(cited), blocks) + (_CODE_WORDS if address else 0)
    space = next((name for most, name in _SPACES[paper] if load <= most), "fullest")
    return seal(
        render(
            "print/handout.html",
            language,
            module=module,
            program=curriculum.program,
            library=library,
            label=curriculum.label(language, module),
            title=f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
            inline=lambda text: line(text, resolve),
            groups=_groups(curriculum, module, resolve, across=space not in _TIGHT),
            tight=space in _TIGHT,
            # What is fuller than close is close as well, and then some.
            space={"closest": "close closest", "fullest": "close closest fullest"}.get(space, space),
            sheets=[(sheet, Markup(_worksheet(sheet, module, language))) for sheet in module.worksheets],  # noqa: S704 - our own templates
            dense=lambda sheet: bool(address) or len(sheet.fields) >= _MANY_FIELDS,
            watch=next((block for block in blocks if block[0] == _WATCH and not high), None),
            topics=[block for block in blocks if high or block[0] != _WATCH],
            help_title=line(library.safety[FOOTER].title, resolve),
            full_sources=len(cited) <= _FULL_SOURCES,
            sources=[(number, curriculum.sources[key]) for number, key in resolve.numbered(cited)],
            front_notice=notice(module.front_translation, library.labels),
            once=len({module.front_translation, *(section.translation for section in module.sections)}) == 1,
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            address=address.removeprefix("https://").removeprefix("http://"),
            qr=Markup(_qr(address)) if address else "",  # noqa: S704 - segno's own drawing
            style=Markup(_style(paper)),  # noqa: S704 - our own files
        )
    )


def _style(paper: Paper) -> str:
    page = f"@page{{size:{paper};margin:9mm 13mm 7mm}}"
    return "\n".join([page, read(PAPER_STYLES), resource("print/drawing.css"), resource("print/handout.css")])


def _worksheet(sheet: Worksheet, module: Module, language: str) -> str:
    return render_worksheet(
        sheet,
        language=language,
        surface="paper",
        prefix=f"{sheet.id}-",
        module_id=module.id,
        completion=not module.is_family,
        level=2,
    )


def _qr(address: str) -> str:
    """Return a QR code as SVG that is legible after a photocopy."""
    return segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)


def _groups(curriculum: Curriculum, module: Module, resolve: Resolver, *, across: bool) -> list[tuple[bool, list[_Part]]]:
    """Return the sections in their order, in runs: those that flow in columns (False) and those that stand across (True)."""
    groups: list[tuple[bool, list[_Part]]] = []
    for section in module.sections:
        wide = across and section.role in _ACROSS
        if not groups or groups[-1][0] is not wide:
            groups.append((wide, []))
        groups[-1][1].append(_part(curriculum, section, resolve, curriculum.texts(resolve.language).labels))
    return groups


def _words(module: Module, sources: int, blocks: list[tuple[str, Markup, Markup]]) -> int:
    """Return how much a lesson's sheet holds, drawings and sources counted as words."""
    texts = [module.short, module.content_note or "", *(section.prose() for section in module.sections)]
    texts += [body.striptags() for key, _title, body in blocks if key == _WATCH]
    words = sum(len(plain_text(text).split()) for text in texts)
    return words + _FIGURE_WORDS * len(module.figures) + _SOURCE_WORDS * sources


def _part(curriculum: Curriculum, section: Section, resolve: Resolver, labels: dict[str, str]) -> _Part:
    body: list[str] = []
    for block in section.blocks:
        match block:
            case Prose():
                body.append(flow(block.markdown, resolve))
            case Figure():
                body.append(_figure(curriculum, block, resolve))
            case Worksheet() | Check():
                continue  # a worksheet is a sheet of its own; the check belongs to the screen
    return _Part(
        section.id,
        line(section.title, resolve),
        str(section.role or ""),
        Markup("\n".join(body)),  # noqa: S704 - made of Markup
        notice(section.translation, labels),
        section.translation is Translation.MISSING,
    )


def _figure(curriculum: Curriculum, figure: Figure, resolve: Resolver) -> str:
    drawing = Markup(curriculum.drawing(figure))  # noqa: S704 - drawings were checked
    caption = line(figure.caption, resolve) if figure.caption else ""
    return render("print/figure.html", resolve.language, drawing=drawing, caption=caption)
