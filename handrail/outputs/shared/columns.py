"""Columns of one height, found without laying all of them out at every height.

WeasyPrint balances columns by trying: it lays all of them out, makes them a little higher (often one pixel), and again, until what they
hold fits. Up to half of the time that a week's packet took went there. Here the heights ahead are searched by halves, and those at
which it would fail are failed at once, so that it stops at the height at which it would have stopped.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import Any

__all__ = ["quick_columns"]

_EVEN = 3
"""After so many steps of one size the heights ahead are looked at."""

_SAME = 1e-6
_FAILED: tuple[Any, ...] = None, None, {"break": "any", "page": None}, [], False, None
"""What laying out a column returns where nothing of it fits."""


@contextlib.contextmanager
def quick_columns() -> Iterator[None]:
    """Let WeasyPrint find the height of columns in fewer trials."""
    from weasyprint.layout import block

    box_layout, columns_layout = block.block_box_layout, block.columns_layout
    counts: list[int | str] = []

    def columns(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        counts.append(box.style["column_count"] if box.style["column_width"] == "auto" else "auto")
        try:
            return columns_layout(context, box, *rest, **named)
        finally:
            counts.pop()

    def layout(context: Any, box: Any, bottom: float, *rest: Any, **named: Any) -> Any:
        if not getattr(box, "is_column", False) or not counts or not isinstance(counts[-1], int) or math.isinf(bottom):
            return box_layout(context, box, bottom, *rest, **named)
        search = box.__dict__.setdefault("handrail_search", _Search(box_layout, counts[-1]))
        if search.hopeless(context, box, bottom, *rest, **named):
            return _FAILED
        return box_layout(context, box, bottom, *rest, **named)

    block.block_box_layout, block.columns_layout = layout, columns
    try:
        yield
    finally:
        block.block_box_layout, block.columns_layout = box_layout, columns_layout


class _Search:
    """The trials of one set of columns, which differ in what they leave free below: the higher they are, the less."""

    def __init__(self, box_layout: Any, count: int) -> None:
        self.box_layout, self.count = box_layout, count
        self.bottom = self.full = math.nan
        """What the last trial left free, and the first, for which there was the whole page."""

        self.steps: list[float] = []
        self.goal = math.nan
        """What the next trial leaves free that is worth its while."""

    def hopeless(self, context: Any, box: Any, bottom: float, skip: Any, *rest: Any, **named: Any) -> bool:
        """Whether it is known that a trial fails, and that the one after it goes on by the same step; called for each column of it."""
        if bottom == self.bottom:
            return False  # a further column of the same trial
        if math.isnan(self.full):
            self.full = bottom
        self.steps = [*self.steps, self.bottom - bottom][-_EVEN:]
        self.bottom, step = bottom, self.steps[-1]
        if bottom > self.goal + step / 2:
            return True
        if not math.isnan(self.goal):
            self.goal, self.steps = math.nan, []
        if len(self.steps) < _EVEN or step <= 0 or any(abs(one - step) > _SAME for one in self.steps):
            return False

        def ends(ahead: int) -> bool:
            return self._ends(step, context, box, bottom - ahead * step, skip, *rest, **named)

        self.goal = bottom - _first(ends, math.ceil((bottom - self.full) / step)) * step
        return bottom > self.goal + step / 2

    def _ends(
        self, step: float, context: Any, box: Any, bottom: float, skip: Any, around: Any, empty: bool, *rest: Any, **named: Any
    ) -> bool:
        """Whether a trial ends the row of equal steps: all fits, or what is left over makes WeasyPrint take another step."""
        from weasyprint.layout.block import remove_placeholders

        letter, line = rest[-2:]
        shapes = len(context.excluded_shapes)

        def lay_out(bottom: float, empty: bool) -> Any:
            return self.box_layout(context, box, bottom, skip, around, empty, [], [], [], letter, line, **named)

        for _ in range(self.count):
            column, rest_at, *_ = lay_out(bottom, empty)
            if column is None:
                return False
            remove_placeholders(context, [column], [], [])
            del context.excluded_shapes[shapes:]
            if (skip := rest_at) is None:
                return True
            held = [child for child in column.children if child.is_in_normal_flow()]
            if held:
                free = context.page_bottom - bottom - held[-1].position_y - held[-1].margin_height()
                next_column = lay_out(math.inf, empty=True)[0]
                needed = next((child.margin_height() for child in next_column.children if child.is_in_normal_flow()), 0)
                remove_placeholders(context, [next_column], [], [])
                if 1 < needed - free and (abs(step - 1) < _SAME or needed - free < step - _SAME):
                    return True
        return False


def _first(ends: Any, most: int) -> int:
    """Return the first number from 0 on that is an end, where all that follow are; ``most`` is not asked."""
    step, low = 1, -1
    while (high := min(low + step, most)) < most and not ends(high):
        low, step = high, 2 * step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if ends(middle) else (middle, high)
    return high
