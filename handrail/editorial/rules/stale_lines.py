"""Every phone line was looked at within the last 90 days.

What: ``as_of`` of each line of program.yml that is not ``local`` is at most 90 days before today.
Why: hotlines change, and people dial them on the worst night of their life. A build for participants makes this an error.
Source: practice of crisis services.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...model import Program
from ...problems import Problem, Severity

NAME = "stale-line"

_DAYS = 90


def check_program(program: Program, path: str, today: dt.date) -> Iterator[Problem]:
    """Yield lines that nobody has looked at for long."""
    for name, line in program.lines.items():
        age = (today - line.as_of).days if line.as_of and not line.local else 0
        if age > _DAYS:
            message = f'The line "{name}" was last looked at {age} days ago, on {line.as_of}; {_DAYS} is the most.'
            yield Problem(
                path, line.line, message, f"Look at {line.source or 'its source'}, dial it, and set as_of.", NAME, Severity.WARNING
            )
