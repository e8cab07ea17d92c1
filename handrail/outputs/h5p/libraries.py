"""H5P libraries that packages bring along, for players that have none: a folder of unpacked libraries, read with suspicion.

Most hosts (Moodle, WordPress, Lumi) have the libraries, and packages stay small without. A player such as h5p-standalone or
h5p-xblock has none. ``handrail build h5p --h5p-libraries DIR`` takes from DIR what the packages use and what that depends on.
Each library is a folder with a ``library.json``, as it lies in any ``.h5p`` that such a host exports.

Everything that is wrong is told at once, and nothing is written then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..base import OutputError
from .semantics import misfits

__all__ = ["Libraries"]

_MACHINE_NAME = re.compile(r"[A-Za-z][\w.-]{0,99}")
_SUFFIXES = frozenset(
    "json png jpg jpeg gif bmp svg eot ttf woff woff2 otf webm mp4 ogg mp3 m4a wav txt js css".split()  # noqa: SIM905 - reads better
)
"""What hosts take in a library's folder, as far as libraries have it."""

_MOST_BYTES = 20_000_000
"""No file of a library is this long."""

_PASSED_OVER = {"node_modules", "src", "tests", "test", "package.json", "package-lock.json"}
"""What lies beside a library that was built from its sources."""

_LANGUAGES = ("en", "es")
"""A library's words in other languages are for editors; packages carry the words that players need."""

_DEPENDENCIES = ("preloadedDependencies", "dynamicDependencies")
_FILES = ("preloadedJs", "preloadedCss")


@dataclass(frozen=True)
class _Library:
    name: str
    """With its version: ``H5P.Column 1.18``."""

    data: Mapping[str, Any]
    files: Mapping[str, bytes]
    """Path below its folder to what the file holds."""

    semantics: list[Any]

    @property
    def folder(self) -> str:
        """Its folder in a package: ``H5P.Column-1.18``."""
        return self.name.replace(" ", "-")

    def needs(self) -> list[str]:
        """Return the libraries that it needs to run."""
        return [_named(entry) for key in _DEPENDENCIES for entry in self.data.get(key, [])]


