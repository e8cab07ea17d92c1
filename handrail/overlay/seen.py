"""What a program has seen of the curriculum, so that an upgrade can be read instead of trusted.

``programs/NAME/seen.lock`` holds a fingerprint for each part that the curriculum had when somebody last looked:

| a line | is |
|---|---|
| ``en s04-2 305eba99bee6`` | a part of a module in a language; ``s04.front`` is its title, message and the like |
| ``shared en.safety.overdose ...`` | a text that pages share |
| ``program lines.poison-help ...`` | a key of the curriculum's program.yml that the program takes over |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..markdown.raw import fingerprint
from ..model import module_of
from ..problems import Problem
from ..signing.standing import State, standing_of
from ..signing.text import SHARED
from ..together import write_together

if TYPE_CHECKING:
    from ..curriculum import Curriculum

__all__ = ["FILE", "Changes", "changes", "read_seen", "state_of", "write_seen"]

FILE = "seen.lock"

_HEAD = "# What this program has seen of the curriculum. Written by `handrail diff --seen`.\n"
_SHARED = ("safety", "labels", "right_now", "families", "pages", "essentials", "agreements", "exercises", "if_this_happens")
_PROGRAM = ("lines", "essentials", "tracks", "problems")

Key = tuple[str, str]


@dataclass
class Changes:
    """What is different since somebody last looked; nothing in it is an error."""

    recorded: bool = True
    """Whether anybody has looked before."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    """Module that the program uses, to the parts that changed: ``s04-2 (en)``."""

    shared: list[str] = field(default_factory=list)
    """Shared texts and program keys that changed, came or went."""

    new: list[str] = field(default_factory=list)
    """Modules that came."""

    gone: list[str] = field(default_factory=list)
    """Modules that went."""

    stale: list[Problem] = field(default_factory=list)
    """Replaced sections whose text has changed in the curriculum, and what is hidden or replaced and is not there any more."""

    lapsed: list[str] = field(default_factory=list)
    """Texts whose sign-off does not count any more: ``s04 (en)``."""

    def __bool__(self) -> bool:
        return any((self.texts, self.shared, self.new, self.gone, self.stale, self.lapsed)) or not self.recorded


def state_of(base: Curriculum) -> dict[Key, str]:
    """Return every part of the curriculum with its fingerprint.

    Args:
        base: the curriculum alone, without a program.
    """
    found: dict[Key, str] = {}
    for language, modules in base.modules.items():
        for module in modules.values():
            for part, value in module.fingerprints.items():
                found[language, f"{module.id}.front" if part == "front" else part] = value
    for language, library in base.library.items():
        for kind in _SHARED:
            for key, text in (getattr(library, kind) or {}).items():
                told = text if isinstance(text, str) else text.model_dump_json()
                found["shared", f"{language}.{kind}.{key}"] = fingerprint(told)
    for name in _PROGRAM:
        for key, value in getattr(base.program, name).items():
            told = value if isinstance(value, str) else value.model_dump_json()
            found["program", f"{name}.{key}"] = fingerprint(told)
    return found


def read_seen(path: Path) -> dict[Key, str] | None:
    """Return what was recorded; None when nothing was. A line that does not fit counts as not recorded."""
    if not path.is_file():
        return None
    found: dict[Key, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if len(words) == 3 and not line.startswith("#"):
            found[words[0], words[1]] = words[2]
    return found


def write_seen(path: Path, state: dict[Key, str]) -> None:
    """Record what there is now.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    lines = (f"{kind} {name} {value}\n" for (kind, name), value in sorted(state.items()))
    write_together({path: _HEAD + "".join(lines)})


def changes(base: Curriculum, program: Curriculum, problems: Iterable[Problem], seen: dict[Key, str] | None) -> Changes:
    """Return what is different since somebody last looked.

    Args:
        base: the curriculum alone.
        program: the curriculum as the program shows it.
        problems: what reading the program found.
        seen: what was recorded; None when nothing was.
    """
    found = Changes(recorded=seen is not None)
    found.stale = [problem for problem in problems if problem.rule in ("stale-replacement", "overlay")]
    found.lapsed = [
        f"{text} ({language})"
        for text in (*SHARED, *program.modules["en"])
        for language in program.languages
        if standing_of(program, text, language).state is State.LAPSED
    ]
    if seen is None:
        return found
    now = state_of(base)
    languages = set(base.modules)
    modules = {_module(name) for kind, name in now if kind in languages}
    known = {_module(name) for kind, name in seen if kind in languages}
    found.new, found.gone = sorted(modules - known), sorted(known - modules)
    for kind, name in sorted(now.keys() | seen.keys()):
        if now.get((kind, name)) == seen.get((kind, name)):
            continue
        if kind not in languages:
            found.shared.append(name)
        elif _module(name) in program.modules["en"] and _module(name) in known:
            found.texts.setdefault(_module(name), []).append(f"{name} ({kind})")
    return found


def _module(name: str) -> str:
    try:
        return module_of(name.partition(".")[0])
    except ValueError:
        return name
