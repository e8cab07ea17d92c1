"""What tests of the wall share: where a deck lies, which slide is up, and which slides there are."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page

DECKS = {"en": ("s04", "s16", "f04"), "es": ("f04",)}
"""The decks that most tests open."""


def address(usb: Path, name: str = "en/s04") -> str:
    """Return the address of a deck."""
    return (usb / "slides" / f"{name}.html").as_uri()


def up(page: Page) -> str:
    """Return the id of the slide that fills the screen, once the page has drawn where it was sent."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.slide')")
    return str(page.evaluate("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.slide').id"))


def ids(page: Page) -> list[str]:
    """Return the ids of the slides in their order."""
    return list(page.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.id)"))


def places(page: Page) -> list[dict[str, object]]:
    """Return what the deck keeps on this machine, in the order of its keys; without making a database by looking."""
    return list(
        page.evaluate("""async () => {
          if (!(await indexedDB.databases()).some(base => base.name === 'handrail-wall')) { return []; }
          const result = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
          const base = await result(indexedDB.open('handrail-wall'));
          const all = await result(base.transaction('places').objectStore('places').getAll());
          base.close();
          return all;
        }""")
    )


def kept(page: Page, slide: str) -> None:
    """Wait until a slide's id is what is kept."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if slide in [place["slide"] for place in places(page)]:
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"{slide} was not kept: {places(page)}")


def lead(page: Page, usb: Path, group: str, steps: int) -> None:
    """Open the slides for a group, and go so many slides on: the place is kept."""
    page.goto(address(usb))
    page.keyboard.press("g")
    page.get_by_label("which one is this").select_option(label=group)
    page.keyboard.press("Escape")
    for _ in range(steps):
        page.keyboard.press("PageDown")
    kept(page, ids(page)[steps])
