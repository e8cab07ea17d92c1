"""Reading a whole curriculum: every file, every problem, one typed model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from . import figures, ids, prefill
from .authored import entries_of, marked_of, name_of
from .cache import Cache, key_of
from .markdown.marked_yaml import Marked
from .markdown.validation import validate
from .model import CoverageTopic, Figure, Library, Module, Passage, Program, Source, Words
from .module_files import ModuleFiles
from .overlay import OWN_PREFIX, Composer, Overlay, lay_program, read_overlay, read_private
from .problems import CurriculumError, Problems
from .program_check import check_essentials, check_topics, check_wheel
from .shared_texts import read_library
from .signing.book import FILE as SIGNOFFS
from .signing.book import read_book
from .signing.label import Label
from .signing.standing import Signing, label_of

__all__ = ["Curriculum", "read", "read_or_raise"]

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Curriculum:
    """Everything that a build reads, once."""

    root: Path
    program: Program
    sources: dict[str, Source]
    library: dict[str, Library]
    words: dict[str, Words]
    topics: dict[str, CoverageTopic]
    """What a program of this kind is asked to teach."""

    modules: dict[str, dict[str, Module]]
    """Language to module id to module, in the order of the wheel, families last."""

    shared_passages: list[tuple[str, str, list[Passage]]] = field(default_factory=list)
    """(file, language, texts) of the shared library, as the editorial rules read them."""

    content_hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(language, module id) to a hash of its authored files: the key of everything made from it alone."""

    signing: Signing = field(default_factory=Signing)
    """Who has checked what."""

    overlay: Overlay | None = None
    """What a clinic changed, already in all of the above. None: the curriculum as it stands."""

    @property
    def languages(self) -> list[str]:
        """The program's languages, English's structure first."""
        return list(self.program.languages)

    def texts(self, language: str) -> Library:
        """Return the shared texts of a language."""
        return self.library.get(language, self.library["en"])

    def glossary(self, language: str) -> dict[str, str]:
        """Return the glossary of a language: term to meaning."""
        words = self.words.get(language)
        return dict(words.glossary) if words else {}

    @cached_property
    def surroundings(self) -> str:
        """A hash of everything but one module's own text that its rendering depends on: what a kept page is kept under."""
        return key_of(
            self.program.model_dump_json(),
            *(f"{language}{library.model_dump_json()}" for language, library in self.library.items()),
            *(f"{key}{source.model_dump_json()}" for key, source in self.sources.items()),
            *(f"{language}{words.glossary}" for language, words in self.words.items()),
            *(f"{language} {' '.join(modules)}" for language, modules in self.modules.items()),
        )

    def spoken(self, language: str) -> list[Module]:
        """Return every module in a language, and in English where it has no text in it."""
        return [self.modules.get(language, {}).get(identifier, module) for identifier, module in self.modules["en"].items()]

    def label(self, language: str, *texts: Module | str) -> Label:
        """Return what a page says of itself: who checked it, or that nobody did; see :func:`handrail.signing.standing.label_of`."""
        return label_of(self, language, *texts)

    def drawings_of(self, module: Module) -> list[bytes]:
        """Return the drawings of a module as their files hold them."""
        return [(self._figures_of(figure) / figure.file).read_bytes() for figure in module.figures]

    def _figures_of(self, figure: Figure) -> Path:
        return figures_of(self.root, self.overlay, figure)

    def drawing(self, figure: Figure, *, prefix: str = "", standalone: bool = False) -> str:
        """Return a figure's SVG."""
        return figures.markup(figure, self._figures_of(figure), prefix=prefix, standalone=standalone)


def figures_of(root: Path, overlay: Overlay | None, figure: Figure) -> Path:
    """Return the folder in which a figure's drawing lies: a program's own modules have one of their own."""
    own = overlay is not None and figure.id.startswith(OWN_PREFIX)
    return (overlay.folder if own and overlay else root) / "figures"


def read_or_raise(root: Path, cache: Cache | None = None, overlay: Path | None = None) -> Curriculum:
    """Read a curriculum, or a program: a curriculum with a clinic's overlay.

    Raises:
        CurriculumError: something is wrong; it carries every finding.
    """
    curriculum, problems = read(root, cache, overlay)
    if curriculum is None or problems.errors:
        raise CurriculumError(problems.errors)
    return curriculum


def read(root: Path, cache: Cache | None = None, overlay: Path | None = None) -> tuple[Curriculum | None, Problems]:
    """Read a curriculum and tell everything that is wrong with it.

    Args:
        root: the folder that holds ``program.yml``, ``en/`` and the rest.
        cache: modules that were read before are taken from here.
        overlay: ``programs/NAME``: what a clinic changed.

    Returns:
        The curriculum (None when program data cannot be read) and all findings.
    """
    problems = Problems()
    found = read_overlay(overlay, problems) if overlay else None
    reader = _Reader(root, cache or Cache(None), problems, found)
    curriculum = reader.run()
    return curriculum, Problems(found.placed(problems)) if found else problems


