"""What can be done in a course, session by session: the list behind "3 of 24 sessions done" and the group page.

The build writes it into the course as JSON, so that a learning system knows the sessions, their order and their topics
without reading lessons. It holds authored names and codes, nothing about anybody.

| a session is | when |
|---|---|
| done | its lesson and all its worksheets are done |
| started | anything of it was started or done, its check too |
| not yet | else |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import BaseModel, ConfigDict

from .base import Text
from .completion import DONE, NOT_STARTED

__all__ = ["Plan", "PlanGroup", "PlanPart", "PlanSession", "State", "state_of_part"]


class State(StrEnum):
    """How far something is. There is no share, no score and no time."""

    NOT_YET = "not-yet"
    STARTED = "started"
    DONE = "done"


class _Written(BaseModel):
    """A part of the plan. A learning system may have an older package than the build: unknown keys are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class PlanPart(_Written):
    """One lesson or activity that can be done."""

    id: Annotated[str, Len(1, 80)]
    """Its ``url_name`` in the course: ``s04-w1``."""

    kind: Literal["lesson", "worksheet", "check"]
    name: Text
    """What it is called on the outside: "Worksheet 1"."""

    @property
    def block_type(self) -> str:
        """The type of its block in a learning system."""
        return f"handrail_{self.kind}"

    @property
    def counts(self) -> bool:
        """Whether its session waits for it."""
        return self.kind != "check"


class PlanSession(_Written):
    """One module that can be done."""

    id: Annotated[str, Len(1, 80)]
    """The ``url_name`` of its subsection: ``s04``."""

    name: Text
    """What it is called on the outside: "Session 4"."""

    title: Text
    """What it is called inside."""

    topics: tuple[str, ...] = ()
    parts: Annotated[tuple[PlanPart, ...], Len(1)]

    def state(self, values: Mapping[str, float]) -> State:
        """Return how far it is.

        Args:
            values: id of a part to its completion, 0 to 1; a part that is not there was not started.
        """
        found = {part.id: values.get(part.id, NOT_STARTED) for part in self.parts}
        waits_for = [part.id for part in self.parts if part.counts] or list(found)
        if all(found[identifier] >= DONE for identifier in waits_for):
            return State.DONE
        return State.STARTED if any(value > NOT_STARTED for value in found.values()) else State.NOT_YET


class PlanGroup(_Written):
    """Sessions that stand together: the first days, a week."""

    id: Annotated[str, Len(1, 80)]
    name: Text
    sessions: tuple[PlanSession, ...]


class Plan(_Written):
    """All sessions of a course in the order in which people meet them."""

    topics: dict[str, str] = {}
    """Code of a topic to its name, in the order in which topics are listed."""

    groups: tuple[PlanGroup, ...]

    def sessions(self) -> Iterator[PlanSession]:
        """Yield every session in order."""
        for group in self.groups:
            yield from group.sessions


def state_of_part(value: float) -> State:
    """Return how far a lesson or activity is by its completion."""
    return State.DONE if value >= DONE else State.STARTED if value > NOT_STARTED else State.NOT_YET
