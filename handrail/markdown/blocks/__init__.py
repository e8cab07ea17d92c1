"""The kinds of fenced blocks: one file per kind, found here by itself.

To add a kind, add ``handrail/markdown/blocks/<kind>.py`` with ``KIND = BlockKind(...)``.
"""

from __future__ import annotations

import importlib
import pkgutil

from .base import BlockKind

__all__ = ["BLOCKS", "BlockKind"]

BLOCKS: dict[str, BlockKind] = {}
"""Every kind of block by the word behind its backticks."""

for _entry in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
    _kind = getattr(importlib.import_module(f"{__name__}.{_entry.name}"), "KIND", None)
    if _kind is not None:
        BLOCKS[_kind.name] = _kind
