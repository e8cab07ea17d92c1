"""Those tables and functions of Open edX that the group page asks, with the platform's names and columns, for tests of the real queries.

Read in the platform's own source (``common/djangoapps/student/models``, ``openedx/core/djangoapps/course_groups/models.py``); what
is not asked is left out.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


@cache
def tables() -> SimpleNamespace:
    """Return the tables as models, made in the database of this process."""
    from django.conf import settings
    from django.db import connection, models
    from opaque_keys.edx.django.models import CourseKeyField

    def user() -> Any:
        return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    def key(**options: Any) -> Any:
        return CourseKeyField(max_length=255, **options)

    def table(name: str, /, **fields: Any) -> Any:
        meta = type("Meta", (), {"app_label": "platform_of_tests"})
        return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **fields})

    group = table("CourseUserGroup", name=models.CharField(max_length=255), course_id=key(), group_type=models.CharField(max_length=20))
    group.COHORT = "cohort"
    found = SimpleNamespace(
        CourseEnrollment=table("CourseEnrollment", user=user(), course_id=key(), is_active=models.BooleanField(default=True)),
        CourseAccessRole=table("CourseAccessRole", user=user(), course_id=key(blank=True), role=models.CharField(max_length=64)),
        UserProfile=table("UserProfile", user=user(), name=models.CharField(max_length=255, blank=True)),
        CourseUserGroup=group,
        CohortMembership=table(
            "CohortMembership",
            course_user_group=models.ForeignKey(group, on_delete=models.CASCADE, related_name="+"),
            user=user(),
            course_id=key(),
        ),
    )
    connection.ensure_connection()
    with connection.schema_editor() as editor:
        for model in vars(found).values():
            editor.create_model(model)
    return found


def install(monkeypatch: pytest.MonkeyPatch, name: str, **contents: Any) -> None:
    """Put a module of the platform, and the packages above it, where imports find them."""
    parts = name.split(".")
    for index in range(1, len(parts) + 1):
        path = ".".join(parts[:index])
        if path not in sys.modules:
            monkeypatch.setitem(sys.modules, path, ModuleType(path))
    for key, value in contents.items():
        monkeypatch.setattr(sys.modules[name], key, value, raising=False)


def platform(monkeypatch: pytest.MonkeyPatch, blocks: dict[Any, Any], staff: set[tuple[int, str]]) -> SimpleNamespace:
    """Put the platform's modules in place.

    Args:
        monkeypatch: takes them away again.
        blocks: usage key to block: what the modulestore has.
        staff: account and course of those who are staff of it.
    """
    known = tables()
    missing = type("ItemNotFoundError", (Exception,), {})
    no_course = type("DoesNotExist", (Exception,), {})

    def get_item(usage: Any) -> Any:
        if usage not in blocks:
            raise missing
        return blocks[usage]

    class CourseOverview:
        DoesNotExist = no_course

        @staticmethod
        def get_from_id(key: Any) -> Any:
            return SimpleNamespace(display_name="Skills Course")

    # The platform answers with an object that is true or not, never with a bool.
    answer = SimpleNamespace
    install(monkeypatch, "xmodule.modulestore.django", modulestore=lambda: SimpleNamespace(get_item=get_item))
    install(monkeypatch, "xmodule.modulestore.exceptions", ItemNotFoundError=missing)
    install(monkeypatch, "openedx.core.djangoapps.content.course_overviews.models", CourseOverview=CourseOverview)
    install(
        monkeypatch,
        "lms.djangoapps.courseware.access",
        has_access=lambda user, action, key: answer(ok=1) if action == "staff" and (user.pk, str(key)) in staff else [],
    )
    install(
        monkeypatch,
        "common.djangoapps.student.models",
        CourseEnrollment=known.CourseEnrollment,
        CourseAccessRole=known.CourseAccessRole,
        UserProfile=known.UserProfile,
    )
    install(
        monkeypatch,
        "openedx.core.djangoapps.course_groups.models",
        CourseUserGroup=known.CourseUserGroup,
        CohortMembership=known.CohortMembership,
    )
    return known
