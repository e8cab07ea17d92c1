"""A growing box of text."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval

from .base import Field


class LongText(Field):
    """A growing box of text."""

    column: ClassVar[bool] = False
    takes: ClassVar[frozenset[str]] = frozenset({"short-text"})

    kind: Literal["long-text"] = "long-text"
    lines: Annotated[int, Interval(ge=1, le=12)] = 5
    """Lines to write on, on paper."""

    def touched(self, value: Any) -> bool:
        """Return whether anything but white space was written."""
        return isinstance(value, str) and bool(value.strip())

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is text."""
        return None if isinstance(value, str) else "is text"
