"""The unpacked release in a browser, opened by a double click: a newcomer finds everything, and nothing asks another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.release.packed import Packed

pytestmark = pytest.mark.xdist_group("release")

LINKS = "Array.from(document.querySelectorAll('a[href]'), (link) => link.href)"


def below(packed: Packed, address: str) -> str:
    """Return which file of the release an address is; empty for another host."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return ""
    return posixpath.relpath(unquote(parts.path), packed.folder.as_posix())


def kind(path: str) -> str:
    """Return what sort of page it is: sessions differ by their numbers alone."""
    return re.sub(r"\d+", "0", path)


def test_every_link_leads_to_a_file(packed: Packed, page: Page, watch: Watch) -> None:
    """From the start page on, one page of each sort is opened, as its scripts draw it; all its links lead to files of the release."""
    todo, opened, lost = ["START-HERE.html"], set[str](), list[str]()
    while todo:
        path = todo.pop()
        if kind(path) in opened or not path.endswith(".html"):
            continue
        opened.add(kind(path))
        page.goto((packed.folder / path).as_uri())
        for address in page.evaluate(LINKS):
            to = below(packed, address)
            if to and not ((packed.folder / to).is_file() and not to.startswith("..")):
                lost.append(f"{path} -> {address}")
            elif to:
                todo.append(to)

    assert [] == lost
    assert {
        "START-HERE.html", "EMPIECE-AQUI.html", "technician/signed.html", "participants/skills-course.html", "families/families.html",
        "staff/slides/en/s0.html", "staff/facilitator/en/s0.html",
    } <= opened  # fmt: skip
    assert not [path for path in opened if path.startswith("site/")]
    assert not [line for line in watch.requests if not re.match(r"GET (file|data|blob):", line)]


def test_a_facilitator_gets_from_the_start_to_the_wall(packed: Packed, page: Page) -> None:
    """Two presses lead from the start page to a session's slides, and others to its guide."""
    page.goto((packed.folder / "START-HERE.html").as_uri())
    page.get_by_role("link", name="For the wall: English").click()
    page.get_by_role("link", name=re.compile("craving", re.IGNORECASE)).first.click()
    expect(page.locator("section.slide").first).to_be_visible()

    page.goto((packed.folder / "START-HERE.html").as_uri())
    page.get_by_role("link", name="What to say and do: English").click()
    expect(page).to_have_url(re.compile("staff/facilitator"))
    page.goto((packed.folder / "START-HERE.html").as_uri())
    page.get_by_role("link", name="For participants: English").click()
    expect(page.get_by_role("heading").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe(packed: Packed, new_context: NewContext, axe: Callable[[Page], None], width: int, scheme: str) -> None:
    """The start page and the list of what is signed are accessible, in both languages, and none is wider than the screen."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for name in ("START-HERE.html", "EMPIECE-AQUI.html", "technician/signed.html"):
        page.goto((packed.folder / name).as_uri())
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_reads_without_scripts(packed: Packed, new_context: NewContext) -> None:
    """The start page has no script and needs none."""
    assert "<script" not in (packed.folder / "START-HERE.html").read_text(encoding="utf-8")
    page = new_context(java_script_enabled=False).new_page()
    page.goto(Path(packed.folder / "EMPIECE-AQUI.html").as_uri())
    expect(page.get_by_role("heading", name="Hoy dirijo el grupo")).to_be_visible()
