"""How hard a text is to read: Flesch-Kincaid grade for English, the Fernandez-Huerta score for Spanish.

The same numbers as textstat's (syllables by the CMU dictionary, else by hyphenation; no network), and a test holds them to
it; but textstat knows no lists or Markdown, so sentences come from us, and each word's syllables are counted once per run.
Like textstat, a sentence of one or two words lends its words to the others.
Kincaid and others 1975; Fernandez Huerta 1959. Formulas are screens: they find hard pages, they prove no page easy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

__all__ = ["english_grade", "spanish_ease", "syllables"]

_SHORTEST = 3
"""Words from which a sentence counts as one."""

NO_NAMES: frozenset[str] = frozenset()


class _Table(dict[str, int]):
    """Word to its syllables, filled as words come; 0 for a word that is left out."""

    def __init__(self, language: str, left_out: frozenset[str]) -> None:
        self._language, self._left_out = language, left_out

    def __missing__(self, word: str) -> int:
        count = 0 if word in self._left_out or word.lower() in self._left_out else syllables(word, self._language)
        self[word] = count
        return count


@cache
def _table(language: str, left_out: frozenset[str]) -> _Table:
    return _Table(language, left_out)


@cache
def _counter(language: str) -> Any:
    from textstat.textstat import textstatistics  # takes a second to load: only when something is read anew

    counter = textstatistics()
    counter.set_lang({"en": "en_US"}.get(language, language))
    return counter


def syllables(word: str, language: str) -> int:
    """Return the number of syllables of a word, at least one."""
    return max(1, int(_counter(language).syllable_count(word.replace("\u2019", "'"))))


def english_grade(sentences: Sequence[Sequence[str]], left_out: frozenset[str] = NO_NAMES) -> float:
    """Return the Flesch-Kincaid grade: school years needed.

    Args:
        sentences: each as its words.
        left_out: words that do not count: names as they are written, medicines in small letters.
    """
    length, per_word = _measure(sentences, "en", left_out)
    return 0.39 * length + 11.8 * per_word - 15.59


def spanish_ease(sentences: Sequence[Sequence[str]], left_out: frozenset[str] = NO_NAMES) -> float:
    """Return the Fernandez-Huerta score: 100 is very easy, below 60 is hard.

    Args:
        sentences: each as its words.
        left_out: words that do not count: names as they are written, medicines in small letters.
    """
    length, per_word = _measure(sentences, "es", left_out)
    return 206.84 - 60 * per_word - 1.02 * length


def _measure(sentences: Sequence[Sequence[str]], language: str, left_out: frozenset[str]) -> tuple[float, float]:
    """Return words per sentence and syllables per word."""
    counts = list(map(_table(language, left_out).__getitem__, chain.from_iterable(sentences)))
    words = max(1, len(counts) - counts.count(0))
    return words / max(1, sum(len(sentence) >= _SHORTEST for sentence in sentences)), sum(counts) / words
