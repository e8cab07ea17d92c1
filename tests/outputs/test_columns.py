"""Columns of one height: found in few trials, at the height at which WeasyPrint finds them in many."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import pytest

from handrail.outputs.shared.press import PressError, press

EDITION = dt.date(2026, 11, 21)
WORDS = "Slow breathing helps some people when a craving comes. "
SHORT = "Slow breathing helps. "


def page(*parts: str, style: str = "") -> str:
    """Return a page with two columns."""
    head = '<!doctype html><html lang="en"><head><title>Columns</title>'
    own = "@page { size: a4; margin: 15mm } .two { columns: 2; column-gap: 6mm } .whole { break-inside: avoid }"
    body = f'<h1>Columns</h1><div class="two">{"".join(parts)}</div><p>After</p>'
    return f"{head}<style>{own} {style}</style></head><body>{body}</body></html>"


def part(words: int, kind: str = "whole", *, short: bool = False) -> str:
    """Return a part of so many sentences."""
    return f'<section class="{kind}"><h2>Part</h2><p>{(SHORT if short else WORDS) * words}</p></section>'


def drawing(height: int) -> str:
    """Return a part with a frame of so many millimeters, and some words below."""
    return f'<section><h2>Part</h2><div class="whole" style="height:{height}mm"></div><p>{SHORT * 3}</p></section>'


def entries(count: int) -> str:
    """Return a list whose entries have one to three lines."""
    return "".join(f"<li>{WORDS * (1 + number % 3)}</li>" for number in range(count))


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every column that is laid out."""
    from weasyprint.layout import block

    found: list[Any] = []
    plain = block.block_container_layout

    def seen(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if box.is_column:
            found.append(box)
        return plain(context, box, *rest, **named)

    monkeypatch.setattr(block, "block_container_layout", seen)
    return found


PAGES = {
    "the first part is the longest, and stays whole": page(part(14), part(2), part(4)),
    "the last part is the longest": page(part(2), part(3), part(9)),
    "parts that may break": page(part(9, ""), part(14, ""), part(2, "")),
    "sources": page(f"<ol>{entries(17)}</ol>", style="li { font-size: 7pt; break-inside: avoid; orphans: 3; widows: 3 }"),
    "a drawing that is left over makes the steps longer": page(
        drawing(12), part(18, short=True), part(6, "", short=True), drawing(24), drawing(108), style="h2 { break-after: avoid }"
    ),
    "more than a page": page(*(part(12) for _ in range(14))),
    "nothing to balance": page(part(1)),
}


@pytest.mark.parametrize("name", PAGES)
def test_columns_are_as_high_as_they_would_be_after_all_trials(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes, however many trials were left out."""
    quick = press(PAGES[name], EDITION)
    monkeypatch.setattr("handrail.outputs.shared.press.quick_columns", contextlib.nullcontext)

    assert quick == press(PAGES[name], EDITION)


def test_few_trials_are_enough(laid_out: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that stays whole is tried pixel by pixel until it fits; by halves it takes a third of that, or less."""
    html = page(part(22), part(4), part(6))
    press(html, EDITION)
    quick = len(laid_out)
    monkeypatch.setattr("handrail.outputs.shared.press.quick_columns", contextlib.nullcontext)
    press(html, EDITION)

    assert quick <= (len(laid_out) - quick) / 3


def test_weasyprint_is_left_as_it_was() -> None:
    """Whoever else in this process lays out a page gets WeasyPrint's own way, also after a page that could not be pressed."""
    from weasyprint.layout import block

    own = block.block_box_layout, block.columns_layout
    press(page(part(2)), EDITION)
    with pytest.raises(PressError, match="announce"):
        press("<p>no language</p>", EDITION)

    assert own == (block.block_box_layout, block.columns_layout)
