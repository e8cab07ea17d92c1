"""Writing files whole, all of them or none: a crash leaves the old ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["write_together"]

_NEW = 0o644
"""The rights of a file that was not there."""


def write_together(texts: Mapping[Path, str]) -> None:
    """Write files, all or none: each new one lies beside its old one before the first is swapped.

    Args:
        texts: file to its text; the folder exists, the file need not.

    Raises:
        OSError: nothing was changed.
    """
    fresh: dict[Path, Path] = {}
    old: dict[Path, bytes | None] = {}
    try:
        for path, text in texts.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
            fresh[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode())
            fresh[path].chmod(path.stat().st_mode if path.exists() else _NEW)
        for path, new in fresh.items():
            old[path] = path.read_bytes() if path.exists() else None
            new.replace(path)
    except OSError:
        for path, data in old.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
        raise
    finally:
        for new in fresh.values():
            new.unlink(missing_ok=True)
