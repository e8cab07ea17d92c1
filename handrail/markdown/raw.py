"""An authored file as parts with ids and lines, not yet a model: what a translation is laid over."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace

from ..model import Passage, Role, Voice
from ..problems import Problems, suggestion
from .blocks import BLOCKS, BlockKind
from .blocks.base import Body, Place
from .marked_yaml import Loc, Marked, load
from .safety import check_prose
from .source import Chunk, Fence, Heading, cut, front_matter

__all__ = ["RawBlock", "RawModule", "RawSection", "RawSlide", "fingerprint", "read"]

FRONT_TEXT = ("title", "message", "short", "objectives", "content_note")
"""Front matter that people read; the rest is structure."""

STRUCTURE = {"id", "kind", "file", "keep", "prefill", "slide", "exercise", "if_this_happens"}
"""Keys of blocks whose values are no words: a translation takes them from the English."""

_FORMS = {"worksheet", "check"}
_SLIDE_TITLE = re.compile(r"^#\s+(?P<title>.+?)\s*\{#(?P<id>[a-z0-9-]+)\}\s*$")


@dataclass(slots=True)
class RawBlock:
    """A fenced block whose body is YAML."""

    kind: BlockKind
    marked: Marked
    source: str
    line: int

    @property
    def id(self) -> str:
        """Its id, or nothing when the author forgot it."""
        return str(self.marked.data.get("id") or "")


@dataclass(slots=True)
class RawSlide:
    """A slide and the notes behind it."""

    id: str
    title: str
    markdown: str
    line: int
    notes: str | None = None
    notes_line: int = 0


@dataclass(slots=True)
class RawSection:
    """A section: prose and blocks in their order."""

    id: str
    title: str
    role: Role | None
    line: int
    parts: list[Chunk | RawBlock] = field(default_factory=list)


@dataclass(slots=True)
class RawModule:
    """A file cut into parts."""

    path: str
    front: Marked
    sections: list[RawSection] = field(default_factory=list)
    slides: list[RawSlide] = field(default_factory=list)
    guide: RawBlock | None = None

    def blocks(self) -> list[RawBlock]:
        """Return the YAML blocks of all sections, and the guide."""
        found = [part for section in self.sections for part in section.parts if isinstance(part, RawBlock)]
        return [*found, *([self.guide] if self.guide else [])]

    def fingerprints(self) -> dict[str, str]:
        """Return id to a hash of its authored text, for translations, locks and sign-offs."""
        front = [f"{key}={self.front.data.get(key)}" for key in FRONT_TEXT]
        found = {"front": fingerprint(*front)}
        for section in self.sections:
            prose = [part.text for part in section.parts if isinstance(part, Chunk)]
            found[section.id] = fingerprint(section.title, *prose)
        for slide in self.slides:
            found[slide.id] = fingerprint(slide.title, slide.markdown, slide.notes or "")
        for block in self.blocks():
            found[block.id] = fingerprint(block.source)
        return found

    def passages(self) -> list[Passage]:
        """Return every authored text with its line, as the editorial rules read it."""
        module = str(self.front.data.get("id", ""))
        found = [
            Passage(line, Voice.READER, "front", module, text) for loc, line, text in self.front.strings if loc and loc[0] in FRONT_TEXT
        ]
        for section in self.sections:
            found.append(Passage(section.line, Voice.READER, "heading", section.id, section.title))
            found += [
                Passage(part.line, Voice.READER, "section", section.id, part.text) for part in section.parts if isinstance(part, Chunk)
            ]
        for block in self.blocks():
            found += [
                Passage(line, block.kind.voice, block.kind.name, block.id, text)
                for loc, line, text in block.marked.strings
                if _is_text(loc)
            ]
        for slide in self.slides:
            text = f"{slide.title}\n\n{slide.markdown}"
            found.append(Passage(slide.line + 1, Voice.SLIDE, "slide", slide.id, text))  # the fence stands above the title
            if slide.notes:
                found.append(Passage(slide.notes_line, Voice.FACILITATOR, "notes", slide.id, slide.notes))
        return found


def _is_text(loc: Loc) -> bool:
    if set(loc) & STRUCTURE:
        return False
    return not ("values" in loc and isinstance(loc[-1], int))  # ids of ticked options


def fingerprint(*texts: str) -> str:
    """Return a short hash of texts; layout at the ends of lines and of the text does not count."""
    lines = (line.rstrip() for text in texts for line in [*text.strip().splitlines(), "\x1e"])
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def read(text: str, path: str, problems: Problems) -> RawModule | None:
    """Cut an authored file into parts.

    Everything that is wrong is added to ``problems``; None when nothing can be made of the file.
    """
    front_text = front_matter(text, path, problems)
    if front_text is None:
        return None
    front = load(front_text.yaml, path, problems, line=2, what="The front matter")
    if front is None:
        return None
    for loc, line, words in front.strings:
        if loc and loc[0] in FRONT_TEXT:
            check_prose(words, line, path, problems)
    module = RawModule(path, front)
    reader = _Reader(module, str(front.data.get("id") or ""), problems)
    for piece in cut(front_text.body, front_text.body_line, path, problems):
        match piece:
            case Heading():
                reader.heading(piece)
            case Chunk():
                reader.chunk(piece)
            case Fence():
                reader.fence(piece)
    return module


class _Reader:
    """Sorts the pieces of one file into sections, slides and guide."""

    def __init__(self, module: RawModule, identifier: str, problems: Problems) -> None:
        self.module = module
        self.identifier = identifier
        self.problems = problems

    def _add(self, line: int, message: str, remedy: str = "") -> None:
        self.problems.add(self.module.path, line, message, remedy)

    def heading(self, heading: Heading) -> None:
        check_prose(heading.title, heading.line, self.module.path, self.problems)
        identifier, role = "", None
        for word in heading.attributes.split():
            if word.startswith("#"):
                identifier = word[1:]
            elif word.startswith(".") and word[1:] in set(Role):
                role = Role(word[1:])
            else:
                self._add(
                    heading.line, f'"{word}" is not known behind a heading.', suggestion(word.lstrip("."), [str(known) for known in Role])
                )
        if not identifier:
            used = {section.id for section in self.module.sections}
            number = next(n for n in range(1, 999) if f"{self.identifier}-{n}" not in used)
            self._add(heading.line, f'The heading "{heading.title}" has no id.', f"Write {{#{self.identifier}-{number}}} behind it.")
            identifier = f"{self.identifier}-{number}"
        self.module.sections.append(RawSection(identifier, heading.title, role, heading.line))

    def chunk(self, chunk: Chunk) -> None:
        check_prose(chunk.text, chunk.line, self.module.path, self.problems)
        if not self.module.sections:
            self._add(chunk.line, "Text stands before the first heading.", 'Put it under a "## Heading {#id}".')
            return
        self.module.sections[-1].parts.append(chunk)

    def fence(self, fence: Fence) -> None:
        kind = BLOCKS.get(fence.kind)
        if kind is None:
            name = fence.kind or "(without a name)"
            self._add(fence.line, f"The block ```{name} is not known.", suggestion(fence.kind, BLOCKS))
            return
        if kind.body is Body.YAML:
            marked = load(fence.body, self.module.path, self.problems, line=fence.line + 1, what=f"The {kind.name}")
            if marked is not None:
                self._place(RawBlock(kind, marked, fence.body, fence.line))
        elif kind.place is Place.NOTES:
            self._notes(fence)
        else:
            self._slide(fence)

    def _place(self, block: RawBlock) -> None:
        for loc, line, text in block.marked.strings:
            if _is_text(loc):
                check_prose(text, line, self.module.path, self.problems, references=block.kind.name not in _FORMS)
        if block.kind.place is Place.GUIDE:
            if self.module.guide is not None:
                self._add(block.line, "There are two guides.", "A module has one: join them.")
            self.module.guide = block
        elif not self.module.sections:
            self._add(block.line, f"The {block.kind.name} stands before the first heading.", 'Put it under a "## Heading {#id}".')
        else:
            self.module.sections[-1].parts.append(block)

    def _slide(self, fence: Fence) -> None:
        first, _, rest = fence.body.partition("\n")
        title = _SLIDE_TITLE.match(first)
        if title is None:
            number = len(self.module.slides) + 1
            self._add(
                fence.line + 1, "The slide does not begin with its title and id.", f'Begin with "# Title {{#{self.identifier}-d{number}}}".'
            )
            return
        check_prose(title["title"], fence.line + 1, self.module.path, self.problems)
        check_prose(rest, fence.line + 2, self.module.path, self.problems, figures=True)
        self.module.slides.append(RawSlide(title["id"], title["title"], rest.strip("\n"), fence.line))

    def _notes(self, fence: Fence) -> None:
        check_prose(fence.body, fence.line + 1, self.module.path, self.problems)
        if not self.module.slides or self.module.slides[-1].notes is not None:
            self._add(fence.line, "These notes do not follow a slide.", "Put a notes block right behind the slide it belongs to.")
            return
        self.module.slides[-1] = replace(self.module.slides[-1], notes=fence.body.strip("\n"), notes_line=fence.line + 1)