class Libraries:
    """The libraries of a folder."""

    def __init__(self, folder: Path, found: Mapping[str, _Library]) -> None:
        self.folder, self.found = folder, found

    @classmethod
    def read(cls, folder: Path) -> Libraries:
        """Read a folder of libraries.

        Raises:
            OutputError: there is none, or one cannot be read or trusted; all findings at once.
        """
        wrong: list[str] = []
        found: dict[str, _Library] = {}
        for path in sorted(folder.glob("*/library.json")) if folder.is_dir() else []:
            if path.parent.name.startswith((".", "_")):
                continue
            library = _read(path.parent, folder, wrong)
            if library is None:
                continue
            if library.name in found:
                wrong.append(f"{path.parent.name}: {library.name} is here twice. Keep one of them.")
            found[library.name] = library
        if not found and not wrong:
            wrong.append("No folder in it holds a library.json. Unpack the libraries there, each in a folder of its own.")
        _refuse(folder, wrong)
        return cls(folder, found)

    def bring(self, head: Mapping[str, Any], params: Mapping[str, Any], pictures: Iterable[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
        """Return ``h5p.json`` with every library named, and the files of those libraries by their path in the package.

        Args:
            head: ``h5p.json``; what it names is needed, and what that needs.
            params: the parameters: they have to fit the semantics that the libraries bring.
            pictures: the paths of the package's pictures, as the parameters name them.

        Raises:
            OutputError: a library is missing, or takes other parameters than ours.
        """
        needed: dict[str, str] = {}
        self._collect([_named(entry) for entry in head["preloadedDependencies"]], "the packages", needed)
        wrong = [self._lacking(name, by) for name, by in needed.items() if name not in self.found]
        if not wrong:
            main = next(name for name in needed if name.startswith(f"{head['mainLibrary']} "))
            wrong = misfits(params, self.found[main].semantics, self._semantics, pictures)
        _refuse(self.folder, wrong)
        brought = [self.found[name] for name in sorted(needed)]
        files = {f"{library.folder}/{path}": data for library in brought for path, data in library.files.items()}
        entries = [{key: library.data[key] for key in ("machineName", "majorVersion", "minorVersion")} for library in brought]
        return {**head, "preloadedDependencies": entries}, files

    def _collect(self, names: list[str], by: str, needed: dict[str, str]) -> None:
        for name in names:
            if name not in needed:
                needed[name] = by
                self._collect(self.found[name].needs() if name in self.found else [], name, needed)

    def _lacking(self, name: str, by: str) -> str:
        machine = name.partition(" ")[0]
        others = [other.partition(" ")[2] for other in self.found if other.partition(" ")[0] == machine]
        there = f"; it holds version {', '.join(others)}" if others else ""
        return f"{name} is missing{there}. It is needed by {by}."

    def _semantics(self, name: str) -> list[Any] | None:
        return self.found[name].semantics if name in self.found else None


def _refuse(folder: Path, wrong: list[str]) -> None:
    if wrong:
        told = "\n".join(f"- {one}" for one in wrong)
        raise OutputError(f"The H5P libraries in {folder} do not fit:\n{told}")


def _read(path: Path, root: Path, wrong: list[str]) -> _Library | None:
    """Return the library of a folder, or None and what is wrong with it."""
    before = len(wrong)
    data = _json(path / "library.json", wrong)
    if data is None:
        return None
    wrong.extend(f"{path.name}/library.json: {one}" for one in _odd(data))
    if len(wrong) > before:
        return None
    files = dict(_files(path, root, wrong))
    for entry in (entry for key in _FILES for entry in data.get(key, [])):
        name = str(entry["path"])
        if not _is_below(name):
            wrong.append(f'{path.name}/library.json: the path "{name}" leads out of its folder.')
        elif name not in files:
            remedy = "Build the library, or take it from a .h5p that a host exported."
            wrong.append(f"{path.name}: the file {name} is missing. {remedy}")
    semantics = _json(path / "semantics.json", wrong, list) if (path / "semantics.json").is_file() else []
    return None if len(wrong) > before else _Library(_named(data), data, files, semantics or [])


def _odd(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a ``library.json``."""
    if not _MACHINE_NAME.fullmatch(str(data.get("machineName", ""))) or ".." in str(data.get("machineName")):
        yield "machineName is no name of a library."
    for key in ("majorVersion", "minorVersion", "patchVersion"):
        if not _is_number(data.get(key)):
            yield f"{key} is no number."
    for key in _DEPENDENCIES:
        entries = data.get(key, [])
        if not isinstance(entries, list) or not all(_is_dependency(entry) for entry in entries):
            yield f"{key} is no list of libraries with their versions."
    for key in _FILES:
        entries = data.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) and isinstance(entry.get("path"), str) for entry in entries):
            yield f"{key} is no list of paths."


def _is_dependency(entry: Any) -> bool:
    named = isinstance(entry, dict) and _MACHINE_NAME.fullmatch(str(entry.get("machineName", "")))
    return bool(named) and _is_number(entry.get("majorVersion")) and _is_number(entry.get("minorVersion"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000


def _named(data: Mapping[str, Any]) -> str:
    return f"{data['machineName']} {data['majorVersion']}.{data['minorVersion']}"


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _files(path: Path, root: Path, wrong: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a library that a host takes, in one order."""
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        if parts[0] in _PASSED_OVER or any(part.startswith((".", "_")) for part in parts) or file.suffix[1:].lower() not in _SUFFIXES:
            continue
        if parts[0] == "language" and not parts[-1].startswith(_LANGUAGES):
            continue
        name = "/".join(parts)
        if not file.resolve().is_relative_to(root.resolve()):
            wrong.append(f"{path.name}/{name} leads out of the folder. Put the file itself there.")
        elif file.is_file():
            if file.stat().st_size > _MOST_BYTES:
                wrong.append(f"{path.name}/{name} is larger than {_MOST_BYTES // 1_000_000} MB.")
            else:
                yield name, file.read_bytes()


def _json(path: Path, wrong: list[str], form: type = dict) -> Any:
    """Return what a JSON file holds, or None and what is wrong with it."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("it is too large")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        wrong.append(f"{path.parent.name}/{path.name} cannot be read: {error}.")
        return None
    if not isinstance(data, form):
        wrong.append(f"{path.parent.name}/{path.name} is no {'object' if form is dict else 'list'}.")
        return None
    return data
