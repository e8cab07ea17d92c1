"""The wheel: which session stands in which week. People join in any week, so it has no first session."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from annotated_types import Interval, Len
from pydantic import Field as Key
from pydantic import model_validator

from .base import Authored, Id, LocalId, Misfit, Text

__all__ = ["LANES", "Essential", "Variant", "Wheel", "WheelWords"]

LANES = ("A", "B", "C")
"""The sessions of a week."""


class Variant(Authored):
    """One way of going round: how many evenings a week, and what stands on each."""

    evenings: Annotated[list[Text], Len(1, 7)]
    """The evenings of a week in their order: a lane (A, B, C), or the key of another kind of evening."""

    weeks: list[Annotated[list[Id], Len(1, 3)]] = Key(default_factory=list)
    """Week by week the modules of lanes A, B and C; empty: each module stands in the week and lane that it names itself."""

    @model_validator(mode="after")
    def _sessions_have_a_lane(self) -> Self:
        lanes = [evening for evening in self.evenings if evening in LANES]
        if not lanes or lanes != sorted(set(lanes)):
            told = ", ".join(lanes) or "none"
            msg = f"The evenings need lanes, once each and in the order {', '.join(LANES)}; here stand {told}."
            raise Misfit(msg, "evenings")
        if self.weeks and lanes != list(LANES[: len(lanes)]):
            told = ", ".join(lanes)
            msg = f"The sessions of a week stand in lanes A, B, C from the first on; the evenings have {told}: one would be lost."
            raise Misfit(msg, "evenings")
        seen: set[str] = set()
        for number, week in enumerate(self.weeks):
            if len(week) > len(lanes):
                msg = f"Week {number + 1} has {len(week)} sessions, the evenings have {len(lanes)} lanes."
                raise Misfit(msg, "weeks", number)
            for place, module in enumerate(week):
                if module in seen:
                    msg = f'"{module}" stands in the wheel twice.'
                    raise Misfit(msg, "weeks", number, place)
                seen.add(module)
        return self


class Wheel(Authored):
    """A program's round of sessions."""

    variant: LocalId
    """Which of the variants this program runs."""

    starts_in_week: Annotated[int, Interval(ge=1, le=52)] = 1
    """The week of the wheel with which this program's own round begins."""

    began: dt.date | None = None
    """The day on which the program's round began for the first time: with it, the site's home page knows tonight's session."""

    variants: Annotated[dict[LocalId, Variant], Len(1)]
    to_come: list[Id] = Key(default_factory=list)
    """Modules that stand in a variant and are not written yet: their evenings are shown as open."""

    @model_validator(mode="after")
    def _the_variant_is_there(self) -> Self:
        if self.variant not in self.variants:
            msg = f'There is no variant "{self.variant}": there are {", ".join(self.variants)}.'
            raise Misfit(msg, "variant")
        return self


class WheelWords(Authored):
    """What the parts of the wheel are called, in one language."""

    title: Text
    text: Text
    open: Text
    """What stands on an evening whose session is not written yet."""

    variants: dict[LocalId, Text]
    evenings: dict[LocalId, Text] = Key(default_factory=dict)
    """Kinds of evenings beside the lanes."""

    themes: dict[LocalId, list[Text]] = Key(default_factory=dict)
    """Variant to the themes of its weeks; a variant without its own takes those of the one whose weeks it shares."""


class Essential(Authored):
    """One step of the first ten days: a few minutes with a part of a module, on paper or with staff."""

    minutes: Annotated[int, Interval(ge=1, le=30)]
    parts: Annotated[list[Annotated[str, Len(2, 80)]], Len(1, 8)]
    """Ids of sections, worksheets and fields (``or2-3``, ``s04-w1``, ``s04-w1.pick``), or ``safety.KEY`` for a shared safety text."""

    with_staff: bool = False
