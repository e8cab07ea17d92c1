"""What a program changes: its own file, what it hides, what it says in other words, what it adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..markdown.marked_yaml import Marked
from ..model import Private
from ..problems import Problem
from .program import OWN_LINES

__all__ = ["Hidden", "Overlay", "Place", "Replacement"]

Place = tuple[str, int]
"""A file as findings call it, and a line of it."""


@dataclass(frozen=True)
class Hidden:
    """A module or a section that the program leaves out."""

    line: int
    """The line of ``hidden.yml``."""

    reason: str = ""


@dataclass(frozen=True)
class Replacement:
    """One file of ``replaced/``: sections of one module in other words."""

    module: str
    language: str
    path: Path
    name: str
    """What findings call the file."""

    sections: dict[str, list[tuple[int, str]]]
    """Id of a section to its lines, each with its number in the file."""

    bound: dict[str, tuple[int, str]]
    """English: id of a section to the line of its binding and the fingerprint of the text that it replaced."""

    stamps: dict[str, tuple[int, str]] = field(default_factory=dict)
    """A translation: id to the line of its stamp and the fingerprint of the English that was translated."""


@dataclass(frozen=True)
class Overlay:
    """A program's folder, read."""

    name: str
    folder: Path
    shown: str
    """What findings call the folder: ``programs/harbor-house``."""

    program: Marked | None
    private: Private | None = None
    """For staff outputs alone; a curriculum never holds it."""

    hidden: dict[str, Hidden] = field(default_factory=dict)
    replaced: dict[tuple[str, str], Replacement] = field(default_factory=dict)
    """(language, module id) to what stands instead of its sections."""

    places: dict[str, list[Place]] = field(default_factory=dict)
    """File of the curriculum to where each line of it, as it is read, comes from. Filled while the curriculum is read."""

    def placed(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return findings with the file and the line in which each can be mended. Done once for each finding."""
        return [self._placed(found) for found in problems]

    def _placed(self, found: Problem) -> Problem:
        if found.path == "curriculum/program.yml":
            own = f"{self.shown}/program.yml"
            if found.line >= OWN_LINES:
                return replace(found, path=own, line=found.line - OWN_LINES)
            return found if found.line else replace(found, path=own)
        places = self.places.get(found.path)
        if places and 0 < found.line <= len(places):
            path, line = places[found.line - 1]
            return replace(found, path=path, line=line)
        return found

    @property
    def modules_folder(self) -> Path:
        """Where its own modules and translations lie, by language and track."""
        return self.folder / "modules"
