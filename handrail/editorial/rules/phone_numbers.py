"""Phone numbers come from program.yml alone.

What: no phone number, short code or extension stands in text, but 911 and 988 themselves; no one is told to press 3 at 988.
Why: a wrong or dead number in a crisis; numbers in one file can be dialed and dated before each release.
Source: 988 Lifeline (the press-3 service for LGBTQ+ youth ended in July 2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem
from ..context import Context
from ..reading import BETWEEN

NAME = "phone-numbers"

_DIGITS = re.compile(r"\d[\d() .\u2010-\u2013/-]*")
_NUMBER = re.compile(
    r"(?<![\d-])(?:"
    r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .\u2010-\u2013-]{1,2}\d{3}[ .\u2010-\u2013-]\d{4}"  # 1-800-555-0100, (802) 555 0100
    r"|\d{3}[.\u2010\u2011-]\d{4}"  # 555-0100
    r"|1?\d{10}"
    r")(?![\d-])"
)
_VANITY = re.compile(r"(?:1-)?8\d\d-[A-Z][A-Z0-9-]{3,}")  # 1-800-A-WORD
_CALLED = re.compile(r"\b(?:call|dial|phone|text|ring|llam[ae] al?|marque(?: el)?|marca(?: el)?|mensaje al?)\s+$", re.IGNORECASE)
_TEXTED = re.compile(r"\b(?:text|texting|textee|mande|env[i\u00ed]e)\b[^.!?]{0,40}$", re.IGNORECASE)
_PRESSED = re.compile(r"\b988\b.{0,60}\b(?:press|marque|oprima|presione)(?:\s+el)?\s+$", re.IGNORECASE | re.DOTALL)
_BEFORE = 90
"""Characters in front of a number that say what it is for."""

_ALLOWED = {"911", "988"}
_SHORT, _CODES = 3, (5, 6)


def check_text(context: Context) -> Iterator[Problem]:
    """Yield numbers that do not come from program.yml."""
    text = context.reading.whole
    for block in _DIGITS.finditer(text):
        digits = block[0].strip(" .()/-")
        if len(digits) < _SHORT and digits != "3":
            continue
        before = text[max(0, block.start() - _BEFORE) : block.start()].rpartition(BETWEEN)[2]
        number = _found(text, block, digits, before)
        if number:
            line = context.reading.line_at(block.start())
            remedy = "Write {{ line.NAME }} with a name from program.yml; only 911 and 988 may stand in text."
            yield context.error(NAME, line, f'The phone number "{number}" stands in the text.', remedy)
        elif digits == "3" and _PRESSED.search(before):
            line = context.reading.line_at(block.start())
            remedy = "Leave it out; {{ line.crisis }} says what there is."
            yield context.error(NAME, line, "988 no longer has a line to press 3 for.", remedy)


def _found(text: str, block: re.Match[str], digits: str, before: str) -> str | None:
    start = max(0, block.start() - 2)  # a leading "+" or "("
    number = _NUMBER.search(text, start, block.end()) or _VANITY.match(text, block.start())
    if number:
        return " ".join(number[0].split())
    if len(digits) == _SHORT and digits not in _ALLOWED and _CALLED.search(before):
        return digits
    return digits if digits.isdigit() and len(digits) in _CODES and _TEXTED.search(before) else None
