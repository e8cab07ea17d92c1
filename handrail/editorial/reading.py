"""A module's words as the rules read them: Markdown masked, cut into sentences, gathered into pages.

The work is done once per module and shared by all rules. Masking puts spaces in place of what nobody reads aloud (link
addresses, citations, placeholders, emphasis), so that every offset still leads to its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model import Module, Passage, Voice

__all__ = ["BETWEEN", "Page", "Reading", "Sentence", "masked", "words_of"]

_MASK = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)"  # ![](#s04-f1)
    r"|\[\^[^\]\n]*\]"  # [^carroll-1998]
    r"|\]\([^)\n]*\)"  # the address behind [words]
    r"|\{\{[^}\n]*\}\}"  # {{ line.program }}
    r"|\{[:#.][^}\n]*\}"  # {#s04-1 .remember}
    r"|\*+(?:(?=\S)|(?<=\S\*)|(?<=\S\*\*))"  # emphasis, but not the star of a list
    r"|_+|`+"
)
_MASKED = re.compile(r"[\[{*_`]")
_ADDRESS = re.compile(r"https?://[^\s)]+")
_BLOCK = re.compile(
    r"\n[ \t]*(?=\n)"  # a blank line
    r"|\n(?=[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t])"  # an item of a list
    r"|\n(?=[ \t]*\|)|(?<=[ ])\|(?=[ \n])"  # a row or a cell of a table
    r"|\n(?=[ \t]*(?:#{1,6}[ ]|!!!|\?\?\?))"  # a heading, an admonition
)
_MARKER = re.compile(r"[ \t\n|>]*(?:(?:[-*+]|\d{1,2}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_TITLE = re.compile(r"[ \t\n]*(?:(?:#{1,6}[ ]|!!!|\?\?\?)[^\n]*|[-:| ]+$)")
"""A heading, the title of an admonition, a ruler: no sentence."""

_END = re.compile(
    r"[.!?\u2026]+(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSr\.)(?<!\bSra\.)(?<!\bvs\.)"
    r"[\"'\u201d\u2019)\]*]*\s+(?=[\"'\u201c\u2018(\[\u00bf\u00a1]*[^\W_a-z\u00e1\u00e9\u00ed\u00f3\u00fa\u00f1])"
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_SPACE = re.compile(r"\s*")
_STOPPED = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\] ]*$")

BETWEEN = ".\0"
"""Parts two texts that are searched as one: a stop for patterns that stay inside a sentence, no space for ``\\s``, no letter."""

_LABEL_WORDS = 3
"""A string shorter than this without a full stop is a label, not a sentence."""

_LESSON_PARTS = {"section", "figure"}


class Sentence(NamedTuple):
    """One sentence with its place."""

    line: int
    words: Sequence[str]
    label: bool
    """A heading-like scrap ("Talk", "worried"): it belongs to no mean and no grade."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one person reads at one go: the lesson, a worksheet, the slides, the facilitator text."""

    kind: str
    """``front``, ``lesson``, ``short``, ``worksheet``, ``check``, ``slides``, ``guide``, or the part of other texts."""

    owner: str
    voice: Voice
    line: int
    sentences: tuple[Sentence, ...]

    @property
    def name(self) -> str:
        """What the page is called in a message."""
        names = {"front": "front matter", "short": "short version", "guide": "facilitator text"}
        name = names.get(self.kind, self.kind)
        return f"{name} {self.owner}" if self.kind == "worksheet" else name


