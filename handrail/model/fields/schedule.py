"""A plan of days and parts of the day."""

from __future__ import annotations

from typing import Any, Literal

from .base import Field, Options


class Schedule(Field):
    """A plan of days and parts of the day: a list by day on a phone, a grid on paper."""

    kind: Literal["schedule"] = "schedule"
    days: Options | None = None
    """Day id to its words; a week from Monday when absent."""

    blocks: Options | None = None
    """Part of the day, id to its words; morning, afternoon, evening, night when absent."""

    def touched(self, value: Any) -> bool:
        """Return whether any cell was written."""
        if not isinstance(value, dict):
            return False
        return any(str(cell or "").strip() for day in value.values() if isinstance(day, dict) for cell in day.values())

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it maps days to parts of the day to text."""
        if not isinstance(value, dict) or not all(isinstance(day, dict) for day in value.values()):
            return "maps days to parts of the day"
        days = self.day_ids()
        blocks = self.block_ids()
        for day, cells in value.items():
            if day not in days:
                return f'names the day "{day}"; days here are {", ".join(days)}'
            for block in cells:
                if block not in blocks:
                    return f'names the part of the day "{block}"; here they are {", ".join(blocks)}'
        return None

    def day_ids(self) -> tuple[str, ...]:
        """Return the days' ids, a week from Monday when the author names none."""
        return tuple(self.days) if self.days else ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def block_ids(self) -> tuple[str, ...]:
        """Return the ids of the parts of a day."""
        return tuple(self.blocks) if self.blocks else ("morning", "afternoon", "evening", "night")

    def option_ids(self) -> tuple[str, ...]:
        """Return the ids of days and parts of the day."""
        return (*self.day_ids(), *self.block_ids())
