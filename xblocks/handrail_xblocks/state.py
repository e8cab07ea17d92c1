"""What a browser may tell a block: started, done or undone. Nothing else gets in.

A request is read whole before anything happens; each refusal has its status, and repeats nothing of what was sent.

| status | when |
|---|---|
| 403 | nobody is signed in |
| 405 | not POST |
| 415 | the content type is not JSON: a learning system logs what comes as a form |
| 413 | more than 200 bytes |
| 400 | not exactly ``{"state": "started" | "done" | "undone"}`` |
| 409 | this block is not counted, or the platform keeps no completion (switched off; staff in a participant's place) |
| 503 | ``started``, while the platform cannot tell what stands now: it might be a done; anything that it cannot confirm |
"""

from __future__ import annotations

import json
from typing import Any

from webob import Request, Response

from handrail.model import DONE, NOT_STARTED, STARTED

__all__ = ["MAX_BYTES", "RefusedError", "answer", "read_json", "read_state", "signed_in", "word_of"]

MAX_BYTES = 200
"""The longest body that is read: the longest one that fits has 20 bytes."""

VALUES = {"started": STARTED, "done": DONE, "undone": NOT_STARTED}
"""What a browser says, and the completion that it stands for."""


class RefusedError(Exception):
    """A request is not answered; carries the status and a reason that holds nothing of the request."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


def answer(body: dict[str, Any], status: int = 200) -> Response:
    """Return a JSON response that no cache keeps."""
    response = Response(json.dumps(body), status=status, content_type="application/json", charset="utf-8")
    response.headers["Cache-Control"] = "no-store"
    if status == 405:
        response.headers["Allow"] = "POST"
    return response


def signed_in(user_service: Any) -> Any:
    """Return the learning system's user.

    Raises:
        RefusedError: nobody is signed in. A learning system lets visitors call any handler, so each asks first.
    """
    try:
        user = user_service.get_current_user() if user_service is not None else None
        known = user is not None and user.opt_attrs.get("edx-platform.is_authenticated") is True
    except Exception:  # who cannot be asked for is nobody
        known = False
    if not known:
        raise RefusedError(403, "Sign in first.")
    return user


def read_json(request: Request, limit: int) -> dict[str, Any]:
    """Return the JSON object of a request.

    Raises:
        RefusedError: it is not a POST of one small JSON object without double keys.
    """
    if request.method != "POST":
        raise RefusedError(405, "Use POST.")
    if request.content_type != "application/json":
        raise RefusedError(415, "Send application/json.")
    if (request.content_length or 0) > limit or len(request.body) > limit:
        raise RefusedError(413, "The body is too long.")
    try:
        found = json.loads(request.body.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "The body is not JSON.") from error
    if not isinstance(found, dict):
        raise RefusedError(400, "The body is not a JSON object.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return found


def read_state(request: Request) -> str:
    """Return ``started``, ``done`` or ``undone``.

    Raises:
        RefusedError: the request holds anything else.
    """
    found = read_json(request, MAX_BYTES)
    state = found.get("state")
    if set(found) != {"state"} or not isinstance(state, str) or state not in VALUES:
        raise RefusedError(400, "Send one state: started, done or undone.")
    return state


def word_of(value: float) -> str:
    """Return the word for a completion as the browser library knows it: ``none``, ``started`` or ``done``."""
    return "done" if value >= DONE else "started" if value > NOT_STARTED else "none"
