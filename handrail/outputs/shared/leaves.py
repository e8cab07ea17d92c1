"""Pressing sheets so that they fit: each in the largest of its sizes in which it keeps to one leaf, printed on both sides.

A few lines alone on a last page cost a leaf, and get lost: where a smaller size saves that page, the sheet is set in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ...cache import Cache
from .bind import FEW, FEW_LARGE, pages_in, spills
from .handout import SheetPage
from .pressed import press_all

__all__ = ["MOST_PAGES", "press_fitting"]

MOST_PAGES = 2
"""A lesson or a worksheet takes so many sides of paper at most."""


def press_fitting(
    sheets: Sequence[SheetPage],
    edition: dt.date,
    cache: Cache,
    most: int = MOST_PAGES,
    say: Callable[[str], None] = lambda _words: None,
) -> list[bytes]:
    """Return sheets as PDFs, in their order.

    Args:
        sheets: each with its smaller sizes; one without any has as many pages as it needs.
        edition: the program's edition.
        cache: sheets that were pressed before are taken from here.
        most: how many pages a sheet may have; what has more in its smallest size stays so.
        say: is told how far it is.
    """
    found = press_all([sheet.html for sheet in sheets], edition, cache, say=say)
    sizes = {
        index: sheet.smaller for index, sheet in enumerate(sheets) if next(sheet.smaller, "") and _wants(sheet, found[index], most)
    }  # to look where a last page ends takes a while: large print and guides, which have one size, are left alone
    while smaller := {index: page for index, size in sizes.items() if (page := next(size, ""))}:
        for index, data in zip(smaller, press_all(list(smaller.values()), edition, cache, say=say), strict=True):
            if (sheets[index].fits and pages_in(found[index]) > most) or pages_in(data) < pages_in(found[index]):
                found[index] = data
        sizes = {index: sizes[index] for index in smaller if _wants(sheets[index], found[index], most)}
    return found


def _wants(sheet: SheetPage, data: bytes, most: int) -> bool:
    """Whether a sheet should be set smaller: it has too many pages, or a few lines alone on its last one."""
    return (sheet.fits and pages_in(data) > most) or spills(data, FEW if sheet.fits else FEW_LARGE)
