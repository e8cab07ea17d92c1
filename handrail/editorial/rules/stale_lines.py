"""Every phone line was looked at within the last 90 days.

What: ``as_of`` of each line of program.yml, else its ``edition``, is at most 90 days before today (``Line.is_stale``). Lines without
a number, 911 and 988 do not age. Blocks judge by the same rule, and hide what is stale.
Why: hotlines change, and people dial them on the worst night of their life. A build for participants makes this an error.
Source: practice of crisis services.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Program
from ...model.program import STALE_DAYS
from ...problems import Problem, Severity

NAME = "stale-line"


def check_program(program: Program, path: str, today: dt.date) -> Iterator[Problem]:
    """Yield lines that nobody has looked at for long."""
    for name, line in program.lines.items():
        if line.is_stale(today, program.edition):
            seen = line.as_of or program.edition
            message = f'The line "{name}" was last looked at {(today - seen).days} days ago, on {seen}; {STALE_DAYS} is the most.'
            yield Problem(
                path, line.line, message, f"Look at {line.source or 'its source'}, dial it, and set as_of.", NAME, Severity.WARNING
            )
