"""Each page can be read by someone who left school early, is tired, or learned English late.

What: the Flesch-Kincaid grade of each page (lesson, short version, worksheet, check, slides) is at most 7.0, better 6.0; the
facilitator text's at most 9.0. Spanish: the Fernandez-Huerta score is at least 60, better 70; facilitators 50. Proper names,
medicine names, headings, labels, and pages under 30 words are left out.
Why: early recovery costs attention and memory, and many readers have little schooling.
Source: CDC Clear Communication Index, item 7; AHRQ PEMAT, item 3. Formulas: Kincaid 1975, Fernandez Huerta 1959.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...model import Voice
from ...problems import Problem
from ..context import Context
from ..grade import english_grade, spanish_ease, syllables
from ..reading import Page

__all__ = ["NAME", "check_text", "names_left_out"]

NAME = "reading-grade"

_SHORTEST = 30
_SPARED = {"front", "safety"}
_GRADE = {Voice.READER: (7.0, 6.0), Voice.SLIDE: (7.0, 6.0), Voice.FACILITATOR: (9.0, 9.0)}
"""English: an error above the first, a warning above the second."""

_EASE = {Voice.READER: (60.0, 70.0), Voice.SLIDE: (60.0, 70.0), Voice.FACILITATOR: (50.0, 50.0)}
"""Spanish: an error below the first, a warning below the second."""

_HARD = 3
"""Syllables from which a word is offered for a shorter one."""


def check_text(context: Context) -> Iterator[Problem]:
    """Yield pages that are hard to read."""
    names = names_left_out(tuple(context.words.names))
    for page in context.reading.pages:
        if page.kind in _SPARED:
            continue
        sentences = [one.words for one in page.sentences if not one.label]
        if sum(map(len, sentences)) < _SHORTEST:
            continue
        if context.language == "es":
            score, (worst, better) = spanish_ease(sentences, names), _EASE[page.voice]
            failed, hard = score < worst, score < better
            told = f"scores {score:.0f} of 100 for ease; {worst if failed else better:.0f} is the least"
        else:
            score, (worst, better) = english_grade(sentences, names), _GRADE[page.voice]
            failed, hard = score > worst, score > better
            told = f"reads at grade {score:.1f}; {worst if failed else better:.1f} is the most"
        if hard:
            say = context.error if failed else context.warning
            yield say(NAME, page.line, f"The {page.name} {told}.", _remedy(page, context.language, names))


@lru_cache(maxsize=8)
def names_left_out(names: tuple[str, ...]) -> frozenset[str]:
    """Return the names of one word; the words of longer ones ("SMART Recovery") are everyday words elsewhere."""
    return frozenset(name for name in names if " " not in name)


def _remedy(page: Page, language: str, names: frozenset[str]) -> str:
    longest = max(page.sentences, key=lambda one: len(one.words))
    words = {word.lower() for one in page.sentences for word in one.words if word not in names} - names
    counted = {word: syllables(word, language) for word in words}
    hard = sorted((word for word in words if counted[word] >= _HARD), key=lambda word: (-counted[word], word))[:4]
    swap = f", and swap long words such as {', '.join(hard)}" if hard else ""
    return f"Cut long sentences in two (line {longest.line} has {len(longest.words)} words){swap}."
