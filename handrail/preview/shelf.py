"""The one shelf of this process: where views take the course from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from .course import Shelf

__all__ = ["shelf"]


@cache
def _shelf(folder: Path) -> Shelf:
    return Shelf(folder)


def shelf() -> Shelf:
    """Return the shelf of the course folder that the settings name."""
    return _shelf(Path(settings.PREVIEW_COURSE))
