"""Putting a text that was edited elsewhere back at its place in an authored file, and nowhere else.

A block in Open edX holds a part of a module: a lesson without its activities, or one activity. Here that part is laid over
the module's file line by line: what was not edited keeps its lines, its comments and its layout.

Every placing is proved before it counts: the new file is read by the compiler, and must give back exactly the text that
was brought, without losing an id.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from .markdown import lesson_source, parse_lesson, parse_module
from .markdown.marked_yaml import dump
from .markdown.raw import RawBlock, RawModule, RawSection, read
from .markdown.source import Chunk
from .model import Module
from .problems import Problems

__all__ = ["PlacingError", "place_activity", "place_lesson"]

_WORDS = ("title", "message", "short", "objectives", "content_note", "safety", "minutes", "sources", "as_of", "review_by")
"""Front matter that a lesson's author may change. The rest says what the module is, and stands in the curriculum."""

_BY_HAND = "Bring it into the file by hand."

_Edit = tuple[int, int, list[str]]
"""Lines to replace: the first, the one behind the last (both counted from 0), and what comes there."""


class PlacingError(Exception):
    """A text has no certain place in the file; says why and what to do."""

    def __init__(self, why: str, remedy: str = _BY_HAND) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(f"{why} {remedy}")


def place_lesson(text: str, lesson: str) -> str:
    """Return a module's file with a lesson block's text in it.

    Args:
        text: the file.
        lesson: front matter and sections, as the block carries them.

    Raises:
        PlacingError: the lesson cannot be read, changes more than words, or has no certain place.
    """
    now, module = _now(text)
    problems = Problems()
    wanted = parse_lesson(lesson, "lesson", problems)
    edited = read(lesson, "lesson", Problems())
    if wanted is None or edited is None or problems.errors:
        raise PlacingError(_told(problems), "Mend it in Studio, and export again.")
    written = read(lesson_source(module), "lesson", Problems())
    assert written is not None  # our own writer's text
    lines = _lines(text)
    edits = [*_front_edits(now, written, edited, lines), *_section_edits(now, edited)]
    return _proved(text, module, _applied(text, lines, edits), lambda found: lesson_source(found) == lesson_source(wanted))


def place_activity(text: str, identifier: str, source: str) -> str:
    """Return a module's file with a worksheet's or a check's YAML in it.

    Args:
        text: the file.
        identifier: the activity's id.
        source: its YAML.

    Raises:
        PlacingError: the file has no such activity, or the YAML does not fit into it.
    """
    now, module = _now(text)
    block = next((block for block in now.blocks() if block.id == identifier and block.kind.name in ("worksheet", "check")), None)
    if block is None:
        raise PlacingError(f'The file has no activity "{identifier}".')
    lines = _lines(text)
    edit = _body_edit(block, source, lines)
    return _proved(
        text,
        module,
        _applied(text, lines, [edit]),
        lambda found: [source.strip()] == [activity.source.strip() for activity in found.activities if activity.id == identifier],
    )


def _now(text: str) -> tuple[RawModule, Module]:
    problems = Problems()
    module = parse_module(text, "module", problems)
    raw = read(text, "module", Problems())
    if module is None or raw is None:
        raise PlacingError("The module's file has errors of its own.", "Run: handrail check")
    return raw, module


def _proved(old: str, before: Module, text: str, gives_back: Callable[[Module], bool]) -> str:
    """Return the new text of a file, when it holds what was brought and has lost nothing."""
    problems = Problems()
    module = parse_module(text, "module", problems)
    if module is None or problems.errors:
        raise PlacingError(f"In its file the text has errors. {_told(problems)}", "Mend it in Studio, and export again.")
    lost = sorted(set(before.ids()) - set(module.ids()))
    if lost:
        raise PlacingError(
            f"The edit takes away {', '.join(lost[:4])}: what people kept hangs on such ids.",
            "Put it back in Studio, or take it out in the curriculum and run: handrail lock --retire ID",
        )
    if text != old and not gives_back(module):
        raise PlacingError("The text has no certain place in the file.")
    return text


def _told(problems: Problems) -> str:
    found = problems.errors
    return (
        " ".join(f"Line {problem.line}: {problem.message} {problem.remedy}".strip() for problem in found[:3]) or "The text cannot be read."
    )


# Lines


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").splitlines(keepends=True)


