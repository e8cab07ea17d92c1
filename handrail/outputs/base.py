"""What an output is: a name and a function that writes one folder from a curriculum."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import Cache
from ..curriculum import Curriculum
from ..model import Private
from ..problems import Problem

__all__ = ["Output", "OutputError", "Report", "Request", "swap_in"]


class OutputError(Exception):
    """An output cannot be written for a reason that lies outside the curriculum; the message says which."""


@dataclass(frozen=True)
class Request:
    """One build of one output."""

    curriculum: Curriculum
    folder: Path
    """An empty folder to write into. It takes the place of the last good build only when all went well."""

    work: Path
    """Where an output may keep what it needs from run to run (``build/``)."""

    cache: Cache
    say: Callable[[str], None] = field(default=lambda _words: None)
    """Tells progress of a long step."""

    warn: Callable[[Problem], None] = field(default=lambda _problem: None)
    """Tells what an author should mend, though the output can be written."""

    shared: bool = False
    """Whether it is for a clinic's own tablets: nothing is kept on them."""

    compressed: bool = False
    """Whether the site has a compressed twin beside each of its texts, for servers that send such."""

    libraries: Path | None = None
    """A folder of H5P libraries to put into packages."""

    private: Private | None = None
    """What only staff may read; set for outputs that say ``staff_only``, and for no other."""


@dataclass(frozen=True)
class Report:
    """What an output wrote."""

    files: int
    entry: str = ""
    """Where a person begins: a file below the folder."""

    told: str = ""
    """What else is worth a word, such as how large it is."""


@dataclass(frozen=True)
class Output:
    """One thing that the compiler writes."""

    name: str
    title: str
    """What it is, for the command line."""

    write: Callable[[Request], Report]
    target: str
    """The folder it ends in, relative to the repository."""

    lacks: Callable[[], str] = field(default=lambda: "", kw_only=True)
    """Returns what it needs that this computer does not have, and how to get it; empty when it can be written."""

    staff_only: bool = field(default=False, kw_only=True)
    """Whether everything that it writes is for staff alone."""

    on_request: bool = field(default=False, kw_only=True)
    """Whether it is written only when it is named, because it takes minutes."""

    def folder(self, repository: Path, program: str | None = None) -> Path:
        """Return the folder it ends in: a program's builds stand together, apart from the curriculum's own."""
        return repository / "build" / "programs" / program / Path(self.target).name if program else repository / self.target


def swap_in(fresh: Path, target: Path) -> None:
    """Put a freshly written folder in the place of the last one; a reader sees the old or the new, never half.

    Git's own files in the target (``.gitignore``) stay.
    """
    target = target.resolve()  # a link to a web server's folder stays a link
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        keep = target / ".gitignore"
        if keep.is_file():
            shutil.copy2(keep, fresh / ".gitignore")
        target.rename(old)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.move(fresh, target)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
