"""Type into a sheet, kill the browser, open the same profile again, and compare.

The browser is a process group of its own; it is killed as a phone's system kills one: with SIGKILL, every process of it, at
a moment that a seed has drawn. What must be there afterwards is what the log of keys holds of two seconds before.

The promise is about the library's clock, not about a machine that stands still: what one key, or one write that waits for
the disk, took longer than usual during a run is added to the two seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Error, Page, expect

from tests.browser.activities.store import records
from tests.browser.chromium import find
from tests.browser.conftest import PATIENCE

PROMISE = 2.0
"""Seconds of typing that a crash may cost."""

ALPHABET = "abcdefghij klmnop qrstuvwxyz ÄÉñß 😀👍🏽 עב"

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-default-apps",
    "--password-store=basic",
    "--hide-crash-restore-bubble",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-port=0",
]

FIELDS = {"word": "#a-word", "story": "#a-story"}


@dataclass
class Typed:
    """What one field was given, as (moment, text) after each key."""

    log: list[tuple[float, str]] = field(default_factory=lambda: [(0.0, "")])

    def until(self, moment: float) -> str:
        """Return the text as it was at a moment."""
        return next(text for at, text in reversed(self.log) if at <= moment)


class Chromium:
    """One run of the browser over a profile, in a process group of its own."""

    def __init__(self, profile: Path, kind: BrowserType) -> None:
        """Start it, and hold on to it."""
        port = profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [find() or "chromium", *ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.killed_at = 0.0
        until = time.monotonic() + 120
        while not (port.exists() and port.read_text().count("\n")):
            if time.monotonic() > until or self.process.poll() is not None:
                self.kill()
                raise RuntimeError("Chromium did not start")
            time.sleep(0.01)
        self.browser: Browser = kind.connect_over_cdp(f"http://127.0.0.1:{port.read_text().splitlines()[0]}", timeout=120_000)

    def page(self, address: str) -> Page:
        """Open the sheet."""
        page = self.browser.contexts[0].pages[0]
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        return page

    def kill(self) -> None:
        """End every process of it at once, without a word."""
        if self.killed_at:
            return
        self.killed_at = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def gone(self) -> None:
        """Wait until it is gone."""
        self.kill()
        self.process.wait()
        with contextlib.suppress(Error):
            self.browser.close()


class Stalls:
    """How long this machine stood still: the longest wait for the disk, and what the slowest key took."""

    def __init__(self, folder: Path) -> None:
        """Begin to look."""
        self.key = 0.0
        self.disk = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(folder / "stall",), daemon=True)
        self._thread.start()

    def _look(self, path: Path) -> None:
        with path.open("wb") as file:
            while not self._over.is_set():
                before = time.monotonic()
                file.write(b"x" * 64)
                file.flush()
                os.fsync(file.fileno())
                self.disk = max(self.disk, time.monotonic() - before)
                self._over.wait(0.1)

    @contextlib.contextmanager
    def key_takes(self) -> Iterator[None]:
        """Take note of how long a key takes, also one during which the browser is killed."""
        before = time.monotonic()
        try:
            yield
        finally:
            self.key = max(self.key, time.monotonic() - before)

    def worst(self) -> float:
        """Return the seconds by which the promise is late because of the machine."""
        self._over.set()
        self._thread.join()
        return 2 * self.disk + self.key


@dataclass
class Killed:
    """What is known of a run when its browser is dead."""

    seed: str
    typed: dict[str, Typed]
    at: float
    stall: float


@dataclass
class Profile:
    """A profile in which a browser is started, typed into and killed, again and again."""

    folder: Path
    kind: BrowserType
    address: str
    longest: float = 3.0
    """Seconds of typing before the kill, at most."""

    before: Killed | None = None
    lost: list[float] = field(default_factory=list)
    """Seconds before each kill of the oldest key that was not there afterwards."""

    def run(self, seed: str) -> None:
        """Open the profile, look at what the last kill has left, type on from there, kill."""
        chance = random.Random(seed)
        chromium = Chromium(self.folder, self.kind)
        try:
            page = chromium.page(self.address)
            if self.before is None:
                page.get_by_role("button", name="It is mine").click()
            page.get_by_text("This device is yours").first.wait_for()
            typed = {name: Typed([(0.0, text)]) for name, text in self._look(page).items()}
            stalls = Stalls(self.folder)
            timer = threading.Timer(chance.uniform(self.longest / 10, self.longest), chromium.kill)
            timer.start()
            with contextlib.suppress(Error):
                _type_until_killed(page, chromium, chance, typed, stalls)
            timer.join()
        finally:
            chromium.gone()
        self.before = Killed(seed, typed, chromium.killed_at, stalls.worst())

    def runs(self, seeds: list[str]) -> None:
        """Run, one after the other, and look at the end."""
        for seed in seeds:
            self.run(seed)
        self.end()

    def end(self) -> None:
        """Look at what the last kill has left."""
        chromium = Chromium(self.folder, self.kind)
        try:
            self._look(chromium.page(self.address))
        finally:
            chromium.gone()

    def _look(self, page: Page) -> dict[str, str]:
        """Return what each field holds, on the screen and in the database alike; fail when too much is missing."""
        kept = records(page)
        shown = {name: readable(kept.get(name)) for name in FIELDS}
        page.get_by_text("This device is yours").first.wait_for()
        for name, text in shown.items():
            expect(page.locator(FIELDS[name])).to_have_value(text)
        if self.before is not None:
            self.lost.append(compare(self.before, shown))
        return shown


def compare(before: Killed, shown: dict[str, str]) -> float:
    """Return the seconds of typing that are lost; fail when they are too many, or when there is what nobody typed."""
    allowed = PROMISE + before.stall
    oldest = before.at
    for name, text in shown.items():
        log = before.typed[name].log
        where = f"run {before.seed}, field {name}"
        assert log[-1][1].startswith(text), f"{where}: {text[-80:]!r} was never typed"
        must = before.typed[name].until(before.at - allowed)
        assert text.startswith(must), f"{where}: {len(must) - len(text)} letters of more than {allowed:.1f} s before the kill are lost"
        oldest = min([oldest, *(at for at, longer in log if len(longer) > len(text))])
    return before.at - oldest


def _type_until_killed(page: Page, chromium: Chromium, chance: random.Random, typed: dict[str, Typed], stalls: Stalls) -> None:
    while not chromium.killed_at:
        name = chance.choice(sorted(FIELDS))
        with stalls.key_takes():
            page.focus(FIELDS[name])
            page.keyboard.press("Control+End")
        for _key in range(chance.randint(3, 40)):
            if chromium.killed_at:
                return
            text = typed[name].log[-1][1]
            key = chance.choice(ALPHABET)
            typed[name].log.append((time.monotonic(), text + key))  # it may arrive although nobody hears of it any more
            with stalls.key_takes():
                page.keyboard.insert_text(key)
            time.sleep(chance.choice([0.0, 0.01, 0.03, 0.08, 0.2]))


def readable(record: dict[str, Any] | None) -> str:
    """Return a record's text; one with a part missing or of a wrong kind fails."""
    if record is None:
        return ""
    assert {"key", "place", "activity", "field", "value", "skip", "wording", "asked", "language", "revision", "saved_at", "kept"} <= set(
        record
    ), record
    assert isinstance(record["value"], str), record
    assert isinstance(record["revision"], int), record
    assert record["kept"] == [], json.dumps(record)[:400]
    return str(record["value"])
