"""Ticks: any number of options."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from ..base import Text
from .base import Field, Options, option_list_problem, something_chosen


class Checklist(Field):
    """Ticks: any number of options, a line of one's own, and words for "none of these"."""

    card: ClassVar[bool] = True
    takes: ClassVar[frozenset[str]] = frozenset({"pick", "pick-in-order"})

    kind: Literal["checklist"] = "checklist"
    options: Options
    other: bool = True
    """Whether a line of one's own stands below the options."""

    none: Text | None = None
    """The words for "none of these", when that is an answer of its own."""

    def touched(self, value: Any) -> bool:
        """Return whether something is ticked, "none of these" included, or written on the line of one's own."""
        return something_chosen(value) or (isinstance(value, dict) and bool(value.get("none")))

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a filled example: it is a list of option ids."""
        return option_list_problem(value, self.options)

    def option_ids(self) -> tuple[str, ...]:
        """Return the option ids."""
        return tuple(self.options)
