"""The curriculum's modules as a program shows them: without what it hides, with what it says in other words.

A module is put together line by line before anything parses it, and where each line came from is kept: so every rule, every
output and every fingerprint sees one ordinary module, and every finding names the file in which it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..markdown import parse_module
from ..markdown.raw import RawModule, fingerprint, read
from ..markdown.source import Chunk, Fence, Heading, cut, front_matter
from ..model import CoverageTopic, Essential, Module
from ..problems import Problems, Severity, suggestion
from .guarded import SHORTEST_REASON, guarded
from .model import Overlay, Place, Replacement

__all__ = ["Composer", "section_print"]

_NO_SECTION = frozenset({"slide", "notes", "guide"})
_Line = tuple[str, Place]


def section_print(raw: RawModule, identifier: str) -> str:
    """Return the fingerprint of a whole section: its title, its words and every block in it."""
    prints = raw.fingerprints()
    section = next(section for section in raw.sections if section.id == identifier)
    blocks = [part.id for part in section.parts if not isinstance(part, Chunk)]
    return fingerprint(prints[identifier], *(prints[block] for block in blocks))


class Composer:
    """Puts the modules of one run together.

    Args:
        overlay: the program's; its ``places`` are filled here.
        problems: everything that does not fit is added here.
    """

    def __init__(self, overlay: Overlay, problems: Problems) -> None:
        self.overlay, self.problems = overlay, problems
        self.hidden_file = f"{overlay.shown}/hidden.yml"
        self.hidden_modules: set[str] = set()
        self._base: dict[str, str] = {}
        """Id to the curriculum's text of each module in which something was changed."""

        self._seen: set[str] = set()
        """Everything of hidden.yml and replaced/ that the curriculum has."""

    def english(self, name: str, identifier: str, text: str) -> str | None:
        """Return a module's text as the program shows it; None when it leaves the module out.

        Args:
            name: the file, as findings call it.
            identifier: the module's id.
            text: the curriculum's text.
        """
        overlay = self.overlay
        replacement = overlay.replaced.get(("en", identifier))
        sections = [key for key in overlay.hidden if key.startswith(f"{identifier}-")]
        if identifier not in overlay.hidden and not sections and replacement is None:
            return text
        raw = read(text, name, Problems())
        if raw is None:
            return text  # its own faults are told where it is read
        reason = guarded(raw.front.data)
        for key in [identifier, *sections]:
            if key in overlay.hidden:
                self._check_reason(key, reason)
        if identifier in overlay.hidden:
            self._seen.add(identifier)
            self.hidden_modules.add(identifier)
            return None
        self._base[identifier] = text
        known = [section.id for section in raw.sections]
        drop = {key for key in sections if key in known}
        swap = {key: lines for key, lines in (replacement.sections if replacement else {}).items() if key in known}
        self._seen |= {*drop, *swap}
        if replacement is not None:
            self._check_bound(replacement, raw, known)
        return self._put_together(name, text, drop, swap, replacement)

    def translated(self, language: str, name: str, identifier: str, text: str) -> str | None:
        """Return a translation's text as the program shows it; None when it leaves the module out."""
        if identifier in self.hidden_modules:
            return None
        replacement = self.overlay.replaced.get((language, identifier))
        drop = {key for key in self.overlay.hidden if key.startswith(f"{identifier}-")}
        swap = replacement.sections if replacement else {}
        if not drop and replacement is None:
            return text
        self._seen |= {f"{language} {key}" for key in swap if f"{{#{key}" in text}
        return self._put_together(name, text, drop, swap, replacement)

    def _put_together(
        self, name: str, text: str, drop: set[str], swap: Mapping[str, list[tuple[int, str]]], replacement: Replacement | None
    ) -> str:
        split = front_matter(text, name, Problems())
        if split is None:
            return text
        lines: list[_Line | None] = [(line, (name, number)) for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1)]
        before: dict[int, list[_Line]] = {}
        inside = ""
        for piece in cut(split.body, split.body_line, name, Problems()):
            if isinstance(piece, Heading):
                found = re.search(r"#([a-z0-9-]+)", piece.attributes)
                inside = found[1] if found else ""
                if inside in swap and replacement is not None:
                    before[piece.line] = [(line, (replacement.name, number)) for number, line in swap[inside]]
            if (inside not in drop and inside not in swap) or (isinstance(piece, Fence) and piece.kind in _NO_SECTION):
                continue
            for number in range(piece.line, piece.line + _height(piece)):
                lines[number - 1] = None
        composed: list[_Line] = []
        for number, one in enumerate(lines, 1):
            composed += before.get(number, [])
            if one is not None:
                composed.append(one)
        if replacement is not None and replacement.stamps:
            composed = _stamped(composed, replacement)
        self.overlay.places[name] = [place for _line, place in composed]
        return "\n".join(line for line, _place in composed) + "\n"

    def _check_reason(self, key: str, reason: str) -> None:
        hidden = self.overlay.hidden[key]
        if reason and len(hidden.reason) < SHORTEST_REASON:
            message = f'"{key}" is {reason}: such content is hidden only with a written reason.'
            self.problems.add(
                self.hidden_file, hidden.line, message, f'Say in a sentence why: {key}: "..."; staff read it.', rule="hidden-without-reason"
            )

    def _check_bound(self, replacement: Replacement, raw: RawModule, known: list[str]) -> None:
        for key, (line, bound) in replacement.bound.items():
            if key in known and key in replacement.sections and section_print(raw, key) != bound:
                self.problems.add(
                    replacement.name,
                    line,
                    f"The curriculum's text of {key} has changed since it was replaced.",
                    f"Compare the two, then run: handrail stamp {replacement.module} en --program {self.overlay.name}",
                    rule="stale-replacement",
                    severity=Severity.WARNING,
                )

    def finish(
        self, english: Mapping[str, Module], unread: set[str], essentials: Mapping[str, Essential], topics: Mapping[str, CoverageTopic]
    ) -> set[str]:
        """Tell what was hidden or replaced and is not there, or is missed elsewhere.

        Args:
            english: the modules as the program shows them.
            unread: modules whose files could not be read.
            essentials: the program's steps of the first ten days.
            topics: what a program is asked to teach.

        Returns:
            Every id that the curriculum has and the program hides, hidden modules left out.
        """
        gone: set[str] = set()
        for identifier, text in self._base.items():
            base, now = parse_module(text, identifier, Problems()), english.get(identifier)
            if base is not None and now is not None:
                gone |= self._compare(base, now)
        self._tell_unknown(english, unread)
        for topic in topics.values():
            if topic.met_by and all(one in gone or one.partition("-")[0] in self.hidden_modules for one in topic.met_by):
                message = f'"{topic.title}" is taught nowhere any more: all of {", ".join(topic.met_by)} is hidden.'
                remedy = "Funders and licensing boards may ask for it: show one of them, or teach it in a module of your own."
                self.problems.add(self.hidden_file, 0, message, remedy, rule="overlay", severity=Severity.WARNING)
        for key, step in essentials.items():
            for part in step.parts:
                module = part.partition("-")[0]
                if part in gone or module in self.hidden_modules:
                    owner = module if module in self.hidden_modules else self._owner(part)
                    remedy = f'Say in {self.overlay.shown}/program.yml what it takes instead; "{key}:" alone takes it away.'
                    line = self.overlay.hidden[owner].line if owner in self.overlay.hidden else 0
                    self.problems.add(self.hidden_file, line, f'The step "{key}" of the essentials needs {part}.', remedy)
        return gone

    def _owner(self, part: str) -> str:
        base = self._base.get(part.partition("-")[0], "")
        module = parse_module(base, "", Problems()) if base else None
        for section in module.sections if module else []:
            if module and section.id in self.overlay.hidden and part in _ids_in(module, section.id):
                return section.id
        return ""

    def _compare(self, base: Module, now: Module) -> set[str]:
        """Return the hidden ids of a module; tell those that a replaced section lost or made up, and drawings that slides miss."""
        before, after = set(base.ids()), set(now.ids())
        hidden: set[str] = set()
        for section in base.sections:
            if section.id not in self.overlay.hidden:
                continue
            below = _ids_in(base, section.id)
            hidden |= below
            for slide in now.slides:
                missed = sorted(set(slide.figure_ids()) & below)
                if missed:
                    message = f"The slide {slide.id} shows {missed[0]}, which stands in the hidden section {section.id}."
                    remedy = "Hide the whole module, or replace the section and keep the drawing."
                    self.problems.add(self.hidden_file, self.overlay.hidden[section.id].line, message, remedy)
        replacement = self.overlay.replaced.get(("en", base.id))
        if replacement is None:
            return hidden
        for section in base.sections:
            if section.id not in replacement.sections:
                continue
            line = replacement.sections[section.id][0][0]
            lost = sorted(_ids_in(base, section.id) - after)
            if lost:
                message = f"{section.id} lacks {', '.join(lost[:3])}, which the section that it replaces has."
                remedy = "Keep its blocks with their ids: drawings are shown elsewhere, and answers that people kept hang on them."
                self.problems.add(replacement.name, line, message, remedy)
        made_up = sorted(after - before)
        if made_up:
            message = f"{made_up[0]} is no id of the curriculum; a later version may use it for something else."
            self.problems.add(replacement.name, 1, message, "New sheets, drawings and sections belong into a module of your own.")
        return hidden

    def _tell_unknown(self, english: Mapping[str, Module], unread: set[str]) -> None:
        def warn(place: Place, message: str, remedy: str) -> None:
            self.problems.add(*place, message, remedy, rule="overlay", severity=Severity.WARNING)

        for key, hidden in self.overlay.hidden.items():
            module = key.partition("-")[0]
            if key not in self._seen and module not in self.hidden_modules | unread:
                known = [*english] if key == module else [one.id for one in (english[module].sections if module in english else [])]
                warn((self.hidden_file, hidden.line), f'The curriculum has no "{key}"; nothing is hidden here.', suggestion(key, known))
        for (language, module), replacement in self.overlay.replaced.items():
            for key, lines in replacement.sections.items():
                if (key if language == "en" else f"{language} {key}") in self._seen or module in unread:
                    continue
                place = (replacement.name, lines[0][0])
                if module in self.hidden_modules or key in self.overlay.hidden:
                    warn(place, f"{key} is hidden; this text is shown nowhere.", "Take it out here or in hidden.yml.")
                elif language == "en":
                    warn(place, f'The curriculum has no section "{key}"; this text is shown nowhere.', "Look at what became of it.")
                else:
                    remedy = f"Translate the module whole: handrail new translation {module} {language} --program {self.overlay.name}"
                    warn(place, f"The curriculum has no {language} text of {key}; this text is shown nowhere.", remedy)


