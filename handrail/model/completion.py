"""Completion: that something was done, never what was written.

One pure function. The browser has a twin (``assets/public/core/completion.js``); both pass tests/fixtures/completion.json.

| activity | done may be said when |
|---|---|
| lesson | at once: the participant presses "I've read this" |
| worksheet | each required field was touched, by any entry or a skip chip; without required fields, at once |
| check | every question was answered, rightly or not |
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from .activity import Activity, Check, Worksheet

__all__ = ["DONE", "NOT_STARTED", "STARTED", "Readiness", "completion_of"]

NOT_STARTED, STARTED, DONE = 0.0, 0.5, 1.0
"""What an LMS is told: the only three values that a block ever writes."""


class Readiness(StrEnum):
    """How far an activity is, by what was touched."""

    NOT_STARTED = "not started"
    STARTED = "started"
    DONE_READY = "done-ready"
    """The participant may now say that it is done. Only a press on the button makes it done."""


def completion_of(activity: Activity | None, touched: Collection[str]) -> Readiness:
    """Return how far an activity is. Touching is all that counts; no answer is looked at.

    Args:
        activity: a worksheet or a check; None stands for a lesson.
        touched: ids of fields (or of questions) with any entry or a skip chip. Ids that the activity does not
            have, as an older version may have left, count for nothing.
    """
    match activity:
        case Worksheet():
            known = {field.id for field in activity.fields}
            required = set(activity.required_ids())
        case Check():
            known = required = {question.id for question in activity.questions}
        case None:
            known = required = set()
    if required <= set(touched):
        return Readiness.DONE_READY
    return Readiness.STARTED if known & set(touched) else Readiness.NOT_STARTED
