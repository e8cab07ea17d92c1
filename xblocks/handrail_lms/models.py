"""Who exported or marked what, and when. Never whom it was about."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from opaque_keys.edx.django.models import CourseKeyField

__all__ = ["Act"]


class Act(models.Model):
    """One thing that a facilitator did on the group page. Rows are added, never changed.

    ``people`` is a number. With one person it says no more than that there was one: who it was stands nowhere in this table.

    .. no_pii: it names staff by their account, and nobody else.
    """

    class What(models.TextChoices):
        """What can be done."""

        MARK = "mark", "marked as done"
        LIST = "list", "list with codes"
        NAMES = "names", "list with names"

    course_key = CourseKeyField(max_length=255)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who did it; empty when that account was deleted. A retired one stays, under its retired name."""

    what = models.CharField(max_length=8, choices=What.choices)
    about = models.CharField(max_length=500)
    """Codes of sessions, lessons and activities."""

    cohort = models.BigIntegerField(null=True)
    """Which group was shown; empty: all of the course."""

    people = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """How the table is read: one course, latest first."""

        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["course_key", "-at"], name="handrail_act_course_at")]
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.about} ({self.people})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add this row.

        Raises:
            TypeError: it stands in the table already.
        """
        if self.pk is not None:
            msg = "a row of this table is never changed"
            raise TypeError(msg)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Django's signature
        """Refuse: what is too old is deleted by the database's keeper.

        Raises:
            TypeError: always.
        """
        msg = "a row of this table is never deleted from here"
        raise TypeError(msg)
