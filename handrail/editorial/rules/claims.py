"""The curriculum promises nothing that it cannot keep.

What: no claim that it treats or is proven, no promise of secrecy, of a legal outcome, or of how someone's recovery will go.
Why: claims of effect make a course a device in law, and false privacy claims have been fined; a broken promise costs trust.
Source: FTC Act section 5 and the FTC's actions on health apps; FDA policy for device software functions; 42 CFR part 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem
from ..context import Context

NAME = "claims"


def check_text(context: Context) -> Iterator[Problem]:
    """Yield claims and promises."""
    for word, line, found in context.avoided("claims"):
        say = context.error if word.level == "error" else context.warning
        yield say(NAME, line, f'"{found}" is a claim or a promise that we cannot make.', f"Say: {word.say}.")
