"""What a facilitator asked to see: which group, which sessions, in which order, which page.

| key | is | when it is missing |
|---|---|---|
| ``cohort`` | id of a group, or ``all`` | the facilitator's own group, else all |
| ``show`` | id of a week (or the first days), or of a session | the first week |
| ``order`` | ``name``, ``name-back``; for a session also ``open`` (not yet first), ``done`` (done first) | ``name`` |
| ``page`` | from 1 | 1 |

There is no order by how much somebody did: that would be a ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from handrail.model import PlanGroup, PlanSession

from .host import Cohort, Course, Host

__all__ = ["KEYS", "ORDERS", "Selection", "UnknownError", "select"]

KEYS = ("cohort", "show", "order", "page")
ORDERS = ("name", "name-back", "open", "done")

_LAST_PAGE = 100_000


class UnknownError(Exception):
    """The course has no such group, week, session or order."""


@dataclass(frozen=True)
class Selection:
    """A view of the group page."""

    cohorts: list[Cohort]
    cohort: Cohort | None
    group: PlanGroup
    session: PlanSession | None
    """One session with its parts; None shows all sessions of the group."""

    order: str
    page: int

    @property
    def query(self) -> str:
        """Return this view as the query of an address. Nothing in it names a person."""
        return urlencode(self.fields)

    @property
    def fields(self) -> dict[str, str]:
        """Return this view as the fields of a form."""
        return {
            "cohort": str(self.cohort.id) if self.cohort else "all",
            "show": self.session.id if self.session else self.group.id,
            "order": self.order,
            "page": str(self.page),
        }

    @property
    def sessions(self) -> tuple[PlanSession, ...]:
        """The sessions that are shown."""
        return (self.session,) if self.session else self.group.sessions

    def at(self, page: int) -> Selection:
        """Return the same view, another page."""
        return replace(self, page=page)

    def of(self, session: PlanSession) -> Selection:
        """Return one session of this view."""
        return replace(self, session=session, page=1)

    @property
    def whole_group(self) -> Selection:
        """All sessions of the week in which this view is."""
        return replace(self, session=None, page=1, order=self.order if self.order in ("name", "name-back") else "name")


def select(course: Course, host: Host, user: Any, asked: Mapping[str, str]) -> Selection:
    """Return the view that a request asks for.

    Raises:
        UnknownError: it asks for something that this course does not have.
    """
    cohorts = host.cohorts(course.key)
    group, session = _shown(course, asked.get("show", ""))
    order = asked.get("order") or "name"
    if order not in ORDERS:
        raise UnknownError
    if session is None and order not in ("name", "name-back"):
        order = "name"
    cohort = _cohort(course, host, user, cohorts, asked.get("cohort", ""))
    return Selection(cohorts, cohort, group, session, order, _page(asked.get("page", "")))


def _shown(course: Course, asked: str) -> tuple[PlanGroup, PlanSession | None]:
    for group in course.plan.groups:
        if asked in ("", group.id):
            return group, None
        for session in group.sessions:
            if session.id == asked:
                return group, session
    raise UnknownError


def _cohort(course: Course, host: Host, user: Any, cohorts: list[Cohort], asked: str) -> Cohort | None:
    if not asked:
        own = host.own_cohort(user, course.key) if cohorts else None
        return next((cohort for cohort in cohorts if cohort.id == own), None)
    if asked == "all":
        return None
    for cohort in cohorts:
        if str(cohort.id) == asked:
            return cohort
    raise UnknownError


def _page(asked: str) -> int:
    if not asked:
        return 1
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 6 and 1 <= int(asked) <= _LAST_PAGE):
        raise UnknownError
    return int(asked)
