"""What every kind of field has in common."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from ..base import Authored, LocalId, Text

__all__ = ["Field", "Keep", "Options", "is_row_list"]

Options = dict[LocalId, Text]
"""What can be chosen: option id to its words, in the author's order."""


class Keep(StrEnum):
    """Where the words of a field may live."""

    DEVICE = "device"
    """In this browser, if the person says that the device is theirs."""

    NEVER = "never"
    """In the open tab only: show, print, gone. For past use, crimes, violence, and all of the family lane."""


class Field(Authored):
    """One input of a worksheet."""

    column: ClassVar[bool] = False
    """Whether the kind may be a column of a log."""

    id: LocalId
    kind: str
    ask: Text
    """The question, as its label."""

    help: Text | None = None
    required: bool = False
    """Whether the sheet's Done waits until this field was touched (any entry, or a skip chip)."""

    keep: Keep | None = None
    """Overrides the sheet's ``keep``."""

    skip: bool = True
    """Whether the chip "I'd rather not say" stands below the field. A required field always has it."""

    group: Text | None = None
    """A short heading: from here on a new step of the sheet begins."""

    def touched(self, value: Any) -> bool:
        """Return whether a stored value counts as any entry at all. Length and content are never judged."""
        return bool(value)

    def value_problem(self, value: Any) -> str | None:
        """Return what is wrong with the shape of a value (of a filled example, of a backup), or None."""
        raise NotImplementedError

    def option_ids(self) -> tuple[str, ...]:
        """Return the ids below this field on which stored answers hang (options, columns)."""
        return ()


def is_row_list(value: Any, keys: set[str]) -> str | None:
    """Return what is wrong with a list of rows whose keys are known, or None."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "is a list of rows"
    unknown = sorted({str(key) for row in value for key in row} - keys)
    return f'has rows with the keys {", ".join(sorted(keys))}, not "{unknown[0]}"' if unknown else None
