"""Skeletons for authors and translators: a module that says what belongs where, a translation that begins as English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .markdown.marked_yaml import dump
from .markdown.raw import FRONT_TEXT, STRUCTURE, RawBlock, RawModule, read
from .markdown.source import Chunk
from .problems import Problems
from .templating import environment

__all__ = ["ScaffoldError", "find_module", "new_module", "new_translation", "stamp", "with_prints"]


class ScaffoldError(Exception):
    """The skeleton cannot be written; the message says why and what to do."""


def new_module(root: Path, identifier: str, track: str, name: str, title: str, today: dt.date) -> Path:
    """Write the skeleton of a module; return its path.

    Raises:
        ScaffoldError: the id or the file is taken, or does not fit.
    """
    if not re.fullmatch(r"[a-z]{1,3}\d{1,3}", identifier):
        msg = f'"{identifier}" is not a neutral code. Take one such as s05 or f02; it says nothing of the topic and stays forever.'
        raise ScaffoldError(msg)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        msg = f'"{name}" does not fit as a file name. Write small letters, digits and dashes.'
        raise ScaffoldError(msg)
    for path in sorted((root / "en").glob("*/*.md")):
        if re.search(rf"^id: {identifier}\s*$", path.read_text(encoding="utf-8"), re.MULTILINE):
            msg = f'"{identifier}" is taken by {path}.'
            raise ScaffoldError(msg)
    target = root / "en" / track / f"{name}.md"
    if target.exists():
        msg = f"{target} is there already."
        raise ScaffoldError(msg)
    family = track == "family"
    text = (
        environment("en")
        .get_template("pages/new_module.md")
        .render(
            id=identifier,
            track=track,
            title=dump({"title": title}).removeprefix("title: ").strip(),
            family=family,
            review=f"{today.year + 1}-{today.month:02}",
        )
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def _raw(path: Path) -> RawModule:
    problems = Problems()
    raw = read(path.read_text(encoding="utf-8"), str(path), problems)
    if raw is None or problems.errors:
        msg = "\n".join(str(problem) for problem in problems.errors) or f"{path} cannot be read."
        raise ScaffoldError(msg)
    return raw


def find_module(root: Path, language: str, identifier: str) -> Path:
    """Return the file of a module in a language.

    Raises:
        ScaffoldError: there is none.
    """
    for path in sorted((root / language).glob("*/*.md")):
        if re.search(rf"^id: {re.escape(identifier)}\s*$", path.read_text(encoding="utf-8"), re.MULTILINE):
            return path
    msg = f'There is no module "{identifier}" in {root / language}.'
    raise ScaffoldError(msg)


def new_translation(root: Path, identifier: str, language: str, into: Path | None = None) -> Path:
    """Write the skeleton of a translation, English words in place, ready to be overwritten; return its path.

    Args:
        root: the folder that holds ``en/``.
        identifier: the module's id.
        language: the language to translate into.
        into: another folder to write it below, such as a program's.

    Raises:
        ScaffoldError: there is no such module, or the translation is there already.
    """
    original = find_module(root, "en", identifier)
    target = (into or root) / language / original.parent.name / original.name
    if target.exists():
        msg = f"{target} is there already."
        raise ScaffoldError(msg)
    raw = _raw(original)
    front = {"id": identifier, **{key: raw.front.data[key] for key in FRONT_TEXT if raw.front.data.get(key)}, "translated_from": {}}
    lines = ["---", dump(front).strip(), "---", ""]
    for section in raw.sections:
        lines += [f"## {section.title} {{#{section.id}}}", ""]
        for part in section.parts:
            lines += [part.text, ""] if isinstance(part, Chunk) else _fence(part)
    for slide in raw.slides:
        lines += ["```slide", f"# {slide.title} {{#{slide.id}}}", "", slide.markdown, "```", ""]
        if slide.notes:
            lines += ["```notes", slide.notes, "```", ""]
    if raw.guide:
        lines += _fence(raw.guide)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return target


def _fence(block: RawBlock) -> list[str]:
    return [f"```{block.kind.name}", dump(_words_of(block.marked.data)).strip(), "```", ""]


def _words_of(data: Any) -> Any:
    """Return data without what a translation takes from the English: numbers, kinds, files."""
    if isinstance(data, dict):
        found = {key: _words_of(value) for key, value in data.items() if key not in STRUCTURE - {"id"}}
        return {key: value for key, value in found.items() if value not in (None, {}, [])}
    if isinstance(data, list):
        return [item for item in (_words_of(value) for value in data) if item is not None]
    return data if isinstance(data, str) else None


def stamp(root: Path, identifier: str, language: str, into: Path | None = None) -> int:
    """Record that a translation is up to date with the English; return how many parts it has.

    Args:
        root: the folder that holds ``en/``.
        identifier: the module's id.
        language: the translation's.
        into: another folder that holds the translation, such as a program's.

    Raises:
        ScaffoldError: one of the two files is missing or broken.
    """
    original, path = _raw(find_module(root, "en", identifier)), find_module(into or root, language, identifier)
    other = _raw(path)
    there = {
        "front",
        *(section.id for section in other.sections),
        *(slide.id for slide in other.slides),
        *(block.id for block in other.blocks()),
    }
    prints = {key: value for key, value in original.fingerprints().items() if key in there}
    path.write_text(with_prints(path.read_text(encoding="utf-8"), "translated_from", prints), encoding="utf-8")
    return len(prints)


def with_prints(text: str, key: str, prints: Mapping[str, str]) -> str:
    """Return an authored file with fingerprints under a key of its front matter.

    Args:
        text: the file.
        key: ``translated_from``, or ``replaces``.
        prints: id to fingerprint.
    """
    written = f"{key}:\n" + "".join(f"  {name}: {_quoted(value)}\n" for name, value in prints.items())
    fresh, count = re.subn(rf"^{key}:.*\n(?:[ \t]+.*\n)*", written, text, count=1, flags=re.MULTILINE)
    return fresh if count else text.replace("\n---\n", f"\n{written}---\n", 1)


def _quoted(value: str) -> str:
    return f'"{value}"'  # a fingerprint of digits alone is still text
