"""Pressing many pages, and binding many books of them: each once, on all cores, and kept for as long as nothing of it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from ...cache import Cache, key_of
from .bind import Leaf, bind
from .kept import each_once
from .press import press, ready
from .printed import Printed

__all__ = ["Book", "bind_all", "once_pressed", "press_all"]

Shared = TypeVar("Shared")
Job = TypeVar("Job")

_TOLD = 50
"""After so many pages it is told how far the work is: whoever waits for minutes wants to know."""


def press_all(
    pages: Sequence[str], edition: dt.date, cache: Cache, *, grayscale: bool = True, say: Callable[[str], None] = lambda _words: None
) -> list[Printed]:
    """Return pages as PDFs, in their order.

    Args:
        pages: whole HTML pages, as :func:`handrail.outputs.shared.press.press` takes them.
        edition: the program's edition.
        cache: pages that were pressed before are taken from here.
        grayscale: whether colors become grays.
        say: is told how far it is.

    Raises:
        PressError: a page cannot be pressed.
    """
    return once_pressed(_press, pages, [(page,) for page in pages], (edition, grayscale), cache, say, ready)


def once_pressed(
    work: Callable[[Shared, Job], Printed],
    jobs: Sequence[Job],
    parts: Sequence[Sequence[str]],
    shared: Shared,
    cache: Cache,
    say: Callable[[str], None],
    before: Callable[[Sequence[Job]], None],
) -> list[Printed]:
    """Return ``work(shared, job)`` for each job, in order: what was pressed before is taken from the cache.

    Args:
        work: lays out and presses; a function of a module.
        jobs: what it presses.
        parts: for each job, all the text that its result may be made of.
        shared: what all calls look at.
        cache: where results are kept.
        say: is told how far it is.
        before: as :func:`handrail.outputs.shared.kept.each_once` takes it.
    """
    kept = ("pressed", _press_version(), work.__name__, repr(shared))
    keys = [key_of(*kept, *own) for own in parts]

    def done(count: int, of: int) -> None:
        if count % _TOLD == 0:
            say(f"{count} of {of} sheets pressed")

    return each_once(work, jobs, shared, keys, cache, before=before, done=done)


@dataclass(frozen=True)
class Book:
    """Leaves that become one PDF."""

    leaves: Sequence[Leaf]
    numbers: bytes = b""
    """A PDF of as many pages, whose marks are laid over them."""


def bind_all(books: Sequence[Book], edition: dt.date, cache: Cache) -> list[bytes]:
    """Return books as PDFs, in their order.

    Args:
        books: each as :func:`handrail.outputs.shared.bind.bind` takes it.
        edition: the program's edition.
        cache: books that were bound before are taken from here.
    """
    keys = [key_of("bound", _bind_version(), edition.isoformat(), book.numbers, *_parts(book)) for book in books]
    return each_once(_bind, books, edition, keys, cache)


def _parts(book: Book) -> Iterator[str | bytes]:
    for leaf in book.leaves:
        yield from (leaf.title, str(leaf.level), leaf.data)


def _bind(edition: dt.date, book: Book) -> bytes:
    return bind(book.leaves, edition, book.numbers)


@once
def _bind_version() -> str:
    return key_of(version("pypdf"), (Path(str(files("handrail.outputs.shared"))) / "bind.py").read_bytes())


def _press(shared: tuple[dt.date, bool], page: str) -> Printed:
    edition, grayscale = shared
    return press(page, edition, grayscale=grayscale)


@once
def _press_version() -> str:
    """Return a hash of what presses, and of what decides how large: a page says all the rest itself."""
    here = Path(str(files("handrail.outputs.shared")))
    fonts = Path(str(files("handrail.templates"))) / "print" / "font"
    ours = ("press", "columns", "printed", "finish", "fields", "leaves", "enlarged", "bind")
    parts = [*(here / f"{name}.py" for name in ours), *sorted(fonts.iterdir())]
    return key_of(version("weasyprint"), version("pydyf"), *(part.read_bytes() for part in parts if part.is_file()))
