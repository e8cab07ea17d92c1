"""Every public phone line says where it was seen and when.

What: each line of program.yml that is not ``local`` has a ``source`` and an ``as_of`` that is not in the future.
Why: someone must be able to look again.
Source: practice of crisis services.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Program
from ...problems import Problem

NAME = "line-source"


def check_program(program: Program, path: str, today: dt.date) -> Iterator[Problem]:
    """Yield lines that cannot be traced."""
    for name, line in program.lines.items():
        if line.local:
            continue
        for key in ("source", "as_of"):
            if not getattr(line, key):
                remedy = 'Give the address it was seen at (source) and the day (as_of); a line of your own says "local: true".'
                yield Problem(path, line.line, f'The line "{name}" has no {key}.', remedy, NAME)
        if line.as_of and line.as_of > today:
            yield Problem(path, line.line, f'The line "{name}" was looked at on {line.as_of}, which has not come yet.', "Mend as_of.", NAME)
