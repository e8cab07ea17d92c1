"""What an output is: a name and a function that writes one folder from a curriculum."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import Cache
from ..curriculum import Curriculum
from ..model import Private
from ..problems import Problem
from ..together import telling_of_room

__all__ = ["Output", "OutputError", "Report", "Request", "swap_all_in"]


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


def swap_all_in(pairs: Iterable[tuple[Path, Path]]) -> None:
    """Put freshly written folders in the places of the last ones, all or none; a reader sees the old or the new, never half.

    Each new one lies beside its old one before the first is swapped: it may come from another disk, and find no room.
    Git's own files in a target (``.gitignore``) stay.

    Args:
        pairs: a fresh folder and the place that it takes.

    Raises:
        OSError: nothing was changed.
    """
    places = [(fresh, target.resolve()) for fresh, target in pairs]  # a link to a web server's folder stays a link
    swapped: list[Path] = []
    try:
        for fresh, target in places:
            with telling_of_room(target.parent):
                _bring(fresh, target)
        for _fresh, target in places:
            _remove(_old(target))
            if target.exists():
                target.rename(_old(target))
            swapped.append(target)
            _new(target).rename(target)
    except BaseException:  # Control-C too
        for target in reversed(swapped):
            _remove(target)
            if _old(target).exists():
                _old(target).rename(target)
        raise
    finally:
        for _fresh, target in places:
            _remove(_new(target))
    for target in swapped:
        _remove(_old(target))


def _bring(fresh: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    keep = target / ".gitignore"
    if keep.is_file():
        shutil.copy2(keep, fresh / ".gitignore")
    _remove(_new(target))
    if fresh.stat().st_dev == target.parent.stat().st_dev:
        fresh.rename(_new(target))
        return
    for path in (fresh, *sorted(fresh.rglob("*"))):  # shutil.copytree would go on after the first failure, and tell each
        there = _new(target) / path.relative_to(fresh)
        if path.is_dir():
            there.mkdir()
        else:
            shutil.copyfile(path, there)


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}-new")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
