"""Pressing sheets so that they fit: each in the largest of its sizes in which it keeps to one leaf, printed on both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ...cache import Cache
from .bind import pages_in
from .handout import SheetPage
from .pressed import press_all

__all__ = ["MOST_PAGES", "press_fitting"]

MOST_PAGES = 2
"""A lesson or a worksheet takes so many sides of paper at most."""


def press_fitting(sheets: Sequence[SheetPage], edition: dt.date, cache: Cache, most: int = MOST_PAGES) -> list[bytes]:
    """Return sheets as PDFs, in their order.

    Args:
        sheets: each with its smaller sizes; one without any has as many pages as it needs.
        edition: the program's edition.
        cache: sheets that were pressed before are taken from here.
        most: how many pages a sheet may have; what has more in its smallest size stays so.
    """
    found = press_all([sheet.html for sheet in sheets], edition, cache)
    sizes = {index: sheets[index].smaller for index, data in enumerate(found) if pages_in(data) > most}
    while smaller := {index: page for index, size in sizes.items() if (page := next(size, ""))}:
        for index, data in zip(smaller, press_all(list(smaller.values()), edition, cache), strict=True):
            found[index] = data
        sizes = {index: sizes[index] for index in smaller if pages_in(found[index]) > most}
    return found
