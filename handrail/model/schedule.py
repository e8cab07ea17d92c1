"""When a group meets, and what an evening is made of, from the check-in to the close."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from annotated_types import Interval, Len
from pydantic import Field as Key
from pydantic import model_validator

from .base import Authored, Misfit, Text

__all__ = ["USUAL_EVENING", "EveningPart", "Schedule"]


class EveningPart(Authored):
    """One part of an evening."""

    part: Literal["check-in", "homework", "session", "break", "practice", "plan", "close", "other"]
    minutes: Annotated[int, Interval(ge=1, le=180)] | None = None
    """How long it takes. The session has none, since each session says so itself; one other part without any takes what is left."""

    name: Text | None = None
    """What this program calls it; ``other`` needs one."""

    names: dict[Literal["es"], Text] = Key(default_factory=dict)
    """Its name in other languages."""

    def name_in(self, language: str) -> str:
        """Return this program's own name of it in a language, else its English one, else nothing."""
        return dict(self.names).get(language, self.name or "")  # type: ignore[call-overload, no-any-return]


USUAL_EVENING = [
    EveningPart(part="check-in", minutes=20),
    EveningPart(part="homework", minutes=15),
    EveningPart(part="session"),
    EveningPart(part="break", minutes=15),
    EveningPart(part="practice"),
    EveningPart(part="plan", minutes=15),
    EveningPart(part="close", minutes=15),
]
"""Three hours with a session of 50 minutes: practice takes what is left."""


class Schedule(Authored):
    """When the group meets."""

    days: list[Text]
    start: Text
    end: Text
    weeks: Annotated[int, Interval(ge=1, le=52)] = 12
    evening: Annotated[list[EveningPart], Len(1, 20)] = Key(default_factory=lambda: list(USUAL_EVENING))
    """What stands around the session, from start to end."""

    @model_validator(mode="after")
    def _the_evening_adds_up(self) -> Self:
        if "evening" not in self.model_fields_set:
            return self
        _check_evening(self.evening)
        fixed, whole = sum(one.minutes or 0 for one in self.evening), self.minutes
        if whole is not None and fixed >= whole:
            msg = f"The parts of the evening take {fixed} minutes without the session; from {self.start} to {self.end} there are {whole}."
            raise Misfit(msg, "evening")
        return self

    @property
    def opens(self) -> int | None:
        """When the evening begins, in minutes since midnight; None where ``start`` is no time such as 18:00."""
        return _time_of(self.start)

    @property
    def minutes(self) -> int | None:
        """How long the evening is, in minutes; None where that cannot be told from ``start`` and ``end``."""
        opens, closes = self.opens, _time_of(self.end)
        return closes - opens if opens is not None and closes is not None and closes > opens else None


def _time_of(told: str) -> int | None:
    hours, _colon, minutes = told.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        return None
    return int(hours) * 60 + int(minutes)


def _check_evening(parts: list[EveningPart]) -> None:
    """Hold the parts of an evening against one another; raise a misfit where it is not clear what is meant."""
    sessions = [place for place, one in enumerate(parts) if one.part == "session"]
    if not sessions:
        msg = 'The evening has no session. Add a part "session", without minutes.'
        raise Misfit(msg, "evening")
    if len(sessions) > 1:
        msg = "The evening has two sessions. Leave one; each session has an evening of its own."
        raise Misfit(msg, "evening", sessions[1])
    rest = [place for place, one in enumerate(parts) if one.minutes is None and one.part != "session"]
    if parts[sessions[0]].minutes is not None:
        msg = "The session has minutes here, yet each session says itself how long it takes. Take them out."
        raise Misfit(msg, "evening", sessions[0], "minutes")
    if len(rest) > 1:
        msg = "Two parts have no minutes, and only one can take what is left of the evening. Give this one minutes."
        raise Misfit(msg, "evening", rest[1])
    for place, one in enumerate(parts):
        if one.part == "other" and not one.name:
            msg = 'A part that is called "other" needs a name.'
            raise Misfit(msg, "evening", place)
