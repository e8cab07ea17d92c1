"""The table that the site's accessibility is held against: kinds of page x languages x colors x sizes x states.

``make test`` looks at a choice of cells in which every two values that can meet do meet; ``make soak`` looks at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["KINDS", "SIZES", "Cell", "Size", "cells", "pairs"]


class Kind(NamedTuple):
    """A kind of page: its address in each language, and the states that it can be in beside loaded and printed."""

    en: str
    es: str
    states: tuple[str, ...] = ("menu",)


KINDS = {
    "home": Kind("", ""),
    "lesson": Kind("s04/", "or2/", ("menu", "error")),
    "lesson of level high": Kind("s07/", "s07/", ("menu", "error")),
    "family evening": Kind("f04/", "f04/"),
    "families": Kind("families/", "families/"),
    "help": Kind("help/", "help/"),
    "topics": Kind("topics/", "topics/"),
    "search": Kind("search/", "search/", ("menu", "search")),
    "offline": Kind("offline/", "offline/"),
    "about": Kind("about/", "about/"),
    "words": Kind("words/", "words/"),
    "sources": Kind("sources/", "sources/"),
    "my work": Kind("work/", "work/"),
    "not found": Kind("404.html", "404.html"),
    "emergency": Kind("emergency/", "emergency/", ()),
}


class Size(NamedTuple):
    """A screen: its width and height in CSS pixels, and how many of its dots are one."""

    width: int
    height: int
    scale: float = 1


SIZES = {"1280": Size(1280, 800), "390": Size(390, 844, 2), "320": Size(320, 640, 2), "400 %": Size(320, 256, 4)}
"""The last is a screen of 1280 x 1024 at 400 percent, as success criterion 1.4.10 counts it."""


@dataclass(frozen=True)
class Cell:
    """One cell of the table."""

    kind: str
    language: str
    scheme: str
    size: str
    state: str

    @property
    def address(self) -> str:
        """Where the page is, below the site's root."""
        kind = KINDS[self.kind]
        return f"/es/{kind.es}" if self.language == "es" else f"/{kind.en}"

    def __str__(self) -> str:
        return ", ".join((self.kind, self.language, self.scheme, self.size, self.state))

    def couples(self) -> set[frozenset[tuple[str, str]]]:
        """Return every two of its values."""
        return {frozenset(two) for two in itertools.combinations(vars(self).items(), 2)}


def cells() -> list[Cell]:
    """Return every cell that there is: a page that has no sheet cannot show a sheet's error."""
    return [
        Cell(kind, language, scheme, size, state)
        for (kind, page), language, scheme, size in itertools.product(KINDS.items(), ("en", "es"), ("light", "dark"), SIZES)
        for state in ("load", *page.states, "print")
    ]


def pairs(every: Iterable[Cell]) -> list[Cell]:
    """Return few cells in which every two values meet that meet in any: each time the one that brings most that is new."""
    left = list(every)
    open_couples = {couple for cell in left for couple in cell.couples()}
    chosen = []
    while open_couples:
        best = max(left, key=lambda cell: len(cell.couples() & open_couples))
        left.remove(best)
        open_couples -= best.couples()
        chosen.append(best)
    return chosen
