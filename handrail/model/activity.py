"""Activities: the worksheet and the check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Self

from annotated_types import Interval, Len
from pydantic import Field as Key
from pydantic import model_validator

from .base import Authored, Id, LocalId, Misfit, Text
from .fields import AnyField, Keep

__all__ = ["Activity", "Check", "Example", "Option", "Question", "Worksheet"]


def _refuse_doubles(ids: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for index, identifier in enumerate(ids):
        if identifier in seen:
            msg = f'Two {what} have the id "{identifier}".'
            raise Misfit(msg, what, index)
        seen.add(identifier)


class Example(Authored):
    """The filled example that stands before the blank form: a fictional person's answers."""

    who: Text
    values: dict[LocalId, Any]
    """Field id to a value of its kind."""


class Worksheet(Authored):
    """A sheet that a participant or a family member fills in, on a screen or on paper."""

    id: Id
    title: Text
    """Neutral: the sheet lies on a table."""

    intro: Text
    minutes: Annotated[int, Interval(ge=1, le=60)] | None = None
    keep: Keep = Keep.DEVICE
    keeper: bool = False
    """Whether it is a card to have at hand (a safety card, the first three actions, a return plan): "My work" pins it."""

    counted: bool = True
    """Whether it belongs to what is done; a safety card is there to be had, not to be finished."""

    example: Example | None = None
    fields: list[AnyField]
    source: str = Key(default="", exclude=True, repr=False)
    """The YAML that it was read from, for a block that Studio edits."""

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        if not self.fields:
            msg = "A worksheet needs at least one field."
            raise ValueError(msg)
        _refuse_doubles((field.id for field in self.fields), "fields")
        known = {field.id: field for field in self.fields}
        for name, value in (self.example.values if self.example else {}).items():
            if name not in known:
                msg = f'The example fills the field "{name}", which the sheet does not have.'
                raise Misfit(msg, "example", "values", name)
            wrong = known[name].value_problem(value)
            if wrong:
                msg = f'The example\'s value for "{name}" ({known[name].kind}) does not fit: it {wrong}.'
                raise Misfit(msg, "example", "values", name)
        return self

    def required_ids(self) -> tuple[str, ...]:
        """Return the ids of the fields that Done waits for."""
        return tuple(field.id for field in self.fields if field.required)

    def keep_of(self, field: AnyField) -> Keep:
        """Return where the words of one of its fields may live."""
        return field.keep or self.keep


class Option(Authored):
    """One answer to a question of a check."""

    text: Text
    right: bool = False
    why: Text
    """Feedback for exactly this answer, shown whichever was chosen."""


class Question(Authored):
    """One question of a check."""

    id: LocalId
    ask: Text
    options: Annotated[dict[LocalId, Option], Len(2, 5)]

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        right = [name for name, option in self.options.items() if option.right]
        if len(right) != 1:
            msg = f'The question "{self.id}" has {len(right)} right answers; it needs exactly one.'
            raise Misfit(msg, "options", *right[1:2])
        return self


class Check(Authored):
    """Three questions with feedback. People see "3 quick questions, no grade"."""

    id: Id
    questions: Annotated[list[Question], Len(3, 3)]
    source: str = Key(default="", exclude=True, repr=False)
    """The YAML that it was read from."""

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_doubles((question.id for question in self.questions), "questions")
        return self


Activity = Worksheet | Check
