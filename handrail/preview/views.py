"""Pages of the preview's learning system: who are you, the outline, a unit; and the door to handlers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import UsageKey
from webob import Request
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage

from handrail.model import State
from handrail.templating import render

from .course import LoadedCourse
from .people import DEMO_PEOPLE, person
from .progress import block_states, session_states
from .runtime import PreviewRuntime
from .shelf import shelf
from .units import UnitPage, unit_page, visible_units

__all__ = ["group", "handler", "home", "jump", "leave", "refused", "slash", "unit", "who"]

View = Callable[..., HttpResponse]


def _page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    course = context.get("course")
    language = course.language if isinstance(course, LoadedCourse) else "en"
    user = request.user
    html = render(
        f"preview/{template}",
        language,
        person=user.first_name if user.is_authenticated else "",
        facilitator=user.is_authenticated and user.is_staff,
        token=get_token(request),
        **{"course": None, **context},
    )
    return HttpResponse(html, status=status)


def _lost(request: HttpRequest, course: LoadedCourse | None = None) -> HttpResponse:
    return _page(request, "lost.html", 404, course=course)


def _with_course(view: View) -> View:
    """Give a view the course, and lead those who have not said who they are to the page that asks."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        course = shelf().course()
        if course is None:
            return _page(request, "no_course.html", 503)
        if not request.user.is_authenticated:
            return HttpResponseRedirect("/learn/")
        return view(request, course, *args, **kwargs)

    return guarded


@transaction.non_atomic_requests
@require_safe
def slash(_request: HttpRequest) -> HttpResponse:
    """Lead to the address with its slash."""
    return HttpResponseRedirect("/learn/")


@transaction.non_atomic_requests
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the outline of the course, or ask who is there."""
    course = shelf().course()
    if course is None:
        return _page(request, "no_course.html", 503)
    if not request.user.is_authenticated:
        return _page(request, "who.html", course=course, people=DEMO_PEOPLE)
    staff = request.user.is_staff
    states = {} if staff else session_states(course, request.user)
    chapters = [
        (chapter.display_name, [(found, states.get(found.url_name), visible_units(found, staff=staff)) for found in chapter.sequentials])
        for chapter in course.tree.chapters
    ]
    done = sum(state is State.DONE for state in states.values())
    return _page(request, "outline.html", course=course, chapters=chapters, done=done, count=len(states))


@require_POST
def who(request: HttpRequest) -> HttpResponse:
    """Take the place of a demo person."""
    user = person(request.POST.get("person", ""))
    if user is None:
        return _lost(request, shelf().course())
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/learn/group/" if user.is_staff else "/learn/")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Be nobody again."""
    logout(request)
    return HttpResponseRedirect("/learn/")


@transaction.non_atomic_requests
@require_safe
@_with_course
def unit(request: HttpRequest, course: LoadedCourse, name: str) -> HttpResponse:
    """Show a unit with its real blocks. Staff units do not exist for participants."""
    found = course.units.get(name)
    if found is None or (found[1].staff_only and not request.user.is_staff):
        return _lost(request, course)
    values = {} if request.user.is_staff else block_states(course, request.user)
    page: UnitPage = unit_page(course, *found, request.user, values)
    return _page(request, "unit.html", course=course, page=page)


@transaction.non_atomic_requests
@require_safe
@_with_course
def jump(request: HttpRequest, course: LoadedCourse, name: str) -> HttpResponse:
    """Lead from the id of anything in the course to the unit that shows it."""
    place = course.places.get(name)
    return HttpResponseRedirect(f"/learn/unit/{place}/") if place else _lost(request, course)


@transaction.non_atomic_requests
@require_safe
@_with_course
def group(request: HttpRequest, course: LoadedCourse) -> HttpResponse:
    """Lead the facilitator to the group page of the course."""
    if not request.user.is_staff:
        return _lost(request, course)
    return HttpResponseRedirect(reverse("handrail_lms:group", args=[str(course.key)]))


def handler(request: HttpRequest, usage: str, handler: str, suffix: str = "") -> HttpResponse:
    """Pass a request on to a block's handler. As in Open edX, visitors reach it too: each handler asks who is there."""
    course = shelf().course()
    try:
        key = UsageKey.from_string(usage)
        if course is None:
            raise NoSuchUsage(usage)
        runtime = PreviewRuntime(course, request.user)
        block = runtime.get_block(key)
        response = runtime.handle(block, handler, Request({**request.environ, "wsgi.input": BytesIO(request.body)}), suffix)
    except (InvalidKeyError, NoSuchUsage, NoSuchHandlerError):
        return JsonResponse({"error": "There is no such block or handler."}, status=404)
    return HttpResponse(response.body, status=response.status_code, headers=dict(response.headerlist))


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature; a reason may name what was sent
    """Answer a request whose token is missing or old."""
    if request.path.startswith("/learn/handler/"):
        return JsonResponse({"error": "Reload the page and try again."}, status=403)
    return _page(request, "refused.html", 403)
