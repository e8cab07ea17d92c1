"""Every ``{{ line.NAME }}`` is a line of the program.

What: the name behind ``line.`` stands under ``lines`` in program.yml.
Why: a page must not go out with a hole where a number belongs.
Source: the module format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, suggestion
from ..context import Context

NAME = "line-names"

_LINE = re.compile(r"\{\{\s*line\.([A-Za-z0-9_-]+)\s*\}\}")


def check_text(context: Context) -> Iterator[Problem]:
    """Yield names of lines that the program does not have."""
    for _passage, line, match in context.reading.find(_LINE, raw=True):
        if match[1] not in context.program.lines:
            yield context.error(NAME, line, f'The program has no line "{match[1]}".', suggestion(match[1], context.program.lines))
