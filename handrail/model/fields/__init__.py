"""The kinds of worksheet fields: one file per kind, found here by itself.

To add a kind, add ``handrail/model/fields/<kind>.py`` with one subclass of :class:`Field` that sets ``kind``,
``templates/activities/fields/<kind>.html`` (screen, paper, filled, slide), and ``assets/public/fields/<kind>.js``.
Nothing else lists kinds.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Discriminator

from .base import Field, Keep

__all__ = ["KINDS", "AnyField", "Field", "Keep"]


def _find() -> dict[str, type[Field]]:
    kinds: dict[str, type[Field]] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        for item in vars(module).values():
            if isinstance(item, type) and issubclass(item, Field) and "kind" in item.__annotations__ and item is not Field:
                kinds[str(item.model_fields["kind"].default)] = item
    return kinds


KINDS: dict[str, type[Field]] = _find()
"""Every kind of field by its name in YAML."""

if TYPE_CHECKING:
    AnyField = Field
else:
    AnyField = Annotated[Union[tuple(KINDS.values())], Discriminator("kind")]  # noqa: UP007 - built at run time

for _kind in KINDS.values():  # a log's columns are fields themselves
    _kind.model_rebuild(_types_namespace={"AnyField": AnyField, "Any": Any})
