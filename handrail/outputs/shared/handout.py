"""A module on paper: its lesson, its worksheets and its help sheet, black and white, without a script.

Handouts, PDFs and packets are made of these parts, so that each is made in one place.

| part | pages | holds |
|---|---|---|
| lesson | 1-2 | message, the 60-word version, the sections, the sources |
| one per worksheet | 1-2 each | the sheet to fill with a pen |
| help | 1 | the safety texts of the module's topics and the crisis line, large (only where the module has such topics) |

The crisis line and the draft label stand at the foot of every sheet of paper. A printed address is never more than the
module's own: a QR code says nothing about who holds the paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal

from markupsafe import Markup

from ...assets import PAPER_STYLES, read
from ...curriculum import Curriculum
from ...markdown.activities import render_worksheet
from ...markdown.render import plain_text
from ...markdown.resolve import Resolver, Surface, cited_keys
from ...markdown.safety_blocks import FOOTER, footer, safety_blocks
from ...model import Check, Figure, Level, Module, Prose, Role, Section, Translation, Worksheet
from ...templating import render
from .codes import qr_code, spoken_address
from .document import flow, line, notice, outside_name, resolver, resource, seal

__all__ = ["PAPERS", "Paper", "SheetPage", "handout_page", "inked", "page_style", "sheet_pages"]

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

_LARGE = 1.5
"""How much larger large print is: 12 points become 18. Boxes and lines for a pen grow along."""

_LARGER, _SMALLER = 1.04, (1, 0.96, 0.92, 0.88, 0.84)
"""How large a lesson is set in a PDF, whose font is a small one; how much smaller a sheet that would not fit: half a point each, to 10."""

_FOOT_MOST, _FOOT_LEAST, _FOOT_LINE = 5, 8, 4.6
"""The foot of large print: its lines at most; the margin, in millimeters, that it leaves below, and that each line takes."""

_FOOT_BOLD, _FOOT_PLAIN = 64, 72
"""How many letters of large print stand on a line of the foot."""

_LABEL = re.compile(r'font-size="([\d.]+)"')
_LABELS = (25, 34)
"""The least label of a drawing, in units of which it is 640 wide, decides how narrow it may be; handout.css has these and all between."""

_CLOSER = (("pressed large", "closer"), ("pressed large closer", "closest-large"), ("hr-paper hr-form", "closer"))
"""Large print, and forms, whose lines and gaps are less wide; their letters are as large."""

_MILLIMETERS: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}

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


def handout_page(curriculum: Curriculum, module: Module, language: str, paper: Paper) -> str:
    """Return the handout of a module for one paper size as one HTML file, for a browser."""
    return seal(
        render(
            "print/handout.html",
            language,
            title=f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
            style=Markup(page_style(paper)),  # noqa: S704 - our own files
            only=None,
            pressed=False,
            **_context(curriculum, module, language, paper),
        )
    )


@dataclass(frozen=True)
class SheetPage:
    """One sheet of a module's handout as a whole HTML page, to be pressed on its own."""

    id: str
    """``s04``, ``s04-w1``, ``s04-help``."""

    html: str

    title: str = ""
    """What stands in the bookmarks."""

    paper: Paper = "a4"

    fits: bool = True
    """Whether it is to keep to its two pages; large print may have more."""

    @property
    def smaller(self) -> Iterator[str]:
        """The same in smaller and smaller sizes, for a sheet that takes a page too many: large print comes closer, forms do so first."""
        html = self.html
        for classes, more in _CLOSER:
            if f'class="{classes}"' in html:
                html = html.replace(f'class="{classes}"', f'class="{classes} {more}"')
                yield html
        size = next((size for size in (_LARGER, 1) if _sized(self.paper, size) in html), 0)
        for smaller in _SMALLER:
            if smaller < size:
                yield html.replace(_sized(self.paper, size), _sized(self.paper, smaller))


def sheet_pages(
    curriculum: Curriculum, module: Module, language: str, paper: Paper, *, large: bool = False, only: Collection[str] | None = None
) -> list[SheetPage]:
    """Return the sheets of a module's handout, each a page of its own: pressed one by one they cost a tenth of the whole.

    Args:
        curriculum: its program's name and lines are used.
        module: the module, in the language in which it has a text.
        language: the reader's: what is around the text speaks it.
        paper: decides how close a lesson is set.
        large: whether letters have 18 points and more.
        only: the ids of the sheets that are wanted; all when absent.
    """
    context = _context(curriculum, module, language, paper)
    title = f"{outside_name(module, language)} · {curriculum.program.discreet_name}"
    names = {module.id: module.title} | {sheet.id: sheet.title for sheet in module.worksheets}
    if context["topics"]:
        names[f"{module.id}-help"] = curriculum.texts(language).safety[FOOTER].title

    crisis = Markup(context["crisis"]).striptags()  # noqa: S704 - only counted
    foot = _foot_lines(crisis, f"{context['label']} {module.id}-help · 1/9 · {curriculum.program.edition}")
    style = Markup(page_style(paper, pressed=True, large=large, exact=True, foot=foot))  # noqa: S704 - our own files

    def page(key: str) -> str:
        html = render("print/handout.html", language, title=title, style=style, only=[key], pressed=True, large=large, **context)
        # What is read is set a little larger, since the font is a small one; what is written on keeps its lines and boxes.
        return inked(html if key != module.id else html.replace(_sized(paper, 1), _sized(paper, _LARGER)))

    return [SheetPage(key, page(key), name, paper, fits=not large) for key, name in names.items() if only is None or key in only]


