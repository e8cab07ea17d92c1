"""The browser library's files: one list for the site, the blocks and packages.

The files live where an LMS serves them from, ``handrail_xblocks/assets/public``; paths here are relative to it.

| group | files | loaded |
|---|---|---|
| lesson | ``core/``, most of ``fields/`` | by every page with an activity; on the site as one file |
| seldom | the rest of ``fields/`` | by a sheet that has such a field; blocks load all of them |
| block | ``core/block.js``, ``xblock.js`` | by blocks, after the lesson's |
| parts | ``more/<name>.js`` | one by one, when ``HR.need("<name>")`` asks for it |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from .i18n import messages

__all__ = [
    "PAPER_STYLES", "block_scripts", "part_bundle", "part_paths", "parts", "parts_strings_path", "parts_strings_script", "read",
    "script_bundle", "scripts", "seldom_kinds", "strings_path", "strings_script", "style_bundle", "styles",
]  # fmt: skip

_COMMENT = re.compile(r"^[ \t]*(/\*.*?\*/|//[^\n]*)", re.DOTALL | re.MULTILINE)
"""A comment that begins its line. Our scripts have no string that goes over a line's end."""

_REMARK = re.compile(r"(?<=[;{},()\]]) // [^\"'`\n]*$", re.MULTILINE)
"""A comment after code. One that holds a quote stays: it might be the end of a string."""

_CORE = ("base", "completion", "marker", "store", "device", "keeper", "parts", "out")
_ELEMENTS = ("activity", "worksheet", "check", "lesson")

_SELDOM = ("diary", "pick-in-order", "schedule", "timer")
"""Kinds of field that few sheets have and that weigh much."""

PAPER_STYLES = "paper.css"
"""The style sheet of handouts."""


def _public() -> Traversable:
    return files("handrail_xblocks") / "assets" / "public"


def _names(folder: str) -> list[str]:
    return sorted(entry.name for entry in (_public() / folder).iterdir() if entry.name.endswith(".js"))


@cache
def scripts() -> list[str]:
    """Return the scripts of a page in the order in which they load: the core, one file per kind of field, the elements."""
    kinds = [f"fields/{name}" for name in _names("fields")]
    return [
        *(f"core/{name}.js" for name in _CORE),
        *(path for path in kinds if path not in seldom_kinds()),
        *(f"core/{name}.js" for name in _ELEMENTS),
    ]


def seldom_kinds() -> list[str]:
    """Return the scripts of the kinds of field that a page brings only when a sheet on it has one."""
    return [f"fields/{name}.js" for name in _SELDOM]


def block_scripts() -> list[str]:
    """Return the scripts of a block in an LMS: those of a page, all kinds of field, and the door that the LMS knocks at."""
    return [*scripts(), *seldom_kinds(), "core/block.js", "xblock.js"]


@cache
def parts() -> dict[str, str]:
    """Return what loads on demand: the name by which it is asked for, and its file."""
    more = {name.removesuffix(".js"): f"more/{name}" for name in _names("more") if not name.startswith("strings.")}
    return more | {path.removesuffix(".js"): path for path in seldom_kinds()}


def part_paths(language: str) -> dict[str, str]:
    """Return the files that load on demand in a block; the strings of a language other than English are the part ``strings``."""
    strings = parts_strings_path(language)
    return parts() | ({"strings": strings} if strings else {})


def styles() -> list[str]:
    """Return the style sheets for a screen; paper has :data:`PAPER_STYLES`."""
    return ["handrail.css", "keeping.css"]


def read(path: str) -> str:
    """Return the text of one file of the library."""
    return (_public() / path).read_text(encoding="utf-8")


def _bundle(paths: Iterable[str]) -> str:
    """Return scripts as one: comments and indents are left out, nothing else."""
    text = _REMARK.sub("", _COMMENT.sub("", "\n".join(read(path) for path in paths)))
    return "\n".join(stripped for line in text.splitlines() if (stripped := line.strip()))


@cache
def script_bundle(*, block: bool = False) -> str:
    """Return the scripts of a page as one, for the site; with the door for blocks, for packages.

    Strings stand in a file of their own, before it.
    """
    return _bundle([*scripts(), *(["core/block.js"] if block else [])])


@cache
def part_bundle(name: str) -> str:
    """Return the script of one part, as the site serves it."""
    return _bundle([parts()[name]])


@cache
def style_bundle() -> str:
    """Return all style sheets for a screen as one, without comments and indents."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(read(path) for path in styles()), flags=re.DOTALL)
    return "\n".join(stripped for line in text.splitlines() if (stripped := line.strip()))


def strings_path(language: str) -> str | None:
    """Return the file of interface strings that loads before the scripts; None for English, which needs none."""
    return None if language == "en" else f"strings.{language}.js"


def parts_strings_path(language: str) -> str | None:
    """Return the file of interface strings that loads before the first part; None for English."""
    return None if language == "en" else f"more/strings.{language}.js"


def strings_script(language: str, translations: Mapping[str, str] | None = None) -> str:
    """Return the script that gives the interface strings of a language to the library.

    Only strings that a script uses are in it; ``python -m handrail.messages`` writes it to :func:`strings_path`.

    Args:
        language: the language.
        translations: English to translation; what the catalog holds, when absent.
    """
    return f"window.HandrailStrings = {_strings(language, translations, _spoken())};\n"


def parts_strings_script(language: str, translations: Mapping[str, str] | None = None) -> str:
    """Return the script that adds the strings of the parts; the arguments are those of :func:`strings_script`."""
    used = "\n".join(part_bundle(name) for name in parts())
    return f"Object.assign(window.HandrailStrings, {_strings(language, translations, used, _spoken())});\n"


def _spoken() -> str:
    """Return the scripts whose strings load first: blocks load every kind of field at once."""
    return script_bundle(block=True) + _bundle(seldom_kinds())


def _strings(language: str, translations: Mapping[str, str] | None, used: str, there: str = "") -> str:
    words = messages(language) if translations is None else translations
    known = {key: text for key, text in words.items() if text and f'"{key}"' in used and f'"{key}"' not in there}
    return json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
