"""The group page's side towards Open edX. Every import of the platform stands inside a method.

| asked | the platform's |
|---|---|
| is this staff of the course | ``lms.djangoapps.courseware.access.has_access(user, "staff", key)``: also the org's staff, and global |
| who takes part | ``common.djangoapps.student.models``: active ``CourseEnrollment`` without ``CourseAccessRole`` |
| groups | ``openedx.core.djangoapps.course_groups.models``: ``CourseUserGroup``, ``CohortMembership`` |
| the plan | the block ``handrail_progress`` with the ``url_name`` "progress", published |
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from markupsafe import Markup

from .host import Cohort, Course

__all__ = ["OpenEdx"]


class OpenEdx:
    """Open edX, release Ulmo and later."""

    def course(self, key: Any) -> Course | None:
        """Return a course; None where there is none, or none with the block that holds the plan."""
        from openedx.core.djangoapps.content.course_overviews.models import CourseOverview
        from xmodule.modulestore.django import modulestore
        from xmodule.modulestore.exceptions import ItemNotFoundError

        try:
            block = modulestore().get_item(key.make_usage_key("handrail_progress", "progress"))
            overview = CourseOverview.get_from_id(key)
        except (ItemNotFoundError, CourseOverview.DoesNotExist):
            return None
        plan = getattr(block, "plan", None)  # where the block is not installed, something nameless stands in its place
        if plan is None:
            return None
        program = block.program
        notice = program.labels.get("roster_notice", "")
        return Course(key, overview.display_name or "", program.language, plan, notice, home=f"/courses/{key}/course/")

    def is_facilitator(self, user: Any, key: Any) -> bool:
        """Return whether somebody is staff of the course. ``has_access`` answers with an object that is true or not."""
        from lms.djangoapps.courseware.access import has_access

        return bool(has_access(user, "staff", key))

    def cohorts(self, key: Any) -> list[Cohort]:
        """Return the cohorts of a course by name."""
        from openedx.core.djangoapps.course_groups.models import CourseUserGroup

        found = CourseUserGroup.objects.filter(course_id=key, group_type=CourseUserGroup.COHORT).order_by("name")
        return [Cohort(number, name) for number, name in found.values_list("pk", "name")]

    def own_cohort(self, user: Any, key: Any) -> int | None:
        """Return the cohort in which a facilitator is; nobody is put into one by looking."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        found: int | None = (
            CohortMembership.objects.filter(user_id=user.pk, course_id=key).values_list("course_user_group_id", flat=True).first()
        )
        return found

    def people(self, key: Any, cohort: int | None) -> Any:
        """Return who is enrolled and active and not staff of this course, with the name of their profile, else the user name."""
        from common.djangoapps.student.models import CourseAccessRole, CourseEnrollment, UserProfile
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        enrolled = CourseEnrollment.objects.filter(course_id=key, is_active=True).values("user_id")
        roles = CourseAccessRole.objects.filter(course_id=key).values("user_id")
        people = get_user_model().objects.filter(pk__in=enrolled, is_active=True, is_staff=False).exclude(pk__in=roles)
        if cohort is not None:
            people = people.filter(
                pk__in=CohortMembership.objects.filter(course_id=key, course_user_group_id=cohort).values("user_id")
            )
        if getattr(settings, "HANDRAIL_NAMES", "profile") == "username":
            return people.annotate(shown=F("username"))
        names = UserProfile.objects.filter(user_id=OuterRef("pk")).values("name")[:1]
        empty = Value("", output_field=CharField())
        return people.annotate(shown=Coalesce(NullIf(Subquery(names, output_field=CharField()), empty), F("username")))

    def session_url(self, key: Any, session: str) -> str:
        """Return the address of a session; the platform leads it to the learning front end."""
        return f"/courses/{key}/jump_to_id/{session}"

    def header(self, request: HttpRequest, course: Course | None) -> Markup:  # noqa: ARG002 - the host's signature
        """Return nothing: the platform's own header asks other hosts for fonts."""
        return Markup("")

    def styles(self) -> list[str]:
        """Return none."""
        return []
