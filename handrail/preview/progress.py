"""What one person did, session by session. No time, no order, no words: done, started or not yet."""

from __future__ import annotations

from typing import Any

from completion.models import BlockCompletion

from handrail.model import State

from .course import LoadedCourse

__all__ = ["block_states", "session_states"]

Values = dict[str, float]


def block_states(course: LoadedCourse, user: Any) -> Values:
    """Return usage key to completion for one person, in one query."""
    rows = BlockCompletion.objects.filter(user=user, context_key=course.key).values_list("block_key", "completion")
    return {str(key): value for key, value in rows}


def session_states(course: LoadedCourse, user: Any) -> dict[str, State]:
    """Return id of a session to its state for one person. What is not counted is not there."""
    if course.plan is None:
        return {}
    rows = BlockCompletion.objects.filter(user=user, context_key=course.key).values_list("block_key", "completion")
    values = {key.block_id: value for key, value in rows}
    return {session.id: session.state(values) for session in course.plan.sessions()}
