"""What a facilitator shows and says: the slides of a module, and the guide to its evening."""

from __future__ import annotations

import re
from typing import Annotated

from annotated_types import Interval, Len
from pydantic import Field as Key

from .base import Authored, Id, LocalId, Text, Translation

__all__ = ["Guide", "Slide", "Step", "Stuck"]


class Slide(Authored):
    """One thing on the wall. Its notes are for the facilitator and never stand in the slide file."""

    id: Id
    title: Text
    markdown: str
    notes: str | None = None
    translation: Translation = Translation.ORIGINAL

    def figure_ids(self) -> tuple[str, ...]:
        """Return the ids of the figures it shows, written ``![](#s04-f1)``."""
        return tuple(re.findall(r"!\[[^\]]*\]\(#([a-z0-9-]+)\)", self.markdown))


class Step(Authored):
    """One step of the facilitator's timeline."""

    id: Id
    title: Text
    minutes: Annotated[int, Interval(ge=1, le=90)]
    short: Annotated[int, Interval(ge=0, le=25)] = 0
    """Minutes in the 25-minute cut; 0 leaves the step out."""

    slide: Id | None = None
    exercise: LocalId | None = None
    do: Text
    say: Text | None = None


class Stuck(Authored):
    """A point where groups get stuck on this topic, and a way on."""

    when: Text
    say: Text


class Guide(Authored):
    """The facilitator's evening with this module."""

    id: Id
    aim: Text
    why: Text
    materials: list[Text] = Key(default_factory=list)
    before: Annotated[list[Text], Len(1, 12)]
    """Safety pre-brief: who is on call, what to watch for."""

    newcomer: Text
    timeline: Annotated[list[Step], Len(1, 20)]
    questions: list[Text] = Key(default_factory=list)
    backup: list[Text] = Key(default_factory=list)
    if_this_happens: list[LocalId] = Key(default_factory=list)
    stuck: list[Stuck] = Key(default_factory=list)
    review_homework: Text
    homework: Text
    chart: Text
    next: Text | None = None
    translation: Translation = Translation.ORIGINAL
