"""A diary: one card a day, for the days that a person chooses. No streak, no gap."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from ..base import Misfit
from .base import Field, columns_problem, is_row_list, refuse_columns


class Diary(Field):
    """One card a day. A day without a card is no gap: nothing is counted, nothing is shown as missing."""

    day: ClassVar[str] = "day"
    """The key of a row's date, ``2026-11-21`` on a device; in a filled example any word for a day."""

    layout: ClassVar[frozenset[str]] = frozenset({"days"})

    kind: Literal["diary"] = "diary"
    columns: list[AnyField]  # type: ignore[name-defined] # noqa: F821 - the union is made when all kinds are known
    days: Annotated[int, Interval(ge=1, le=7)] = 7
    """Columns on paper."""

    enough: Annotated[int, Interval(ge=1, le=7)] = 2
    """So many entries touch the field; never all days."""

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        refuse_columns(self.columns, "A diary", card=True)
        for index, column in enumerate(self.columns):
            if column.id == self.day:
                msg = f'No column of a diary may be called "{self.day}": each card has its day already.'
                raise Misfit(msg, "columns", index, "id")
        if self.enough > self.days:
            msg = f"The diary has {self.days} days on paper and asks for {self.enough}."
            raise Misfit(msg, "enough")
        return self

    def touched(self, value: Any) -> bool:
        """Return whether enough days have an entry. A date alone is none."""
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        return sum(any(column.touched(row.get(column.id)) for column in self.columns) for row in rows) >= self.enough

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is a list of rows with a day, which fit the columns."""
        wrong = is_row_list(value, {self.day, *(column.id for column in self.columns)})
        if wrong:
            return wrong
        if not all(isinstance(row.get(self.day), str) and row[self.day].strip() for row in value):
            return f'has a row without a "{self.day}"'
        return columns_problem(self.columns, value)

    def option_ids(self) -> tuple[str, ...]:
        """Return the columns' ids and, below them, their options'."""
        below = (f"{column.id}.{option}" for column in self.columns for option in column.option_ids())
        return (*(column.id for column in self.columns), *below)

    def prefill_ids(self) -> tuple[str, ...]:
        """Return the columns with their kinds: rows keep those that match."""
        return tuple(f"{column.id} {column.kind}" for column in self.columns)
