"""The group page's side towards the preview: one course, demo people, Django's own groups."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.middleware.csrf import get_token
from markupsafe import Markup

from handrail.templating import render
from handrail_lms.host import Cohort, Course

from .shelf import shelf

__all__ = ["PreviewHost"]


class PreviewHost:
    """The preview, as the group page asks it."""

    def course(self, key: Any) -> Course | None:
        """Return the one course there is, if that is the one."""
        loaded = shelf().course()
        if loaded is None or loaded.key != key or loaded.progress is None or loaded.plan is None:
            return None
        notice = loaded.progress.program.labels.get("roster_notice", "")
        return Course(loaded.key, loaded.tree.display_name, loaded.language, loaded.plan, notice, home="/learn/")

    def is_facilitator(self, user: Any, key: Any) -> bool:
        """Return whether somebody is a facilitator here; no other course is here."""
        loaded = shelf().course()
        return loaded is not None and loaded.key == key and bool(user.is_staff)

    def cohorts(self, key: Any) -> list[Cohort]:  # noqa: ARG002 - the host's signature, here and below: there is one course
        """Return the groups by name."""
        return [Cohort(number, name) for number, name in Group.objects.order_by("name").values_list("pk", "name")]

    def own_cohort(self, user: Any, key: Any) -> int | None:  # noqa: ARG002
        """Return the facilitator's own group."""
        found: int | None = user.groups.order_by("name").values_list("pk", flat=True).first()
        return found

    def people(self, key: Any, cohort: int | None) -> Any:  # noqa: ARG002
        """Return everybody who is no facilitator."""
        people = get_user_model().objects.filter(is_staff=False, is_active=True)
        if cohort is not None:
            people = people.filter(groups=cohort)
        return people.annotate(shown=Coalesce(NullIf("first_name", Value("", output_field=CharField())), "username"))

    def session_url(self, key: Any, session: str) -> str:  # noqa: ARG002
        """Return the address of a session."""
        return f"/learn/jump/{session}/"

    def header(self, request: HttpRequest, course: Course | None) -> Markup:
        """Return the preview's header: it says that all people here are made up, and leads to help."""
        user = request.user
        return Markup(  # noqa: S704 - our own template
            render(
                "preview/header.html",
                course.language if course else "en",
                course=shelf().course(),
                person=user.first_name if user.is_authenticated else "",
                facilitator=user.is_authenticated and user.is_staff,
                token=get_token(request),
            )
        )

    def styles(self) -> list[str]:
        """Return the header's style sheet."""
        return ["/learn/assets/preview.css"]
