"""Every page of the site is opened once: it asks its own host alone, for files that are there, and every link leads somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.browser.conftest import NewContext, Serve, Watch

TABS = 6
"""Pages that are open at once: each waits half a second for whatever may still be asked for."""

KEPT = """async () => [
    Object.keys(localStorage), Object.keys(sessionStorage), (await indexedDB.databases()).map((one) => one.name), await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length,
]"""


class Page(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.update(filter(None, [found.get("id")]))
        self.links += [value for key in ("href", "src") if tag in ("a", "link", "script", "img") and (value := found.get(key))]


def test_every_page_asks_its_own_host_alone_and_keeps_nothing(built: Path, serve: Serve, new_context: NewContext, watch: Watch) -> None:
    """No page of the site, the 404 and the empty one included, asks another host, asks for what is not there, or breaks its policy.

    And reading stores nothing: no cookie, no key, no database, no cache, no worker.
    """
    folder = built / "site"
    root = serve(folder)
    context = new_context()
    answers: list[tuple[int, str]] = []
    context.on("response", lambda response: answers.append((response.status, response.url)))
    tabs = [context.new_page() for _ in range(TABS)]
    addresses = sorted(path.relative_to(folder).as_posix().removesuffix("index.html") for path in folder.rglob("*.html"))
    for start in range(0, len(addresses), TABS):
        opened = list(zip(tabs, addresses[start : start + TABS], strict=False))
        for tab, address in opened:
            tab.goto(f"{root}/{address}", wait_until="commit")
        for tab, _address in opened:
            tab.wait_for_load_state("networkidle")
    for tab in tabs:
        tab.emulate_media(media="print")
        tab.wait_for_load_state("networkidle")

    assert len(addresses) > 60
    assert {f"GET {root}/{address}" for address in addresses} <= set(watch.requests)
    assert [] == [line for line in watch.requests if not line.startswith(f"GET {root}/")]
    assert [] == [answer for answer in answers if answer[0] >= 400]
    assert [] == [line for line in watch.said if "Content Security Policy" in line or "Failed to load" in line]
    assert [[[], [], [], [], 0]] * TABS == [tab.evaluate(KEPT) for tab in tabs]
    assert [] == context.cookies()


def test_every_link_leads_to_something(built: Path) -> None:
    """Inside the site each link has a page, and each part that a link names is on it."""
    folder = built / "site"
    pages = {"/" + path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    lost = []
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            address, fragment = urldefrag(urljoin("http://site" + name.removesuffix("index.html"), link))
            path = unquote(urlsplit(address).path)
            path += "index.html" if path.endswith("/") else ""
            there = pages.get(path)
            if there is None and not (folder / path.lstrip("/")).is_file():
                lost.append(f"{name}: {link}")
            elif fragment and (there is None or unquote(fragment) not in there.ids):
                lost.append(f"{name}: {link} (no such part)")
    assert [] == lost
