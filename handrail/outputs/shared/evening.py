"""The whole evening around a session, with the clock: from the check-in to the close."""

from __future__ import annotations

from dataclasses import dataclass

from ...i18n import catalog
from ...model import EveningPart, Schedule

__all__ = ["Slot", "clock_time", "evening_of"]

_LEAST = 10
"""Minutes below which what is left of an evening is not worth a part of its own."""


@dataclass(frozen=True)
class Slot:
    """One part of the evening."""

    part: str
    name: str
    hint: str
    """What happens in it, in a few words; empty for the program's own parts and for the session."""

    begins: int
    """Minutes since the evening's beginning."""

    minutes: int
    at: str
    """When it begins: ``6:35``."""


def clock_time(minutes: int) -> str:
    """Return a time of day as people say it in a room: 18:35 is ``6:35``."""
    return f"{(minutes // 60 - 1) % 12 + 1}:{minutes % 60:02}"


def evening_of(schedule: Schedule, session: int, language: str) -> list[Slot]:
    """Return the parts of an evening with their times; none where the session leaves no room for them.

    Args:
        schedule: when the group meets.
        session: how long the session takes, in minutes.
        language: the reader's.
    """
    left = schedule.minutes - session - sum(one.minutes or 0 for one in schedule.evening)
    if left < 0:
        return []
    names, hints = _words(language)
    slots, begins = [], 0
    for one in schedule.evening:
        minutes = session if one.part == "session" else one.minutes if one.minutes is not None else left
        if minutes < _LEAST and one.minutes is None:
            continue
        name = one.name_in(language) or names.get(one.part, one.part)
        slots.append(Slot(one.part, name, _hint(one, hints), begins, minutes, clock_time(schedule.opens + begins)))
        begins += minutes
    return slots


def _hint(one: EveningPart, hints: dict[str, str]) -> str:
    return "" if one.name else hints.get(one.part, "")


def _words(language: str) -> tuple[dict[str, str], dict[str, str]]:
    _ = catalog(language).gettext
    names = {
        "check-in": _("Check-in"),
        "homework": _("Homework from last time"),
        "session": _("The session"),
        "break": _("Break"),
        "practice": _("Practice group"),
        "plan": _("The next 48 hours"),
        "close": _("Close"),
    }
    hints = {
        "check-in": _("A number from 0 to 10, one good thing, and whether somebody wants to talk. Passing is fine."),
        "homework": _("What did you try? By show of hands and a few answers. No sheet is read."),
        "break": _("Those who want to talk alone, and anyone at 7 or more, find you here. Nobody is asked for a number."),
        "practice": _("Tonight's skill on one real situation each. In pairs, or around the circle."),
        "plan": _("Where, with whom, and how to get home. On the last evening of the week, the weekend."),
        "close": _("One word each. What is said here stays here. Say 988, and where the naloxone is."),
    }
    return names, hints
