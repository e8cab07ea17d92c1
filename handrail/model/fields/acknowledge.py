"""A tick that says "I have read this"."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from ..base import Text
from .base import Field


class Acknowledge(Field):
    """A tick that says "I have read this". It promises nothing and is no signature."""

    prefills: ClassVar[bool] = False

    kind: Literal["acknowledge"] = "acknowledge"
    yes: Text | None = None
    """The words of the tick; "I have read this" when absent."""

    def touched(self, value: Any) -> bool:
        """Return whether it is ticked."""
        return value is True

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is true."""
        return None if value is True else "is true"