class _Reader:
    def __init__(self, root: Path, cache: Cache, problems: Problems, overlay: Overlay | None) -> None:
        self.root, self.problems, self.overlay = root, problems, overlay
        self.composer = Composer(overlay, problems) if overlay else None
        self.files = ModuleFiles(root, cache, problems, overlay, self.composer)
        self.shared: list[tuple[str, str, list[Passage]]] = []

    def _name(self, path: Path) -> str:
        return name_of(self.root, path)

    def run(self) -> Curriculum | None:
        program = self._program()
        if program is not None:
            self._check_lines(program)
        if self.overlay is None:
            read_private(self.root, self.root.name, self.problems)  # for its findings alone: a build hands it to staff outputs
        sources = self._many(Source, "sources.yml", "source")
        sources |= self._own_sources(sources)
        topics = self._many(CoverageTopic, "topics.yml", "topic")
        others = [language for language in program.languages if language != "en"] if program else []
        languages = ["en", *others]  # English gives the structure, also where a program does not publish it
        library = {language: self._library(language) for language in languages}
        words = {language: self._words(language) for language in languages}
        english, texts = self.files.english()
        modules = {"en": english}
        hashes: dict[tuple[str, str], str] = {}
        for identifier, text in texts.items():
            hashes["en", identifier] = key_of(text)
        for language in others:
            modules[language] = self.files.translated(language, texts, hashes)
        known = {language: found for language, found in library.items() if found is not None}
        if program is None or len(known) < len(languages):
            return None
        self._check_figures(modules)
        hidden = self.composer.finish(english, self.files.unread, program.essentials, topics) if self.composer else set()
        absent = self.files.unread | (self.composer.hidden_modules if self.composer else set())
        prefill.check(english, absent, self.problems, hidden)
        every = {identifier for module in english.values() for identifier in module.ids()} | hidden
        self._check_locks(every, absent)
        check_wheel(program.wheel, english, absent, known, self.problems)
        check_essentials(program.essentials, every, absent, known, self.problems)
        check_topics(topics, every, absent, self.problems)
        return Curriculum(self.root, program, sources, known, words, topics, modules, self.shared, hashes, self._signing(), self.overlay)

    def _program(self) -> Program | None:
        marked = self._load(self.root / "program.yml", "The program file")
        if marked is None:
            return None
        if self.overlay:
            if self.overlay.program is None:
                return None
            marked = lay_program(marked, self.overlay.program)
        return validate(Program, marked, self._name(self.root / "program.yml"), self.problems, what="program")

    def _own_sources(self, known: Iterable[str]) -> dict[str, Source]:
        """Return the works that a program's own modules cite."""
        path = self.overlay.folder / "sources.yml" if self.overlay else None
        marked = self._load(path, "The file of sources") if path and path.is_file() else None
        if path is None or marked is None:
            return {}
        for key in sorted(marked.data.keys() & set(known)):
            message = f'"{key}" stands in the curriculum\'s sources, too.'
            self.problems.add(self._name(path), marked.line_of((key,)), message, "Cite that one, or take another key.")
        return entries_of(Source, marked, self._name(path), "source", self.problems)

    def _check_locks(self, every: set[str], absent: set[str]) -> None:
        """Hold the ids against the curriculum's lock, and a program's own ids against its own."""
        own = {identifier for identifier in every if identifier.startswith(OWN_PREFIX)}
        folders = [(self.root, every - own), *([(self.overlay.folder, own)] if self.overlay else [])]
        for folder, found in folders:
            path = folder / "ids.lock"
            ids.check(ids.read(path, self.problems), self._name(path), found, absent, self.problems)

    def _signing(self) -> Signing:
        path = (self.overlay.folder if self.overlay else self.root) / SIGNOFFS
        return Signing(path, read_book(path, self._name(path), self.problems))

    def _check_lines(self, program: Program) -> None:
        for name, number in (("emergency", "911"), ("crisis", "988")):
            if name not in program.lines or program.lines[name].number != number:
                message = f'The line "{name}" is not {number}, which pages tell people to dial when a life is in danger.'
                self.problems.add("curriculum/program.yml", 0, message, "Put it back.")

    def _load(self, path: Path, what: str) -> Marked | None:
        return marked_of(path, self._name(path), what, self.problems)

    def _one(self, model: type[Model], file: str, what: str) -> Model | None:
        path = self.root / file
        marked = self._load(path, f"The {what} file")
        return validate(model, marked, self._name(path), self.problems, what=what) if marked else None

    def _many(self, model: type[Model], file: str, what: str) -> dict[str, Model]:
        path = self.root / file
        marked = self._load(path, f"The file of {what}s")
        return entries_of(model, marked, self._name(path), what, self.problems) if marked else {}

    def _library(self, language: str) -> Library | None:
        library, texts = read_library(self.root, language, self.problems)
        self.shared += texts
        return library

    def _words(self, language: str) -> Words:
        file = "words.yml" if language == "en" else f"words.{language}.yml"
        if not (self.root / file).is_file() and language != "en":
            return Words()
        return self._one(Words, file, "words") or Words()

    def _check_figures(self, modules: dict[str, dict[str, Module]]) -> None:
        for found in modules.values():
            for module in found.values():
                for figure in module.figures:
                    figures.check(figure, figures_of(self.root, self.overlay, figure), module.path, self.problems)
