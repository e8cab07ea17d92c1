"""A timer for a practice."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval, Len
from pydantic import Field as Key

from .base import Field


class Timer(Field):
    """A timer for a practice: choose minutes, start, pause, stop. Starting it once is enough."""

    prefills: ClassVar[bool] = False

    kind: Literal["timer"] = "timer"
    choices: Annotated[list[Annotated[int, Interval(ge=1, le=60)]], Len(1, 6)] = Key(default_factory=lambda: [3, 5, 10, 15])
    """Minutes that can be chosen."""

    def touched(self, value: Any) -> bool:
        """Return whether it was started once (or minutes were written on paper)."""
        return isinstance(value, dict) and bool(value.get("minutes"))

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it holds the minutes."""
        fits = isinstance(value, dict) and set(value) <= {"minutes"} and isinstance(value.get("minutes"), int)
        return None if fits else "holds minutes, as in {minutes: 3}"
