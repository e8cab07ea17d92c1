"""What lies on the table beside the packets: cards for the wallet, letters to hold up, and the staff's tally.

| page | for | holds |
|---|---|---|
| ``wallet`` | everyone | cards of 85 x 54 mm, eight a page, in pairs to fold: help, what to do in an overdose, worksheets |
| ``letters`` | the room | A, B, C, D: an answer without a word |
| ``tally`` | staff | how many did what, without names |

Every word of a card is the library's or a worksheet's own: it stands there once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ....curriculum import Curriculum
from ....i18n import catalog
from ....markdown.resolve import Resolver, Surface
from ....markdown.safety_blocks import FOOTER, footer
from ....model import Module, Worksheet, module_of
from ....model.fields import AnyField
from ....signing.text import LIBRARY
from ..document import flow, line, resolver
from ..handout import PAPERS, Paper
from ..index import Document
from .leaf import leaf_page

__all__ = ["CARDS", "letters_page", "table_documents", "table_pages", "tally_page", "wallet_page"]

CARDS = {"s04-w1": ("pick", "first", "second", "third"), "or2-w1": ("steps", "people", "anchor")}
"""Worksheets that are worth carrying, and those of their fields that a card has room for."""

_OVERDOSE = "overdose"
_A_PAGE = 8
_ROWS = 12


@dataclass(frozen=True)
class _Card:
    """One side of a folded card."""

    kind: str
    title: Markup
    body: Markup
    label: str
    fields: tuple[AnyField, ...] = ()


def wallet_page(curriculum: Curriculum, language: str, paper: Paper, *, pressed: bool) -> str:
    """Return the cards for the wallet as one HTML file.

    A worksheet's card is left out where its module has no text in the language, or is hidden by the program.
    """
    _ = catalog(language).gettext
    modules = [curriculum.modules[language][name] for name in map(module_of, CARDS) if name in curriculum.modules.get(language, {})]
    own = [card for module in modules for card in _of_module(curriculum, module, language)]
    shared = _shared(curriculum, language)
    if len(own) == 1:
        own.append(shared[0])  # folded, one card has two sides, and a second copy would be of no use
    pages = [[*shared] * (_A_PAGE // 2)] + ([own * (_A_PAGE // len(own))] if own else [])
    rows = [[(page[index], page[index + 1]) for index in range(0, _A_PAGE, 2)] for page in pages]
    title = _("Cards for the wallet")
    return leaf_page(
        curriculum,
        "packet_cards.html",
        language,
        paper,
        kind="wallet",
        title=title,
        modules=modules,
        pressed=pressed,
        exact=True,
        heading=title,
        pages=rows,
    )


def letters_page(curriculum: Curriculum, language: str, paper: Paper, *, pressed: bool) -> str:
    """Return A, B, C and D as one HTML file: a question is answered by holding one up."""
    title = catalog(language).gettext("Letters to hold up")
    return leaf_page(
        curriculum, "packet_letters.html", language, paper, kind="letters", title=title, pressed=pressed, exact=True, heading=title
    )


def tally_page(curriculum: Curriculum, language: str, paper: Paper, *, pressed: bool) -> str:
    """Return the staff's sheet for counting hands as one HTML file."""
    title = catalog(language).gettext("Tally of a session")
    return leaf_page(
        curriculum, "packet_tally.html", language, paper, kind="tally", title=title, pressed=pressed, heading=title, initials=_ROWS
    )


def table_pages(curriculum: Curriculum, language: str, paper: Paper, *, pressed: bool = True) -> list[tuple[str, Document]]:
    """Return the pages of one size of paper: for whom each is (``participants`` or ``staff``), its file, its words."""
    _ = catalog(language).gettext
    found = (
        ("participants", "wallet-cards", _("Cards for the wallet"), wallet_page),
        ("participants", "letters", _("Letters to hold up"), letters_page),
        ("staff", "tally", _("Tally of a session"), tally_page),
    )
    return [
        (folder, Document(f"{name}-{paper}.html", page(curriculum, language, paper, pressed=pressed), f"{title} ({PAPERS[paper]})"))
        for folder, name, title, page in found
    ]


def table_documents(curriculum: Curriculum, language: str, folder: str) -> list[Document]:
    """Return what lies on the table for a browser, on each size of paper.

    Args:
        curriculum: its program's lines are used.
        language: the reader's.
        folder: ``participants`` or ``staff``: whose they are.
    """
    return [document for paper in PAPERS for whose, document in table_pages(curriculum, language, paper, pressed=False) if whose == folder]


def _shared(curriculum: Curriculum, language: str) -> tuple[_Card, _Card]:
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    label = str(curriculum.label(language, LIBRARY))
    overdose = library.safety[_OVERDOSE]
    return (
        _Card("help", line(library.safety[FOOTER].title, resolve), Markup(footer(library, resolve)), label),  # noqa: S704 - checked
        _Card("overdose", line(overdose.title, resolve), flow(overdose.text, resolve), label),
    )


def _of_module(curriculum: Curriculum, module: Module, language: str) -> Iterator[_Card]:
    resolve: Resolver = resolver(curriculum, language, Surface.PAPER)
    for sheet in module.worksheets:
        fields = tuple(field for field in sheet.fields if field.id in CARDS.get(sheet.id, ()))
        if fields:
            title = line(_heading(sheet, fields), resolve)
            yield _Card("sheet", title, Markup(), str(curriculum.label(language, module)), fields)


def _heading(sheet: Worksheet, fields: tuple[AnyField, ...]) -> str:
    """Return the heading under which the first of the fields stands, else the sheet's title."""
    groups = [field.group for field in sheet.fields[: sheet.fields.index(fields[0]) + 1] if field.group]
    return groups[-1] if groups else sheet.title
