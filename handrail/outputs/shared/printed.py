"""A PDF, and what was seen of it when it was laid out: to open it only to count its pages takes a quarter as long as to press it."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["Printed", "Seen", "depth_of"]


class Seen(Protocol):
    """What is known of pages that are laid out, whether they are written yet or not."""

    @property
    def pages(self) -> int:
        """How many there are."""

    @property
    def depth(self) -> float:
        """How far down the last is printed, as a part of its height; what runs along at the foot does not count."""


class Printed(bytes):
    """A PDF that was pressed; it is :class:`Seen`."""

    pages: int
    depth: float

    def __new__(cls, data: bytes, pages: int, depth: float) -> Printed:
        """Put beside a PDF what is known of it."""
        own = super().__new__(cls, data)
        own.pages, own.depth = pages, depth
        return own

    def __reduce__(self) -> tuple[type[Printed], tuple[bytes, int, float]]:
        """Go whole from process to process, and into the cache."""
        return Printed, (bytes(self), self.pages, self.depth)


def depth_of(page: Any) -> float:
    """Return how far down a page of WeasyPrint's is printed: with words, or with a drawing."""
    from weasyprint.formatting_structure.boxes import MarginBox, ReplacedBox, TextBox

    ends = [0.0]
    for part in page._page_box.children:  # noqa: SLF001 - WeasyPrint has no other way
        for box in () if isinstance(part, MarginBox) else part.descendants():
            if isinstance(box, TextBox) and box.text.strip():
                ends.append(box.position_y + box.baseline)
            elif isinstance(box, ReplacedBox):
                ends.append(box.position_y + box.margin_height())
    return max(ends) / float(page.height)
