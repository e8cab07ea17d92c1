"""Every work that is listed is cited, and every citation is listed.

What: each key of ``sources`` in the front matter stands in sources.yml and is cited as [^key] in the text; each [^key] in the
text stands in the front matter.
Why: a reader can find out how we know; a list that nobody maintains proves nothing.
Source: CDC Clear Communication Index, item 11; the module format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Module
from ...problems import Problem, suggestion
from ..context import Context

NAME = "sources"

_CITED = re.compile(r"\[\^([^\]\s]+)\]")


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield works that are unknown, uncited or unlisted."""
    line = context.key_line(module, "sources")
    cited: dict[str, int] = {}
    for _passage, at, match in context.reading.find(_CITED, raw=True):
        cited.setdefault(match[1], at)
    if module.language == "en":  # a translation takes the list from the English file
        for key in module.sources:
            if key not in context.sources:
                yield context.error(NAME, line, f'sources.yml has no "{key}".', suggestion(key, context.sources))
            elif key not in cited:
                yield context.error(
                    NAME,
                    line,
                    f'The source "{key}" is listed and nowhere cited.',
                    f"Write [^{key}] after the sentence that needs it, or take it off the list.",
                )
    for key, at in cited.items():
        if key not in module.sources:
            remedy = f'Add it to "sources" in the front matter. {suggestion(key, [*module.sources, *context.sources])}'
            yield context.error(NAME, at, f'"{key}" is cited and not listed.', remedy)
