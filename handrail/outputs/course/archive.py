"""An archive that is the same for the same files: no times, no owners, one order."""

from __future__ import annotations

import gzip
import tarfile
from pathlib import Path

__all__ = ["pack"]


def pack(folder: Path, target: Path) -> int:
    """Write a folder to a ``.tar.gz``, under its own name.

    Args:
        folder: what is packed.
        target: the archive.

    Returns:
        How many files went in.
    """
    count = 0
    with (
        target.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            entry = tar.gettarinfo(str(path), path.relative_to(folder.parent).as_posix())
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime = 0
            entry.mode = 0o755 if path.is_dir() else 0o644
            if path.is_file():
                count += 1
                with path.open("rb") as stream:
                    tar.addfile(entry, stream)
            else:
                tar.addfile(entry)
    return count
