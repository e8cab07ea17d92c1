"""Slides: one self-contained HTML file per module and language, made for an old projector and a room without network.

The file runs from ``file://``; it holds its style, its one script and its drawings, and asks nobody for anything. A
facilitator's notes are never in it (they are in the guide); it does not read them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..curriculum import Curriculum
from ..i18n import catalog
from ..markdown.activities import inline
from ..markdown.render import plain_text
from ..markdown.resolve import Resolver, Surface
from ..markdown.safety_blocks import footer
from ..model import Module, Translation
from ..names import AUTONYMS
from ..problems import Problem, Severity
from ..templating import render
from .base import Output, Report, Request
from .shared.codes import qr_code, spoken_address
from .shared.deck import Frame, Kind, Segment, deck, place_of, segments
from .shared.document import flow, line, notice, outside_name, resolver, resource, seal
from .shared.index import Document, write_documents
from .shared.sheets import Projection, projections

__all__ = ["OUTPUT", "crowded", "deck_page", "look"]

_SCRIPTS = ("deck", "fit", "clock", "remember", "far", "timer", "place", "rounds", "hands", "wall", "keys")
_PLAIN_CODE = 53
"""Longer addresses take two lines beside the code; they are written smaller."""

_STEPS = ((12, "w1"), (18, "w2"), (26, "w3"), (34, "w4"))


@dataclass(frozen=True)
class _View:
    """One slide as the template sees it."""

    id: str
    number: int
    kind: str
    look: str
    eyebrow: str
    title: Markup
    plain_title: str
    words: Markup | str
    drawings: list[Markup]
    crisis: bool
    notice: str
    foreign: bool
    stays: str = ""
    """How long the guide gives it: ``after/minutes/cut`` for each place of the plan where it is up; see ``templates/slides/timer.js``."""

    again: tuple[str, ...] = ()
    """The addresses by which pages for staff ask for it in a later step; see ``templates/slides/far.js``."""

    code: Markup | str = ""
    """The code to scan that leads to the homework."""

    sample: bool = False


def write(request: Request) -> Report:
    """Write the decks of every module that has slides, and a page that leads to them."""
    for problem in look(request.curriculum):
        request.warn(problem)

    def decks(module: Module, language: str) -> list[Document]:
        if not module.slides:
            return []
        return [Document(f"{module.id}.html", deck_page(request.curriculum, module, language))]

    return write_documents(request, "slides", decks)


def look(curriculum: Curriculum) -> list[Problem]:
    """Return what authors should mend on their slides, in every language: ``handrail check`` tells it without a build."""
    return [
        problem
        for language, found in curriculum.modules.items()
        for module in found.values()
        for problem in crowded(module, curriculum, language)
    ]


OUTPUT = Output("slides", "Slides, one self-contained file per module", write, "build/slides")


def deck_page(curriculum: Curriculum, module: Module, language: str) -> str:
    """Return the deck of a module as one HTML file."""
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.SLIDE)
    shown = deck(module, library)
    minutes = segments(module.guide, shown)
    frames = [_view(curriculum, module, frame, resolve, minutes.get(frame.id, [])) for frame in shown]
    address = curriculum.program.work_of(module.id, language, family=module.is_family)
    if address:
        plain = [number for number, frame in enumerate(frames) if frame.kind == Kind.SLIDE and not frame.drawings]
        end = plain[-1] if plain else 0  # beside a drawing the code would make its labels too small to read
        frames[end] = replace(
            frames[end], code=_code(address, language), look=f"{frames[end].look} coded{' dense' if len(address) > _PLAIN_CODE else ''}"
        )
    sheets = [
        _sheet_view(found, number, library.labels) for number, found in enumerate(projections(module, language), start=len(frames) + 1)
    ]
    others = [
        {"language": other, "name": AUTONYMS[other], "href": f"../{other}/{module.id}.html"}
        for other in curriculum.languages
        if other != language and module.id in curriculum.modules[other]
    ]
    return seal(
        render(
            "slides/deck.html",
            language,
            module=module,
            scope=curriculum.program.scope,
            address=spoken_address(address),
            library=library,
            label=curriculum.label(language, module),
            title=f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
            frames=frames,
            sheets=sheets,
            others=others,
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=Markup(resource("slides/deck.css")),  # noqa: S704 - our own file
            script=Markup("".join(resource(f"slides/{name}.js") for name in _SCRIPTS)),  # noqa: S704 - our own files
        )
    )


def _code(address: str, language: str) -> Markup:
    """Return the code that leads to this session's sheets; whoever cannot scan it reads the address beside it."""
    return qr_code(address, wall=True, name=catalog(language).gettext("QR code to this session's sheets; its address stands beside it."))


