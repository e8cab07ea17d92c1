"""Facts that age carry the month in which they were looked at.

What: a module of safety level high has ``as_of``; it is not in the future, and ``review_by`` follows within twelve months.
Why: overdose steps, withdrawal and law age; a reader must see how old they are.
Source: AHRQ and CDC practice; half a year for the drug supply.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Level, Module
from ...problems import Problem
from ..context import Context

NAME = "as-of"
STRUCTURE = True

_MONTHS = 12


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield facts without a month, or with an odd one."""
    if module.as_of is None:
        if module.safety.level is Level.HIGH:
            line = context.key_line(module, "safety")
            yield context.warning(
                NAME, line, "A module of level high needs as_of.", 'Add "as_of: YYYY-MM", the month in which its facts were looked at.'
            )
        return
    line = context.key_line(module, "as_of")
    if module.as_of > f"{context.today:%Y-%m}":
        yield context.warning(
            NAME, line, f"as_of is {module.as_of}, which has not come yet.", "Write the month in which the facts were looked at."
        )
    elif _months(module.review_by) - _months(module.as_of) > _MONTHS:
        message = f"Between as_of ({module.as_of}) and review_by ({module.review_by}) lie more than {_MONTHS} months."
        yield context.warning(NAME, context.key_line(module, "review_by"), message, "Bring review_by nearer.")


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
