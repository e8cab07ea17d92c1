"""Deleting one participant's completion of one block, when staff delete "learner state" in Open edX.

The platform deletes its own rows of state; ours is completion, which it would leave behind. It tells a block to clear what
it knows, with the anonymous id of the participant, after it has checked that staff of the course ask.
"""

from __future__ import annotations

import logging
from typing import Any

from opaque_keys.edx.keys import UsageKey

__all__ = ["ClearMixin", "forget_completion"]

log = logging.getLogger(__name__)


class ClearMixin:
    """What the platform calls when staff delete a participant's state of a block."""

    def clear_student_state(self, *, user_id: str, course_id: str, item_id: str, requesting_user_id: str) -> None:  # noqa: ARG002 - the platform's signature
        """Delete the completion of one participant for one block.

        Args:
            user_id: the participant's anonymous id in this course.
            course_id: the course, as text.
            item_id: the block's usage key, as text.
            requesting_user_id: the anonymous id of who asks.

        Raises:
            django.db.DatabaseError: the row could not be deleted.
        """
        try:
            from common.djangoapps.student.models import user_by_anonymous_id
        except ImportError:
            log.warning("%s: there is no platform here that knows people by anonymous ids; nothing was cleared", item_id)
            return
        user = user_by_anonymous_id(user_id)
        if user is not None:
            forget_completion(user, item_id)


def forget_completion(user: Any, item_id: str) -> int:
    """Delete a person's completion of a block.

    Args:
        user: Django's user.
        item_id: the block's usage key, as text.

    Returns:
        How many rows went; 0 where the platform keeps no completion.
    """
    try:
        from completion.models import BlockCompletion
    except ImportError:
        return 0
    usage = UsageKey.from_string(item_id)
    count, _rows = BlockCompletion.objects.filter(user=user, context_key=usage.context_key, block_key=usage).delete()
    return int(count)