def _view(curriculum: Curriculum, module: Module, frame: Frame, resolve: Resolver, stays: list[Segment]) -> _View:
    labels = curriculum.texts(module.language).labels
    plain_title = plain_text(frame.title)
    look = ["opening"] if frame.number == 1 else []
    if frame.kind is not Kind.SLIDE:
        look.append(str(frame.kind))
    look.append(next((name for most, name in _STEPS if frame.words <= most), "w5"))
    if frame.figures:
        look.append("figured")
    return _View(
        id=frame.id,
        number=frame.number,
        kind=str(frame.kind),
        look=" ".join(look),
        eyebrow=module.title if frame.number == 1 and module.title != plain_title else "",
        title=line(frame.title, resolve),
        plain_title=plain_title,
        words=flow(frame.markdown, resolve) if frame.markdown else "",
        # The prefix keeps the ids of a drawing apart where two slides show it.
        drawings=[Markup(curriculum.drawing(figure, prefix=f"{frame.id}-")) for figure in frame.figures],  # noqa: S704 - drawings were checked
        crisis=frame.crisis,
        notice=notice(frame.translation, labels),
        foreign=frame.translation is Translation.MISSING,
        stays=" ".join(f"{stay.after}/{stay.minutes}/{stay.cut}" for stay in stays),
        again=tuple(place_of(frame.id, stay.after) for stay in stays if stay.after),
    )


def _sheet_view(found: Projection, number: int, labels: dict[str, str]) -> _View:
    """Return a field of a worksheet as a slide; the worksheet's title stands above the question."""
    return _View(
        id=found.id,
        number=number,
        kind="sheet",
        look="sheet w5",
        eyebrow=plain_text(found.sheet),
        title=inline(found.title),
        plain_title=plain_text(found.title),
        words=Markup(found.html),  # noqa: S704 - made by our templates, which escape what an author wrote
        drawings=[],
        crisis=False,
        notice=notice(found.translation, labels),
        foreign=found.translation is Translation.MISSING,
        sample=found.sample,
    )


# ---- what is too long for the wall ----

_WIDE = 0.6
"""The mean width of a letter in shares of its height, in a wide font such as DejaVu Sans."""

_ROOM = 70.0
"""What is left for words on a 4:3 slide, in percent of its height: less narrow edges (fit.js), a heading of one line, the foot."""

_LINE = 1.22
"""The height of a line there, in shares of its letters' size."""

_BODY, _HEADING, _CRISIS = 5.6, 7.4, 19.0
_TAG = re.compile(r"<[^>]+>")
_ACROSS = 116.0
"""The width of a 4:3 slide inside its edges, in percent of its height."""


def crowded(module: Module, curriculum: Curriculum, language: str) -> list[Problem]:
    """Return a warning for each slide whose words would not fit at the size that the back row can read.

    It is an estimate with a wide font on an old 4:3 projector; the deck itself measures, and shrinks what is too long.
    """
    found = []
    resolve = resolver(curriculum, language, Surface.SLIDE)
    for frame in deck(module, curriculum.texts(language)):
        if not frame.line or _height(frame.title, resolve(frame.markdown)) <= _ROOM - (_CRISIS if frame.crisis else 0):
            continue
        found.append(
            Problem(
                module.path,
                frame.line,
                f"The slide {frame.id} is too full for an old projector; its letters will be smaller than the back row can read.",
                "Cut words, or make two slides of it.",
                "slides",
                Severity.WARNING,
            )
        )
    return found


def _height(title: str, markdown: str) -> float:
    """Return the height of a slide's words at the least readable size, in percent of the slide's height."""
    lines = [plain_text(_TAG.sub("", part)) for part in markdown.splitlines() if part.strip()]
    rows = sum(math.ceil(len(words) * _WIDE * _BODY / _ACROSS) + 0.35 for words in lines)
    extra = math.ceil(len(plain_text(title)) * _WIDE * _HEADING / _ACROSS) - 1
    return rows * _BODY * _LINE + extra * _HEADING * 1.12
