"""No paragraph stands in two modules.

What: a paragraph, a list item or a line of a sheet with ten words or more stands once in the whole curriculum (a warning). What
modules share (safety texts, exercises, phone lines) comes from the library and is not in their files.
Why: whoever comes to the third session and meets the words of the first stops reading. And a fact that stands twice will be mended once.
Source: AHRQ PEMAT, item 2 (no content that distracts from the purpose).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..model import Module
from ..problems import Problem, Severity
from .reading import masked, words_of

__all__ = ["NAME", "Paragraph", "check_repeats", "paragraphs_of"]

NAME = "repeats"

Paragraph = tuple[str, int, str]
"""Its words in small letters, its line, and how it begins."""

_SHORTEST = 10
_CUT = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t])")


def paragraphs_of(module: Module) -> list[Paragraph]:
    """Return the paragraphs of a module that are long enough to be told apart."""
    found = []
    for passage in module.passages:
        start = 0
        for end in [*(match.start() for match in _CUT.finditer(passage.text)), len(passage.text)]:
            words = words_of(masked(passage.text[start:end]))
            if len(words) >= _SHORTEST:
                line = passage.line + passage.text.count(
                    "\n", 0, start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
                )
                found.append((" ".join(words).lower(), line, " ".join(words[:6])))
            start = end
    return found


def check_repeats(paragraphs: Mapping[str, Iterable[Paragraph]]) -> list[Problem]:
    """Return the paragraphs that stand in more than one file, each told at the later one.

    Args:
        paragraphs: path of a file to its paragraphs, in the order in which files are read.
    """
    first: dict[str, tuple[str, int]] = {}
    found = []
    for path, there in paragraphs.items():
        for text, line, beginning in there:
            other, at = first.setdefault(text, (path, line))
            if other != path:
                message = f'The paragraph "{beginning} ..." stands in {other}:{at} too.'
                found.append(Problem(path, line, message, "Say it anew for this topic, or leave it out.", NAME, Severity.WARNING))
    return found
