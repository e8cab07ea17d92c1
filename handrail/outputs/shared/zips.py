"""A zip archive that is the same for the same files: one date, one order, one way to compress."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["write_zip"]

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first day that the format knows: it says nothing of when a package was made."""

_READABLE = 0o644 << 16
_UNIX = 3


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files to a zip archive.

    Args:
        path: the archive; one that is there is overwritten.
        files: name in the archive to content, in the order in which they are to stand.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX  # else it would tell which system packed it
            entry.external_attr = _READABLE
            archive.writestr(entry, content, compresslevel=9)
