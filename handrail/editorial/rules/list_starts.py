"""A list begins after an empty line.

What: no line that starts like an item of a list ("- ", "1. ") stands right below a line of a paragraph (an error).
Why: Markdown then reads it as a part of the paragraph, and its dashes are printed among the words.
Source: the syntax of Markdown, as Python-Markdown reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...model import Module
from ...problems import Problem
from ..context import Context

NAME = "list-starts"
STRUCTURE = True

_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
_BEGUN = re.compile(r"(?:[-*+]|\d+\.) |\s|[>|#]")
"""How a line begins that is an item, goes on with one, or is no paragraph."""


_PROSE = {"section", "slide"}


def check(module: Module, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - the shape of every rule
    """Yield items that stand right below a paragraph."""
    for passage in context.reading.passages:
        lines = passage.text.splitlines() if passage.part in _PROSE else []
        for index, (before, line) in enumerate(pairwise(lines), start=1):
            if _ITEM.match(line) and before.strip() and not _BEGUN.match(before):
                message = f'The list that begins with "{line[:40]}" stands right below a paragraph.'
                yield context.error(NAME, passage.line + index, message, "Leave an empty line before it.")
