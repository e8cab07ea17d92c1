"""People to call."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval
from pydantic import Field as Key

from .base import Field, is_row_list


class Contacts(Field):
    """People to call: a name or initials, a phone number, what for. "No one yet" is an answer."""

    parts: ClassVar[tuple[str, ...]] = ("name", "phone", "for")

    kind: Literal["contacts"] = "contacts"
    rows: Annotated[int, Interval(ge=1, le=8)] = 3
    with_purpose: bool = Key(default=True, alias="for")
    """Whether each person has a line for what to call them for; ``for`` in YAML."""

    def touched(self, value: Any) -> bool:
        """Return whether anyone was entered."""
        rows = value if isinstance(value, list) else []
        return any(str(row.get(part) or "").strip() for row in rows if isinstance(row, dict) for part in self.parts)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is a list of rows with ``name``, ``phone``, ``for``."""
        return is_row_list(value, set(self.parts))
