"""Fixtures that are documents: a title, authored text, what must become of it.

A case begins with ``## Title`` and holds fenced parts (five backticks and a name). A new case is a new paragraph, not new code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"

_CASE = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_PART = re.compile(r"^`{5}(?P<name>\w+)\n(?P<text>.*?)^`{5}$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One paragraph of a fixture document."""

    title: str
    parts: dict[str, str]

    def __str__(self) -> str:
        return self.title


def cases(name: str) -> list[Case]:
    """Return the cases of a document below tests/fixtures."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    outside = _PART.sub(lambda part: re.sub(r"[^\n]", " ", part[0]), text)  # authored text has headings of its own
    starts = list(_CASE.finditer(outside))
    found = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        body = text[start.end() : following.start() if following else len(text)]
        found.append(Case(start["title"], {part["name"]: part["text"] for part in _PART.finditer(body)}))
    return found


def changed(base: str, change: str) -> str:
    """Return a text with one change made to it: lines to take out begin with ``-``, lines to put in with ``+``.

    Without lines to take out, the new ones go to the end.
    """
    old = "".join(line[1:] + "\n" for line in change.splitlines() if line.startswith("-"))
    new = "".join(line[1:] + "\n" for line in change.splitlines() if line.startswith("+"))
    if not old:
        return base + new
    assert base.count(old) == 1, f"the change must fit exactly once, not {base.count(old)} times:\n{old}"
    return base.replace(old, new)
