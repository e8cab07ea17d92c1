"""Reading a whole curriculum: every file, every problem, one typed model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from . import figures, ids, prefill
from .cache import Cache, code_version, key_of
from .markdown import parse_module, parse_translation
from .markdown.marked_yaml import Marked, load
from .markdown.safety import check_prose
from .markdown.validation import validate
from .model import CoverageTopic, Figure, Library, Module, Passage, Program, Source, Voice, Words
from .parallel import spread
from .problems import CurriculumError, Problem, Problems, suggestion
from .program_check import check_essentials, check_topics, check_wheel

__all__ = ["Curriculum", "read", "read_or_raise"]

Model = TypeVar("Model", bound=BaseModel)

_NEEDED = {
    "safety": ("footer", "watch", "overdose", "withdrawal", "suicide", "partner-violence", "child"),
    "labels": (
        "draft", "disclaimer", "who_sees_site", "who_sees_never", "who_sees_lms", "not_watched", "stale_lines",
        "section_missing", "section_stale", "roster_notice", "mandated_reporter",
    ),
    "pages": ("index", "families", "help", "about", "words", "sources", "topics", "search", "offline"),
}  # fmt: skip
"""The shared texts that pages, slides, sheets and blocks count on."""

_MOST_BYTES = 1_000_000
"""No authored file is this long."""

_LIBRARY = [
    ("safety", "safety.yml", Voice.READER),
    ("exercises", "exercises.yml", Voice.FACILITATOR),
    ("if_this_happens", "if-this-happens.yml", Voice.FACILITATOR),
    ("pages", "pages.yml", Voice.READER),
    ("right_now", "right-now.yml", Voice.READER),
    ("families", "families.yml", Voice.READER),
    ("wheel", "wheel.yml", Voice.READER),
    ("essentials", "essentials.yml", Voice.READER),
    ("agreements", "agreements.yml", Voice.FACILITATOR),
    ("people", "people.yml", Voice.FACILITATOR),
]
"""What modules share: its key, its file, and whose ears it is for."""


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

    def drawings_of(self, module: Module) -> list[bytes]:
        """Return the drawings of a module as their files hold them."""
        return [(self.root / "figures" / figure.file).read_bytes() for figure in module.figures]

    def drawing(self, figure: Figure, *, prefix: str = "", standalone: bool = False) -> str:
        """Return a figure's SVG."""
        return figures.markup(figure, self.root / "figures", prefix=prefix, standalone=standalone)


def read_or_raise(root: Path, cache: Cache | None = None) -> Curriculum:
    """Read a curriculum.

    Raises:
        CurriculumError: something is wrong; it carries every finding.
    """
    curriculum, problems = read(root, cache)
    if curriculum is None or problems.errors:
        raise CurriculumError(problems.errors)
    return curriculum


def read(root: Path, cache: Cache | None = None) -> tuple[Curriculum | None, Problems]:
    """Read a curriculum and tell everything that is wrong with it.

    Args:
        root: the folder that holds ``program.yml``, ``en/`` and the rest.
        cache: modules that were read before are taken from here.

    Returns:
        The curriculum (None when program data cannot be read) and all findings.
    """
    problems = Problems()
    reader = _Reader(root, cache or Cache(None), problems)
    return reader.run(), problems


