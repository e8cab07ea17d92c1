"""What people did, module by module. No time, no order, no words: done, started or not yet."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from completion.models import BlockCompletion

from handrail.model import DONE, NOT_STARTED
from handrail_xblocks import olx

from .course import LoadedCourse

__all__ = ["block_states", "group_states", "module_state", "module_states"]

Values = dict[str, float]


def block_states(course: LoadedCourse, user: Any) -> Values:
    """Return usage key to completion for one person, in one query."""
    rows = BlockCompletion.objects.filter(user=user, context_key=course.key).values_list("block_key", "completion")
    return {str(key): value for key, value in rows}


def module_state(course: LoadedCourse, sequential: olx.Sequential, values: Values) -> str | None:
    """Return ``done``, ``started`` or ``not yet``; None for a module that is not counted.

    A module is done when its lesson and all its worksheets are. Its check counts as a start, never as missing.
    """
    counted = [str(usage) for usage in course.counted(sequential)]
    if not counted:
        return None
    if all(values.get(usage, NOT_STARTED) >= DONE for usage in counted):
        return "done"
    every = {
        str(course.usages[block.url_name])
        for vertical in sequential.verticals
        for block in vertical.blocks
        if block.url_name in course.usages
    }
    return "started" if any(values.get(usage, NOT_STARTED) > NOT_STARTED for usage in every) else "not yet"


def module_states(course: LoadedCourse, user: Any) -> dict[str, str | None]:
    """Return url_name of a module to its state for one person."""
    values = block_states(course, user)
    return {sequential.url_name: module_state(course, sequential, values) for sequential in course.tree.sequentials()}


def group_states(course: LoadedCourse, users: list[Any]) -> dict[int, dict[str, str | None]]:
    """Return user id to module states for several people, in one query."""
    values: dict[int, Values] = defaultdict(dict)
    rows = BlockCompletion.objects.filter(user__in=users, context_key=course.key).values_list("user_id", "block_key", "completion")
    for user_id, key, value in rows:
        values[user_id][str(key)] = value
    sequentials = list(course.tree.sequentials())
    return {user.pk: {found.url_name: module_state(course, found, values[user.pk]) for found in sequentials} for user in users}
