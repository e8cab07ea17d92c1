"""Beginning to replace a section, and recording that a replaced one was held against what it stands for."""

from __future__ import annotations

import re
from pathlib import Path

from ..authored import name_of
from ..markdown.marked_yaml import load
from ..markdown.raw import RawModule, read
from ..markdown.source import front_matter
from ..problems import Problems
from ..scaffold import ScaffoldError, find_module, stamp, with_prints
from ..together import write_together
from .composing import Composer, section_print
from .reading import read_overlay

__all__ = ["new_replacement", "stamp_own"]


def new_replacement(root: Path, overlay: Path, section: str, language: str) -> Path:
    """Write a section of the curriculum into ``replaced/``, ready to be overwritten; return the file's path.

    Args:
        root: the curriculum's folder.
        overlay: the program's.
        section: its id.
        language: in which it is replaced.

    Raises:
        ScaffoldError: there is no such section, or it is replaced already.
    """
    module = section.partition("-")[0]
    original = find_module(root, language, module)
    lines = original.read_text(encoding="utf-8").splitlines()
    raw = _raw(original)
    known = {one.id: one for one in raw.sections}
    if section not in known:
        msg = f'{original} has no section "{section}". It has: {", ".join(known)}.'
        raise ScaffoldError(msg)
    start = known[section].line
    ends = [other.line for other in raw.sections if other.line > start]
    ends += [slide.line for slide in raw.slides if slide.line > start] + ([raw.guide.line] if raw.guide and raw.guide.line > start else [])
    body = "\n".join(lines[start - 1 : min(ends, default=len(lines) + 1) - 1]).rstrip() + "\n"
    path = overlay / "replaced" / language / f"{module}.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else f"---\nid: {module}\n---\n"
    if f"{{#{section}" in text:
        msg = f"{path} replaces {section} already."
        raise ScaffoldError(msg)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_together({path: f"{text.rstrip()}\n\n{body}"})
    stamp_own(root, overlay, module, language)
    return path


def stamp_own(root: Path, overlay: Path, identifier: str, language: str) -> int:
    """Record that a program's own text is up to date with what it stands for; return how many parts.

    A translation of its own is held against its English, a replaced section against the curriculum's.

    Args:
        root: the curriculum's folder.
        overlay: the program's.
        identifier: the module's id.
        language: the language of the text.

    Raises:
        ScaffoldError: there is no such text, or it cannot be read.
    """
    path = overlay / "replaced" / language / f"{identifier}.md"
    if not path.is_file():
        own = overlay / "modules"
        try:
            return stamp(own, identifier, language)
        except ScaffoldError:
            if language == "en" or not any((own / language).glob("*/*.md")):
                msg = f"The program has no text of {identifier} in {own / language} or {path.parent}."
                raise ScaffoldError(msg) from None
        return stamp(root, identifier, language, own)
    text = path.read_text(encoding="utf-8")
    split = front_matter(text, str(path), Problems())
    if split is None or load(split.yaml, str(path), Problems()) is None:
        msg = f"{path} has no front matter that can be read. Run: handrail check --program {overlay.name}"
        raise ScaffoldError(msg)
    ids = re.findall(r"^##\s.*\{#([a-z0-9-]+)", split.body, re.MULTILINE)
    base = _raw(find_module(root, "en", identifier))
    if language == "en":
        known = {section.id for section in base.sections}
        prints = {one: section_print(base, one) for one in ids if one in known}
        key = "replaces"
    else:
        ids += re.findall(r"^id:\s*([a-z0-9-]+)\s*$", split.body, re.MULTILINE)
        now = _composed(find_module(root, "en", identifier), root, overlay, identifier).fingerprints()
        prints = {one: now[one] for one in ids if one in now}
        key = "translated_from"
    write_together({path: with_prints(text, key, prints)})
    return len(prints)


def _composed(path: Path, root: Path, overlay: Path, identifier: str) -> RawModule:
    """Return an English module as the program shows it."""
    name = name_of(root, path)
    text = path.read_text(encoding="utf-8")
    composed = Composer(read_overlay(overlay, Problems()), Problems()).english(name, identifier, text)
    raw = read(composed or text, name, Problems())
    if raw is None:
        msg = f"{path} cannot be read. Run: handrail check --program {overlay.name}"
        raise ScaffoldError(msg)
    return raw


def _raw(path: Path) -> RawModule:
    raw = read(path.read_text(encoding="utf-8"), str(path), Problems())
    if raw is None:
        msg = f"{path} cannot be read. Run: handrail check"
        raise ScaffoldError(msg)
    return raw
