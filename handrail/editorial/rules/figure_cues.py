"""Pictures show no cues.

What: the words of a figure name no needle, pill, bottle, powder, pipe, drink or money (a warning: a person looks at the picture).
Why: a picture of a drug or its tools can wake a craving.
Source: research on cue-induced craving (Carter and Tiffany 1999).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Module
from ...problems import Problem
from ..context import Context

NAME = "figure-cues"
STRUCTURE = True

_CUES = re.compile(
    r"\b(?:needles?|syringes?|pills?|tablets?|joints?|bongs?|pipes?|beers?|wine|liquor|bottles?|powder|lines? of|cash|money|lighters?"
    r"|spoons?|foil)\b",
    re.IGNORECASE,
)


def check(module: Module, context: Context) -> Iterator[Problem]:  # noqa: ARG001 - the shape of every rule
    """Yield figures whose words speak of a cue."""
    for passage, text in zip(context.reading.passages, context.reading.texts, strict=True):
        found = _CUES.search(text) if passage.part == "figure" else None
        if found:
            message = f'The figure {passage.owner} speaks of "{found[0]}".'
            yield context.warning(
                NAME, passage.line, message, "See that the picture shows no drug, needle, pill, bottle, drink or money: they are cues."
            )
