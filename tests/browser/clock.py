"""A clock for pages that stands still until the test turns it.

Playwright's own goes on by itself after ``install``: what a busy machine takes for a press would be counted, and a test that reads
seconds would find others than it meant. While it stands no timer fires and nothing waits for a frame; ``page.clock.resume()`` lets it go.
"""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page

__all__ = ["standing"]

_NOON = dt.datetime(2026, 11, 21, 12)  # noqa: DTZ001 - a wall clock in a room


def standing(page: Page, at: dt.datetime = _NOON) -> None:
    """Give a page that is opened next a clock that stands at a time of day; ``run_for`` and ``fast_forward`` turn it."""
    page.clock.install(time=at - dt.timedelta(hours=1))
    page.clock.pause_at(at)
