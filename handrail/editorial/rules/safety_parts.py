"""A module carries what its safety level requires.

What: level watch and high need a content note and a guide with a pre-brief (``before``); level high also says what it is
``about`` and has "if this happens" cases in its guide.
Why: people must know what is coming and be able to skip it, and staff must know who is on call.
Source: SAMHSA, Concept of Trauma and Guidance for a Trauma-Informed Approach (2014).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Level, Module
from ...problems import Problem
from ..context import Context

NAME = "safety-parts"
STRUCTURE = True


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield what the level requires and the module lacks."""
    level = module.safety.level
    line = context.key_line(module, "safety")
    if level is Level.NONE:
        return
    if not module.content_note:
        yield context.error(
            NAME,
            line,
            f"A module of level {level} needs a content note.",
            'Add "content_note: ...": one or two plain sentences on what may be hard.',
        )
    guide = module.guide
    if guide is not None and not guide.before:
        yield context.error(
            NAME,
            guide.line or 1,
            f"The guide of a module of level {level} needs a pre-brief.",
            'Add "before:": who is on call, where naloxone is, what to watch for.',
        )
    if level is Level.HIGH:
        if not module.safety.about:
            yield context.error(
                NAME,
                line,
                "A module of level high says what it is about.",
                "Add about: overdose, withdrawal, suicide, partner-violence or child.",
            )
        if guide is not None and not guide.if_this_happens:
            known = ", ".join(context.library.if_this_happens)
            yield context.error(
                NAME, guide.line or 1, "The guide of a module of level high needs if_this_happens.", f"Name cases of the library: {known}."
            )
