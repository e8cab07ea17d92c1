"""The browser library's files: one list for the site, the blocks and packages.

The sources live in ``handrail_xblocks/assets/public``; paths here are relative to it. What a browser loads is made from them by
``python -m handrail.bundles`` and stands beside them, in ``built/``, where an LMS serves it from:

| file in ``built/<language>/`` | made from | loaded |
|---|---|---|
| ``handrail.js`` | ``core/``, most of ``fields/`` | by every page with an activity |
| ``block.js`` | the same, ``core/block.js``, ``xblock.js`` | by blocks in an LMS, instead |
| ``tablet.js`` | ``core/tablet.js`` | before it, by a site for a clinic's own tablets |
| ``more/<name>.js`` | ``more/``, the other kinds of field | one by one, when ``HR.need("<name>")`` asks for it |

Styles have no language: ``built/handrail.css`` and ``built/block.css`` load with a page, ``built/look.css`` with the first part that draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = [
    "BLOCK_STYLES", "LANGUAGES", "PAPER_STYLES", "block_script", "block_scripts", "built", "part_paths", "parts", "read", "script_bundle",
    "scripts", "seldom_kinds", "site_files", "style_bundle", "styles",
]  # fmt: skip

LANGUAGES = ("en", "es")
"""Languages that the library speaks; each has its words for back-ups in ``more/``. Any other is answered in English."""

_CORE = ("base", "completion", "marker", "store", "device", "keeper", "controls", "rows", "print")
_ELEMENTS = ("activity", "worksheet", "check", "lesson")

_SELDOM = ("diary", "pick-in-order", "schedule", "timer")
"""Kinds of field that few sheets have and that weigh much: a part each."""

PAPER_STYLES = "paper.css"
"""The style sheet of handouts."""

BLOCK_STYLES = "built/block.css"
"""The style sheet of a block."""


def _public() -> Traversable:
    return files("handrail_xblocks") / "assets" / "public"


def _names(folder: str) -> list[str]:
    return sorted(entry.name.removesuffix(".js") for entry in (_public() / folder).iterdir() if entry.name.endswith(".js"))


@cache
def scripts() -> list[str]:
    """Return the sources of a page's script in their order: the core, one file per kind of field, the elements."""
    kinds = [name for name in _names("fields") if name not in _SELDOM]
    return [*(f"core/{name}.js" for name in _CORE), *(f"fields/{name}.js" for name in kinds), *(f"core/{name}.js" for name in _ELEMENTS)]


def block_scripts() -> list[str]:
    """Return the sources of a block's script: those of a page, and the door that the LMS knocks at."""
    return [*scripts(), "core/block.js", "xblock.js"]


def block_script(language: str) -> str:
    """Return the script that a block loads."""
    return f"built/{_spoken(language)}/block.js"


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"


def seldom_kinds() -> list[str]:
    """Return the sources of the kinds of field that a page brings only when a sheet on it has one."""
    return [f"fields/{name}.js" for name in _SELDOM]


@cache
def parts(language: str = "en") -> dict[str, list[str]]:
    """Return what loads on demand: the name by which it is asked for, and its sources."""
    found = {name: [f"more/{name}.js"] for name in _names("more") if not name.startswith("words-")}
    found["words"] = [f"more/words-{language}.js"]
    return found | {f"fields/{name}": [f"fields/{name}.js"] for name in _SELDOM}


def part_paths(language: str) -> dict[str, str]:
    """Return where the parts are for a block: the name by which one is asked for, and its file."""
    return {"look": "built/look.css"} | {name: f"built/{_spoken(language)}/more/{name}.js" for name in parts()}


def styles() -> dict[str, list[str]]:
    """Return the sources of each style sheet for a screen; paper has :data:`PAPER_STYLES`."""
    return {"handrail": ["handrail.css"], "block": ["handrail.css", "block.css"], "look": ["look.css"]}


def read(path: str) -> str:
    """Return the text of one file of the library."""
    return (_public() / path).read_text(encoding="utf-8")


@cache
def built(path: str) -> str:
    """Return the text of one file as it is served."""
    return read(f"built/{path}")


def script_bundle(language: str = "en", *, block: bool = False, shared: bool = False) -> str:
    """Return the script of a page; with the door for blocks, or for a clinic's own tablets."""
    spoken = _spoken(language)
    page = built(f"{spoken}/{'block' if block else 'handrail'}.js")
    return built(f"{spoken}/tablet.js") + page if shared else page


def style_bundle(name: str = "handrail") -> str:
    """Return a style sheet for a screen, as it is served; the names are those of :func:`styles`."""
    return built(f"{name}.css")


def site_files(language: str, *, shared: bool = False) -> Iterator[tuple[str, str]]:
    """Yield every file of the library that a site or a package of one language holds: its name, and its text."""
    yield "handrail.css", style_bundle()
    yield "handrail.js", script_bundle(language, shared=shared)
    yield "more/look.css", style_bundle("look")
    for name in parts():
        yield f"more/{name}.js", built(f"{_spoken(language)}/more/{name}.js")
