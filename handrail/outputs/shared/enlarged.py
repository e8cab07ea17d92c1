"""The sheet of the evening in a PDF: in the largest letters in which it is one page of its paper.

A browser prints it in whatever font it has, so that there a measure for a wide one holds. A PDF has one font: it is laid out and looked at.
"""

from __future__ import annotations

import re

from .press import lay_out

__all__ = ["enlarged"]

_SIZE = re.compile(r"(?<=@media print\{\.sheet\{font-size:)[\d.]+(?=pt\}\})")
"""What ``sheet_style`` sets the sheet in."""

_STEP, _STEPS = 0.2, 7
"""How many points larger a try is than the one before, and how many there are: three tries find the largest of eight sizes."""


def enlarged(html: str) -> str:
    """Return a guide with its first page in the largest letters that the page has room for; what is no guide stays as it is."""
    if not _SIZE.search(html):
        return html
    fits, most = 0, _STEPS
    while fits < most:
        steps = (fits + most + 1) // 2
        if lay_out(_first_page(_larger(html, steps))).pages == 1:
            fits = steps
        else:
            most = steps - 1
    return _larger(html, fits)


def _larger(html: str, steps: int) -> str:
    return _SIZE.sub(lambda found: f"{float(found[0]) + _STEP * steps:g}", html, count=1)


def _first_page(html: str) -> str:
    """Return a guide's first page alone: to lay that out takes a part of the time that the whole takes."""
    sheet, end, _rest = html.partition("</article>")
    return f"{sheet}{end}</main></body></html>"
