"""A cache by content: the same input is never read, checked or rendered twice.

Entries are pickles below ``build/.cache``, which only this machine's own builds write. A key is a hash of all that
the result depends on, the code included, so nothing is ever stale; ``make clean`` removes it.
"""

from __future__ import annotations

import hashlib
import pickle
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

__all__ = ["Cache", "code_version", "key_of"]


_LIBRARIES = ("Markdown", "pymdown-extensions", "pydantic", "Jinja2", "nh3", "ruamel.yaml", "textstat")
_SOURCES = {".py", ".html", ".md", ".xml", ".mo"}


def key_of(*parts: str | bytes) -> str:
    """Return a key for everything that a result depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:40]


@cache
def code_version() -> str:
    """Return a hash of Handrail's own source and of the versions of what it renders with.

    New code, a new template or a new library never meets an old result.
    """
    digest = hashlib.sha256()
    for package in ("handrail", "handrail.templates", "handrail_xblocks"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            digest.update(library.encode())
    return digest.hexdigest()[:16]


class Cache:
    """Results by key, in a folder; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str) -> Any:
        """Return the result under a key, or None."""
        if self.folder is None:
            return None
        try:
            return pickle.loads((self.folder / key[:2] / key).read_bytes())  # noqa: S301 - written by our own build
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
            return None  # not there, or torn by a crash: the work is simply done again

    def put(self, key: str, result: Any) -> None:
        """Keep a result under a key; a full disk is no reason to fail."""
        if self.folder is None:
            return
        target = self.folder / key[:2] / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
            part.replace(target)
        except OSError:
            return
