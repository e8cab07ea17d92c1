"""Pressing many pages: what was pressed is kept, also when the work is stopped, and it is told how far it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.outputs.shared.press import PressError
from handrail.outputs.shared.pressed import press_all

EDITION = dt.date(2026, 11, 21)


def page(number: int, body: str = "") -> str:
    """Return a page that differs from every other."""
    return f'<!doctype html><html lang="en"><head><title>{number}</title></head><body><p>{number}</p>{body}</body></html>'


def test_what_was_pressed_before_a_stop_is_not_pressed_again(tmp_path: Path) -> None:
    """A page that cannot be pressed stops the work; the pages before it are there for the next time."""
    cache = Cache(tmp_path)
    with pytest.raises(PressError, match="brings all it needs"):
        press_all([page(1), page(2), page(3, '<img src="http://example.org/x.png" alt="x">')], EDITION, cache)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert len(kept) == 2
    assert [data[:5] for data in press_all([page(1), page(2)], EDITION, cache)] == [b"%PDF-"] * 2
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == kept


def test_it_is_told_how_far_the_work_is() -> None:
    """Whoever waits for minutes is told; a page that stands in the list twice counts once."""
    told: list[str] = []
    pages = [page(number) for number in range(60)]
    assert len(press_all([*pages, *pages], EDITION, Cache(None), say=told.append)) == 120
    assert told == ["50 of 60 sheets pressed"]
