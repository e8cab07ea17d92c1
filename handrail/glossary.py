"""The glossary: which of its words a module uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from .markdown.render import plain_text
from .model import Module

__all__ = ["terms_in"]


@lru_cache(maxsize=8)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the terms as whole words, longer ones first; a plural counts."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?:s|es)?(?!\w)", re.IGNORECASE)


def terms_in(module: Module, glossary: Mapping[str, str]) -> dict[str, str]:
    """Return the glossary's words that stand in a module's lesson, with their meanings, in the glossary's order.

    Args:
        module: its sections, message and 60-word version are read.
        glossary: term to meaning, in the module's language.
    """
    if not glossary:
        return {}
    exact = {term.lower(): term for term in glossary}
    texts = [module.message, module.short, *(f"{section.title}\n{section.prose()}" for section in module.sections)]
    found = set()
    for text in texts:
        for match in _pattern(tuple(glossary)).finditer(plain_text(text)):
            term = exact[match[1].lower()]
            if term == term.lower() or match[1] == term:  # CRAFT is a name, craft is not
                found.add(term)
    return {term: meaning for term, meaning in glossary.items() if term in found}
