"""Forgetting somebody whose account is retired.

The platform's own steps of retirement leave completion where it is. Ours goes with the account: every completion of our
blocks, in every course, and any row of learner state of their types, should some other version have left one.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction

from handrail_xblocks.olx import BLOCK_TYPES

__all__ = ["forget_person"]

log = logging.getLogger(__name__)


def forget_person(sender: Any, user: Any, **kwargs: Any) -> None:  # noqa: ARG001 - a receiver's signature
    """Delete what our blocks let the platform keep of a person. Safe to repeat.

    Args:
        sender: the platform's retirement view.
        user: whose account is retired.
        kwargs: what a later platform may send along.

    Raises:
        django.db.DatabaseError: a row could not be deleted. The platform's step then fails and is run again, as it should be.
    """
    from completion.models import BlockCompletion

    with transaction.atomic():
        BlockCompletion.objects.filter(user=user, block_type__in=BLOCK_TYPES).delete()
        states = _student_modules()
        if states is not None:
            states.objects.filter(student=user, module_type__in=BLOCK_TYPES).delete()
    log.info("completion of a retired account was deleted")


def _student_modules() -> Any:
    """Return the platform's table of learner state, None where there is no such platform."""
    try:
        from lms.djangoapps.courseware.models import StudentModule
    except ImportError:
        return None
    return StudentModule
