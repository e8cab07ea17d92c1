"""``signoff.yml``: who has checked which text, in version control beside the program.

::

    s04:
      en:
        clinician:
          name: ...
          credential: ...
          program: riverside
          date: 2026-11-22
          text: 5b1f...
          parts: front:3c90... s04-1:77ab...

``text`` is the hash of everything that was signed, ``parts`` says which part changed when it does not fit any more. A signature
counts for the program whose id it names. Nothing here is cryptography: it is a statement, and version control says who made it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from ..authored import marked_of
from ..markdown.marked_yaml import Marked
from ..markdown.validation import validate
from ..model import Authored
from ..problems import Problems
from ..together import write_together
from .label import MOST_CREDENTIAL, MOST_NAME, is_plain

__all__ = ["FILE", "Book", "Entry", "Key", "Role", "SignOff", "read_book", "write_book"]

FILE = "signoff.yml"

_HEAD = """\
# Who has checked which text. Written by `handrail sign`. What is changed here by hand is nobody's signature.
"""


class Role(StrEnum):
    """As what somebody checked a text. A clinician alone lifts "Draft"; the others are kept, and told by ``handrail status``."""

    CLINICIAN = "clinician"
    PEER = "peer"
    """Somebody who has been there."""

    FAMILY = "family"
    TRANSLATOR = "translator"


@dataclass(frozen=True, order=True)
class Key:
    """What is signed, in which language, as what."""

    text: str
    """A module's id, or ``library`` or ``emergency``."""

    language: str
    role: Role = Role.CLINICIAN


class SignOff(Authored):
    """One signature."""

    name: str
    credential: str
    program: str
    """The id of the program that it was given for."""

    date: dt.date
    text: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    """The hash of exactly the text that was signed."""

    parts: str = ""
    """Each part of that text with the beginning of its hash."""

    @field_validator("name")
    @classmethod
    def _a_name(cls, value: str) -> str:
        return _plain(value, MOST_NAME)

    @field_validator("credential")
    @classmethod
    def _a_credential(cls, value: str) -> str:
        return _plain(value, MOST_CREDENTIAL)

    def changed(self, parts: Mapping[str, str]) -> list[str]:
        """Return the parts that are not what they were when this was signed, also those that came or went."""
        then = dict(word.rsplit(":", 1) for word in self.parts.split() if ":" in word)
        return [name for name in {**then, **parts} if parts.get(name, "")[:_SHORT] != then.get(name, "")]


_SHORT = 12
"""So much of a part's hash is kept: it tells parts apart, and guards nothing."""


def _plain(value: str, most: int) -> str:
    if not is_plain(value, most):
        msg = f'"{value[:40]}" is not a name or a license on one plain line of at most {most} letters.'
        raise ValueError(msg)
    return value


Entry = tuple[Key, SignOff]


@dataclass(frozen=True)
class Book:
    """Every signature of a program."""

    entries: Mapping[Key, SignOff] = field(default_factory=dict)

    def of(self, text: str, language: str) -> SignOff | None:
        """Return the clinician's signature under a text, whether or not it still fits."""
        return self.entries.get(Key(text, language))


def read_book(path: Path, name: str, problems: Problems) -> Book:
    """Read the signatures; a file that is not there holds none.

    Args:
        path: the file.
        name: how problems call it.
        problems: everything that does not fit is added here.
    """
    if not path.is_file():
        return Book()
    marked = marked_of(path, name, "The file of sign-offs", problems)
    return Book(dict(_entries(marked, name, problems))) if marked else Book()


def _entries(marked: Marked, path: str, problems: Problems) -> Iterator[Entry]:
    for text, language, role, data in _leaves(marked, path, problems):
        loc = (text, language, role)
        if role not in set(Role):
            problems.add(path, marked.line_of(loc), f'"{role}" is not known here.', f"Known here: {', '.join(Role)}.")
            continue
        part = Marked(data, {at[3:]: line for at, line in marked.lines.items() if at[:3] == loc})
        found = validate(SignOff, part, path, problems, what=f"signature under {text} ({language})", extra={"line": marked.line_of(loc)})
        if found is not None:
            yield Key(text, language, Role(role)), found


def _leaves(marked: Marked, path: str, problems: Problems) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for text, languages in marked.data.items():
        for language, roles in _keys(languages):
            for role, data in _keys(roles):
                if isinstance(data, dict):
                    yield text, language, role, data
                    continue
                problems.add(path, marked.line_of((text, language, role)), "A signature is missing here.", _AGAIN)
            if not isinstance(roles, dict):
                problems.add(path, marked.line_of((text, language)), "A signature is missing here.", _AGAIN)
        if not isinstance(languages, dict):
            problems.add(path, marked.line_of((text,)), "A signature is missing here.", _AGAIN)


_AGAIN = "Take the file from version control, or remove this key and sign again."


def _keys(value: object) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


def write_book(path: Path, *, add: Iterable[tuple[Key, SignOff, Mapping[str, str]]] = (), remove: Iterable[Key] = ()) -> None:
    """Add and remove signatures; comments and everything else in the file stay.

    Args:
        path: the file, which need not be there yet. It was read without a problem before.
        add: key, signature, and the parts of the text with their hashes.
        remove: keys whose signature goes.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 110
    yaml.representer.ignore_aliases = lambda *_: True  # two signatures of one day are two dates
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    data = yaml.load(text) or CommentedMap()
    for key, signed, parts in add:
        under = data.setdefault(key.text, CommentedMap()).setdefault(key.language, CommentedMap())
        kept = " ".join(f"{name}:{mark[:_SHORT]}" for name, mark in parts.items())
        values = {"name": signed.name, "credential": signed.credential, "program": signed.program, "date": signed.date, "text": signed.text}
        under[str(key.role)] = CommentedMap({**values, "parts": kept})
    for key in remove:
        _drop(data, [key.text, key.language, str(key.role)])
    out = StringIO()
    if data:
        yaml.dump(data, out)
    head = "" if text.lstrip().startswith("#") else _HEAD
    write_together({path: head + (out.getvalue() if data else _comments(text))})


def _drop(data: Any, loc: list[str]) -> None:
    """Remove a key, and what is empty above it then."""
    if loc[0] not in data:
        return
    if len(loc) > 1:
        _drop(data[loc[0]], loc[1:])
    if len(loc) == 1 or not data[loc[0]]:
        del data[loc[0]]


def _comments(text: str) -> str:
    """Return the comments of a file that holds nothing else now."""
    return "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))
