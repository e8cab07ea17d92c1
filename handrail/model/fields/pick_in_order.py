"""A few of a list, in one's own order."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval

from .pick import Picked


class PickInOrder(Picked):
    """A few options of a list, first to last. Buttons move them; nothing needs to be dragged."""

    takes: ClassVar[frozenset[str]] = frozenset({"checklist", "pick"})

    kind: Literal["pick-in-order"] = "pick-in-order"
    count: Annotated[int, Interval(ge=1, le=12)] = 5
    other: bool = False
