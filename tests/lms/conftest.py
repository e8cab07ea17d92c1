"""The group page over the real course, in the preview: real blocks, real completion, demo people and whoever a test adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.preview.conftest import GROUP, Browse, browse, course_folder, preview_app, site_folder

__all__ = [
    "GROUP", "KEY", "Browse", "Crowd", "browse", "codes", "course_folder", "done", "page_of", "person", "preview_app", "send",
    "site_folder",
]  # fmt: skip

KEY = "course-v1:Sample+Skills+2026"
Crowd = Callable[..., list[Any]]


@pytest.fixture
def crowd(browse: Browse) -> Iterator[Crowd]:
    """A function that adds participants to the course, by name, and to a group; they go when the test ends."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from handrail_lms.models import Act

    users = get_user_model().objects

    def add(names: list[str], group: str | None = None) -> list[Any]:
        start = users.count()
        made = users.bulk_create([users.model(username=f"extra{start + index}", first_name=name) for index, name in enumerate(names)])
        if group:
            Group.objects.get_or_create(name=group)[0].user_set.add(*made)
        return list(made)

    Act.objects.all().delete()  # a query set may: only a single row refuses
    yield add
    users.filter(username__startswith="extra").delete()
    Group.objects.exclude(name__in=["Group 1", "Group 2"]).delete()
    Act.objects.all().delete()


def page_of(client: Any, **query: str) -> str:
    """Return the group page's HTML."""
    answer = client.get(GROUP, query)
    assert 200 == answer.status_code
    return str(answer.content.decode())


def codes(page: str) -> dict[str, str]:
    """Return name to code of the people that a page lets a facilitator tick."""
    found = re.findall(r'name="person" value="([A-Z2-7]{8})"[^>]*> <span>([^<]*)</span>', page)
    return {name: code for code, name in found}


def send(client: Any, name: str, data: dict[str, Any]) -> Any:
    """Post a form of the group page as its browser does."""
    from urllib.parse import urlencode

    client.get(GROUP)
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    body = urlencode({"csrfmiddlewaretoken": token, **data}, doseq=True)
    return client.post(f"{GROUP}{name}", body, content_type="application/x-www-form-urlencoded")


def done(user: Any, *parts: str, value: float = 1.0) -> None:
    """Put completions into the database for a person: ``s04-lesson``, ``s04-w1`` ..."""
    from completion.models import BlockCompletion
    from opaque_keys.edx.keys import CourseKey

    course = CourseKey.from_string(KEY)
    for part in parts:
        kind = {"l": "lesson", "w": "worksheet", "c": "check"}[part.partition("-")[2][0]]
        usage = course.make_usage_key(f"handrail_{kind}", part)
        BlockCompletion.objects.update_or_create(
            user=user, context_key=course, block_key=usage, defaults={"completion": value, "block_type": usage.block_type}
        )


def person(key: str) -> Any:
    """Return the account of a demo person."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=key)