def masked(text: str) -> str:
    """Return a text with spaces in place of addresses, citations, placeholders and emphasis; its length is unchanged.

    >>> masked("See [the plan](s29).[^nida-2020]")
    'See [the plan     .            '
    """
    if _MASKED.search(text):
        text = _MASK.sub(_blank, text)
    return _ADDRESS.sub(_blank, text) if "://" in text else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def words_of(text: str) -> list[str]:
    """Return the words of a masked text; a contraction or a compound with a hyphen is one word."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Reading:
    """The words of one authored file."""

    path: str
    passages: Sequence[Passage]
    short: str = ""
    """The module's short version, which is a page of its own."""

    @classmethod
    def of(cls, module: Module) -> Reading:
        """Return the words of a module."""
        return cls(module.path, module.passages, module.short)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each passage's text, masked."""
        return tuple(masked(passage.text) for passage in self.passages)

    @cached_property
    def whole(self) -> str:
        """All masked texts as one, so that a pattern is searched once; no match reaches from one into the next."""
        return BETWEEN.join(self.texts)

    @cached_property
    def lower(self) -> str:
        """:attr:`whole` in small letters, with the same offsets."""
        lower = self.whole.lower()
        return lower if len(lower) == len(self.whole) else self.whole  # the Turkish dotted I alone changes length

    @cached_property
    def raw(self) -> str:
        """All texts as one, unmasked; offsets are those of :attr:`whole`."""
        return BETWEEN.join(passage.text for passage in self.passages)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for passage in self.passages:
            starts.append(at)
            at += len(passage.text) + len(BETWEEN)
        return starts

    def passage_at(self, offset: int) -> Passage:
        """Return the passage in which an offset of :attr:`whole` lies."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    def line_at(self, offset: int) -> int:
        """Return the line of an offset of :attr:`whole`."""
        index = bisect_right(self._starts, offset) - 1
        start = self._starts[index]
        passage = self.passages[index]
        return passage.line + passage.text.count("\n", 0, offset - start)

    def find(self, pattern: re.Pattern[str], *voices: Voice, raw: bool = False) -> Iterator[tuple[Passage, int, re.Match[str]]]:
        """Yield each match with its passage and line.

        Args:
            pattern: what to look for.
            voices: only in these; everywhere when none is named.
            raw: look at the text as authored, with addresses and placeholders.
        """
        for match in pattern.finditer(self.raw if raw else self.whole):
            passage = self.passage_at(match.start())
            if not voices or passage.voice in voices:
                yield passage, self.line_at(match.start()), match

    def line_of(self, text: str, owner: str = "") -> int:
        """Return the line of an authored string, 0 when it is not there."""
        wanted = text.split()
        return next((found.line for found in self.passages if owner in ("", found.owner) and found.text.split() == wanted), 0)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """What people read at one go, in the order of the file. Headings are left out."""
        gathered: dict[tuple[str, str], list[tuple[Passage, str]]] = {}
        for passage, text in zip(self.passages, self.texts, strict=True):
            key = self._page_of(passage)
            if key is not None:
                gathered.setdefault(key, []).append((passage, text))
        pages = []
        for (kind, owner), parts in gathered.items():
            sentences: list[Sentence] = []
            for passage, text in parts:
                sentences += _sentences(passage, text)
            pages.append(Page(kind, owner, parts[0][0].voice, parts[0][0].line, tuple(sentences)))
        return tuple(pages)

    def _page_of(self, passage: Passage) -> tuple[str, str] | None:
        match passage.part:
            case "heading":
                return None
            case "front" if self.short and passage.text.split() == self.short.split():
                return "short", passage.owner
            case "worksheet":
                return "worksheet", passage.owner
            case "slide":
                return "slides", ""
            case "notes" | "guide":
                return "guide", ""
            case part if part in _LESSON_PARTS:
                return "lesson", ""
            case part:
                return part, ""


def _sentences(passage: Passage, text: str) -> list[Sentence]:
    """Cut one masked passage into sentences: list items, table cells and paragraphs end one."""
    found: list[Sentence] = []
    for number, (start, block) in enumerate(_blocks(text)):
        at = 0
        if not block[:1].isalpha():
            title = _TITLE.match(block)
            marker = _MARKER.match(block, title.end() if title else 0)
            at = marker.end() if marker else 0
        if number == 0 and passage.part == "slide":  # its title
            continue
        stops = [end.end() for end in _END.finditer(block, at)]
        for stop in (*stops, len(block)):
            words = _WORD.findall(block, at, stop)
            if words:
                label = len(words) < _LABEL_WORDS and not _STOPPED.search(block, at, stop)
                found.append(Sentence(_line(passage, text, start + at) if start or at else passage.line, words, label))
            at = stop
    return found


def _line(passage: Passage, text: str, offset: int) -> int:
    """Return the line of the first thing that is not white space from an offset on."""
    lead = _SPACE.match(text, offset)
    return passage.line + text.count("\n", 0, lead.end() if lead else offset)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    if "\n" not in text and "|" not in text:
        yield 0, text
        return
    at = 0
    for match in _BLOCK.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]