def _context(curriculum: Curriculum, module: Module, language: str, paper: Paper) -> dict[str, object]:
    library = curriculum.texts(language)
    cited = [key for key in cited_keys(module) if key in curriculum.sources]
    resolve = resolver(curriculum, language, Surface.PAPER, cited)
    blocks = [(key, Markup(title), Markup(body)) for key, title, body in safety_blocks(module, library, resolve)]  # noqa: S704
    # A sheet of its own is for warning signs: where a line is all there is, it stays with the lesson.
    high = module.safety.level is Level.HIGH and any(key != _WATCH for key, _title, _body in blocks)
    address = curriculum.program.work_of(module.id, language, family=module.is_family)
    load = _words(module, len(cited), blocks) + (_CODE_WORDS if address else 0)
    space = next((name for most, name in _SPACES[paper] if load <= most), "fullest")
    return {
        "module": module,
        "program": curriculum.program,
        "library": library,
        "label": curriculum.label(language, module),
        "inline": lambda text: line(text, resolve),
        "groups": _groups(curriculum, module, resolve, across=space not in _TIGHT),
        "tight": space in _TIGHT,
        # What is fuller than close is close as well, and then some.
        "space": {"closest": "close closest", "fullest": "close closest fullest"}.get(space, space),
        "sheets": [(sheet, Markup(_worksheet(sheet, module, language))) for sheet in module.worksheets],  # noqa: S704 - our own templates
        "dense": lambda sheet: bool(address) or len(sheet.fields) >= _MANY_FIELDS,
        "watch": next((block for block in blocks if block[0] == _WATCH and not high), None),
        "topics": [block for block in blocks if high or block[0] != _WATCH],
        "help_title": line(library.safety[FOOTER].title, resolve),
        "full_sources": len(cited) <= _FULL_SOURCES,
        "sources": [(number, curriculum.sources[key]) for number, key in resolve.numbered(cited)],
        "front_notice": notice(module.front_translation, library.labels),
        "once": len({module.front_translation, *(section.translation for section in module.sections)}) == 1,
        "crisis": Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
        "address": spoken_address(address),
        "qr": qr_code(address) if address else "",
    }


def page_style(paper: Paper, *, pressed: bool = False, large: bool = False, exact: bool = False, foot: int = _FOOT_MOST) -> str:
    """Return the style of handouts on one paper size.

    Args:
        paper: its size.
        pressed: whether it becomes a PDF.
        large: whether no letter there has less than 18 points.
        exact: whether all comes out in the size in which it is set.
        foot: how many lines the foot takes in large print, five at most.
    """
    page = f"@page{{size:{paper};margin:9mm 13mm 7mm}}"
    if pressed:
        zoom = _LARGE if large else 1 if exact else _LARGER
        page = f"{_sized(paper, zoom)} @page{{margin:{f'7mm 9mm {_FOOT_LEAST + _FOOT_LINE * foot:g}mm' if large else '9mm 13mm 23mm'}}}"
    names = ["drawing", "handout", *(["pressed"] if pressed else []), *(["large"] if large else [])]
    return "\n".join([page, read(PAPER_STYLES), *(resource(f"print/{name}.css") for name in names)])


def _foot_lines(*texts: str) -> int:
    """Return how many lines the crisis line, and what stands below it, take at the foot of large print."""
    return min(_FOOT_MOST, sum(ceil(len(text) / most) for text, most in zip(texts, (_FOOT_BOLD, _FOOT_PLAIN), strict=True)))


def _sized(paper: Paper, zoom: float) -> str:
    """Return what makes all that is pressed come out larger, or smaller: a sheet of paper that is the less of it."""
    width, height = (round(side / zoom, 2) for side in _MILLIMETERS[paper])
    return f"@page{{size:{width}mm {height}mm}} /* handrail-zoom: {zoom} */ :root{{--zoom:{zoom}}}"


def inked(html: str) -> str:
    """Return a page whose drawings have their grays inside: in a PDF the styles of a page do not reach into them."""
    return html.replace("</desc>", f"</desc><style>{resource('print/drawing.css')}</style>")


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
    least = int(min(map(float, _LABEL.findall(drawing)), default=_LABELS[1]))
    labels = max(_LABELS[0], min(least, _LABELS[1]))
    return render("print/figure.html", resolve.language, drawing=drawing, caption=caption, labels=labels)
