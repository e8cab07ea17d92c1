"""Codes for people: the same person has the same code in one course, another one in the next, and no code leads back without the server."""

from __future__ import annotations

import base64
from collections.abc import Collection
from typing import Any

from django.utils.crypto import salted_hmac

__all__ = ["LENGTH", "code_of", "spoken", "with_codes"]

LENGTH = 8
"""Letters of a code: 40 bits, so that two of 10,000 people share one once in 20,000 courses."""


def code_of(course_key: Any, user_id: int) -> str:
    """Return the code of a person in a course: letters A to Z and digits 2 to 7."""
    digest = salted_hmac("handrail_lms.people", f"{course_key}|{user_id}", algorithm="sha256").digest()
    return base64.b32encode(digest[:5]).decode("ascii")


def spoken(code: str) -> str:
    """Return a code as a list shows it: in two halves, which are easier to compare."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def with_codes(people: Any, course_key: Any, codes: Collection[str]) -> list[tuple[str, Any]]:
    """Return code and account of the people whose codes are given, by the name that staff know.

    Args:
        people: a query set of users; others are not found.
        course_key: whose codes they are.
        codes: any strings; those that are nobody's are passed over.
    """
    wanted = set(codes)
    coded = ((user_id, code_of(course_key, user_id)) for user_id in people.order_by().values_list("pk", flat=True))
    found = {user_id: code for user_id, code in coded if code in wanted}
    return [(found[person.pk], person) for person in people.filter(pk__in=list(found)).order_by("shown", "pk")]
