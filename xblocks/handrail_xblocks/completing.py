"""Completion: the one thing that a block tells a platform about a person, and the one handler that participants reach."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from webob import Request, Response
from xblock.core import XBlock

from . import state

if TYPE_CHECKING:
    from .base import HandrailBlock

__all__ = ["CompletionMixin"]

log = logging.getLogger(__name__)


class CompletionMixin:
    """What stands now is read from the platform, what was said is published to it, and read back before it is confirmed."""

    def _completion(self: HandrailBlock) -> float | None:  # type: ignore[misc]
        """Return the present completion, None where the platform cannot tell."""
        try:
            service = self.runtime.service(self, "completion")
            if service is None:
                return None
            usage = self.scope_ids.usage_id
            return float(service.get_completions([usage]).get(usage, 0.0))
        except Exception:
            log.exception("completion of %s", self.scope_ids.usage_id)
            return None

    @XBlock.handler
    def set_state(self: HandrailBlock, request: Request, suffix: str = "") -> Response:  # type: ignore[misc]  # noqa: ARG002 - the platform passes it
        """Record that the signed-in person started, finished or undid this block, and answer with what stands then.

        A value rises unless the request says undo. Where nobody can tell what stands now, "started" might lower it and is
        refused; "done" and "undone" mean the same whatever stood there. What was told is read back before it is said to be
        kept. Nothing else can be told: see :mod:`handrail_xblocks.state`.
        """
        try:
            state.signed_in(self.runtime.service(self, "user"))
            said = state.read_state(request)
            if not self.is_counted:
                raise state.RefusedError(409, "This block is not counted.")
            if not self._is_tracked():
                raise state.RefusedError(409, "Completion is not kept here.")
            present = self._completion()
            if present is None and said == "started":
                raise state.RefusedError(503, "What stands now cannot be read. Try again later.")
            asked = state.VALUES[said]
            if present is None or asked > present or (said == "undone" and present > 0):
                present = self._told(asked)
        except state.RefusedError as refused:
            return state.answer({"error": refused.reason}, refused.status)
        return state.answer({"state": state.word_of(present)})

    def _is_tracked(self: HandrailBlock) -> bool:  # type: ignore[misc]
        """Return whether the platform keeps completion at all: an operator may have switched it off."""
        try:
            service = self.runtime.service(self, "completion")
            return service is not None and service.completion_tracking_enabled() is not False
        except Exception:
            return True  # it cannot say; what was told is read back

    def _told(self: HandrailBlock, asked: float) -> float:  # type: ignore[misc]
        """Publish a completion and return what stands then.

        Raises:
            RefusedError: the platform did not keep it, as when staff look through a participant's eyes, or cannot say.
        """
        try:
            self.emit_completion(asked)
        except Exception as error:
            log.exception("completion of %s", self.scope_ids.usage_id)
            raise state.RefusedError(503, "It could not be kept. Try again later.") from error
        kept = self._completion()
        if kept is None:
            raise state.RefusedError(503, "Whether it was kept cannot be read. Try again later.")
        if kept < asked or (kept and not asked):
            raise state.RefusedError(409, "It was not kept.")
        return kept
