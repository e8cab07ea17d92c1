"""Marking as done what was done on paper, or in group. Done is done: there is no second state, and nothing is ever lowered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from completion.models import BlockCompletion
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from handrail.model import DONE, PlanPart

from .host import Course
from .models import Act
from .roster import usage_of

__all__ = ["MOST_PEOPLE", "SwitchedOffError", "mark"]

MOST_PEOPLE = 50
"""People in one request: more than sit in a room."""


class SwitchedOffError(Exception):
    """The platform keeps no completion: its switch is off."""


def mark(course: Course, actor: Any, people: list[Any], parts: Iterable[PlanPart], cohort: int | None) -> None:
    """Mark lessons and activities as done for people, and note that it was done. Doing it twice changes nothing more.

    Args:
        course: their course.
        actor: the facilitator.
        people: participants of the course.
        parts: parts of its plan.
        cohort: the group that was shown; None for all.

    Raises:
        SwitchedOffError: completion is not kept here. Nothing was changed then.
    """
    usages = {str(usage): usage for usage in (usage_of(course, part) for part in parts)}
    with transaction.atomic():
        rows = BlockCompletion.objects.filter(context_key=course.key, user__in=people, block_key__in=list(usages), completion__gte=DONE)
        done = set(rows.annotate(block=Cast("block_key", CharField())).values_list("user_id", "block"))
        for person in people:
            for name, usage in usages.items():
                if (person.pk, name) not in done:
                    _submit(person, usage)
        about = " ".join(usage.block_id for usage in usages.values())
        Act.objects.create(course_key=course.key, actor=actor, what=Act.What.MARK, about=about[:500], cohort=cohort, people=len(people))


def _submit(person: Any, usage: Any) -> None:
    try:
        BlockCompletion.objects.submit_completion(person, usage, DONE)
    except RuntimeError as error:  # the package's way to say that its switch is off
        raise SwitchedOffError from error
