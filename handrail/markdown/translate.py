"""Laying a translation over the English: text by id, structure from the English.

A translated file holds words only. What it lacks stays English and is reported; what it adds to the structure is refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..model import Translation
from ..problems import Problems, Severity, suggestion
from .marked_yaml import Loc, Marked, dump
from .raw import FRONT_TEXT, STRUCTURE, RawBlock, RawModule, RawSection, RawSlide
from .source import Chunk

__all__ = ["States", "lay_over"]

States = dict[str, Translation]
"""Id to the state of its text."""


def lay_over(english: RawModule, other: RawModule, problems: Problems) -> tuple[RawModule, States]:
    """Return the English module with the other language's words, and the state of each id.

    Args:
        english: the original.
        other: the translation, matched by ids.
        problems: missing and stale parts are warnings; foreign structure is an error.
    """
    return _Overlay(english, other, problems).run()


class _Overlay:
    def __init__(self, english: RawModule, other: RawModule, problems: Problems) -> None:
        self.english, self.other, self.problems = english, other, problems
        self.states: States = {}
        self.prints = english.fingerprints()
        self.own_prints = other.fingerprints()
        stamped = other.front.data.get("translated_from")
        self.stamps: dict[str, Any] = stamped if isinstance(stamped, dict) else {}

    def run(self) -> tuple[RawModule, States]:
        front = self._front()
        self._refuse_foreign()
        sections = [self._section(section) for section in self.english.sections]
        slides = [self._slide(slide) for slide in self.english.slides]
        guide = self.english.guide
        if guide is not None:
            guide = self._block(guide, self.other.guide if self.other.guide and self.other.guide.id == guide.id else None)
        return RawModule(self.other.path, front, sections, slides, guide), self.states

    def _state(self, identifier: str, line: int, *, there: bool) -> None:
        if there and self.own_prints.get(identifier) == self.prints[identifier]:
            self.states[identifier] = Translation.MISSING
            self._warn(line, f"{identifier} is still English.", "Translate it.")
        elif not there:
            self.states[identifier] = Translation.MISSING
            self._warn(line, f"{identifier} has no text in this language yet; the English stands in.", "Translate it under the same id.")
        elif self.stamps.get(identifier) != self.prints[identifier]:
            self.states[identifier] = Translation.STALE
            self._warn(
                line,
                f"{identifier}: the English is newer than this text.",
                f"Bring it up to date, then run: handrail stamp {self.english.front.data.get('id')} LANGUAGE",
            )
        else:
            self.states[identifier] = Translation.CURRENT

    def _warn(self, line: int, message: str, remedy: str) -> None:
        self.problems.add(self.other.path, line, message, remedy, rule="translation", severity=Severity.WARNING)

    def _error(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.add(self.other.path, line, message, remedy, rule="translation")

    def _front(self) -> Marked:
        front = self.other.front
        words = {key: value for key, value in front.data.items() if key in FRONT_TEXT}
        allowed = {"id", "translated_from", *FRONT_TEXT}
        for key in front.data:
            if key not in allowed:
                self._error(front.line_of((key,)), f'"{key}" comes from the English file.', "Remove it here.")
        needed = [key for key in FRONT_TEXT if self.english.front.data.get(key) and key not in words]
        for key in needed:
            self._warn(1, f'"{key}" is not translated in the front matter.', "Translate it.")
        self._state("front", 1, there=bool(words))
        return Marked({**self.english.front.data, **words, "translated_from": self.stamps}, front.lines, front.strings)

    def _refuse_foreign(self) -> None:
        known = set(self.prints)
        for identifier, line in [
            *((section.id, section.line) for section in self.other.sections),
            *((slide.id, slide.line) for slide in self.other.slides),
            *((block.id, block.line) for block in self.other.blocks()),
        ]:
            if identifier not in known:
                self._error(line, f"The English file has no {identifier}.", suggestion(identifier, known))

    def _section(self, section: RawSection) -> RawSection:
        twin = next((found for found in self.other.sections if found.id == section.id), None)
        prose = [part for part in section.parts if isinstance(part, Chunk)]
        words = [part for part in twin.parts if isinstance(part, Chunk)] if twin else []
        blocks = {part.id: part for part in self.other.blocks()}
        there = twin is not None and (bool(words) or not prose)
        self._state(section.id, twin.line if twin else 1, there=there)
        if twin is not None and words:
            given = self._pattern(twin)
            expected = [part for part in self._pattern(section) if part == "text" or part in given]  # what is missing is told on its own
            if given != expected:
                self._error(
                    twin.line,
                    f"{section.id} has its text and blocks in another order than the English.",
                    f"The English has: {', '.join(self._pattern(section))}.",
                )
                words = []
        parts: list[Chunk | RawBlock] = []
        for part in section.parts:
            if isinstance(part, Chunk):
                parts.append(words.pop(0) if words else part)
            else:
                parts.append(self._block(part, blocks.get(part.id)))
        title = twin.title if twin else section.title
        return RawSection(section.id, title, section.role, twin.line if twin else 0, parts)

    @staticmethod
    def _pattern(section: RawSection) -> list[str]:
        return ["text" if isinstance(part, Chunk) else part.id for part in section.parts]

    def _slide(self, slide: RawSlide) -> RawSlide:
        twin = next((found for found in self.other.slides if found.id == slide.id), None)
        self._state(slide.id, twin.line if twin else 1, there=twin is not None)
        if twin is None:
            return slide
        return replace(twin, notes=twin.notes or slide.notes)

    def _block(self, block: RawBlock, twin: RawBlock | None) -> RawBlock:
        self._state(block.id, twin.line if twin else 1, there=twin is not None)
        if twin is None:
            return block
        data = self._merge(block.marked.data, twin.marked.data, (), twin.marked)
        return RawBlock(block.kind, Marked(data, twin.marked.lines, twin.marked.strings), dump(data), twin.line)

    def _merge(self, original: dict[str, Any], words: dict[str, Any], loc: Loc, marked: Marked) -> dict[str, Any]:
        merged = dict(original)
        for key, value in words.items():
            here = (*loc, key)
            line = marked.line_of(here)
            if key not in original:
                self._error(line, f'The English has no "{key}" here.', suggestion(key, original))
            elif key in STRUCTURE or isinstance(original[key], bool | int):
                if value != original[key]:
                    self._error(line, f'"{key}" comes from the English file and differs from it.', "Remove it here.")
            else:
                merged[key] = self._value(original[key], value, here, marked)
        return merged

    def _value(self, original: Any, value: Any, loc: Loc, marked: Marked) -> Any:
        line = marked.line_of(loc)
        if isinstance(original, dict) and isinstance(value, dict):
            return self._merge(original, value, loc, marked)
        if isinstance(original, list) and isinstance(value, list):
            if all(isinstance(item, dict) and "id" in item for item in original):
                return self._by_id(original, value, loc, marked)
            if len(original) != len(value):
                self._error(line, f'"{loc[-1]}" has {len(value)} entries, the English has {len(original)}.', "Give it the same number.")
                return original
            return [self._value(one, two, (*loc, index), marked) for index, (one, two) in enumerate(zip(original, value, strict=True))]
        if isinstance(original, str) and isinstance(value, str):
            return value
        if original == value:
            return original
        self._error(line, f'"{loc[-1]}" has another shape than in the English.', "Keep the shape, change the words.")
        return original

    def _by_id(self, original: list[Any], value: list[Any], loc: Loc, marked: Marked) -> list[Any]:
        twins = {item.get("id"): (index, item) for index, item in enumerate(value) if isinstance(item, dict)}
        known = [item["id"] for item in original]
        for name, (index, _item) in twins.items():
            if name not in known:
                self._error(marked.line_of((*loc, index)), f'The English has no "{name}" in {loc[-1]}.', suggestion(name, known))
        merged = []
        for item in original:
            if item["id"] in twins:
                index, twin = twins[item["id"]]
                merged.append(self._merge(item, twin, (*loc, index), marked))
            else:
                self._warn(marked.line_of(loc), f'"{item["id"]}" is not translated in {loc[-1]}.', "Translate it.")
                merged.append(item)
        return merged
