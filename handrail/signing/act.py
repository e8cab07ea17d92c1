"""Signing and taking a signature back: everything is looked at first, and nothing is invented."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..curriculum import Curriculum
from ..model import Translation
from ..problems import Problems, suggestion
from .book import Key, Role, SignOff, write_book
from .gate import named
from .label import MOST_CREDENTIAL, MOST_NAME, is_plain
from .standing import State, standing_of
from .text import SHARED, digest, parts_of, parts_with, words_in

__all__ = ["Sheet", "SigningError", "record", "sheets", "signature", "take_back"]

_KINDS = {"f": "drawings", "w": "sheets", "c": "checks", "d": "slides", "g": "guide"}
_SHARED_KINDS = {"safety": "safety texts", "source": "sources", "exercise": "exercises", "happens": "cases", "words": "glossary"}


class SigningError(Exception):
    """Nothing was signed; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """One text on the table, with what a signature under it would cover."""

    key: Key
    title: str
    parts: dict[str, str]
    words: int
    before: str = ""
    """What is known of the signature that stood there."""

    english: tuple[str, ...] = ()
    """Parts that stand in English in a text of another language."""

    @property
    def hash(self) -> str:
        """The hash of exactly this text."""
        return digest(self.parts)

    @property
    def covers(self) -> str:
        """What it is made of, in words."""
        counts = Counter(_kind(name) for name in self.parts)
        return ", ".join(
            kind if kind in ("front", "guide", "glossary") else f"{count} {kind.removesuffix('s') if count == 1 else kind}"
            for kind, count in counts.items()
        )


def _kind(name: str) -> str:
    head, _dot, rest = name.partition(".")
    if rest or name in _SHARED_KINDS:
        return _SHARED_KINDS.get(head, "shared texts")
    end = name.partition("-")[2]
    return _KINDS.get(end[:1], "sections") if end else name


def sheets(curriculum: Curriculum, problems: Problems, texts: Iterable[str], language: str, role: Role) -> list[Sheet]:
    """Return what would be signed.

    Args:
        curriculum: all of it.
        problems: everything that is wrong with it.
        texts: modules' ids, ``library``, ``emergency``.
        language: the language of the texts.
        role: as what they are signed.

    Raises:
        SigningError: there is no such text, or it has errors.
    """
    if language not in curriculum.languages:
        known = ", ".join(curriculum.languages)
        msg = f'The program has no texts in "{language}". Its languages: {known}.'
        raise SigningError(msg)
    return [_sheet(curriculum, problems, text, language, role) for text in dict.fromkeys(texts)]


def _sheet(curriculum: Curriculum, problems: Problems, text: str, language: str, role: Role) -> Sheet:
    known = curriculum.modules["en"]
    if text not in known and text not in SHARED:
        reason = " A module whose file has errors cannot be signed: handrail check" if problems.errors else ""
        msg = f'There is no "{text}" to sign. {suggestion(text, [*known, *SHARED])}{reason}'
        raise SigningError(msg)
    parts = parts_of(curriculum, text, language)
    if parts is None:
        msg = f"{text} has no {named(language)} text yet. To begin one: handrail new translation {text} {language}"
        raise SigningError(msg)
    module = curriculum.modules[language].get(text)
    paths = {module.path, known[text].path} if module else {f"curriculum/library/{language}"}
    wrong = [found for found in problems.errors if any(found.path.startswith(path) for path in paths)]
    if wrong:
        msg = f"{text} has errors, and what may still change is not signed:\n" + "\n".join(map(str, wrong))
        raise SigningError(msg)
    old = curriculum.signing.book.entries.get(Key(text, language, role))
    before = f"{old.name}, {old.credential}, {old.date}" if old else ""
    if old and role is Role.CLINICIAN and standing_of(curriculum, text, language).state is State.LAPSED:
        before += " (lapsed)"
    title = module.title if module else {"emergency": "The emergency page", "library": "Shared texts and pages"}[text]
    return Sheet(
        Key(text, language, role),
        title,
        parts,
        words_in(curriculum, text, language),
        before,
        tuple(parts_with(module, Translation.MISSING)) if module else (),
    )


def signature(curriculum: Curriculum, sheet: Sheet, name: str, credential: str, date: dt.date) -> SignOff:
    """Return a signature under a text."""
    return SignOff(name=name, credential=credential, program=curriculum.program.id, date=date, text=sheet.hash)


def named_person(name: str, credential: str, date: dt.date, today: dt.date) -> tuple[str, str]:
    """Return a name and a license as they will stand on pages.

    Raises:
        SigningError: one of them is empty, too long, a placeholder, or holds what no name holds; or the day is yet to come.
    """
    for what, text, most in (("name", name, MOST_NAME), ("credential", credential, MOST_CREDENTIAL)):
        if not is_plain(text.strip(), most) or "YOUR" in text:
            msg = (
                f'"{text[:60]}" is no {what}. It stands on every page: write it as on a letterhead, '
                f"on one line, at most {most} letters, without brackets or quotation marks."
            )
            raise SigningError(msg)
    if date > today:
        msg = f"{date} is yet to come. Sign with the day on which the text was read."
        raise SigningError(msg)
    return name.strip(), credential.strip()


def record(curriculum: Curriculum, table: Iterable[Sheet], name: str, credential: str, date: dt.date) -> None:
    """Write signatures.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    assert curriculum.signing.path is not None
    write_book(
        curriculum.signing.path,
        add=[(sheet.key, signature(curriculum, sheet, name, credential, date), sheet.parts) for sheet in table],
    )


def take_back(curriculum: Curriculum, texts: Iterable[str], language: str, role: Role) -> list[tuple[Key, SignOff]]:
    """Remove signatures; return those that went. A text that is gone can still have one.

    Raises:
        SigningError: there is no such signature; nothing was removed.
        OSError: the file cannot be written; it is as it was.
    """
    entries = curriculum.signing.book.entries
    keys = [Key(text, language, role) for text in dict.fromkeys(texts)]
    for key in keys:
        if key not in entries:
            there = sorted({other.text for other in entries if (other.language, other.role) == (language, role)})
            msg = f"Nobody has signed {key.text} ({language}) as {role}. {suggestion(key.text, there)}"
            raise SigningError(msg)
    assert curriculum.signing.path is not None
    write_book(curriculum.signing.path, remove=keys)
    return [(key, entries[key]) for key in keys]
