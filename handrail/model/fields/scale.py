"""A ruler from 0 to 10. It starts unset and is never scored."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from ..base import Text
from .base import Field


class Scale(Field):
    """A ruler from 0 to 10 with words at both ends. It starts unset: no default pulls toward the middle."""

    column: ClassVar[bool] = True

    kind: Literal["scale"] = "scale"
    low: Text
    high: Text

    def touched(self, value: Any) -> bool:
        """Return whether a number is set; 0 is a number."""
        return isinstance(value, int) and not isinstance(value, bool)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is a whole number from 0 to 10."""
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10
        return None if fits else "is a whole number from 0 to 10"
