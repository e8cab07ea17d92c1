"""People and how far they are: one page of it in the same few queries, however many people a course has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from completion.models import BlockCompletion
from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from handrail.model import DONE, NOT_STARTED, PlanPart, PlanSession, State, state_of_part

from .host import Course, Host
from .people import code_of
from .selection import Selection

__all__ = ["PAGE_SIZE", "Column", "Roster", "Row", "columns_of", "roster", "rows_of", "usage_of"]

PAGE_SIZE = 25
"""People on a page: two groups of the size that programs have."""

_CHUNK = 400
"""People whose completions are read at once, for a list of everybody."""


@dataclass(frozen=True)
class Column:
    """A session, or a part of the one that is shown."""

    id: str
    name: str
    session: PlanSession
    part: PlanPart | None = None

    def state(self, values: Mapping[str, float]) -> State:
        """Return how far somebody is with it."""
        return state_of_part(values.get(self.part.id, NOT_STARTED)) if self.part else self.session.state(values)


@dataclass(frozen=True)
class Row:
    """A person. The account itself is not handed on: a page shows a name or a code, and nothing else of it."""

    code: str
    name: str
    states: list[State]


@dataclass(frozen=True)
class Roster:
    """One page."""

    columns: list[Column]
    rows: list[Row]
    count: int
    """People in all."""

    page: int
    pages: int


def usage_of(course: Course, part: PlanPart) -> Any:
    """Return the usage key of a part's block."""
    return course.key.make_usage_key(part.block_type, part.id)


def columns_of(sessions: Iterable[PlanSession], *, parts: bool) -> list[Column]:
    """Return a column for each session, or for each of their parts."""
    if parts:
        return [Column(part.id, part.name, session, part) for session in sessions for part in session.parts]
    return [Column(session.id, session.name, session) for session in sessions]


def roster(course: Course, host: Host, selection: Selection) -> Roster:
    """Return the page that was asked for; past the last one, the last one."""
    people = _ordered(course, host.people(course.key, selection.cohort.id if selection.cohort else None), selection)
    count = people.count()
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(selection.page, pages)
    columns = columns_of(selection.sessions, parts=selection.session is not None)
    shown = people[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].values_list("pk", "shown")
    return Roster(columns, list(_rows(course, list(shown), columns)), count, page, pages)


def rows_of(course: Course, host: Host, cohort: int | None, columns: list[Column]) -> Iterator[Row]:
    """Yield everybody, by name."""
    people = list(host.people(course.key, cohort).order_by("shown", "pk").values_list("pk", "shown"))
    for start in range(0, len(people), _CHUNK):
        yield from _rows(course, people[start : start + _CHUNK], columns)


def _rows(course: Course, people: list[tuple[int, str]], columns: list[Column]) -> Iterator[Row]:
    values = _values(course, [user_id for user_id, _name in people], columns)
    for user_id, name in people:
        yield Row(code_of(course.key, user_id), name, [column.state(values[user_id]) for column in columns])


def _values(course: Course, people: list[int], columns: list[Column]) -> dict[int, dict[str, float]]:
    """Return person to part to completion, in one query."""
    sessions = {column.session.id: column.session for column in columns}
    parts = {str(usage_of(course, part)): part.id for session in sessions.values() for part in session.parts}
    found: dict[int, dict[str, float]] = defaultdict(dict)
    rows = (
        BlockCompletion.objects.filter(context_key=course.key, block_key__in=list(parts), user_id__in=people, completion__gt=NOT_STARTED)
        .annotate(block=Cast("block_key", CharField()))  # as text: to make a key of each costs more than to read it
        .values_list("user_id", "block", "completion")
    )
    for user_id, block, completion in rows:
        found[user_id][parts[block]] = completion
    return found


def _ordered(course: Course, people: Any, selection: Selection) -> Any:
    match selection.order:
        case "name-back":
            return people.order_by("-shown", "-pk")
        case "open":
            return _with_state(course, people, selection).order_by("far", "shown", "pk")
        case "done":
            return _with_state(course, people, selection).order_by("-far", "shown", "pk")
    return people.order_by("shown", "pk")


def _with_state(course: Course, people: Any, selection: Selection) -> Any:
    """Return people with ``far``: 0 not yet, 1 started, 2 done with the session that is shown. The rule is ``PlanSession.state``'s."""
    session = selection.sessions[0]
    counting = [usage_of(course, part) for part in session.parts if part.counts]
    own = BlockCompletion.objects.filter(user=OuterRef("pk"), context_key=course.key)
    every = own.filter(block_key__in=[usage_of(course, part) for part in session.parts])
    done = own.filter(block_key__in=counting or [usage_of(course, part) for part in session.parts], completion__gte=DONE)
    count = Subquery(done.order_by().values("user").annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return people.annotate(
        number=Coalesce(count, 0),
        far=Case(
            When(number=len(counting) or len(session.parts), then=Value(2)),
            When(Exists(every.filter(completion__gt=NOT_STARTED)), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )
