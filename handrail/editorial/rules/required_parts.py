"""Every module has the parts that its readers and facilitators count on.

What: sections with the roles .remember (a list of three), .do-this (an ordered list that speaks to "you"), .unknown and .talk
(one question); a .try-it section has an ordered list and a way to stop; a story has at most 120 words; there is one guide.
Why: a summary and one clear step are what people keep; nobody is walked into an exercise without a way out.
Source: AHRQ PEMAT, items 11 and 20 to 22; CDC Clear Communication Index, items 5 and 11; SAMHSA, trauma-informed approach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Module, Role, Section
from ...problems import Problem
from ..context import Context
from ..reading import masked, words_of

NAME = "required-parts"
STRUCTURE = True

_NEEDED = {
    Role.REMEMBER: "the three lines to keep",
    Role.DO_THIS: "one step to take today",
    Role.UNKNOWN: "what experts do not know",
    Role.TALK: "one question to talk about",
}
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(.*)$", re.MULTILINE)
_STEP = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(.*)$", re.MULTILINE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_NOT_IMPERATIVE = frozenset(
    word
    for line in (
        "a an the i we he she it they this that these those there my our his her their one some many most",
        "people someone everyone nobody cravings members participants families",
    )
    for word in line.split()
)
"""What no imperative begins with; anything else is taken for a verb."""

_WAY_OUT = re.compile(r"\b(?:stop|skip|pass|leave it|take a break|end (?:it )?early)\b", re.IGNORECASE)
_STORY = 120
_THREE = 3


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield parts that are missing or do not do their work."""
    for role, holds in _NEEDED.items():
        if module.section(role) is None:
            remedy = f'Add a section "## ... {{#{module.id}-{len(module.sections) + 1} .{role}}}": {holds}.'
            yield context.error(NAME, 1, f"The module has no section .{role}.", remedy)
    for section in module.sections:
        if section.role is not None:
            for message, remedy in _role_problems(section):
                yield context.error(NAME, section.line or 1, message, remedy)
    if module.guide is None:
        yield context.error(NAME, 1, "The module has no guide.", "Add a guide block: the facilitator's evening.")


def _role_problems(section: Section) -> Iterator[tuple[str, str]]:
    text = section.prose()
    items = [found[1] for found in _ITEM.finditer(text)]
    steps = [found[1] for found in _STEP.finditer(text)]
    match section.role:
        case Role.REMEMBER if len(items) != _THREE:
            yield f'".remember" holds a list of {len(items)}; it is a list of three.', "Keep the three lines that matter most."
        case Role.DO_THIS if not steps:
            yield '".do-this" has no ordered list.', 'Write the steps as "1. ...", one act each.'
        case Role.DO_THIS if (odd := next((step for step in steps if not _speaks_to_you(step)), None)) is not None:
            yield f'The step "{odd[:40]}" does not speak to the reader.', 'Begin with a verb ("Call ...") or use "you".'
        case Role.TALK if "?" not in text:
            yield '".talk" asks no question.', "Ask one that nobody has to answer."
        case Role.TRY_IT:
            if not steps:
                yield '".try-it" has no ordered list.', 'Write the steps as "1. ...", one act each.'
            if not _WAY_OUT.search(text):
                yield '".try-it" names no way to stop.', 'Say that one can stop or skip it, such as "Stop any time."'
        case Role.STORY if (count := len(words_of(masked(text)))) > _STORY:
            yield f"The story has {count} words; {_STORY} is the most.", "Keep the turn of the story, and cut the way there."


def _speaks_to_you(step: str) -> bool:
    words = words_of(masked(step))
    return bool(_YOU.search(step)) or (bool(words) and words[0].lower() not in _NOT_IMPERATIVE)
