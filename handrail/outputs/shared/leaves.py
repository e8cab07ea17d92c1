"""Pressing sheets so that they fit: each in the largest of its sizes in which it keeps to one leaf, printed on both sides.

A few lines alone on a last page cost a leaf, and get lost: where a smaller size saves that page, the sheet is set in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ...cache import Cache
from .bind import FEW, FEW_LARGE, spills
from .enlarged import enlarged
from .handout import SheetPage
from .press import lay_out, ready
from .pressed import once_pressed
from .printed import Printed, Seen

__all__ = ["MOST_PAGES", "press_fitting"]

MOST_PAGES = 2
"""A lesson or a worksheet takes so many sides of paper at most."""


def press_fitting(
    sheets: Sequence[SheetPage],
    edition: dt.date,
    cache: Cache,
    most: int = MOST_PAGES,
    say: Callable[[str], None] = lambda _words: None,
) -> list[Printed]:
    """Return sheets as PDFs, in their order.

    Args:
        sheets: each with its smaller sizes; one without any has as many pages as it needs.
        edition: the program's edition.
        cache: sheets that were pressed before are taken from here.
        most: how many pages a sheet may have; what has more in its smallest size stays so.
        say: is told how far it is.
    """
    parts = [(str(sheet.fits), sheet.html, *sheet.smaller) for sheet in sheets]
    return once_pressed(_fit, sheets, parts, (edition, most), cache, say, lambda left: ready(sheet.html for sheet in left))


def _fit(shared: tuple[dt.date, int], sheet: SheetPage) -> Printed:
    """Return a sheet in the first of its sizes that saves the page it should save. The others are laid out, and never drawn."""
    edition, most = shared
    found = lay_out(enlarged(sheet.html))
    sizes = sheet.smaller
    while _wants(sheet, found, most) and (smaller := next(sizes, "")):
        tried = lay_out(smaller)
        if (sheet.fits and found.pages > most) or tried.pages < found.pages:
            found = tried
    return found.pdf(edition)


def _wants(sheet: SheetPage, seen: Seen, most: int) -> bool:
    """Whether a sheet should be set smaller: it has too many pages, or a few lines alone on its last one."""
    return (sheet.fits and seen.pages > most) or spills(seen, FEW if sheet.fits else FEW_LARGE)
