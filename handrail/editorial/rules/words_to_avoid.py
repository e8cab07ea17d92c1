"""Words respect the people they speak of.

What: the words under ``avoid`` in words.yml do not stand in the text; each comes with what to say instead. An entry may count
for some voices only, and may name phrases in which the word is fine (an official name, a person who names themselves).
Why: words such as "abuser" change how people are judged and treated, and whether they come back.
Source: NIDA, Words Matter; Kelly and Westerhoff 2010; each entry names its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem
from ..context import Context

NAME = "words"


def check_text(context: Context) -> Iterator[Problem]:
    """Yield words to avoid."""
    for word, line, found in context.avoided("avoid"):
        say = context.error if word.level == "error" else context.warning
        yield say(NAME, line, f'Avoid "{found}".', f"Say: {word.say}.")
