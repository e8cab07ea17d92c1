"""Slides can be read from the back row.

What: a module has slides; each has at most 45 words (error; 25 is the aim, a warning above 35) and 8 lines (error), and notes.
Why: a wall of text is read by nobody and talked over by everybody.
Source: AHRQ PEMAT-A/V, item 13; letter size needed for a room (body text at 5.6 percent of the picture's height).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Module
from ...problems import Problem
from ..context import Context
from ..reading import masked, words_of

NAME = "slides"

_MOST, _WARN, _AIM = 45, 35, 25
_LINES = 8
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield slides that hold too much, and missing ones."""
    original = module.language == "en"
    if not module.slides:
        if original:
            yield context.error(
                NAME, 1, "The module has no slides.", 'Write at least a first and a last one; the last is "This week, one step".'
            )
        return
    stretch = 1 if original else 1.2
    for slide in module.slides:
        line = slide.line or 1
        text = _IMAGE.sub("", slide.markdown)
        words = len(words_of(masked(text)))
        if words > _MOST * stretch:
            yield context.error(
                NAME,
                line,
                f'The slide "{slide.title}" has {words} words; {_MOST} is the most.',
                f"Aim at {_AIM}: say the rest in the notes.",
            )
        elif words > _WARN * stretch:
            yield context.warning(NAME, line, f'The slide "{slide.title}" has {words} words.', f"Aim at {_AIM}; {_MOST} is the most.")
        lines = sum(1 for one in text.splitlines() if one.strip())
        if lines > _LINES:
            yield context.error(NAME, line, f'The slide "{slide.title}" has {lines} lines; {_LINES} is the most.', "Split it in two.")
        if original and not (slide.notes or "").strip():
            yield context.warning(
                NAME, line, f'The slide "{slide.title}" has no notes.', "Put a notes block behind it: what to say, what to ask."
            )
