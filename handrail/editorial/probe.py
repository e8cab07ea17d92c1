"""Looking for one meaning in a text of small letters, quickly."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Probe"]


class Probe:
    """Patterns with the beginnings of their matches: finding a beginning is many times faster than searching for a pattern."""

    def __init__(self, starts: str, *patterns: str) -> None:
        """Compile patterns.

        Args:
            starts: beginnings, parted by spaces; every match begins with one of them.
            patterns: regular expressions in small letters; each begins at a word.
        """
        self.starts = tuple(starts.split())
        self.pattern = re.compile(rf"\b(?:{'|'.join(patterns)})")

    def find(self, lower: str) -> list[re.Match[str]]:
        """Return the matches in a text of small letters, in the order of their places."""
        return sorted(self._find(lower), key=lambda match: match.start())

    def _find(self, lower: str) -> Iterator[re.Match[str]]:
        for start in self.starts:
            at = lower.find(start)
            while at >= 0:
                match = self.pattern.match(lower, at)
                if match:
                    yield match
                at = lower.find(start, at + 1)
