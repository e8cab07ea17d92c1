"""How a text stands to its sign-off, and the label that a page of several texts carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Module, Translation
from .book import Book, SignOff
from .label import Label, Signer, ended
from .text import digest, parts_of, parts_with

if TYPE_CHECKING:
    from ..curriculum import Curriculum

__all__ = ["ALL", "Signing", "Standing", "State", "label_of", "standing_of"]

ALL = ""
"""The key of a reason that is given for everything."""


class State(StrEnum):
    """What a signature under a text is worth today."""

    SIGNED = "signed"
    LAPSED = "lapsed"
    """The text is not the one that was signed."""

    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Standing:
    """A text and its signature."""

    state: State
    signed: SignOff | None = None
    changed: tuple[str, ...] = ()
    """The parts that changed since it was signed."""


@dataclass(frozen=True)
class Signing:
    """What a curriculum knows of signatures."""

    path: Path | None = None
    """Where they are kept."""

    book: Book = field(default_factory=Book)
    waived: Mapping[str, str] = field(default_factory=dict)
    """Text to the reason why it reaches participants unsigned; under :data:`ALL` for whatever has none of its own."""

    known: dict[tuple[str, str], Standing] = field(default_factory=dict, compare=False, repr=False)
    """What was found out already."""

    def reason_for(self, text: str) -> str:
        """Return why an unsigned text is shown, or nothing."""
        return self.waived.get(text) or self.waived.get(ALL, "")


def standing_of(curriculum: Curriculum, text: str, language: str) -> Standing:
    """Return how a text stands to the clinician's signature under it.

    Args:
        curriculum: all of it.
        text: a module's id, ``library`` or ``emergency``.
        language: the language of the text.
    """
    known, key = curriculum.signing.known, (text, language)
    if key not in known:
        known[key] = _standing(curriculum, text, language)
    return known[key]


def _standing(curriculum: Curriculum, text: str, language: str) -> Standing:
    signed = curriculum.signing.book.of(text, language)
    if signed is None:
        return Standing(State.UNSIGNED)
    parts = parts_of(curriculum, text, language)
    if parts is None:
        return Standing(State.LAPSED, signed)
    if signed.program != curriculum.program.id:
        return Standing(State.LAPSED, signed, ("program",))
    if digest(parts) == signed.text:
        return Standing(State.SIGNED, signed)
    return Standing(State.LAPSED, signed, tuple(signed.changed(parts)))


def label_of(curriculum: Curriculum, language: str, *texts: Module | str) -> Label:
    """Return what a page says of itself. It is signed when every text on it is.

    Args:
        curriculum: all of it.
        language: the reader's, in which the label speaks.
        texts: what stands on the page: modules (in the language of their text), ``library``, ``emergency``.
    """
    keys = [(text.id, text.language) if isinstance(text, Module) else (text, language) for text in texts]
    gap = _gap(curriculum, language, texts)
    found: list[SignOff] = []
    for key in keys:
        standing = standing_of(curriculum, *key)
        if standing.state is not State.SIGNED or standing.signed is None:
            break
        found.append(standing.signed)
    if found and len(found) == len(keys):
        signers = dict.fromkeys(Signer(signed.name, signed.credential) for signed in found)
        return Label(language, tuple(signers), curriculum.program.name, max(signed.date for signed in found).isoformat(), gap=gap)
    reasons = dict.fromkeys(
        curriculum.signing.reason_for(key[0]) for key in keys if standing_of(curriculum, *key).state is not State.SIGNED
    )
    return Label(language, reason=" ".join(ended(reason) for reason in reasons if reason), gap=gap)


def _gap(curriculum: Curriculum, language: str, texts: Iterable[Module | str]) -> str:
    """Return why something on a page is not in its language; nothing where all of it is."""
    reason = curriculum.signing.waived.get(language, "")
    if not reason:
        return ""
    whole = len(curriculum.modules.get(language, {})) == len(curriculum.modules["en"])
    lacks = (
        bool(parts_with(text, Translation.MISSING)) or text.language != language if isinstance(text, Module) else not whole
        for text in texts
    )
    return reason if any(lacks) else ""
