"""Ticks: any number of options."""

from __future__ import annotations

from typing import Any, Literal

from ..base import Text
from .base import Field, Options


class Checklist(Field):
    """Ticks: any number of options, a line of one's own, and words for "none of these"."""

    kind: Literal["checklist"] = "checklist"
    options: Options
    other: bool = True
    """Whether a line of one's own stands below the options."""

    none: Text | None = None
    """The words for "none of these", when that is an answer of its own."""

    def touched(self, value: Any) -> bool:
        """Return whether something is ticked, "none of these" included, or written on the line of one's own."""
        if not isinstance(value, dict):
            return False
        return bool(value.get("chosen")) or bool(value.get("none")) or bool(str(value.get("other") or "").strip())

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a filled example: it is a list of option ids."""
        if not isinstance(value, list):
            return "is a list of option ids"
        unknown = [str(item) for item in value if item not in self.options]
        return f'names the option "{unknown[0]}", which the field does not have' if unknown else None

    def option_ids(self) -> tuple[str, ...]:
        """Return the option ids."""
        return tuple(self.options)
