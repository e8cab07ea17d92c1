"""What only staff may read: it is kept out of version control, and printed by staff outputs alone."""

from __future__ import annotations

from typing import Annotated, Any

from annotated_types import Len
from pydantic import BeforeValidator, StringConstraints
from pydantic import Field as Key

from .base import Authored

__all__ = ["OnCall", "Private"]

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


def _written(value: Any) -> Any:
    """Return a number as it was written: YAML reads 911 without quotes as a count, and a number to dial is none."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class OnCall(Authored):
    """Somebody whom a facilitator can reach while a group meets."""

    name: ShortText
    role: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    """What they are there for: "nurse", "clinician on call"."""

    number: Annotated[str, BeforeValidator(_written), StringConstraints(pattern=r"^(\d{3}|(1-)?\d{3}-\d{3}-\d{4}( ext\. \d{1,6})?)?$")] = ""
    """Printed on paper; never a link, never on a page for participants."""

    when: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""


class Private(Authored):
    """``program.private.yml``: names and numbers for staff, on paper."""

    on_call: Annotated[list[OnCall], Len(0, 20)] = Key(default_factory=list)
    notes: Annotated[list[ShortText], Len(0, 20)] = Key(default_factory=list)
    """Further lines for staff, such as where naloxone is kept."""
