"""The pages of a group: who has done what, marking, a list to take along, a sheet for rooms without network, who did what here."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_POST, require_safe

from handrail.model import PlanPart, PlanSession

from .doors import RefusedError, for_facilitators, page, t
from .host import Course, host
from .marking import MOST_PEOPLE, SwitchedOffError, mark
from .models import Act
from .people import LENGTH, with_codes
from .roster import columns_of, roster, rows_of
from .selection import KEYS, ORDERS, select
from .sheet import FILE_NAME, sheet_of

__all__ = ["acts", "asset", "export", "group", "mark_done", "tally"]

_ASSETS = {"group.css": "text/css; charset=utf-8", "group.js": "text/javascript; charset=utf-8"}
_BLANK_ROWS = 14
_ACTS_SHOWN = 200


@transaction.non_atomic_requests
@require_safe
@for_facilitators
def group(request: HttpRequest, course: Course) -> HttpResponse:
    """Show people and how far they are, by the sessions of a week or by the parts of one session."""
    side = host()
    selection = select(course, side, request.user, request.GET)
    found = roster(course, side, selection)
    marked = request.GET.get("marked", "")
    return page(
        request,
        course,
        "group.html",
        selection=selection,
        roster=found,
        orders=ORDERS if selection.session else ORDERS[:2],
        links=_links(course),
        session_url=side.session_url(course.key, selection.session.id) if selection.session else "",
        marked=int(marked) if marked.isascii() and marked.isdigit() and len(marked) < 4 else 0,
    )


@require_POST
@for_facilitators
def mark_done(request: HttpRequest, course: Course) -> HttpResponse:
    """Mark parts of a session as done for one person at once, for several after a page that lists their names."""
    _closed(request, {*KEYS, "person", "part", "sure"})
    side = host()
    selection = select(course, side, request.user, request.POST)
    if selection.session is None:
        raise RefusedError(400, t("Choose one session first."))
    parts = _parts(selection.session, request.POST.getlist("part"))
    people = _people(course, request.POST.getlist("person"))
    if len(people) > 1 and request.POST.get("sure") != "yes":
        return page(request, course, "sure.html", selection=selection, parts=parts, people=people, links=_links(course))
    cohort = selection.cohort.id if selection.cohort else None
    try:
        mark(course, request.user, [person for _code, person in people], parts, cohort)
    except SwitchedOffError as error:
        raise RefusedError(503, t("This platform does not keep completion: its switch is off. Tell the administrator.")) from error
    return HttpResponseRedirect(f"{_links(course)['group']}?{selection.query}&marked={len(people)}", status=303)


@require_POST
@for_facilitators
def export(request: HttpRequest, course: Course) -> HttpResponse:
    """Hand out a list as CSV, with codes; with names only when that was asked for."""
    _closed(request, {*KEYS, "sessions", "names"})
    side = host()
    selection = select(course, side, request.user, request.POST)
    wanted, names = request.POST.get("sessions", "shown"), request.POST.get("names", "")
    if wanted not in ("shown", "all") or names not in ("", "yes"):
        raise RefusedError(400, t("Choose what the list holds."))
    whole = wanted == "all"
    columns = columns_of(course.plan.sessions() if whole else selection.sessions, parts=selection.session is not None and not whole)
    cohort = selection.cohort.id if selection.cohort else None
    rows = list(rows_of(course, side, cohort, columns))
    Act.objects.create(
        course_key=course.key,
        actor=request.user,
        what=Act.What.NAMES if names else Act.What.LIST,
        about="all" if whole else selection.fields["show"],
        cohort=cohort,
        people=len(rows),
    )
    response = HttpResponse(sheet_of(course, columns, rows, names=bool(names)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@transaction.non_atomic_requests
@require_safe
@for_facilitators
def tally(request: HttpRequest, course: Course) -> HttpResponse:
    """Show a sheet to print: blank rows for a room without network."""
    selection = select(course, host(), request.user, request.GET)
    columns = columns_of(selection.sessions, parts=selection.session is not None)
    return page(request, course, "tally.html", selection=selection, columns=columns, rows=range(_BLANK_ROWS), links=_links(course))


@transaction.non_atomic_requests
@require_safe
@for_facilitators
def acts(request: HttpRequest, course: Course) -> HttpResponse:
    """Show who exported or marked what, and when. No participant stands in it."""
    rows = Act.objects.filter(course_key=course.key).select_related("actor")[:_ACTS_SHOWN]
    names = {cohort.id: cohort.name for cohort in host().cohorts(course.key)}
    return page(request, course, "acts.html", acts=rows, cohorts=names, links=_links(course))


@transaction.non_atomic_requests
@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Return the style sheet or the script of these pages. They are the same for everybody and hold nothing."""
    if name not in _ASSETS:
        return HttpResponseNotFound("Not found", content_type="text/plain; charset=utf-8")
    data = (files("handrail.templates") / "lms" / name).read_bytes()
    tag = quote_etag(sha256(data).hexdigest()[:20])
    fresh = tag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponse(status=304) if fresh else HttpResponse(data, content_type=_ASSETS[name])
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"  # kept by the browser, asked for again
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _links(course: Course) -> dict[str, str]:
    return {name: reverse(f"handrail_lms:{name}", args=[str(course.key)]) for name in ("group", "mark", "export", "tally", "acts")}


def _closed(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise ``RefusedError`` for a form with anything in it that the page does not send."""
    if set(request.POST) - {*known, "csrfmiddlewaretoken"}:
        raise RefusedError(400, t("The form holds something that is not known here."))


def _parts(session: PlanSession, asked: list[str]) -> list[PlanPart]:
    known = {part.id: part for part in session.parts}
    if not asked or set(asked) - set(known):
        raise RefusedError(400, t("Choose what was done."))
    return [part for identifier, part in known.items() if identifier in asked]


def _people(course: Course, codes: list[str]) -> list[tuple[str, Any]]:
    """Return code and account of the people of a form."""
    if not codes or len(codes) > MOST_PEOPLE or any(len(code) != LENGTH for code in codes):
        raise RefusedError(400, t("Choose one person or more, at most 50."))
    found = with_codes(host().people(course.key, None), course.key, codes)
    if len(found) != len(set(codes)):
        raise RefusedError(409, t("Somebody of this list is no longer in the course. Open the page again."))
    return found
