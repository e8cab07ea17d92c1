"""What things are called on the outside: in titles, outlines, file names, logs. Names there say nothing of a topic."""

from __future__ import annotations

from .i18n import catalog
from .model import WEEKDAYS, Module
from .model.base import OWN_PREFIX

__all__ = ["AUTONYMS", "day_name", "numbered", "session_name", "week_name"]

AUTONYMS = {"en": "English", "es": "Español"}
"""What a language calls itself, as it stands on a button."""

_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
"""Words that the weeks of worksheets have, too (``templates/activities/fields/schedule.html``): they are translated there."""


def session_name(module: Module, language: str) -> str:
    """Return what a module is called on the outside: "Session 4", for the first days "Start 2", for families "Evening 4".

    A program's own has its letters too ("Session X1"), since the curriculum has a Session 1.

    The number is that of its id, which never changes; a module's place in the wheel may.
    """
    _ = catalog(language).gettext
    letters = module.id.rstrip("0123456789")
    number = (letters.upper() if letters.startswith(OWN_PREFIX) else "") + module.id[len(letters) :].lstrip("0")
    word = _("Evening") if module.is_family else _("Start") if module.is_orientation else _("Session")
    return f"{word} {number}"


def week_name(week: int, language: str) -> str:
    """Return what a week of the wheel is called."""
    _ = catalog(language).gettext
    word = _("Week")
    return f"{word} {week}"


def day_name(day: str, language: str) -> str:
    """Return what a day of the program's schedule is called: in English as the program writes it ("Mon"), else in full ("Lunes")."""
    return day if language == "en" or not day else catalog(language).gettext(_DAYS[day[:3]])


def numbered(word: str, index: int, count: int) -> str:
    """Return what one of several things is called: "Worksheet 2"; the only one has no number."""
    return f"{word} {index}" if count > 1 else word
