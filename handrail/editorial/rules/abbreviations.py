"""Abbreviations are explained where they are first used, on each page anew.

What: on a lesson, a worksheet, a check, the slides, the long form of an abbreviation (words.yml) stands before its first use
or right behind it. A run of capitals that words.yml does not know is a warning.
Why: people open one page, not the course; a worksheet lies on a table alone.
Source: CDC Clear Communication Index, item 7; AHRQ PEMAT, item 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model import Voice
from ...problems import Problem
from ..context import Context
from ..reading import BETWEEN

NAME = "abbreviations"

_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?=s?\b)")
_WORD_AWAY = 12
_NEAR = 80
"""Characters behind the first use within which the long form may follow."""

_PAGES = {"heading": "lesson", "section": "lesson", "figure": "lesson", "front": "lesson", "slide": "slides"}
_EVERYDAY = frozenset(("OK", "TV", "ID", "US", "USA", "AM", "PM", "ATM", "GPS", "QR", "PDF", "DVD", "CD", "EE", "UU", "II", "III", "IV"))


def check_text(context: Context) -> Iterator[Problem]:
    """Yield abbreviations that a page does not explain."""
    known = context.words.abbreviations
    names = _capital_names(tuple(context.words.names))
    texts: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for passage, text in zip(context.reading.passages, context.reading.texts, strict=True):
        if passage.voice is not Voice.FACILITATOR:
            page = _PAGES.get(passage.part, passage.part)
            texts.setdefault((page, passage.owner if page == "worksheet" else ""), []).append((text, passage.line))
    for (page, _owner), parts in texts.items():
        whole = BETWEEN.join(text for text, _ in parts)
        lower = _plain(whole)
        seen: set[str] = set()
        for match in _CAPITALS.finditer(whole):
            short = match[0]
            if short in seen or whole[match.start() - 1 : match.start()].isalnum():
                continue
            seen.add(short)
            if short in known:
                stem = _plain(known[short])
                if 0 <= lower.find(stem) <= match.end() + _NEAR:
                    continue
                yield context.error(
                    NAME,
                    _line(parts, match.start()),
                    f'"{short}" is not explained in the {page}.',
                    f'Write "{known[short]} ({short})" at its first use.',
                )
            elif short not in _EVERYDAY and short not in names and not _shouted(whole, match):
                remedy = "Write it out, or add it to abbreviations (to be explained) or names (known to all) in words.yml."
                yield context.warning(
                    NAME, _line(parts, match.start()), f'"{short}" looks like an abbreviation that nobody explains.', remedy
                )


@lru_cache(maxsize=8)
def _capital_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split() if word.isupper())


def _plain(text: str) -> str:
    """Return a text in small letters, with spaces for hyphens and ends of lines, of the same length."""
    return text.lower().replace("-", " ").replace("/", " ").replace("\n", " ")


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Return whether capitals stand beside capitals: someone shouts, or an author stresses; no abbreviation."""
    before, behind = text[max(0, match.start() - _WORD_AWAY) : match.start()], text[match.end() : match.end() + _WORD_AWAY]
    return bool(re.search(r"[A-Z]{2,}\W{1,2}$", before) or re.match(r"\W{1,2}[A-Z]{2,}", behind))


def _line(parts: list[tuple[str, int]], offset: int) -> int:
    for text, line in parts:
        if offset <= len(text):
            return line + text.count("\n", 0, offset)
        offset -= len(text) + len(BETWEEN)
    return 1
