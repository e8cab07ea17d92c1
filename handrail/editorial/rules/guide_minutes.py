"""The facilitator's minutes add up.

What: the minutes of the guide's steps add up to ``minutes: group``; their ``short`` minutes add up to 25.
Why: a facilitator who runs out of time drops the end, and the end holds the safety check.
Source: the module format; manuals' group plans.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Module
from ...problems import Problem
from ..context import Context

NAME = "guide-minutes"
STRUCTURE = True

_SHORT = 25


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield sums that are off, and by how much."""
    if module.guide is None:
        return
    guide = module.guide
    total = sum(step.minutes for step in guide.timeline)
    short = sum(step.short for step in guide.timeline)
    if total == module.minutes.group and short == _SHORT:
        return
    line = context.text_line(guide.timeline[0].title, guide.id, guide.line)
    if total != module.minutes.group:
        message = f"The steps add up to {total} minutes, the group has {module.minutes.group}."
        yield context.error(NAME, line, message, _remedy(module.minutes.group - total))
    if short != _SHORT:
        message = f"The short minutes add up to {short}, the short version has {_SHORT}."
        yield context.error(NAME, line, message, _remedy(_SHORT - short))


def _remedy(difference: int) -> str:
    minutes = "minute" if abs(difference) == 1 else "minutes"
    return f"Add {difference} {minutes}." if difference > 0 else f"Take away {-difference} {minutes}."
