"""Everything is short enough to be read at one go.

What: the main message has at most 25 words (error) and the short version about 60 (80 is the most); a section has at most
120 words, a lesson 250 to 600 (a family module of level high: 700).
Why: one message, one card, one bus ride.
Source: CDC Clear Communication Index, items 1 and 9; AHRQ PEMAT, item 8.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Level, Module
from ...problems import Problem
from ..context import Context
from ..reading import words_of

NAME = "lengths"

_MESSAGE = 25
_SHORT = (30, 80)
_SECTION = 120
_LESSON = (250, 600)
_FAMILY_HIGH = 700
_SPANISH = 1.2
"""The same thing takes about a fifth more words in Spanish."""


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield what is too long, or too short to stand alone."""
    stretch = _SPANISH if module.language == "es" else 1
    reading = context.reading
    message = len(words_of(module.message))
    if message > _MESSAGE * stretch:
        line = reading.line_of(module.message) or 1
        yield context.error(NAME, line, f"The main message has {message} words; 25 is the most.", "Say the one thing to remember.")
    short = len(words_of(module.short))
    if not _SHORT[0] <= short <= _SHORT[1] * stretch:
        line = reading.line_of(module.short) or 1
        remedy = "Aim at 60: it stands alone, for a tired day, and holds one thing to do."
        yield context.warning(NAME, line, f"The short version has {short} words.", remedy)
    counts: dict[str, int] = {section.id: 0 for section in module.sections}
    for passage, text in zip(reading.passages, reading.texts, strict=True):
        if passage.part == "section" and passage.owner in counts:
            counts[passage.owner] += len(words_of(text))
    for section in module.sections:
        if counts[section.id] > _SECTION * stretch:
            remedy = "Split it under two headings, or cut."
            yield context.warning(
                NAME, section.line or 1, f'The section "{section.title}" has {counts[section.id]} words; 120 is the most.', remedy
            )
    total = sum(counts.values())
    most = _FAMILY_HIGH if module.is_family and module.safety.level is Level.HIGH else _LESSON[1]
    line = module.sections[0].line if module.sections else 1
    if total > most * stretch:
        yield context.warning(NAME, line, f"The lesson has {total} words; {most} is the most.", "Cut what a person can do without tonight.")
    elif total < _LESSON[0]:
        yield context.warning(NAME, line, f"The lesson has {total} words; 250 is the least.", "Say why it matters and what to do.")
