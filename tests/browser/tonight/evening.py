"""Helpers for the tests of Tonight: the hour, time that passes, what is kept."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page

__all__ = ["EVENING", "KEPT", "later"]

EVENING = dt.datetime(2026, 11, 25, 18, 35)  # noqa: DTZ001 - a wall clock in a room; a Wednesday

KEPT = """() => new Promise((found, failed) => {
  const asked = indexedDB.open('handrail-staff', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
  asked.onsuccess = () => {
    const store = asked.result.transaction('kept').objectStore('kept');
    const keys = store.getAllKeys(), values = store.getAll();
    values.onsuccess = () => { asked.result.close(); found(keys.result.map((key, at) => [key, values.result[at]])); };
  };
  asked.onerror = failed;
})"""
"""Everything that the staff's pages keep on this computer, as pairs of key and value."""


def later(page: Page, minutes: float) -> None:
    """Let time pass as in a machine that slept: the clock jumps, and the page is looked at again."""
    page.clock.fast_forward(int(minutes * 60_000))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
