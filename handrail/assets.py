"""The browser library's files: one list for the site, the blocks and packages.

The files live where an LMS serves them from, ``handrail_xblocks/assets/public``; paths here are relative to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from .i18n import messages

__all__ = ["PAPER_STYLES", "read", "script_bundle", "scripts", "strings_path", "strings_script", "style_bundle", "styles"]

_COMMENT = re.compile(r"^[ \t]*(/\*.*?\*/|//[^\n]*)", re.DOTALL | re.MULTILINE)
"""A comment that begins its line. Our scripts have no string that goes over a line's end."""

_CORE = ("base", "completion", "store", "device", "keeper", "parts", "out")
_ELEMENTS = ("activity", "worksheet", "check", "lesson", "block")

PAPER_STYLES = "paper.css"
"""The style sheet of handouts."""


def _public() -> Traversable:
    return files("handrail_xblocks") / "assets" / "public"


@cache
def scripts() -> list[str]:
    """Return the scripts in the order in which they load: the core, one file per kind of field, the elements."""
    kinds = sorted(entry.name for entry in (_public() / "fields").iterdir() if entry.name.endswith(".js"))
    return [
        *(f"core/{name}.js" for name in _CORE),
        *(f"fields/{name}" for name in kinds),
        *(f"core/{name}.js" for name in _ELEMENTS),
    ]


def styles() -> list[str]:
    """Return the style sheets for a screen; paper has :data:`PAPER_STYLES`."""
    return ["handrail.css"]


def read(path: str) -> str:
    """Return the text of one file of the library."""
    return (_public() / path).read_text(encoding="utf-8")


@cache
def script_bundle() -> str:
    """Return all scripts as one, for the site and for packages: comments and indents are left out, nothing else.

    Strings stand in a file of their own, before it.
    """
    text = _COMMENT.sub("", "\n".join(read(path) for path in scripts()))
    return "\n".join(stripped for line in text.splitlines() if (stripped := line.strip()))


@cache
def style_bundle() -> str:
    """Return all style sheets for a screen as one."""
    return "\n".join(read(path) for path in styles())


def strings_path(language: str) -> str | None:
    """Return the file of interface strings that loads before the scripts; None for English, which needs none."""
    return None if language == "en" else f"strings.{language}.js"


def strings_script(language: str, translations: Mapping[str, str] | None = None) -> str:
    """Return the script that gives the interface strings of a language to the library.

    Only strings that a script uses are in it; ``python -m handrail.messages`` writes it to :func:`strings_path`.

    Args:
        language: the language.
        translations: English to translation; what the catalog holds, when absent.
    """
    used = script_bundle()
    words = messages(language) if translations is None else translations
    known = {key: text for key, text in words.items() if text and f'"{key}"' in used}
    return f"window.HandrailStrings = {json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)};\n"
