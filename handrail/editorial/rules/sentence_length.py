"""Sentences are short enough to hold in one's head.

What: for readers a page's mean is at most 12 words, no sentence has more than 20 (warning) or 25 (error); facilitators 35.
Spanish needs about a fifth more words for the same, so there the limits are 15, 25 and 30.
Why: a long sentence is lost by a tired reader, and by an interpreter.
Source: AHRQ PEMAT; CDC Clear Communication Index; W3C Making Content Usable (COGA), objective 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Voice
from ...problems import Problem
from ..context import Context
from ..reading import Sentence

NAME = "sentence-length"

_READERS = {"en": (12, 20, 25), "es": (15, 25, 30)}
_FACILITATORS = {"en": 35, "es": 42}
_FEW = 5
"""A mean of fewer sentences says little."""


def check_text(context: Context) -> Iterator[Problem]:
    """Yield sentences, and pages, that run long."""
    mean_most, better, most = _READERS[context.language]
    for page in context.reading.pages:
        if page.voice is Voice.FACILITATOR:
            yield from _over(context, page.sentences, _FACILITATORS[context.language], None)
            continue
        if page.kind == "safety":  # its words are fixed; only what nobody could follow is told
            yield from _over(context, page.sentences, most, None)
            continue
        yield from _over(context, page.sentences, most, better)
        counted = [len(sentence.words) for sentence in page.sentences if not sentence.label]
        if page.kind != "front" and len(counted) >= _FEW and sum(counted) / len(counted) > mean_most:
            mean = sum(counted) / len(counted)
            message = f"The sentences of the {page.name} have {mean:.1f} words on average; {mean_most} is the most."
            yield context.warning(NAME, page.line, message, "Cut some in two.")


def _over(context: Context, sentences: tuple[Sentence, ...], most: int, better: int | None) -> Iterator[Problem]:
    for sentence in sentences:
        count = len(sentence.words)
        if count <= (better or most):
            continue
        found = context.error if count > most else context.warning
        start = " ".join(sentence.words[:4])
        limit = most if count > most else better
        yield found(NAME, sentence.line, f'The sentence "{start} ..." has {count} words; {limit} is the most.', "Cut it in two.")
