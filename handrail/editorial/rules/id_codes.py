"""Ids are codes of one pattern.

What: a module is or1, s01, sd1, f01, el1 or mu1, a program's own one x01 or xa01; below it stand sections s04-2, worksheets
s04-w1, checks s04-c1, figures s04-f1, slides s04-d1, the guide s04-g, its steps s04-g1.
Why: ids stand in addresses and stay forever; one pattern lets everyone read a log, and nobody guess a topic.
Source: the module format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Module
from ...problems import Problem
from ..context import Context

NAME = "id-codes"
STRUCTURE = True

_MODULE = re.compile(r"(?:or|s|sd|f|el|mu|x[a-z]?)\d{1,3}")


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield ids that do not follow the pattern."""
    if not _MODULE.fullmatch(module.id):
        yield context.error(
            NAME,
            context.key_line(module, "id"),
            f'"{module.id}" is not a code for a module.',
            "Codes are or1, s01, sd1, f01, el1 or mu1; x01 for a module of your own.",
        )
    guide = module.guide
    steps = guide.timeline if guide else []
    for what, letter, parts in (
        ("section", "", module.sections),
        ("worksheet", "w", module.worksheets),
        ("check", "c", module.checks),
        ("figure", "f", module.figures),
        ("slide", "d", module.slides),
        ("step", "g", steps),
    ):
        pattern = re.compile(rf"{re.escape(module.id)}-{letter}\d{{1,3}}")
        for part in parts:
            if not pattern.fullmatch(part.id):
                line = part.line or context.reading.line_of(getattr(part, "title", "")) or 1
                yield context.error(NAME, line, f'"{part.id}" is not a code for a {what}.', f'Write it like "{module.id}-{letter}1".')
    if guide and guide.id != f"{module.id}-g":
        yield context.error(NAME, guide.line or 1, f'"{guide.id}" is not the code of the guide.', f'It is "{module.id}-g".')
