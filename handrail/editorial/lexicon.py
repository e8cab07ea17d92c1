"""Words to look for, compiled once: the regular expressions of words.yml as one search.

A hundred patterns over a module, one by one, would take longer than building its page. So they are joined into one
expression that branches by first letters, and run over the text in small letters; only where it matches are the single
patterns asked. Patterns that mind capitals are written ``(?-i:MAT)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from ..model import Words

__all__ = ["Hit", "Lexicon", "fault", "faults", "lexicon_of", "loosen"]

_CLASS_OR_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?<[=!](?:\\.|[^)\\])*\)|[ ]+[?*+]?")
"""Classes and look-behinds are left as they are: the one is a set of characters, the other must have one width."""

_CASED = re.compile(r"\(\?-i:([^()|]*)\)")
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")
_PLAIN_START = re.compile(r"[a-z0-9](?![?*+{|])")
_DEPTH = 4
"""Letters by which the joined expression branches."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of the data."""

    category: str
    """``avoid``, ``claims`` or ``doses``."""

    index: int
    """Its place in its list."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found in a text."""

    category: str
    index: int
    start: int
    end: int


def loosen(pattern: str) -> str:
    r"""Let each space of a pattern stand for any run of white space, so that a phrase is found across lines.

    >>> loosen("drug abuse[- ]free")
    'drug\\s+abuse[- ]free'
    """
    return _CLASS_OR_SPACE.sub(_loosened, pattern)


def _loosened(found: re.Match[str]) -> str:
    if not found[0].startswith(" "):
        return found[0]
    return r"\s*" if found[0].endswith(("?", "*")) else r"\s+"


def fault(pattern: str) -> str | None:
    """Return what is wrong with a regular expression, or None."""
    try:
        re.compile(loosen(pattern))
    except re.error as error:
        return str(error)
    return None


def faults(words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield each expression of the data that cannot be used: its list, itself, and what is wrong with it."""
    for category, entries in (("avoid", words.avoid), ("claims", words.claims)):
        for entry in entries:
            for pattern in (entry.avoid, entry.unless):
                if wrong := fault(pattern):
                    yield category, pattern, wrong
    for category, patterns in (("doses", words.doses), ("outside", words.outside)):
        for pattern in patterns:
            if wrong := fault(pattern):
                yield category, pattern, wrong


class Lexicon:
    """All patterns of one language. An expression that cannot be used is passed over; :func:`faults` tells of it."""

    def __init__(self, entries: Iterable[tuple[str, int, str, str]]) -> None:
        self._entries: list[Entry] = []
        quick: list[str] = []
        others: list[str] = []
        cased: list[str] = []
        for category, index, pattern, unless in entries:
            if fault(pattern) or fault(unless):
                continue
            loose = loosen(pattern)
            compiled = re.compile(loose, re.IGNORECASE)
            self._entries.append(Entry(category, index, compiled, re.compile(loosen(unless), re.IGNORECASE) if unless else None))
            inside = _CASED.fullmatch(loose)
            if inside:
                cased.append(inside[1])
            else:
                (quick if loose == loose.lower() else others).append(f"(?:{loose})" if _has_open_bar(loose) else loose)
        self._lower = re.compile(_joined(quick)) if quick else None
        self._as_written = [re.compile(one) for one in cased] + ([re.compile("|".join(others), re.IGNORECASE)] if others else [])

    def hits(self, text: str, lower: str) -> Iterator[Hit]:
        """Yield what is found, at most one finding of each category at one place, the first of its list.

        Args:
            text: where to look.
            lower: the same in small letters, of the same length.
        """
        places: set[int] = set()
        if self._lower:
            places |= set(_starts(self._lower, lower))
        for pattern in self._as_written:
            places |= set(_starts(pattern, text))
        until: dict[str, int] = {}
        for place in sorted(places):
            for entry in self._entries:
                if until.get(entry.category, -1) > place:
                    continue
                match = entry.pattern.match(text, place)
                if match and not _excused(entry, text, match):
                    until[entry.category] = match.end()
                    yield Hit(entry.category, entry.index, match.start(), match.end())


def _starts(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    at = 0
    while match := pattern.search(text, at):
        yield match.start()
        at = match.start() + 1  # another pattern may match inside this match


def _joined(patterns: list[str]) -> str:
    """Return one expression for all patterns. Those that begin at a word branch by their first letters, as a dictionary does."""
    bounded = [one.removeprefix(r"\b") for one in patterns if one.startswith(r"\b")]
    free = [one for one in patterns if not one.startswith(r"\b")]
    heads = [head for one in bounded for head in _heads(one)]
    return "|".join([*([rf"\b(?:{_branched(heads, _DEPTH)})"] if heads else []), *free])


def _heads(pattern: str) -> list[str]:
    """Multiply out a group at the beginning: ``(?:drug |sex )?addict`` begins with drug, with sex, or with addict."""
    if not pattern.startswith("(?:"):
        return [pattern]
    depth, cuts = 0, [3]
    for token in _TOKEN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and depth == 1:
            cuts.append(token.end())
        elif depth == 0:
            cuts.append(token.end())
            break
    rest = pattern[cuts[-1] :]
    if rest.startswith(("*", "+", "{", "??")):
        return [pattern]
    choices = [pattern[start : end - 1] for start, end in pairwise(cuts)]
    if rest.startswith("?"):
        rest = rest[1:]
        choices.append("")
    return [head for choice in choices for head in _heads(choice + rest)]


def _branched(heads: list[str], depth: int) -> str:
    plain = sorted({head for head in heads if _PLAIN_START.match(head)})
    branches = [head for head in heads if not _PLAIN_START.match(head)]
    for letter, group in groupby(plain, key=lambda head: head[0]):
        below = [head[1:] for head in group]
        branches.append(letter + (f"(?:{_branched(below, depth - 1)})" if len(below) > 1 and depth else f"(?:{'|'.join(below)})"))
    return "|".join(branches)


def _has_open_bar(pattern: str) -> bool:
    """Return whether a pattern has alternatives outside of all parentheses."""
    depth = 0
    for token in _TOKEN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and depth == 0:
            return True
    return False


def _excused(entry: Entry, text: str, match: re.Match[str]) -> bool:
    if entry.unless is None:
        return False
    near = max(0, match.start() - 80)
    return any(
        found.start() <= match.start() and match.end() <= found.end()
        for found in entry.unless.finditer(text, near, min(len(text), match.end() + 80))
    )


@lru_cache(maxsize=8)
def _compiled(entries: tuple[tuple[str, int, str, str], ...]) -> Lexicon:
    return Lexicon(entries)


def lexicon_of(words: Words) -> Lexicon:
    """Return the compiled patterns of one language's words; the same words are compiled once."""
    return _compiled(
        (
            *(("avoid", index, word.avoid, word.unless) for index, word in enumerate(words.avoid)),
            *(("claims", index, word.avoid, word.unless) for index, word in enumerate(words.claims)),
            *(("doses", index, dose, "") for index, dose in enumerate(words.doses)),
        )
    )
