"""One choice among options."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from .base import Field, Options


class Choice(Field):
    """One choice among options."""

    column: ClassVar[bool] = True

    kind: Literal["choice"] = "choice"
    options: Options

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with a value: it is an option's id."""
        return None if value in self.options else f"is one of {', '.join(self.options)}"

    def option_ids(self) -> tuple[str, ...]:
        """Return the option ids."""
        return tuple(self.options)
