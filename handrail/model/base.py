"""What every part of the model has in common."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["OWN_PREFIX", "Authored", "Id", "LocalId", "Misfit", "Text", "Translation", "module_of"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words that a person reads; never empty."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}\d{1,3}(-([a-z]?\d{1,3}|g))?$")]
"""A code that is unique in the curriculum: module ``s04``, section ``s04-2``, worksheet ``s04-w1``."""

LocalId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=32)]
"""A code that is unique inside its activity: field ``before``, option ``moved``, question ``q1``."""

OWN_PREFIX = "x"
"""How the ids of a program's own modules begin, and no other: a later curriculum never takes one of them."""

_MODULE = re.compile(r"^([a-z]{1,3}\d{1,3})(?:-|$)")


class Misfit(ValueError):
    """Parts of one thing do not fit together; carries the place inside the thing, so that the right line is shown."""

    def __init__(self, message: str, *loc: str | int) -> None:
        self.loc = loc
        super().__init__(message)


class Translation(StrEnum):
    """How the text of one id stands to the English it was made from."""

    ORIGINAL = "original"
    CURRENT = "current"
    STALE = "stale"
    """The English has changed since."""

    MISSING = "missing"
    """There is no text in this language yet; the English stands in."""


def module_of(identifier: str) -> str:
    """Return the module that an id belongs to: ``s04`` for ``s04-w1``.

    Raises:
        ValueError: the id has no module in front.
    """
    match = _MODULE.match(identifier)
    if match is None:
        msg = f"{identifier!r} does not begin with a module's code"
        raise ValueError(msg)
    return match.group(1)


class Authored(BaseModel):
    """A thing that an author wrote. Unknown keys are refused, so that a misspelled key is never silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # built at first use: most runs use few

    line: int = Field(default=0, exclude=True, repr=False)
    """The line of its file where it begins, counted from 1; 0 when unknown."""