def _applied(text: str, lines: list[str], edits: Sequence[_Edit]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    found = list(lines)
    for first, behind, words in sorted(edits, reverse=True):
        found[first:behind] = [f"{line}{end}" for line in words]
    return ("\ufeff" if text.startswith("\ufeff") else "") + "".join(found)


def _body_edit(block: RawBlock, source: str, lines: list[str]) -> _Edit:
    """Return the edit that puts a YAML text between a block's fences."""
    opening = re.match(r"`{3,}|~{3,}", lines[block.line - 1])
    ticks = opening[0] if opening else "```"
    words = source.strip("\n").splitlines()
    if any(line.rstrip().startswith(ticks) and not line.strip().strip(ticks[0]) for line in words):
        raise PlacingError(f"The text of {block.id} holds a line of {ticks}, which would end its block.")
    return (block.line, block.line + len(block.source.splitlines()), words)


# Front matter


def _front_edits(now: RawModule, written: RawModule, edited: RawModule, lines: list[str]) -> list[_Edit]:
    before, after = written.front.data, edited.front.data
    changed = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
    odd = [key for key in changed if key not in _WORDS]
    if odd:
        raise PlacingError(f"The front matter's {', '.join(odd)} cannot be changed from Studio.")
    first = {str(loc[0]): line - 1 for loc, line in now.front.lines.items() if len(loc) == 1}
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
    edits: list[_Edit] = []
    for key in changed:
        words = dump({key: after[key]}).splitlines() if after.get(key) is not None else []
        if key not in first:
            edits.append((end, end, words))
            continue
        behind = min((line for line in first.values() if line > first[key]), default=end)
        while behind > first[key] + 1 and (not lines[behind - 1].strip() or lines[behind - 1].lstrip().startswith("#")):
            behind -= 1
        edits.append((first[key], behind, words))
    return edits


# Sections


def _section_edits(now: RawModule, edited: RawModule) -> list[_Edit]:
    strays = [block.kind.name for section in edited.sections for block in _blocks(section) if block.kind.name != "figure"]
    strays += ["slide"] * bool(edited.slides) + ["guide"] * bool(edited.guide)
    if strays:
        raise PlacingError(f"A {strays[0]} was put into the lesson; it has a place of its own.")
    old, new = ([section.id for section in raw.sections] for raw in (now, edited))
    if old != new:
        names = sorted(set(old) ^ set(new)) or [name for name, other in zip(new, old, strict=True) if name != other]
        raise PlacingError(f"Sections were added, taken away or moved ({', '.join(names[:4])}).")
    return [edit for mine, theirs in zip(now.sections, edited.sections, strict=True) for edit in _one_section(mine, theirs)]


def _one_section(now: RawSection, edited: RawSection) -> list[_Edit]:
    edits: list[_Edit] = []
    if (now.title, now.role) != (edited.title, edited.role):
        role = f" .{edited.role}" if edited.role else ""
        edits.append((now.line - 1, now.line, [f"## {edited.title} {{#{edited.id}{role}}}"]))
    figures, theirs = _figures(now), _figures(edited)
    if [figure.id for figure in figures] != [figure.id for figure in theirs]:
        raise PlacingError(f"Figures of {now.id} were added, taken away or moved.")
    for mine, other in zip(figures, theirs, strict=True):
        if mine.source.strip() != other.source.strip():
            edits.append((mine.line, mine.line + len(mine.source.splitlines()), other.source.strip("\n").splitlines()))
    anchors = [now.line, *(figure.line + len(figure.source.splitlines()) + 1 for figure in figures)]
    for anchor, chunks, words in zip(anchors, _runs(now), _runs(edited), strict=True):
        edits += _prose_edits(now.id, anchor, chunks, "\n\n".join(chunk.text.strip() for chunk in words))
    return edits


def _blocks(section: RawSection) -> list[RawBlock]:
    return [part for part in section.parts if isinstance(part, RawBlock)]


def _figures(section: RawSection) -> list[RawBlock]:
    return [block for block in _blocks(section) if block.kind.name == "figure"]


def _runs(section: RawSection) -> list[list[Chunk]]:
    """Return the prose before the first figure, between each two, and behind the last."""
    runs: list[list[Chunk]] = [[]]
    for part in section.parts:
        if isinstance(part, Chunk):
            runs[-1].append(part)
        elif part.kind.name == "figure":
            runs.append([])
    return runs


def _prose_edits(identifier: str, anchor: int, chunks: list[Chunk], wanted: str) -> list[_Edit]:
    if wanted == "\n\n".join(chunk.text.strip() for chunk in chunks):
        return []
    if not chunks:
        return [(anchor, anchor, ["", *wanted.splitlines()])]
    edits = []
    for chunk, words in zip(chunks, _dealt(identifier, [chunk.text.strip() for chunk in chunks], wanted), strict=True):
        if words != chunk.text.strip():
            edits.append((chunk.line - 1, chunk.line + chunk.text.count("\n"), words.splitlines()))
    return edits


_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def _dealt(identifier: str, old: list[str], wanted: str) -> list[str]:
    """Return the new text of each piece of prose, where activities stand between them in the file and not in the lesson.

    A paragraph goes to the piece that holds the one it was made of; one that is new, to the piece of the one before it.
    """
    if len(old) == 1:
        return [wanted]
    owners = [(number, words) for number, text in enumerate(old) for words in _BLANK.split(text)]
    before, after = [words for _number, words in owners], _BLANK.split(wanted)
    dealt: list[list[str]] = [[] for _ in old]
    for tag, first, behind, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "insert":
            whose = [owners[max(first - 1, 0)][0]] * (end - start)
        elif tag == "equal":
            whose = [number for number, _words in owners[first:behind]]
        else:
            whose = _whose(identifier, owners[first:behind], after[start:end])
        for number, words in zip(whose, after[start:end], strict=True):
            dealt[number].append(words)
    return ["\n\n".join(words) for words in dealt]


def _whose(identifier: str, old: list[tuple[int, str]], new: list[str]) -> list[int]:
    """Return the piece to which each rewritten paragraph belongs: that of the old paragraph it is most like."""
    if not new or len({number for number, _words in old}) == 1:
        return [old[0][0]] * len(new)
    found: list[int] = []
    for words in new:
        alike, number = max((difflib.SequenceMatcher(None, text, words, autojunk=False).ratio(), number) for number, text in old)
        if alike < 0.5 and not found:
            break
        found.append(number if alike >= 0.5 else found[-1])
    if len(found) < len(new) or found != sorted(found):
        raise PlacingError(f"The text of {identifier} was changed across the place of an activity.")
    return found
