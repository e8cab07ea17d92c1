"""The data that modules share: sources, the texts of the library, and the editorial words of a language."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import Field as Key
from pydantic import StringConstraints

from .base import Authored, Id, LocalId, Text
from .wheel import WheelWords

__all__ = [
    "Agreement", "AvoidedWord", "CoverageTopic", "Exercise", "IfThisHappens", "Library", "Person", "Source", "TextBlock", "Words",
]  # fmt: skip


class Source(Authored):
    """A work that a module cites."""

    cite: Text
    short: Text
    url: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s\"'<>]+)?$")] = ""
    checked: Literal["seen", "cited"] = "cited"
    """seen: title and number were seen in a public source; cited: taken from the literature, to be looked up before print."""


class TextBlock(Authored):
    """A titled piece of shared text, Markdown with ``{{ line.NAME }}`` for phone lines."""

    title: Text
    text: Text


class Exercise(Authored):
    """A way to work with a room."""

    title: Text
    minutes: Annotated[int, Interval(ge=1, le=60)]
    how: list[Text]
    watch: Text | None = None


class IfThisHappens(Authored):
    """Something that happens in rooms, and what a facilitator can say and do."""

    when: Text
    say: Text | None = None
    do: Text


class Agreement(Authored):
    """Something that a group promises one another."""

    text: Text
    why: Text


class Person(Authored):
    """A made-up person of stories and filled examples."""

    name: Text
    age: Annotated[int, Interval(ge=1, le=110)]
    about: Text


class CoverageTopic(Authored):
    """Something that a program of this kind is asked to teach, and where it is met."""

    title: Text
    met_by: list[Id] = Key(default_factory=list)
    """Ids of modules, sections or activities."""

    to_come: list[Id] = Key(default_factory=list)
    """Modules that will meet it too, and are not written."""


class Library(Authored):
    """What modules share, in one language."""

    safety: dict[LocalId, TextBlock]
    labels: dict[str, Text]
    exercises: dict[LocalId, Exercise] = Key(default_factory=dict)
    if_this_happens: dict[LocalId, IfThisHappens] = Key(default_factory=dict)
    agreements: dict[LocalId, Agreement] = Key(default_factory=dict)
    people: dict[LocalId, Person] = Key(default_factory=dict)
    essentials: dict[LocalId, TextBlock] = Key(default_factory=dict)
    right_now: dict[LocalId, TextBlock] = Key(default_factory=dict)
    """What to do in the next ten minutes, by what is going on."""

    families: dict[LocalId, TextBlock] = Key(default_factory=dict)
    """What families ask, each answered on their own page."""

    wheel: WheelWords
    pages: dict[LocalId, TextBlock] = Key(default_factory=dict)
    """The words of pages that lead to modules: home, families, help, about."""


class AvoidedWord(Authored):
    """A word to avoid and what to say instead."""

    avoid: Text
    """A regular expression, matched without regard to case."""

    say: Text
    level: Literal["error", "warning"] = "error"
    voices: list[Literal["reader", "slide", "facilitator"]] = Key(default_factory=list)
    """Where it counts; everywhere when empty."""

    unless: str = ""
    """A regular expression: a match inside one of its matches is fine (official names)."""

    source: str = ""


class Words(Authored):
    """The editorial data of one language."""

    avoid: list[AvoidedWord] = Key(default_factory=list)
    claims: list[AvoidedWord] = Key(default_factory=list)
    """Promises and claims that law or honesty forbids."""

    doses: list[Text] = Key(default_factory=list)
    """Regular expressions that find a dose, a taper or a schedule of a medicine."""

    abbreviations: dict[str, Text] = Key(default_factory=dict)
    """Abbreviation to its long form, which must stand on the page before it."""

    outside: list[Text] = Key(default_factory=list)
    """Words that may not stand on the outside: titles, addresses, ids."""

    names: list[Text] = Key(default_factory=list)
    """Proper names and words that the reading grade leaves out."""

    glossary: dict[str, Text] = Key(default_factory=dict)