def _ids_in(module: Module, identifier: str) -> set[str]:
    """Return the id of a section and all below it."""
    sections = [section for section in module.sections if section.id == identifier]
    alone = module.model_copy(update={"sections": sections, "slides": [], "guide": None})
    return set(alone.ids()) - {module.id}


def _height(piece: Heading | Chunk | Fence) -> int:
    """Return how many lines a piece takes."""
    if isinstance(piece, Heading):
        return 1
    if isinstance(piece, Chunk):
        return piece.text.count("\n") + 1
    return len(piece.body.removesuffix("\n").split("\n")) + 2 if piece.body.strip("\n") else piece.body.count("\n") + 1


def _stamped(lines: Iterable[_Line], replacement: Replacement) -> list[_Line]:
    """Return a translation with the stamps of its replaced sections in the front matter."""
    fresh = {key: (f'  {key}: "{value}"', (replacement.name, line)) for key, (line, value) in replacement.stamps.items()}
    found: list[_Line] = []
    closed = 0
    for line, place in lines:
        closed += line.rstrip() == "---"
        key = re.match(r"\s+([a-z]{1,3}\d{1,3}-[a-z0-9-]+):", line) if closed == 1 else None
        if key and key[1] in replacement.stamps:
            continue
        if closed == 2 and fresh and not any(text.startswith("translated_from:") for text, _ in found):
            found.append(("translated_from:", place))
            found += fresh.values()
            fresh = {}
        found.append((line, place))
        if closed == 1 and line.startswith("translated_from:"):
            found += fresh.values()
            fresh = {}
    return found
