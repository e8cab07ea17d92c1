"""What an operator says about the program, read from the file that ``handrail build course`` writes."""

from __future__ import annotations

import json
import pprint
from pathlib import Path
from typing import Any, NoReturn

from tutor.exceptions import TutorError

__all__ = ["program_settings"]

_KEYS = ("edition", "labels", "lines", "safety")
"""What the blocks read from ``XBLOCK_SETTINGS["handrail"]``; they pass over all else."""


def program_settings(path: str) -> str:
    """Return program data as the Python literal that stands in the platform's settings.

    Args:
        path: the absolute path of a JSON file on the machine that runs Tutor; empty for none.

    Raises:
        TutorError: there is no such file, or it holds something else.
    """
    if not path:
        return "{}"
    return pprint.pformat(_read(Path(path).expanduser()), width=120)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_absolute():
        _refuse(f"{path} is not an absolute path.", "Write the whole path, as in /srv/handrail/program.json.")
    try:
        found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except OSError as error:
        _refuse(f"{path} cannot be read: {error.strerror}.", "Build the course, and name its program.json.")
    except (ValueError, RecursionError) as error:  # an unreadable encoding is a ValueError, too
        _refuse(f"{path} is not JSON: {error}.", "Build the course again, and name its program.json.")
    if not isinstance(found, dict):
        _refuse(f"{path} holds no JSON object.", "Build the course again, and name its program.json.")
    if unknown := sorted(set(found) - set(_KEYS)):
        _refuse(f"{path} has keys that no block reads: {', '.join(unknown)}.", f"Keep {', '.join(_KEYS)}.")
    return dict(found)


def _refuse(what: str, remedy: str) -> NoReturn:
    message = f"HANDRAIL_PROGRAM_DATA: {what} {remedy}"
    raise TutorError(message) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return found


def _no_constant(name: str) -> NoReturn:
    msg = f"{name} is no number"
    raise ValueError(msg)
