"""Cutting an authored file into front matter, headings, prose and fenced blocks, each with its line.

One pass over lines, ahead of any Markdown. Blocks stand at column 0 and are closed by the same run of backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Problems

__all__ = ["Chunk", "Fence", "FrontText", "Heading", "cut", "front_matter"]

_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})\s*(?P<info>.*?)\s*$")
_STRAY = re.compile(r"^(?:[ \t>]+|[ \t]*(?:[-*+]|\d+[.)])[ \t]+)+(?:`{3,}|~{3,})")
"""A fence that does not stand at column 0: Markdown would take it for text, and a facilitator's notes with it."""

_HEADING = re.compile(r"^##\s+(?P<title>.*?)\s*(?:\{(?P<attributes>[^{}]*)\}\s*)?$")


@dataclass(frozen=True, slots=True)
class FrontText:
    """The front matter's YAML and the body below it."""

    yaml: str
    body: str
    body_line: int
    """The line of the file on which the body begins."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A ``## Title {#id .role}`` line."""

    title: str
    attributes: str
    line: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of prose."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block."""

    kind: str
    body: str
    line: int
    """The line of the opening fence; its body begins on the next."""


def front_matter(text: str, path: str, problems: Problems) -> FrontText | None:
    """Split a file at its two lines of dashes; None (and a problem) when it has none."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        problems.add(path, 1, "The file does not begin with front matter.", 'Begin with a line "---", then "id: ...", then "---".')
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return FrontText("".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2)
    problems.add(path, 1, "The front matter is not closed.", 'End it with a line "---".')
    return None


def cut(body: str, first: int, path: str, problems: Problems) -> Iterator[Heading | Chunk | Fence]:
    """Yield headings, prose and fenced blocks of a body in their order.

    Args:
        body: Markdown.
        first: the line of the file on which it begins.
        path: the file, for problems.
        problems: a fence that is never closed is added here.
    """
    prose: list[str] = []
    prose_line = first
    lines = body.splitlines()
    index = 0
    while index < len(lines):
        line = lines[index]
        opening = _FENCE.match(line)
        heading = None if opening else _HEADING.match(line)
        if opening is None and heading is None:
            if _STRAY.match(line):
                remedy = "Move its first and last line to column 0, out of lists and quotations."
                problems.add(path, first + index, "A block stands inside other text.", remedy)
            if not prose:
                prose_line = first + index
            prose.append(line)
            index += 1
            continue
        yield from _chunk(prose, prose_line)
        prose = []
        if heading:
            yield Heading(heading["title"], heading["attributes"] or "", first + index)
            index += 1
        elif opening:
            end = _closing(lines, index, opening["ticks"])
            if end is None:
                problems.add(
                    path, first + index, f"The block ```{opening['info']} is never closed.", f'Close it with a line "{opening["ticks"]}".'
                )
                return
            yield Fence(opening["info"], "\n".join(lines[index + 1 : end]) + "\n", first + index)
            index = end + 1
    yield from _chunk(prose, prose_line)


def _chunk(prose: list[str], line: int) -> Iterator[Chunk]:
    text = "\n".join(prose)
    if text.strip():
        blank = len(text) - len(text.lstrip("\n"))
        yield Chunk(text.strip("\n"), line + text[:blank].count("\n"))


def _closing(lines: list[str], start: int, ticks: str) -> int | None:
    for number in range(start + 1, len(lines)):
        stripped = lines[number].rstrip()
        if stripped.startswith(ticks) and not stripped.strip(ticks[0]):
            return number
    return None