class _Reader:
    def __init__(self, root: Path, cache: Cache, problems: Problems) -> None:
        self.root, self.cache, self.problems = root, cache, problems
        self.unread: set[str] = set()
        self.shared: list[tuple[str, str, list[Passage]]] = []

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root.parent).as_posix()

    def run(self) -> Curriculum | None:
        program = self._one(Program, "program.yml", "program")
        if program is not None:
            self._check_lines(program)
        sources = self._many(Source, "sources.yml", "source")
        topics = self._many(CoverageTopic, "topics.yml", "topic")
        others = [language for language in program.languages if language != "en"] if program else []
        languages = ["en", *others]  # English gives the structure, also where a program does not publish it
        library = {language: self._library(language) for language in languages}
        words = {language: self._words(language) for language in languages}
        english = self._english()
        modules = {"en": english}
        hashes: dict[tuple[str, str], str] = {}
        texts = {identifier: (self.root.parent / module.path).read_text(encoding="utf-8") for identifier, module in english.items()}
        for identifier, text in texts.items():
            hashes["en", identifier] = key_of(text)
        for language in others:
            modules[language] = self._translated(language, texts, hashes)
        known = {language: found for language, found in library.items() if found is not None}
        if program is None or len(known) < len(languages):
            return None
        self._check_figures(modules)
        prefill.check(english, self.unread, self.problems)
        lock = ids.read(self.root / "ids.lock", self.problems)
        every = [identifier for module in english.values() for identifier in module.ids()]
        ids.check(lock, self._name(self.root / "ids.lock"), every, self.unread, self.problems)
        check_wheel(program.wheel, english, self.unread, known, self.problems)
        check_essentials(program.essentials, {*every}, self.unread, known, self.problems)
        check_topics(topics, {*every}, self.unread, self.problems)
        return Curriculum(self.root, program, sources, known, words, topics, modules, self.shared, hashes)

    def _check_lines(self, program: Program) -> None:
        for name, number in (("emergency", "911"), ("crisis", "988")):
            if name not in program.lines or program.lines[name].number != number:
                message = f'The line "{name}" is not {number}, which pages tell people to dial when a life is in danger.'
                self.problems.add("curriculum/program.yml", 0, message, "Put it back.")

    def _text(self, path: Path) -> str | None:
        """Return a file's text, or None and a problem."""
        try:
            if path.stat().st_size > _MOST_BYTES:
                self.problems.add(self._name(path), 0, "The file is larger than 1 MB.", "A module is a few pages; look at what is in it.")
                return None
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            self.problems.add(self._name(path), 0, f"The file is not UTF-8 text ({error.reason}).", "Save it as UTF-8.")
        except OSError as error:
            self.problems.add(self._name(path), 0, f"The file cannot be read ({error.strerror}).", "Look at the file and its rights.")
        return None

    def _load(self, path: Path, what: str) -> Marked | None:
        name = self._name(path)
        if not path.is_file():
            self.problems.add(name, 0, "The file is missing.", "Take it from version control.")
            return None
        text = self._text(path)
        if text is None:
            return None
        if not "".join(line.partition("#")[0] for line in text.splitlines()).strip():
            return Marked({}, {(): 1})
        return load(text, name, self.problems, what=what)

    def _one(self, model: type[Model], file: str, what: str) -> Model | None:
        path = self.root / file
        marked = self._load(path, f"The {what} file")
        return validate(model, marked, self._name(path), self.problems, what=what) if marked else None

    def _many(self, model: type[Model], file: str, what: str) -> dict[str, Model]:
        path = self.root / file
        marked = self._load(path, f"The file of {what}s")
        found: dict[str, Model] = {}
        for key, value in (marked.data if marked else {}).items():
            line = marked.line_of((key,)) if marked else 0
            if not isinstance(value, dict):
                self.problems.add(self._name(path), line, f'"{key}" has no keys below it.', f"Write the {what}'s keys below it.")
                continue
            part = Marked(value, {loc[1:]: at for loc, at in marked.lines.items() if loc[:1] == (key,)} if marked else {})
            made = validate(model, part, self._name(path), self.problems, what=f"{what} {key}", extra={"line": line})
            if made is not None:
                found[key] = made
        return found

    def _library(self, language: str) -> Library | None:
        folder = self.root / "library" / language
        data: dict[str, Any] = {}
        lines: dict[tuple[str | int, ...], int] = {}
        for key, file, voice in _LIBRARY:
            path = folder / file
            if not path.is_file() and language != "en":
                path = self.root / "library" / "en" / file  # a facilitator's library may still be English
            found = self._load(path, "The library file")
            if found is None:
                return None
            data[key] = found.data
            for _loc, at, text in found.strings:
                check_prose(text, at, self._name(path), self.problems)
            lines |= {(key, *loc): at for loc, at in found.lines.items()}
            if path.parent.name == language:
                part = "safety" if key == "safety" else "library"
                texts = [Passage(at, voice, part, str(loc[0]), text) for loc, at, text in found.strings]
                self.shared.append((self._name(path), language, texts))
        data["labels"] = data["safety"].pop("labels", {})
        for key, needed in _NEEDED.items():
            file = "pages.yml" if key == "pages" else "safety.yml"
            for word in needed:
                if word not in (data[key] or {}):
                    remedy = f"Write it. {suggestion(word, data[key] or {})}"
                    self.problems.add(self._name(folder / file), 0, f'The text "{word}" is missing in {key}.', remedy)
        lines |= {("labels", *loc[2:]): at for loc, at in lines.items() if loc[:2] == ("safety", "labels")}
        return validate(Library, Marked(data, lines), self._name(folder / "safety.yml"), self.problems, what="library")

    def _words(self, language: str) -> Words:
        file = "words.yml" if language == "en" else f"words.{language}.yml"
        if not (self.root / file).is_file() and language != "en":
            return Words()
        return self._one(Words, file, "words") or Words()

    def _files(self, language: str) -> list[Path]:
        return sorted((self.root / language).glob("*/*.md"))

    def _english(self) -> dict[str, Module]:
        jobs = []
        for path in self._files("en"):
            text = self._text(path)
            if text is not None:
                jobs.append((self._name(path), text))
        found: dict[str, Module] = {}
        for (name, _text), (module, problems) in zip(jobs, self._parsed(jobs), strict=True):
            self.problems.extend(problems)
            if module is None:
                self.unread.add(_id_in(_text))
                continue
            if module.id in found:
                self.problems.add(name, 2, f'The id "{module.id}" is taken by {found[module.id].path}.', "Give the new module a new id.")
                continue
            if Path(name).parent.name != module.track:
                self.problems.add(
                    name,
                    0,
                    f'The module stands in the folder "{Path(name).parent.name}", its track is "{module.track}".',
                    "Move the file or mend the track.",
                )
            found[module.id] = module
        return dict(sorted(found.items(), key=lambda item: _order(item[1])))

    def _parsed(self, jobs: list[tuple[str, str]]) -> Iterable[tuple[Module | None, list[Problem]]]:
        version = code_version()
        keys = [key_of("module", version, name, text) for name, text in jobs]
        results = [self.cache.get(key) for key in keys]
        todo = [index for index, result in enumerate(results) if result is None]
        fresh = spread(_parse, [jobs[index] for index in todo], None)
        for index, result in zip(todo, fresh, strict=True):
            results[index] = result
            self.cache.put(keys[index], result)
        return results

    def _translated(self, language: str, texts: dict[str, str], hashes: dict[tuple[str, str], str]) -> dict[str, Module]:
        found: dict[str, Module] = {}
        for path in self._files(language):
            name, text = self._name(path), self._text(path)
            if text is None:
                continue
            identifier = _id_in(text)
            if identifier in found:
                self.problems.add(
                    name, 2, f'The module "{identifier}" is translated twice.', f"The other file is {found[identifier].path}."
                )
                continue
            if identifier not in texts:
                if identifier not in self.unread:
                    self.problems.add(name, 2, f'There is no English module "{identifier}".', suggestion(identifier, texts))
                continue
            key = key_of("translation", code_version(), name, texts[identifier], text)
            result = self.cache.get(key)
            if result is None:
                problems = Problems()
                result = (parse_translation(texts[identifier], text, name, language, problems), list(problems))
                self.cache.put(key, result)
            module, told = result
            self.problems.extend(told)
            if module is not None:
                found[identifier] = module
                hashes[language, identifier] = key_of(texts[identifier], text)
        return {identifier: found[identifier] for identifier in texts if identifier in found}

    def _check_figures(self, modules: dict[str, dict[str, Module]]) -> None:
        for found in modules.values():
            for module in found.values():
                for figure in module.figures:
                    figures.check(figure, self.root / "figures", module.path, self.problems)


def _parse(_shared: None, job: tuple[str, str]) -> tuple[Module | None, list[Problem]]:
    name, text = job
    problems = Problems()
    return parse_module(text, name, problems), list(problems)


def _id_in(text: str) -> str:
    """Return the id that a file claims, also when the file cannot be read otherwise."""
    claim = re.search(r"^id:\s*[\"']?([a-z0-9]+)", text[:4000], re.MULTILINE)
    return claim[1] if claim else ""


def _order(module: Module) -> tuple[bool, bool, int, str, str]:
    return (module.is_family, not module.is_orientation, module.week or 99, module.lane or "", module.id)
