"""Who comes in, and how every answer leaves: for staff of the course alone, kept by no cache, found by no search."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from handrail.i18n import catalog
from handrail.templating import render

from .host import Course, host
from .selection import UnknownError
from .sheet import notices

__all__ = ["MAX_BODY", "POLICY", "RefusedError", "for_facilitators", "page", "t"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""The content security policy of the pages: nothing inline, nobody else's host."""

MAX_BODY = 4000
"""The longest form in bytes; the longest one that fits has fifty codes."""

_FORM = "application/x-www-form-urlencoded"

View = Callable[..., HttpResponse]


class RefusedError(Exception):
    """A form is not taken; carries the status and a reason that repeats nothing of what was sent."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


def t(text: str) -> str:
    """Return a text as it is: the sign for ``make messages`` that it is translated where it is shown."""
    return text


def for_facilitators(view: View) -> View:
    """Give a view its course, for staff of this course. For everybody else the page does not exist.

    Visitors are led to sign in when they read, and refused when they send.
    """

    @wraps(view)
    def guarded(request: HttpRequest, course_id: str, **kwargs: Any) -> HttpResponse:
        return _hardened(_answer(view, request, course_id, kwargs))

    return guarded


def _answer(view: View, request: HttpRequest, course_id: str, kwargs: dict[str, Any]) -> HttpResponse:
    if not request.user.is_authenticated:
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        return _lost(request, 403)
    course: Course | None = None
    try:
        key = CourseKey.from_string(course_id)
        course = host().course(key) if host().is_facilitator(request.user, key) else None
        if course is None:
            return _lost(request, 404)
        if request.method == "POST":
            _check_form(request)
        return view(request, course, **kwargs)
    except (InvalidKeyError, UnknownError):
        return _lost(request, 404, course)
    except RefusedError as refused:
        language = course.language if course else "en"
        return page(request, course, "refused.html", refused.status, reason=catalog(language).gettext(refused.reason))


def _check_form(request: HttpRequest) -> None:
    """Raise ``RefusedError`` for a body that is no short form."""
    if request.content_type != _FORM:
        raise RefusedError(415, t("Send a form."))
    if len(request.body) > MAX_BODY:
        raise RefusedError(413, t("The form is too long."))


def _lost(request: HttpRequest, status: int, course: Course | None = None) -> HttpResponse:
    return page(request, course, "lost.html", status)


def page(request: HttpRequest, course: Course | None, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page of this app.

    Args:
        request: who asks.
        course: its language and name; None for somebody who may not know that there is one.
        template: its name below ``templates/lms/``.
        status: of the answer.
        context: what the template needs beside the course.
    """
    side = host()
    html = render(
        f"lms/{template}",
        course.language if course else "en",
        course=course,
        notices=notices(course) if course else (),
        header=side.header(request, course),
        styles=side.styles(),
        token=get_token(request),
        css=reverse("handrail_lms:asset", args=["group.css"]),
        js=reverse("handrail_lms:asset", args=["group.js"]),
        **context,
    )
    return HttpResponse(html, status=status)


def _hardened(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "same-origin"  # Django wants to see where a form comes from
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    return response
