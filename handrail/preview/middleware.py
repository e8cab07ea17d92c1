"""What holds for every answer of the preview: short requests only, no other host, no frame, no cache of pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse, JsonResponse

from .settings import MAX_BODY

__all__ = ["POLICY", "guard"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of the learning system: nothing inline, nobody else's host."""

_TURN = threading.Lock()
"""Requests that may write come one after the other. SQLite would let them in one by one too, but whoever finds it busy sleeps and
asks again, and with fifty at once somebody asks in vain until the time is up."""


def guard(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that refuses other hosts and long bodies, and sets the headers."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.get_host()  # another name for this computer is refused: a page elsewhere may not read through it
        if _length(request) > MAX_BODY:
            response: HttpResponse = JsonResponse({"error": "The body is too long."}, status=413)
        else:
            _ = request.body  # read now, whole and short: looking for a form's token would use up the stream
            with nullcontext() if request.method in ("GET", "HEAD") else _TURN:
                response = get_response(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin" if request.path.startswith("/learn") else "no-referrer")
        response.headers.setdefault("X-Frame-Options", "DENY")
        if request.path.startswith("/learn"):
            response.headers.setdefault("Content-Security-Policy", POLICY)
            response.headers.setdefault("Cache-Control", "no-store")
        else:  # the site's pages carry their own policy, with the hashes of their scripts
            response.headers.setdefault("Content-Security-Policy", "frame-ancestors 'none'")
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return answer


def _length(request: HttpRequest) -> int:
    """Return how long the body says it is; a length that is no number counts as too long."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return MAX_BODY + 1
