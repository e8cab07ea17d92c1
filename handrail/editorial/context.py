"""What a rule may look at while it reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ..model import AvoidedWord, Library, Module, Program, Source, Words
from ..problems import Problem, Severity
from .lexicon import Hit, lexicon_of
from .reading import Reading

__all__ = ["Context", "CurriculumView"]


class CurriculumView(Protocol):
    """What the checks need of a loaded curriculum."""

    @property
    def program(self) -> Program:
        """The clinic's use of the curriculum."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every work that may be cited, by its key."""

    @property
    def library(self) -> Mapping[str, Library]:
        """What modules share, by language."""

    @property
    def words(self) -> Mapping[str, Words]:
        """The editorial data, by language."""


@dataclass(frozen=True)
class Context:
    """Everything around one text: the data of its language, the program, the day, and its words ready to be searched."""

    words: Words
    sources: Mapping[str, Source]
    program: Program
    library: Library
    today: dt.date
    language: str
    reading: Reading

    @classmethod
    def around(cls, reading: Reading, language: str, curriculum: CurriculumView, today: dt.date) -> Context:
        """Return the context of a text in one language of a curriculum; what this language lacks, English lends."""
        return cls(
            curriculum.words.get(language) or Words(),
            curriculum.sources,
            curriculum.program,
            curriculum.library.get(language, curriculum.library["en"]),
            today,
            language,
            reading,
        )

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every place where a pattern of words.yml matches; all of them in one search."""
        return tuple(lexicon_of(self.words).hits(self.reading.whole, self.reading.lower))

    def avoided(self, category: str) -> Iterator[tuple[AvoidedWord, int, str]]:
        """Yield each avoided word that was found, with its line and the words as they stand there.

        Args:
            category: ``avoid`` or ``claims``.
        """
        entries = self.words.avoid if category == "avoid" else self.words.claims
        for hit in self.hits:
            if hit.category != category:
                continue
            word = entries[hit.index]
            if not word.voices or self.reading.passage_at(hit.start).voice in word.voices:
                yield word, self.reading.line_at(hit.start), self.found(hit.start, hit.end)

    def found(self, start: int, end: int) -> str:
        """Return the words at a place, on one line."""
        return " ".join(self.reading.whole[start:end].split())

    def key_line(self, module: Module, key: str) -> int:
        """Return the line of a key of the front matter; 1 when it is not there."""
        return module.key_lines.get(key, 1)

    def text_line(self, text: str, owner: str, otherwise: int = 1) -> int:
        """Return the line of an authored string of a block, else another line."""
        return self.reading.line_of(text, owner) or otherwise or 1

    def error(self, rule: str, line: int, message: str, remedy: str = "") -> Problem:
        """Return a finding that stops a build."""
        return Problem(self.reading.path, line, message, remedy, rule)

    def warning(self, rule: str, line: int, message: str, remedy: str = "") -> Problem:
        """Return a finding that is told and does not stop a build."""
        return Problem(self.reading.path, line, message, remedy, rule, Severity.WARNING)
