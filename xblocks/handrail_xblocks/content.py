"""What a block makes of its authored text, once: the same text is neither parsed nor rendered twice in a process."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from handrail.markdown.render import clean, inline_html, to_html
from handrail.markdown.resolve import Resolver, Surface
from handrail.model import Check, Module, Worksheet
from handrail.problems import Problem, Problems
from handrail.signing.label import Label
from handrail.templating import render

from . import program_data
from .program_data import ProgramData
from .signed import label_of

__all__ = ["Kind", "Read", "View", "framed", "html_of", "inline", "prefix_of", "prose", "read", "resolver"]

Thing = Module | Worksheet | Check


@dataclass(frozen=True)
class Read:
    """What came of reading a text."""

    thing: Any
    """The lesson (as a module), worksheet or check; None when the text has errors."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class View:
    """What a rendering needs besides the text."""

    data: ProgramData
    prefix: str
    """Stands before every DOM id: several blocks stand on one page."""

    live: bool
    """Whether the browser library will wake it; a page for visitors, and Studio, stay still."""

    label: Label
    """Who checked the text, or that nobody did."""


@dataclass(frozen=True)
class Kind:
    """What makes one type of block differ from another."""

    name: str
    parse: Callable[[str, str, Problems], Any]
    """Text, the name to report problems under, problems -> thing or None."""

    show: Callable[[Any, View], str]
    """Thing, view -> HTML."""

    words: Callable[[Any], list[str]]
    """Every authored text of a thing that a person may search for."""

    example: str
    """What a new block in Studio begins with."""


@lru_cache(maxsize=1024)
def read(kind: Kind, text: str) -> Read:
    """Parse a block's text; never raises, whatever stands in it."""
    problems = Problems()
    if not text.strip():
        problems.add(kind.name, 1, "There is no text yet.", "Write one, or begin with the example.")
        return Read(None, tuple(problems))
    try:
        thing = kind.parse(text, kind.name, problems)
    except Exception as error:
        problems.add(kind.name, 1, f"The text cannot be read ({type(error).__name__}).", "Undo the last change.")
        thing = None
    return Read(None if problems.errors else thing, tuple(problems))


def html_of(kind: Kind, text: str, built: dict[str, Any], settings: dict[str, Any], prefix: str, day: dt.date, *, live: bool) -> str:
    """Return the HTML of a readable text, the same for every participant.

    Raises:
        ValueError: the text has errors.
    """
    data = json.dumps([built, settings], sort_keys=True, default=str)
    return _html(kind, text, data, prefix, day, live)


@lru_cache(maxsize=512)
def _html(kind: Kind, text: str, data: str, prefix: str, day: dt.date, live: bool) -> str:
    found = read(kind, text)
    if found.thing is None:
        msg = f"{len(found.problems)} problems stand in the text"
        raise ValueError(msg)
    built, settings = json.loads(data)
    program = ProgramData.of(built, settings, day)
    label = label_of(text, program_data.said(built, settings), program.language)
    return framed(kind.name, kind.show(found.thing, View(program, prefix, live, label)), program, label)


def framed(kind: str, body: str, program: ProgramData, signed: Label) -> str:
    """Return a block's HTML with what stands around every block: who checked it above, help below.

    Args:
        kind: the block's kind, for its class.
        body: HTML that our templates made.
        program: whose labels and lines are shown.
        signed: who checked it, or that nobody did.
    """
    return render(
        "blocks/block.html",
        program.language,
        kind=kind,
        body=Markup(body),  # noqa: S704 - made by our templates
        data=program,
        footer=inline(_footer(program), resolver(program)),
        label=program.labels.get,
        signed=signed,
    )


def _footer(data: ProgramData) -> str:
    from_build = data.safety.get("footer")
    return from_build.text if from_build else ""


def prefix_of(usage: object) -> str:
    """Return what stands before the DOM ids of one block: short, the same on every request, telling nothing."""
    return "hr" + hashlib.sha256(str(usage).encode()).hexdigest()[:8]


def resolver(data: ProgramData, sources: dict[str, int] | None = None, anchor: str = "") -> Resolver:
    """Return what fills in phone lines, links and citations in a block."""
    return Resolver(
        lines=data.lines,
        language=data.language,
        surface=Surface.SCREEN,
        sample=data.sample,
        module_url=lambda identifier: f"/jump_to_id/{identifier}" if identifier in data.modules else None,
        source_numbers=sources or {},
        anchor=anchor,
    )


_OUTSIDE = re.compile(r'<a href="(?=https?://|/jump_to_id/)')
_INSIDE = re.compile(r'<a href="(?=#)')
_HEADING = re.compile(r"(</?h)([234])(?=[ >])")


def _safe(html: str) -> Markup:
    """Return rendered Markdown without anything that could run, with links that leave a learning system's frame alone.

    The frame has ``<base target="_parent">``: a bare link would lead the whole page away.
    """
    html = clean(html)
    html = _OUTSIDE.sub('<a target="_blank" href="', html)
    html = _INSIDE.sub('<a target="_self" href="', html)
    html = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 2}", html)
    return Markup(html)  # noqa: S704 - cleaned above


def prose(markdown: str, resolve: Resolver) -> Markup:
    """Return Markdown as HTML that is safe whoever wrote it in Studio. Headings go two levels down: a unit has its own."""
    return _safe(to_html(resolve(markdown)))


def inline(text: str, resolve: Resolver) -> Markup:
    """Return one line of Markdown as HTML that is safe whoever wrote it in Studio."""
    return _safe(inline_html(resolve(text)))
