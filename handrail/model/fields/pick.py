"""A few of a list."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from .base import Field, Options, enough_options, option_list_problem, something_chosen


class Picked(Field):
    """What picking has in common, in an order or without."""

    options: Options
    count: Annotated[int, Interval(ge=1, le=12)]
    """How many the sheet asks for, at most."""

    other: bool
    """Whether a line of one's own stands below the options; it has no place in an order."""

    @model_validator(mode="after")
    def _enough_options(self) -> Self:
        enough_options(self.count, self.options)
        return self

    def touched(self, value: Any) -> bool:
        """Return whether something is chosen, or written on the line of one's own."""
        return something_chosen(value)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a filled example: it is a list of at most ``count`` option ids."""
        return option_list_problem(value, self.options, self.count)

    def option_ids(self) -> tuple[str, ...]:
        """Return the option ids."""
        return tuple(self.options)


class Pick(Picked):
    """A few options of a list. A tick too many is told, never refused."""

    takes: ClassVar[frozenset[str]] = frozenset({"checklist", "pick-in-order"})

    kind: Literal["pick"] = "pick"
    count: Annotated[int, Interval(ge=1, le=12)] = 3
    other: bool = True
