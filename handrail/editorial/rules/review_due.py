"""Every module is looked at again when its date comes.

What: the month ``review_by`` has not passed.
Why: law, medicines and the drug supply change. A build for participants makes this an error.
Source: AHRQ and CDC practice: health information carries a date of review.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Module
from ...problems import Problem
from ..context import Context

NAME = "review-due"
STRUCTURE = True


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield a review that is due."""
    if module.review_by < f"{context.today:%Y-%m}":
        line = context.key_line(module, "review_by")
        yield context.warning(
            NAME, line, f"The review was due by {module.review_by}.", "Look at its facts and sources again, then set as_of and review_by."
        )
