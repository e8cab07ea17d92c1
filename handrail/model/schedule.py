"""When a group meets, and what an evening is made of, from the check-in to the close."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from annotated_types import Interval, Len
from pydantic import BeforeValidator, model_validator
from pydantic import Field as Key

from .base import Authored, Misfit, Text

__all__ = ["USUAL_EVENING", "WEEKDAYS", "EveningPart", "Schedule", "told_time"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""How days of the week begin, as program files and the pages that count days call them."""

_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_SPOKEN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?")


def told_time(told: str) -> str | None:
    """Return a time as it may be said, such as ``6 pm`` or ``18.00``, as program files have it: ``18:00``. None: it is no time."""
    found = _SPOKEN.fullmatch(told.strip().lower())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 24
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _time(told: object) -> object:
    """Refuse what is no time of day; from a number in YAML (18.00) to words (after work)."""
    if not isinstance(told, str) or not _TIME.fullmatch(told.strip()) or told_time(told) is None:
        msg = f'"{told}" is no time of day. Write hours from 0 to 23, a colon and two digits: "{told_time(str(told)) or "18:00"}".'
        raise Misfit(msg)
    return told


def _day(told: object) -> object:
    """Refuse what is no day: pages that know tonight's session look for these letters."""
    if not isinstance(told, str) or told.strip()[:3] not in WEEKDAYS or " " in told.strip():
        msg = f'"{told}" is no day of the week. Write {", ".join(WEEKDAYS[:-1])} or {WEEKDAYS[-1]}.'
        raise Misfit(msg)
    return told


Time = Annotated[Text, BeforeValidator(_time)]
"""A time of day, with 24 hours: ``18:00``."""

Day = Annotated[Text, BeforeValidator(_day)]
"""A day of the week, in English: ``Mon``."""


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

    days: Annotated[list[Day], Len(1, 7)]
    start: Time
    end: Time
    weeks: Annotated[int, Interval(ge=1, le=52)] = 12
    evening: Annotated[list[EveningPart], Len(1, 20)] = Key(default_factory=lambda: list(USUAL_EVENING))
    """What stands around the session, from start to end."""

    @model_validator(mode="after")
    def _no_day_is_named_twice(self) -> Self:
        for place, day in enumerate(self.days):
            if day[:3] in {other[:3] for other in self.days[:place]}:
                msg = f'The day "{day}" is named twice. Take one of them out.'
                raise Misfit(msg, "days", place)
        return self

    @model_validator(mode="after")
    def _the_evening_adds_up(self) -> Self:
        fixed, whole = sum(one.minutes or 0 for one in self.evening), self.minutes
        if whole <= 0:
            msg = f'The evening begins at {self.start} and ends at {self.end}. Write an end that is later on the same day, such as "21:00".'
            raise Misfit(msg, "end")
        if "evening" not in self.model_fields_set:
            return self
        _check_evening(self.evening)
        if fixed >= whole:
            msg = f"The parts of the evening take {fixed} minutes without the session; from {self.start} to {self.end} there are {whole}."
            raise Misfit(msg, "evening")
        return self

    @property
    def opens(self) -> int:
        """When the evening begins, in minutes since midnight."""
        return _minutes(self.start)

    @property
    def minutes(self) -> int:
        """How long the evening is, in minutes."""
        return _minutes(self.end) - self.opens


def _minutes(told: str) -> int:
    hours, _colon, minutes = told.partition(":")
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
