"""Making a packet: its sheets are pressed (or taken from the cache), and bound behind a cover that says where they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ....cache import Cache
from ....curriculum import Curriculum
from ....i18n import catalog
from ....markdown.activities import render_check
from ....markdown.resolve import Surface
from ....markdown.safety_blocks import FOOTER, safety_blocks
from ....model import Level, Module, Safety, Topic
from ....names import numbered, session_name
from ....templating import render
from ..bind import Leaf, pages_in
from ..document import line, resolver
from ..handout import Paper, SheetPage, sheet_pages
from ..leaves import MOST_PAGES, press_fitting
from ..packet import packet_page
from ..pressed import Book, bind_all, press_all
from .cover import Inside, covers
from .leaf import leaf_page
from .plan import Audience, Kind, Packet

__all__ = ["Made", "Pages", "make", "make_all", "pages_of"]

_UNASKED = frozenset({"domestic-violence"})
"""Lines that are printed only when someone asks: a sheet is found more easily than a page that was closed."""

_ESSENTIALS_PAGES = 4
"""The first ten days are bound as one sheet, and take so many sides of paper at most."""


@dataclass(frozen=True)
class Page:
    """A sheet before it is pressed, and how it is called in the bookmarks."""

    title: str
    level: int
    sheet: SheetPage


@dataclass(frozen=True)
class Pages:
    """A packet before it is pressed."""

    packet: Packet
    paper: Paper
    large: bool
    pages: list[Page]


@dataclass(frozen=True)
class Made:
    """A packet as a PDF."""

    packet: Packet
    data: bytes
    pages: int


def make(curriculum: Curriculum, packet: Packet, paper: Paper, cache: Cache, *, large: bool = False) -> Made:
    """Return a packet as one PDF: tagged, with bookmarks and page numbers.

    Args:
        curriculum: its program's names and lines are used.
        packet: what it holds.
        paper: ``a4`` or ``letter``.
        cache: sheets that were pressed before are taken from here.
        large: whether letters have 18 points and more.

    Raises:
        PressError: this computer cannot write PDFs.
    """
    return make_all(curriculum, [pages_of(curriculum, packet, paper, large=large)], cache)[0]


def make_all(
    curriculum: Curriculum, asked: Sequence[Pages], cache: Cache, *, say: Callable[[str], None] = lambda _words: None
) -> list[Made]:
    """Return packets as PDFs, in their order; a sheet that stands in several is pressed once. The errors are those of :func:`make`.

    ``say`` is told how far it is.
    """
    edition = curriculum.program.edition
    pressed = _pressed(asked, edition, cache, say)
    inside = [[Leaf(next(pressed), page.title, page.level) for page in one.pages] for one in asked]
    without = [
        Inside(one.packet, one.paper, one.large, leaves)
        for one, leaves in zip(asked, inside, strict=True)
        if one.packet.kind is not Kind.ESSENTIALS
    ]
    fronts = iter(covers(curriculum, without, cache))
    inside = [leaves if one.packet.kind is Kind.ESSENTIALS else [next(fronts), *leaves] for one, leaves in zip(asked, inside, strict=True)]
    counts = [sum(pages_in(leaf.data) for leaf in leaves) for leaves in inside]
    numbers = press_all([_numbers(count, one) for count, one in zip(counts, asked, strict=True)], edition, cache)
    bound = bind_all([Book(*both) for both in zip(inside, numbers, strict=True)], edition, cache)
    return [Made(one.packet, data, count) for one, data, count in zip(asked, bound, counts, strict=True)]


def _pressed(asked: Sequence[Pages], edition: dt.date, cache: Cache, say: Callable[[str], None]) -> Iterator[bytes]:
    """Return the sheets of packets as PDFs, in their order, each in the largest size in which it keeps to its pages."""
    sheets = [(_ESSENTIALS_PAGES if one.packet.kind is Kind.ESSENTIALS else MOST_PAGES, page.sheet) for one in asked for page in one.pages]
    fitted = {
        most: iter(press_fitting([sheet for own, sheet in sheets if own == most], edition, cache, most, say))
        for most in dict.fromkeys(most for most, _sheet in sheets)
    }
    return (next(fitted[most]) for most, _sheet in sheets)


def pages_of(curriculum: Curriculum, packet: Packet, paper: Paper, *, large: bool = False) -> Pages:
    """Return the sheets of a packet, without its cover, as pages to press."""
    if packet.kind is Kind.ESSENTIALS:
        html = packet_page(curriculum, packet.language, paper, packet.title, pressed=True, large=large)
        return Pages(packet, paper, large, [Page(packet.title, 1, SheetPage("essentials", html, paper=paper))])
    pages = [page for module in packet.modules for page in _module(curriculum, packet, module, paper, large=large)]
    return Pages(packet, paper, large, [*pages, _help(curriculum, packet, paper, large=large)])


def _module(curriculum: Curriculum, packet: Packet, module: Module, paper: Paper, *, large: bool) -> Iterator[Page]:
    """Yield the sheets of one session: for those who missed it the way to catch up, its lesson, its worksheets, its questions."""
    _ = catalog(packet.language).gettext
    lesson, *sheets = sheet_pages(
        curriculum, module, module.language, paper, large=large, only={module.id, *(sheet.id for sheet in module.worksheets)}
    )
    session = session_name(module, packet.language)
    if packet.kind is Kind.CATCH_UP:
        yield Page(_("How to catch up"), 1, SheetPage("catch-up", _catch_up(curriculum, packet, module, paper, large=large), paper=paper))
    yield Page(session, 1, lesson)
    for number, sheet in enumerate(sheets, 1):
        yield Page(numbered(_("Worksheet"), number, len(sheets)), 2, sheet)
    for check in () if packet.audience is Audience.FAMILY else module.checks:
        questions = render_check(
            check, language=module.language, surface="paper", prefix=f"{check.id}-", module_id=module.id, level=1, answers=False
        )
        html = leaf_page(
            curriculum,
            "packet_check.html",
            module.language,
            paper,
            kind="questions",
            title=session,
            modules=[module],
            large=large,
            code=check.id,
            questions=Markup(questions),  # noqa: S704 - our own templates
        )
        yield Page(_("3 quick questions, no grade"), 2, SheetPage(check.id, html, paper=paper))


def _catch_up(curriculum: Curriculum, packet: Packet, module: Module, paper: Paper, *, large: bool) -> str:
    _ = catalog(packet.language).gettext
    steps = [_("Read the 60 words above. Tired? Then that is enough for today."), _("Read the lesson, or have somebody read it to you.")]
    if module.worksheets:
        steps.append(_("Do its sheet: ticks are enough, and you may leave out any part."))
    if module.checks:
        steps.append(_("Try the 3 quick questions. Nobody grades them."))
    foreign = Markup(' lang="{}"').format(module.language) if module.language != packet.language else Markup()
    return leaf_page(
        curriculum,
        "packet_catch_up.html",
        packet.language,
        paper,
        kind="catch-up",
        title=packet.title,
        modules=[module],
        large=large,
        code=module.id,
        short=line(module.short, resolver(curriculum, module.language, Surface.PAPER)),
        foreign=foreign,
        steps=steps,
    )


def _help(curriculum: Curriculum, packet: Packet, paper: Paper, *, large: bool) -> Page:
    """Return the one page with the safety texts of all its sessions, and the numbers, with pen lines where they are not set."""
    about = {topic for module in packet.modules for topic in module.safety.about if module.safety.level is not Level.NONE}
    if packet.audience is Audience.FAMILY:
        about.add(Topic.OVERDOSE)  # their lessons lead to the six steps, whose own lesson is in another packet
    level = Level.HIGH if about or any(module.safety.level is not Level.NONE for module in packet.modules) else Level.NONE
    both = packet.modules[0].model_copy(update={"safety": Safety(level=level, about=[topic for topic in Topic if topic in about])})
    library = curriculum.texts(packet.language)
    resolve = resolver(curriculum, packet.language, Surface.PAPER)
    title = library.safety[FOOTER].title
    html = leaf_page(
        curriculum,
        "packet_help.html",
        packet.language,
        paper,
        kind="help numbers",
        title=packet.title,
        large=large,
        help_title=line(title, resolve),
        lines=[phone for key, phone in curriculum.program.lines.items() if key not in _UNASKED],
        topics=[(key, Markup(heading), Markup(body)) for key, heading, body in safety_blocks(both, library, resolve)],  # noqa: S704
    )
    return Page(title, 1, SheetPage("help", html, paper=paper))


def _numbers(count: int, one: Pages) -> str:
    """Return as many pages as a packet has, each with its number alone."""
    words = catalog(one.packet.language).gettext("Page %(number)s of %(count)s") % {"number": "\0", "count": count}
    before, after = words.split("\0")
    size, top = (18, 10) if one.large else (9, 8.6)  # above what is printed, and where an office printer reaches
    return render(
        "print/packet_numbers.html", one.packet.language, count=count, paper=one.paper, before=before, after=after, size=size, top=top
    )
