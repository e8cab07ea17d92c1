"""A real Chromium for tests, and a guard at its door.

Every page of a test is watched: a request to any other host than this machine is stopped and fails the test, and so
does a script error that nobody caught. What was requested from this machine is kept for the test to look at.

| fixture | gives |
|---|---|
| ``page`` | a fresh page in a fresh profile, watched |
| ``new_context`` | a function that opens further profiles, watched: ``new_context(viewport=..., java_script_enabled=False)`` |
| ``watch`` | what was seen: ``requests`` (all), ``outside`` (stopped), ``errors`` (script errors), ``said`` (console lines) |
| ``serve`` | a function that serves a folder on 127.0.0.1 and returns its address, without a slash at the end |
| ``axe`` | a function that runs axe-core on a page and fails with a readable list of what it found |
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect, sync_playwright

from tests.browser.chromium import ADVICE, find

Serve = Callable[[Path], str]
NewContext = Callable[..., BrowserContext]

ARGUMENTS = [
    "--no-sandbox",  # tests run in containers, often as root
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # a second lock, for workers too
]
OUTSIDE = re.compile(r"^(?!(https?|wss?)://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)|file:|data:|blob:|about:|chrome)")
"""An address that is not on this machine."""

PATIENCE = 30_000
"""Milliseconds that a test waits for what will come: on a busy machine it comes late, and a test that passes waits no longer for it."""

expect.set_options(timeout=PATIENCE)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Watch:
    """What the pages of one test did."""

    requests: list[str] = field(default_factory=list)
    """Method, address and body of every request, also to this machine."""

    outside: list[str] = field(default_factory=list)
    """Requests to other hosts; each was stopped."""

    errors: list[str] = field(default_factory=list)
    """Script errors that nobody caught. A test that provokes one clears the list."""

    said: list[str] = field(default_factory=list)
    """Lines on the console."""

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch a profile."""

        def stop(route: Route) -> None:
            self.outside.append(f"{route.request.method} {route.request.url}")
            route.abort()

        def note(request: Request) -> None:
            body = request.post_data_buffer or b""
            self.requests.append(f"{request.method} {request.url} {body.decode('utf-8', 'replace')}".rstrip())

        context.route(OUTSIDE, stop)
        context.on("request", note)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda line: self.said.append(line.text))
        return context


def chromium() -> str:
    """Return the path of a Chromium; without one the run fails and says how to get it."""
    return find() or pytest.fail(ADVICE, pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real Chromium for the whole run."""
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS, timeout=120_000)
        _wake(launched)
        yield launched
        launched.close()


def _wake(browser: Browser) -> None:
    """Wait for what is slow only once: the first page, and the first database, of a Chromium that has just started.

    On a busy machine they take seconds, and the library rightly takes a database that has not answered in five for one that cannot keep
    anything; so the first test after the start would look at another page than it meant.
    """
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<title>Awake</title>", content_type="text/html"))
    page.goto("http://localhost/", timeout=120_000)
    page.evaluate("""new Promise((resolve) => {
        const request = indexedDB.open("awake");
        request.onupgradeneeded = () => request.result.createObjectStore("one");
        request.onsuccess = () => {
            const writing = request.result.transaction("one", "readwrite", { durability: "strict" });
            writing.objectStore("one").put(1, 1);
            writing.oncomplete = resolve;
        };
    })""")
    page.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test do; the test fails if one asked another host, or threw."""
    seen = Watch()
    yield seen
    assert [] == seen.outside, "a page asked another host"
    assert [] == seen.errors, "a script threw"


@pytest.fixture
def new_context(browser: Browser, watch: Watch) -> Iterator[NewContext]:
    """Open further profiles, each watched; takes Playwright's options of a context."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        opened.append(watch.over(browser.new_context(**options)))
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1]

    yield make
    for context in opened:
        if context in browser.contexts:  # a test may have closed it
            context.unroute_all(behavior="ignoreErrors")  # a request that is still on its way must not hold the close up
            context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A fresh page in a fresh profile."""
    return new_context().new_page()


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".webmanifest": "application/manifest+json"}

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve folders on 127.0.0.1, each on a port of its own."""
    running: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        root = folder.resolve()
        if root not in running:
            server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            running[root] = server
        return f"http://127.0.0.1:{running[root].server_address[1]}"

    yield start
    with ThreadPoolExecutor(max_workers=64) as stopping:  # one after the other, each lets half a second pass before it looks up
        list(stopping.map(ThreadingHTTPServer.shutdown, running.values()))
    for server in running.values():
        server.server_close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Return a function that fails with a readable list when axe-core finds a violation on a page."""
    engine = Axe()
    options = {
        "runOnly": {"type": "tag", "values": WCAG},
        "resultTypes": ["violations"],  # what passed is not told node by node: a megabyte of it, and half of the time
    }

    def look(page: Page) -> None:
        found = engine.run(page, options=options).response["violations"]
        lines = [
            f"{rule['id']} ({rule['impact']}): {rule['help']}"
            + "".join(f"\n    {node['html'][:200]}\n      {node.get('failureSummary', '')}" for node in rule["nodes"][:4])
            for rule in found
        ]
        assert not found, "axe-core found:\n" + "\n".join(lines)

    return look
