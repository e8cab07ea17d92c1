"""Pressing many pages: each is pressed once, on all cores, and kept for as long as nothing of it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache as once
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from ...cache import Cache, key_of
from ...parallel import spread
from .press import press

__all__ = ["press_all"]

_ENOUGH = 2
"""A page takes seconds, so that a second process earns its start at once."""


def press_all(pages: Sequence[str], edition: dt.date, cache: Cache, *, grayscale: bool = True) -> list[bytes]:
    """Return pages as PDFs, in their order.

    Args:
        pages: whole HTML pages, as :func:`handrail.outputs.shared.press.press` takes them.
        edition: the program's edition.
        cache: pages that were pressed before are taken from here.
        grayscale: whether colors become grays.

    Raises:
        PressError: a page cannot be pressed.
    """
    keys = [key_of("pressed", _press_version(), edition.isoformat(), str(grayscale), page) for page in pages]
    found: list[bytes | None] = [cache.get(key) for key in keys]
    missing = {key: index for index, key in enumerate(keys) if found[index] is None}  # the same page twice is pressed once
    fresh = spread(_press, [pages[index] for index in missing.values()], (edition, grayscale), enough=_ENOUGH)
    pressed = dict(zip(missing, fresh, strict=True))
    for key, data in pressed.items():
        cache.put(key, data)
    return [pressed[key] if data is None else data for key, data in zip(keys, found, strict=True)]


def _press(shared: tuple[dt.date, bool], page: str) -> bytes:
    edition, grayscale = shared
    return press(page, edition, grayscale=grayscale)


@once
def _press_version() -> str:
    """Return a hash of what presses: a page says all the rest itself."""
    here = Path(str(files("handrail.outputs.shared")))
    fonts = Path(str(files("handrail.templates"))) / "print" / "font"
    parts = [here / "press.py", here / "finish.py", *sorted(fonts.iterdir())]
    return key_of(version("weasyprint"), *(part.read_bytes() for part in parts if part.is_file()))
