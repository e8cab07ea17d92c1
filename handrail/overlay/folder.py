"""Where a program's overlay lies, and what it may be called."""

from __future__ import annotations

import re
from pathlib import Path

from ..problems import suggestion

__all__ = ["OverlayError", "folder_of", "locate", "names"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 32
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that Windows keeps for devices: a folder of that name cannot be copied there."""


class OverlayError(Exception):
    """A program cannot be used or made; the message says why and what to do."""


def folder_of(repository: Path, name: str) -> Path:
    """Return where the overlay of a program lies, whether or not it is there.

    Raises:
        OverlayError: it cannot be called so.
    """
    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        shown = name[:60].encode("unicode_escape").decode("ascii")
        msg = f'"{shown}" does not fit as the name of a program. Write small letters, digits and dashes, such as harbor-house.'
        raise OverlayError(msg)
    if name in _RESERVED:
        msg = f'"{name}" is a name that Windows keeps for itself. Take another, such as {name}-house.'
        raise OverlayError(msg)
    return repository / "programs" / name


def names(repository: Path) -> list[str]:
    """Return the names of the programs that have a folder."""
    found = sorted((repository / "programs").glob("*/program.yml"))
    return [path.parent.name for path in found if _NAME.fullmatch(path.parent.name)]


def locate(repository: Path, name: str) -> Path:
    """Return the folder of a program that is there.

    Raises:
        OverlayError: there is none of that name.
    """
    folder = folder_of(repository, name)
    if not folder.is_dir():
        known = suggestion(name, names(repository)) or "There is none yet."
        msg = f'There is no program "{name}" in {repository / "programs"}. {known} To begin one: handrail new program {name}'
        raise OverlayError(msg)
    return folder
