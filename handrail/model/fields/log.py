"""A log: rows of a few columns, shown on a phone as one card per row."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from ..base import Text
from .base import Field, columns_problem, is_row_list, refuse_columns


class Log(Field):
    """Rows of a few columns. On a phone one card per row, on paper a grid."""

    kind: Literal["log"] = "log"
    columns: list[AnyField]  # type: ignore[name-defined] # noqa: F821 - the union is made when all kinds are known
    rows: Annotated[int, Interval(ge=1, le=12)] = 3
    """Rows on paper."""

    row: Text | None = None
    """What one row is called, as in "Wave 1"."""

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        refuse_columns(self.columns, "A log")
        return self

    def touched(self, value: Any) -> bool:
        """Return whether any column of any row was touched."""
        rows = value if isinstance(value, list) else []
        return any(column.touched(row.get(column.id)) for row in rows if isinstance(row, dict) for column in self.columns)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is a list of rows that fit the columns."""
        wrong = is_row_list(value, {column.id for column in self.columns})
        return wrong or columns_problem(self.columns, value)

    def option_ids(self) -> tuple[str, ...]:
        """Return the columns' ids and, below them, their options'."""
        below = (f"{column.id}.{option}" for column in self.columns for option in column.option_ids())
        return (*(column.id for column in self.columns), *below)

    def prefill_ids(self) -> tuple[str, ...]:
        """Return the columns with their kinds: rows keep those that match."""
        return tuple(f"{column.id} {column.kind}" for column in self.columns)
