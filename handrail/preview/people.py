"""Demo people: four participants in two groups and a facilitator. All are made up; nobody signs in with a password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction

__all__ = ["DEMO_PEOPLE", "Person", "person", "prepare"]

_SWITCH = "completion.enable_completion_tracking"


@dataclass(frozen=True)
class Person:
    """A demo person."""

    key: str
    """Its user name: neutral, as a clinic's would be."""

    name: str
    group: str
    """The group in which the person is; a facilitator's own."""

    facilitator: bool = False


DEMO_PEOPLE = (
    Person("p1", "Ana", "Group 1"),
    Person("p2", "Marcus", "Group 1"),
    Person("p3", "Priya", "Group 2"),
    Person("p4", "Sam", "Group 2"),
    Person("staff", "Robin", "Group 1", facilitator=True),
)


def prepare() -> None:
    """Bring the database up to date, put the demo people in, switch completion on. Quiet, and safe to repeat."""
    from django.contrib.auth.models import Group
    from waffle.models import Switch

    call_command("migrate", verbosity=0, interactive=False)
    users = get_user_model().objects
    with transaction.atomic():
        for demo in DEMO_PEOPLE:
            user, made = users.get_or_create(username=demo.key, defaults={"first_name": demo.name, "is_staff": demo.facilitator})
            if made:
                user.set_unusable_password()
                user.save(update_fields=["password"])
                user.groups.add(Group.objects.get_or_create(name=demo.group)[0])
        Switch.objects.update_or_create(name=_SWITCH, defaults={"active": True})


def person(key: str) -> Any:
    """Return the user of a demo person, or None for an unknown key."""
    if key not in {demo.key for demo in DEMO_PEOPLE}:
        return None
    return get_user_model().objects.filter(username=key, is_active=True).first()

