"""Reading the files of modules: which there are, what a program makes of them, and each one parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .authored import name_of, text_of
from .cache import Cache, code_version, key_of
from .markdown import parse_module, parse_translation
from .model import Module
from .overlay import OWN_PREFIX, Composer, Overlay
from .parallel import spread
from .problems import Problem, Problems, suggestion

__all__ = ["ModuleFiles"]

_ID_TAKEN = {
    False: "begins with x, which is kept for the modules of programs.",
    True: "may be used by a later curriculum for something else.",
}
_ID_REMEDY = {False: "Take a code such as s05.", True: "Own modules begin with x: x01, or xa01."}


class ModuleFiles:
    """The files of modules of one curriculum, with what a program changes in them."""

    def __init__(self, root: Path, cache: Cache, problems: Problems, overlay: Overlay | None, composer: Composer | None) -> None:
        """Args are those of :func:`handrail.curriculum.read`; the composer lays the overlay's changes into a text."""
        self.root, self.cache, self.problems, self.overlay, self.composer = root, cache, problems, overlay, composer
        self.unread: set[str] = set()
        """Ids of English files that could not be read; known after :meth:`english`."""

    def _files(self, language: str) -> Iterable[tuple[str, str, bool]]:
        """Yield every file of a language that can be read: its name, its text, and whether it is the program's own."""
        folders = [(self.root, False), *([(self.overlay.modules_folder, True)] if self.overlay else [])]
        for folder, own in folders:
            for path in sorted((folder / language).glob("*/*.md")):
                text = text_of(path, name_of(self.root, path), self.problems)
                if text is not None:
                    yield name_of(self.root, path), text, own

    def _jobs(self) -> Iterable[tuple[str, str]]:
        """Yield the English files that the program shows: name and text."""
        for name, given, own in self._files("en"):
            identifier = _id_in(given)
            text = self.composer.english(name, identifier, given) if self.composer and not own else given
            if identifier and identifier.startswith(OWN_PREFIX) != own:
                self.problems.add(name, 2, f'The id "{identifier}" {_ID_TAKEN[own]}', _ID_REMEDY[own])
            if text is not None:
                yield name, text

    def english(self) -> tuple[dict[str, Module], dict[str, str]]:
        """Return the English modules and their texts by id, in the order of the wheel."""
        jobs = list(self._jobs())
        texts: dict[str, str] = {}
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
            texts[module.id] = _text
        ordered = dict(sorted(found.items(), key=lambda item: _order(item[1])))
        return ordered, {identifier: texts[identifier] for identifier in ordered}

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

    def translated(self, language: str, texts: dict[str, str], hashes: dict[tuple[str, str], str]) -> dict[str, Module]:
        """Return a language's modules by id, in the order of the English ones.

        Args:
            language: the language's code, not ``en``.
            texts: the English texts by id: they give the structure.
            hashes: gets the content hash of every translated module, under (language, id).
        """
        found: dict[str, Module] = {}
        for name, given, own in self._files(language):
            identifier = _id_in(given)
            text = self.composer.translated(language, name, identifier, given) if self.composer and not own else given
            if text is None:
                continue
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
