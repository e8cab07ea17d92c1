"""A program: one clinic's use of the curriculum."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import Field as Key
from pydantic import StringConstraints, model_validator

from .address import Encrypted
from .base import Authored, LocalId, Misfit, Text
from .schedule import Schedule
from .wheel import LANES, Essential, Variant, Wheel

__all__ = ["STALE_DAYS", "Course", "Line", "Program"]

STALE_DAYS = 90
"""For how many days a phone line is shown after the day on which somebody last looked at it."""

_AGELESS = frozenset({"911", "988"})
"""Set by federal law (47 U.S.C. 251(e)): what is shown when all else is stale."""


LocalName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
"""A part of a course key."""


Sampled = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_-]*(\.[a-z][a-z0-9_-]*)*$", max_length=80)]
"""The place of a value in this file: ``wheel.began``."""


class Line(Authored):
    """A phone line. Unset numbers print a blank line for a pen, and are never dialed."""

    name: Text
    names: dict[Literal["es"], Text] = Key(default_factory=dict)
    """Its name in other languages."""

    number: Annotated[str, StringConstraints(pattern=r"^(\d{3}|(1-)?\d{3}-\d{3}-\d{4})?$")] = ""
    press: dict[Literal["es"], str] = Key(default_factory=dict)
    """What to press for a language."""

    text: str = ""
    """Number, or word and number, for a text message."""

    hours: str = ""
    hours_told: dict[Literal["es"], str] = Key(default_factory=dict)
    """When it answers, in other languages."""

    notes: str = ""
    source: str = ""
    as_of: dt.date | None = None
    local: bool = False
    """A line of this program: has no public source."""

    def name_in(self, language: str) -> str:
        """Return the line's name in a language, else its English name."""
        return dict(self.names).get(language, self.name)  # type: ignore[call-overload, no-any-return]

    def hours_in(self, language: str) -> str:
        """Return when the line answers, in a language, else in English."""
        return dict(self.hours_told).get(language, self.hours)  # type: ignore[call-overload, no-any-return]

    @property
    def href(self) -> str:
        """The ``tel:`` address, or nothing for an unset number."""
        digits = "".join(char for char in self.number if char.isdigit())
        return f"tel:{digits}" if digits else ""

    @property
    def ages(self) -> bool:
        """Whether it can be reached, by anything but a national short number: then somebody has to look at it again and again."""
        reached_by = self.number or self.text
        return bool(reached_by) and reached_by not in _AGELESS

    def is_stale(self, today: dt.date, edition: dt.date | None = None) -> bool:
        """Return whether somebody last looked at it too long ago. Without any day it counts as old.

        Args:
            today: the day by which it is judged.
            edition: the day of the program's data, for a line without a day of its own.
        """
        seen = self.as_of or edition
        return self.ages and (seen is None or (today - seen).days > STALE_DAYS)


class Named(Authored):
    """What sessions are grouped by, such as a track, as it is called on a list: a name alone, or one for each language."""

    name: Text
    names: dict[Literal["es"], Text] = Key(default_factory=dict)
    """Its name in other languages."""

    @model_validator(mode="before")
    @classmethod
    def _a_name_alone(cls, data: object) -> object:
        return {"name": data} if isinstance(data, str) else data

    def name_in(self, language: str) -> str:
        """Return its name in a language, else its English name."""
        return dict(self.names).get(language, self.name)  # type: ignore[call-overload, no-any-return]


class Course(Authored):
    """How the Open edX course is called. Neutral: it stands in addresses and logs."""

    org: LocalName
    number: LocalName
    run: LocalName
    start: dt.date
    end: dt.date
    family_modules: bool = False


class Program(Authored):
    """One clinic's use of the curriculum."""

    id: LocalId
    """Under which a browser keeps this program's answers, apart from others'. It never changes."""

    name: Text
    sample: bool = False
    """A sample never prints a local number as if it were real."""

    samples: list[Sampled] = Key(default_factory=list)
    """Keys whose values are still the sample's, such as ``schedule`` or ``lines.program``: they must not reach a participant."""

    discreet_name: Annotated[Text, StringConstraints(max_length=40)] = "Skills Course"
    """What stands where a stranger may look: in titles, on covers, in the names of files."""

    edition: dt.date
    languages: Annotated[list[Literal["en", "es"]], Len(1)] = ["en"]
    site_url: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s\"'<>?#@/]+(/[^\s\"'<>?#]*)?)?$"), Encrypted] = ""
    """Where the site is reached; with it, paper and the last slide carry codes and addresses."""

    keep_work_in: Literal["site", "lms"] = "site"
    """Where people fill in their sheets: answers live in one place. The other one reads, prints, and leads there. A course leads
    to the site only when ``site_url`` says where that is."""

    lms_url: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s\"'<>?#@/]+(/[^\s\"'<>]*)?)?$"), Encrypted] = ""
    """Where the learning system is reached; with it, the site and printed codes lead to sheets that are kept there."""

    course: Course
    schedule: Schedule
    tracks: dict[LocalId, Named]
    problems: dict[LocalId, Named] = Key(default_factory=dict)
    lines: dict[LocalId, Line]
    wheel: Wheel = Wheel(variant="twelve-weeks", variants={"twelve-weeks": Variant(evenings=list(LANES))})
    """Without one: each module stands in the week and lane that it names itself."""

    essentials: dict[LocalId, Essential] = Key(default_factory=dict)
    """The first ten days, step by step; their words stand in the library."""

    @property
    def scope(self) -> str:
        """Where a browser keeps this program's answers; a hash, since it stands in the names of databases."""
        return hashlib.sha256(self.id.encode()).hexdigest()[:8]

    def folder_of(self, language: str) -> str:
        """Return where a language's pages stand below the site's root: the program's first language fills the root itself."""
        return "" if language == self.languages[0] else f"{language}/"

    def page_of(self, module: str, language: str) -> str:
        """Return the address of a module's page on the site; empty while nobody has said where the site is."""
        site = self.site_url.rstrip("/")
        return f"{site}/{self.folder_of(language)}{module}/" if site else ""

    def course_page_of(self, module: str) -> str:
        """Return the address of a module in the course; empty while nobody has said where the learning system is."""
        key = f"course-v1:{self.course.org}+{self.course.number}+{self.course.run}"
        return f"{self.lms_url.rstrip('/')}/courses/{key}/jump_to_id/{module}" if self.lms_url else ""

    def work_of(self, module: str, language: str, *, family: bool = False) -> str:
        """Return the address where a module's sheets are filled in, or empty. Families' sheets are always the site's.

        Args:
            module: its id.
            language: the reader's.
            family: whether it belongs to the family lane.
        """
        in_course = self.keep_work_in == "lms" and not family
        return self.course_page_of(module) if in_course else self.page_of(module, language)

    @model_validator(mode="after")
    def _english_is_there(self) -> Self:
        if "en" not in self.languages:
            msg = 'The languages lack "en": every module takes its structure from the English.'
            raise Misfit(msg, "languages")
        return self

    @model_validator(mode="after")
    def _sample_lines_have_no_number(self) -> Self:
        for place, key in enumerate(self.samples):
            line = self.lines.get(key.removeprefix("lines."))
            if key.startswith("lines.") and line is not None and (line.number or line.text):
                msg = f'"{key}" stands under samples and has a number: take one of the two away, since nobody may dial a sample.'
                raise Misfit(msg, "samples", place)
        return self
