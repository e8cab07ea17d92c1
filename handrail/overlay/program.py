"""A program's ``program.yml`` laid over the curriculum's, key by key.

| in the program's file | what comes out |
|---|---|
| a key with keys below it | is laid over the same key of the curriculum's |
| a text, a number, a list | takes the place of the curriculum's |
| a key with nothing behind it | takes the curriculum's away |
"""

from __future__ import annotations

from typing import Any

from ..markdown.marked_yaml import Marked

__all__ = ["OWN_LINES", "lay_program"]

OWN_LINES = 1_000_000
"""Added to the lines of the program's own file, so that a finding tells which of the two files it means."""


def lay_program(base: Marked, own: Marked) -> Marked:
    """Return the program that a clinic runs: its own file over the curriculum's.

    Args:
        base: the curriculum's.
        own: the program's; its lines come out with :data:`OWN_LINES` added.
    """
    lines = dict(base.lines)
    data = _merged(base.data, own.data)
    lines.update({loc: line + OWN_LINES for loc, line in own.lines.items() if loc})
    return Marked(data, lines)


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    found = dict(base)
    for key, value in own.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = _merged(found[key], value)
        else:
            found[key] = value
    return found
