"""What ``handrail new program`` asks, and how each answer is held against what it has to be as it is typed.

| key | stands in | is a sample until it is answered |
|---|---|---|
| ``name``, ``schedule.*``, ``lines.program.*`` | program.yml | yes: participants would meet it |
| ``discreet_name``, ``languages``, ``wheel.*``, ``site_url``, ``lines.warm.*`` | program.yml | no: the curriculum's is fine, or none |
| ``on_call.*`` | program.private.yml | no: paper has a blank line for a pen |
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..editorial import RULES
from ..model import WEEKDAYS, Program, is_exposed, told_time

__all__ = ["QUESTIONS", "AnswerError", "Question", "Setting"]


class AnswerError(ValueError):
    """What was typed does not fit; the message says what would."""


@dataclass(frozen=True)
class Setting:
    """What an answer is held against."""

    base: Program
    """The curriculum's own program: the samples."""

    given: Mapping[str, Any]
    """The answers so far."""

    today: dt.date


@dataclass(frozen=True)
class Question:
    """One thing that is asked."""

    key: str
    ask: str
    read: Callable[[str, Setting], Any]
    """Turns what was typed into a value.

    Raises:
        AnswerError: it does not fit.
    """

    sample: Callable[[Setting], Any] = lambda _setting: None
    """The value without an answer; None writes nothing."""

    marked: bool = False
    """Whether an unanswered one is a sample, which must not reach a participant."""

    private: bool = False
    follows: bool = False
    """Whether an earlier answer may have become impossible by another one: three days in a round of five evenings."""

    needs: str = ""
    """The question without whose answer this one is not asked."""


def _plain(most: int) -> Callable[[str, Setting], str]:
    def read(typed: str, _setting: Setting) -> str:
        text = " ".join(typed.split())
        if len(text) > most or not text.isprintable() or set(text) & set("<>{}[]`|\\\"#"):
            msg = f"Write plain words, {most} letters at the most."
            raise AnswerError(msg)
        return text

    return read


def _discreet(typed: str, setting: Setting) -> str:
    text = _plain(40)(typed, setting)
    rule = RULES["outside-names"].check_program
    tried = setting.base.model_copy(update={"discreet_name": text})
    for found in rule(tried, "", setting.today) if rule else ():
        raise AnswerError(f"{found.message} {found.remedy}")
    return text


def _languages(typed: str, _setting: Setting) -> list[str]:
    found = [word.strip().lower()[:2] for word in re.split(r"[\s,]+", typed) if word]
    if "en" not in found or not set(found) <= {"en", "es"} or len(found) != len(set(found)):
        msg = "Write en, or en es, or es en: the one that comes first opens the site."
        raise AnswerError(msg)
    return found


def _number(typed: str, _setting: Setting) -> str:
    digits = re.sub(r"[\s().+-]", "", typed)
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if not re.fullmatch(r"[2-9]\d{2}[2-9]\d{6}", digits):
        msg = "Write a phone number with its area code, such as 207-555-0147."
        raise AnswerError(msg)
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _variant(typed: str, setting: Setting) -> str:
    known = list(setting.base.wheel.variants)
    if typed.strip() not in known:
        msg = f"Write one of: {', '.join(known)}."
        raise AnswerError(msg)
    return typed.strip()


def _evenings(setting: Setting) -> int:
    variants = setting.base.wheel.variants
    plan = variants.get(str(setting.given.get("wheel.variant")), variants[setting.base.wheel.variant])
    return len(plan.evenings)


def _days(typed: str, setting: Setting) -> list[str]:
    found = [word.strip()[:3].title() for word in re.split(r"[\s,]+", typed) if word]
    if not found or not set(found) <= set(WEEKDAYS) or found != sorted(set(found), key=WEEKDAYS.index):
        msg = "Write days in their order, such as Mon Wed Fri."
        raise AnswerError(msg)
    if len(found) != _evenings(setting):
        msg = f"This round has {_evenings(setting)} evenings a week: name {_evenings(setting)} days."
        raise AnswerError(msg)
    return found


def _sample_days(setting: Setting) -> list[str]:
    count, days = _evenings(setting), list(setting.base.schedule.days)
    return days if len(days) == count else list(WEEKDAYS[:count])


def _time(typed: str, _setting: Setting) -> str:
    found = told_time(typed)
    if found is None:
        msg = "Write a time such as 18:00 or 6 pm."
        raise AnswerError(msg)
    return found


def _end(typed: str, setting: Setting) -> str:
    end = _time(typed, setting)
    start = str(setting.given.get("schedule.start") or setting.base.schedule.start)
    if end <= f"{start:0>5}":
        msg = f"The evening begins at {start}; its end comes after that."
        raise AnswerError(msg)
    return end


def _whole(typed: str, _setting: Setting) -> int:
    if not re.fullmatch(r"\d{1,2}", typed.strip()) or not 1 <= int(typed) <= 52:
        msg = "Write a number from 1 to 52."
        raise AnswerError(msg)
    return int(typed)


def _date(typed: str, setting: Setting) -> str:
    try:
        day = dt.date.fromisoformat(typed.strip())
    except ValueError:
        msg = "Write a day such as 2026-11-30: year, month, day."
        raise AnswerError(msg) from None
    if abs((day - setting.today).days) > 5 * 366:
        msg = f"{day} is more than five years away. Look at the year."
        raise AnswerError(msg)
    return day.isoformat()


def _address(typed: str, _setting: Setting) -> str:
    text = typed.strip()
    if not re.fullmatch(r"https?://[^\s\"'<>?#@]{3,200}", text):
        msg = "Write the whole address, such as https://skills.example.org."
        raise AnswerError(msg)
    if is_exposed(text):
        msg = "Write https://: without it anybody on the way can see and change what people read. No certificate yet? Just press Enter."
        raise AnswerError(msg)
    return text.rstrip("/")


QUESTIONS = (
    Question("name", "What is the program called", _plain(80), lambda s: s.base.name, marked=True),
    Question("discreet_name", "A neutral name for the outside (titles, icons, file names)", _discreet, lambda s: s.base.discreet_name),
    Question("languages", "Languages, the first one opens the site", _languages, lambda s: list(s.base.languages)),
    Question("lines.program.number", "Your own phone line for participants and families", _number, lambda _s: "", marked=True),
    Question("lines.program.hours", "When somebody answers it", _plain(60), lambda _s: "", marked=True),
    Question("lines.warm.number", "A warm line, if you have one", _number),
    Question("lines.warm.hours", "When the warm line answers", _plain(60), needs="lines.warm.number"),
    Question("wheel.variant", "Which round of sessions", _variant, lambda s: s.base.wheel.variant),
    Question("schedule.days", "On which days the group meets", _days, _sample_days, marked=True, follows=True),
    Question("schedule.start", "When an evening begins", _time, lambda s: s.base.schedule.start, marked=True),
    Question("schedule.end", "When it ends", _end, lambda s: s.base.schedule.end, marked=True, follows=True),
    Question("schedule.weeks", "For how many weeks a person comes", _whole, lambda s: s.base.schedule.weeks, marked=True),
    Question("wheel.starts_in_week", "The week of the wheel with which your round begins", _whole, lambda s: s.base.wheel.starts_in_week),
    Question("wheel.began", "The day on which your round began, or will begin", _date),
    Question("site_url", "The address at which the site will stand, if you know it", _address),
    Question("on_call.name", "Who is on call while the group meets (for staff paper only)", _plain(80), private=True),
    Question("on_call.number", "Their number (for staff paper only)", _number, private=True, needs="on_call.name"),
)
