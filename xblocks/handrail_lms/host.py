"""The learning system around the group page: who is staff, who takes part, in which group. One door, two sides.

| side | module | chosen by |
|---|---|---|
| Open edX | :mod:`handrail_lms.openedx` | nothing said: the rule |
| the preview | ``handrail.preview.host`` | the setting ``HANDRAIL_HOST`` |
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from markupsafe import Markup

from handrail.model import Plan

__all__ = ["Cohort", "Course", "Host", "host"]


@dataclass(frozen=True)
class Course:
    """A course with a plan, as the group page needs it."""

    key: Any
    """Its ``CourseKey``."""

    name: str
    """What it is called on the outside."""

    language: str
    plan: Plan
    notice: str = ""
    """The sentence that opens every list, as the course brings it; empty: the interface's own."""

    home: str = "/"
    """Address of the course."""


@dataclass(frozen=True)
class Cohort:
    """A group of a course."""

    id: int
    name: str


class Host(Protocol):
    """What a learning system is asked."""

    def course(self, key: Any) -> Course | None:
        """Return a course; None where there is none, or none with sessions that can be done."""

    def is_facilitator(self, user: Any, key: Any) -> bool:
        """Return whether somebody who is signed in is staff of this very course."""

    def cohorts(self, key: Any) -> list[Cohort]:
        """Return the groups of a course by name; none, where it has no groups."""

    def own_cohort(self, user: Any, key: Any) -> int | None:
        """Return the id of the group in which a facilitator is."""

    def people(self, key: Any, cohort: int | None) -> Any:
        """Return the participants of a course, or of one of its groups, as a query set of users without staff.

        Each has ``shown``: the name under which staff know the person.
        """

    def session_url(self, key: Any, session: str) -> str:
        """Return the address of a session in the course."""

    def header(self, request: HttpRequest, course: Course | None) -> Markup:
        """Return what stands above every page."""

    def styles(self) -> list[str]:
        """Return addresses of style sheets for that."""


@cache
def _made(path: str) -> Host:
    made: Host = import_string(path)()
    return made


def host() -> Host:
    """Return the learning system in which this process runs."""
    return _made(getattr(settings, "HANDRAIL_HOST", "handrail_lms.openedx.OpenEdx"))
