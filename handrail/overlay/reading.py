"""Reading ``programs/NAME/``: every file, every problem."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..authored import marked_of, text_of
from ..markdown.marked_yaml import Marked, load
from ..markdown.safety import check_prose
from ..markdown.source import Heading, cut, front_matter
from ..markdown.validation import validate
from ..model import Private
from ..problems import Problems, suggestion
from .model import Hidden, Overlay, Replacement

__all__ = ["read_overlay", "read_private", "read_replacement"]

_ID = re.compile(r"[a-z]{1,3}\d{1,3}(-\d{1,3})?")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


def read_overlay(folder: Path, problems: Problems) -> Overlay:
    """Read a program's folder.

    Args:
        folder: ``programs/NAME``.
        problems: everything that is wrong is added here.
    """
    shown = f"{folder.parent.name}/{folder.name}"
    program = marked_of(folder / "program.yml", f"{shown}/program.yml", "The program file", problems)
    if program is not None:
        for key, why in (("id", "browsers keep its participants' answers under it"), ("name", "it stands on every page")):
            if not program.data.get(key):
                problems.add(f"{shown}/program.yml", 1, f"The program has no {key} of its own; {why}.", f'Add a line "{key}: ...".')
    return Overlay(
        folder.name, folder, shown, program, read_private(folder, shown, problems), _hidden(folder, shown, problems),
        _replaced(folder, shown, problems),
    )  # fmt: skip


def read_private(folder: Path, shown: str, problems: Problems) -> Private | None:
    """Read ``program.private.yml`` beside a ``program.yml``: who is on call. None: there is none, or it cannot be read.

    Args:
        folder: ``programs/NAME``, or ``curriculum`` for the program that stands there.
        shown: what the folder is called in findings.
        problems: everything that is wrong is added here.
    """
    path, name = folder / "program.private.yml", f"{shown}/program.private.yml"
    if not path.is_file():
        return None
    marked = marked_of(path, name, "The private file", problems)
    if marked is None:
        return None
    for _loc, line, text in marked.strings:
        check_prose(text, line, name, problems)
    return validate(Private, marked, name, problems, what="private file")


def _hidden(folder: Path, shown: str, problems: Problems) -> dict[str, Hidden]:
    path, name = folder / "hidden.yml", f"{shown}/hidden.yml"
    marked = marked_of(path, name, "The file of hidden parts", problems) if path.is_file() else None
    found: dict[str, Hidden] = {}
    for key, reason in (marked.data if marked else {}).items():
        line = marked.line_of((key,)) if marked else 0
        if not _ID.fullmatch(key):
            problems.add(name, line, f'"{key[:40]}" is no module and no section.', "Write an id such as s23 or s23-4.")
        elif reason is not None and not isinstance(reason, str):
            problems.add(name, line, f'The reason behind "{key}" is no text.', 'Write one sentence behind it: s23: "...".')
        else:
            check_prose(reason or "", line, name, problems)
            found[key] = Hidden(line, " ".join((reason or "").split()))
    return found


def _replaced(folder: Path, shown: str, problems: Problems) -> dict[tuple[str, str], Replacement]:
    found: dict[tuple[str, str], Replacement] = {}
    for path in sorted((folder / "replaced").glob("*/*.md")):
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        read = read_replacement(path, name, problems)
        if read is not None:
            found[read.language, read.module] = read
    return found


def read_replacement(path: Path, name: str, problems: Problems) -> Replacement | None:
    """Read one file of ``replaced/<language>/``; it is called like its module.

    Args:
        path: the file.
        name: what it is called in findings.
        problems: everything that is wrong is added here.
    """
    language, module = path.parent.name, path.stem
    text = text_of(path, name, problems)
    split = front_matter(text, name, problems) if text is not None else None
    front = load(split.yaml, name, problems, line=2, what="The front matter") if split else None
    if text is None or split is None or front is None:
        return None
    if language not in ("en", "es") or front.data.get("id") != module:
        remedy = "It is replaced/en/s04.md or replaced/es/s04.md, and s04 stands in it as its id."
        problems.add(name, front.line_of(("id",)) or 2, "The file is not called like its language and its id.", remedy)
        return None
    key = "replaces" if language == "en" else "translated_from"
    for other in front.data:
        if other not in ("id", key):
            problems.add(name, front.line_of((other,)), f'The key "{other}" is not known here.', suggestion(other, ["id", key]))
    sections = _sections(text, split.body, split.body_line, name, problems)
    prints = _prints(front, key, name, problems)
    for identifier, lines in sections.items():
        if len("".join(line for _number, line in lines[1:]).strip()) == 0:
            problems.add(name, lines[0][0], f"{identifier} has no text.", "To leave a section out, name it in hidden.yml.")
        if language == "en" and identifier not in prints:
            remedy = f"Run: handrail stamp {module} en --program {path.parents[2].name}"
            problems.add(name, lines[0][0], f"{identifier} is not bound to the text that it replaces.", remedy)
    if language == "en":
        for identifier, (line, _value) in prints.items():
            if identifier not in sections:
                problems.add(name, line, f'"{identifier}" stands under replaces, and not below.', suggestion(identifier, sections))
        return Replacement(module, language, path, name, sections, prints)
    return Replacement(module, language, path, name, sections, {}, prints)


def _prints(front: Marked, key: str, name: str, problems: Problems) -> dict[str, tuple[int, str]]:
    given: Any = front.data.get(key) or {}
    if not isinstance(given, dict):
        problems.add(name, front.line_of((key,)), f'"{key}" is no list of ids with fingerprints.', "handrail stamp writes it.")
        return {}
    found = {}
    for identifier, value in given.items():
        line = front.line_of((key, identifier))
        if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
            problems.add(name, line, f'Behind "{identifier}" stands no fingerprint.', "handrail stamp writes it.")
        else:
            found[identifier] = (line, value)
    return found


def _sections(text: str, body: str, first: int, name: str, problems: Problems) -> dict[str, list[tuple[int, str]]]:
    """Return id of each section to its lines."""
    starts: list[tuple[int, str]] = []
    for piece in cut(body, first, name, Problems()):  # what is wrong inside is told where the whole module is read
        if isinstance(piece, Heading):
            found = re.search(r"#([a-z0-9-]+)", piece.attributes)
            if not found:
                problems.add(name, piece.line, f'The heading "{piece.title}" has no id.', "Write the id of the section that it replaces.")
            starts.append((piece.line, found[1] if found else ""))
        elif not starts:
            problems.add(name, piece.line, "Something stands before the first heading.", 'Put it under "## Heading {#id}".')
        elif getattr(piece, "kind", "") in ("slide", "notes", "guide"):
            problems.add(name, piece.line, "Only sections are replaced here, no slides and no guide.", "Take it out.")
    lines = text.removeprefix("\ufeff").splitlines()
    ends = [*(line for line, _ in starts[1:]), len(lines) + 1][: len(starts)]
    sections: dict[str, list[tuple[int, str]]] = {}
    for (start, identifier), end in zip(starts, ends, strict=True):
        if identifier in sections:
            problems.add(name, start, f'The section "{identifier}" stands twice.', "Join the two.")
        elif identifier:
            sections[identifier] = [(number, lines[number - 1]) for number in range(start, end)]
    return sections
