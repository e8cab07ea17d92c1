"""What is wrong with an authored file, said so that its author can mend it.

A problem carries its place, what is wrong and how to mend it, and formats itself; only the command line prints.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["CurriculumError", "Problem", "Problems", "Severity", "suggestion"]


class Severity(StrEnum):
    """How much a problem weighs: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in one file."""

    path: str
    """The file, relative to the repository where it can be."""

    line: int
    """The line, counted from 1; 0 when the whole file is meant."""

    message: str
    """What is wrong, in one sentence."""

    remedy: str = ""
    """How to mend it, in one sentence."""

    rule: str = "format"
    """The name of the rule that found it."""

    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f" {self.remedy}" if self.remedy else "")


class Problems:
    """A list of findings that a whole run adds to, so that all of them are told at once."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self._found: list[Problem] = list(found)

    def add(
        self,
        path: str | Path,
        line: int,
        message: str,
        remedy: str = "",
        *,
        rule: str = "format",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add one finding."""
        self._found.append(Problem(str(path), line, message, remedy, rule, severity))

    def extend(self, found: Iterable[Problem]) -> None:
        """Add several findings."""
        self._found.extend(found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._found), key=lambda p: (p.path, p.line, p.message)))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> list[Problem]:
        """The findings that stop a build, in the order of their places."""
        return [problem for problem in self if problem.severity is Severity.ERROR]


class CurriculumError(Exception):
    """The curriculum cannot be built; carries every finding of the run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: object, known: Iterable[str]) -> str:
    """Return ``Did you mean "scale"?`` for a misspelled word, else what is known, up to a dozen.

    >>> suggestion("scal", ["scale", "log"])
    'Did you mean "scale"?'
    """
    choices = sorted(known)
    close = difflib.get_close_matches(str(word), choices, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    more = f" and {len(choices) - 12} more" if len(choices) > 12 else ""
    return f"Known here: {', '.join(choices[:12])}{more}." if choices else ""
