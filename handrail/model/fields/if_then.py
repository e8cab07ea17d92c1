"""If-then plans: two sentence starters a row."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval

from .base import Field, is_row_list


class IfThen(Field):
    """If-then plans: "If ... then I will ...", one to a row."""

    parts: ClassVar[tuple[str, ...]] = ("if", "then")

    kind: Literal["if-then"] = "if-then"
    rows: Annotated[int, Interval(ge=1, le=6)] = 3

    def touched(self, value: Any) -> bool:
        """Return whether any part of any row was written."""
        rows = value if isinstance(value, list) else []
        return any(str(row.get(part) or "").strip() for row in rows if isinstance(row, dict) for part in self.parts)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is a list of rows with ``if`` and ``then``."""
        return is_row_list(value, set(self.parts))
