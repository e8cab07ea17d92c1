"""What every kind of field has in common."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import StringConstraints

from ..base import Authored, LocalId, Misfit, Text

__all__ = [
    "Field",
    "FieldPath",
    "Keep",
    "Options",
    "columns_problem",
    "enough_options",
    "is_row_list",
    "option_list_problem",
    "refuse_columns",
    "something_chosen",
]

Options = dict[LocalId, Text]
"""What can be chosen: option id to its words, in the author's order."""

FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}\d{1,3}-[a-z]?\d{1,3}\.[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A field of any sheet: ``s06-w1.people``."""


class Keep(StrEnum):
    """Where the words of a field may live."""

    DEVICE = "device"
    """In this browser, if the person says that the device is theirs."""

    NEVER = "never"
    """In the open tab only: show, print, gone. For past use, crimes, violence, and all of the family lane."""


class Field(Authored):
    """One input of a worksheet."""

    column: ClassVar[bool] = False
    """Whether the kind may be a column of a log or a diary."""

    card: ClassVar[bool] = False
    """Whether the kind may be a column of a diary alone, whose cards have more room than a log's grid on paper."""

    prefills: ClassVar[bool] = True
    """Whether an answer to an earlier sheet can stand for an answer to this one."""

    takes: ClassVar[frozenset[str]] = frozenset()
    """Other kinds whose answers fit too."""

    layout: ClassVar[frozenset[str]] = frozenset()
    """Keys of this kind that change how it looks on paper, not what it asks."""

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

    prefill: FieldPath | None = None
    """A field of an earlier sheet whose answer is offered here: keep or change, nothing is copied unasked."""

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

    def prefill_ids(self) -> tuple[str, ...]:
        """Return what an earlier field must share, in part, so that its answer has a place here."""
        return self.option_ids()

    def prefill_problem(self, earlier: Field) -> str | None:
        """Return why an answer to an earlier field cannot be offered here, or None."""
        if not self.prefills:
            return f"a {self.kind} is done anew each time"
        if earlier.kind != self.kind and earlier.kind not in self.takes:
            return f"that one is a {earlier.kind}, this one a {self.kind}"
        if self.prefill_ids() and not set(self.prefill_ids()) & set(earlier.prefill_ids()):
            return "they have no option or column in common"
        return None


def is_row_list(value: Any, keys: set[str]) -> str | None:
    """Return what is wrong with a list of rows whose keys are known, or None."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "is a list of rows"
    unknown = sorted({str(key) for row in value for key in row} - keys)
    return f'has rows with the keys {", ".join(sorted(keys))}, not "{unknown[0]}"' if unknown else None


def refuse_columns(columns: Sequence[Field], what: str, *, card: bool = False) -> None:
    """Refuse columns that do not fit into a row.

    Args:
        columns: the columns.
        what: the field that has them, for the message: ``A log``.
        card: whether kinds that need the room of a card may be columns too.

    Raises:
        ValueError: there is none, one is of another kind, or two have the same id.
    """
    if not columns:
        msg = f"{what} needs at least one column."
        raise ValueError(msg)
    kinds = "short-text, scale, choice or checklist" if card else "short-text, scale or choice"
    for index, column in enumerate(columns):
        if not (column.column or (card and column.card)):
            msg = f'The column "{column.id}" is a {column.kind}; columns are {kinds}.'
            raise Misfit(msg, "columns", index, "kind")
        if column.prefill:
            msg = f'The column "{column.id}" has a prefill; it stands at the whole field.'
            raise Misfit(msg, "columns", index, "prefill")
    if len({column.id for column in columns}) < len(columns):
        msg = "Two columns have the same id."
        raise ValueError(msg)


def columns_problem(columns: Sequence[Field], rows: list[dict[str, Any]]) -> str | None:
    """Return what is wrong with the entries of rows, column by column, or None."""
    for row in rows:
        for column in columns:
            inner = column.value_problem(row[column.id]) if column.id in row else None
            if inner:
                return f'has the column "{column.id}", which {inner}'
    return None


def enough_options(count: int, options: Options) -> None:
    """Refuse a field that asks for more options than it has.

    Raises:
        Misfit: it does.
    """
    if count > len(options):
        msg = f'The field asks for {count} of {len(options)} options. Write "count: {len(options)}", or fewer.'
        raise Misfit(msg, "count")


def option_list_problem(value: Any, options: Options, count: int | None = None) -> str | None:
    """Return what is wrong with a list of option ids, or None; ``count`` is how many it may name."""
    if not isinstance(value, list):
        return "is a list of option ids"
    unknown = [str(item) for item in value if not isinstance(item, str) or item not in options]
    if unknown:
        return f'names the option "{unknown[0]}", which the field does not have'
    if len(set(value)) < len(value):
        return "names an option twice"
    return f"names {len(value)} options; the field asks for {count}" if count and len(value) > count else None


def something_chosen(value: Any) -> bool:
    """Return whether ticks or a line of one's own hold anything."""
    return isinstance(value, dict) and (bool(value.get("chosen")) or bool(str(value.get("other") or "").strip()))
