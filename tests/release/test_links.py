"""Every link of every page of a release leads to something in it, and nothing that loads comes from elsewhere."""

from __future__ import annotations

import posixpath
import re
import shutil
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.release.packed import Packed

pytestmark = pytest.mark.xdist_group("release")

_CODE = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL)
_ADDRESS = re.compile(r"<(?P<tag>[a-z]+)\b[^>]*?\s(?P<name>href|src|srcset|data|action|poster)=[\"'](?P<to>[^\"']*)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ID = re.compile(r"\bid=[\"']?([^\"'\s>]+)")


def addresses(path: Path) -> list[tuple[str, str]]:
    """Return what a page links to or loads: the kind of element, and the address."""
    html = _CODE.sub("", path.read_text(encoding="utf-8"))
    return [(found["tag"].lower(), unescape(found["to"])) for found in _ADDRESS.finditer(html)]


@cache
def ids(path: Path) -> frozenset[str]:
    """Return the ids of a page."""
    return frozenset(_ID.findall(path.read_text(encoding="utf-8")))


def target(root: Path, page: Path, address: str) -> Path:
    """Return the file that an address means: on the site, as a web server finds it; elsewhere, as a computer opens it."""
    path = unquote(re.split(r"[?#]", address)[0])
    if not path:
        return page
    site = root / "site"
    on_site = page.is_relative_to(site)
    base = site if on_site and path.startswith("/") else page.parent
    found = Path(posixpath.normpath(f"{base}/{path}"))
    return found / "index.html" if on_site and found.is_dir() else found


def lost_links(root: Path) -> list[str]:
    """Return the links that lead out of a release, to a file that is missing, to a bare folder, or to a place that a page does not have."""
    lost = []
    for page in sorted(root.rglob("*.html")):
        for _tag, address in addresses(page):
            if _SCHEME.match(address):
                continue
            there = target(root, page, address)
            fragment = unquote(address.partition("#")[2])
            if not (there.is_file() and there.is_relative_to(root)):
                lost.append(f"{page.relative_to(root)} -> {address}")
            elif fragment and there.suffix == ".html" and fragment not in ids(there) and not page.is_relative_to(root / "site"):
                lost.append(f"{page.relative_to(root)} -> {address}: no such place")
    return lost


def test_every_link_leads_to_a_file_of_the_release(packed: Packed) -> None:
    """Every page's links lead to files and places of the release."""
    assert [] == lost_links(packed.folder)


def test_the_computer_of_the_room_has_what_its_pages_lead_to(packed: Packed, tmp_path: Path) -> None:
    """The start page says which folders to copy there; in them alone no link is lost."""
    words = (packed.folder / "START-HERE.html").read_text(encoding="utf-8")
    assert "Copy the folders staff/, participants/ and families/ to the computer of the room" in words
    for folder in ("staff", "participants", "families"):
        shutil.copytree(packed.folder / folder, tmp_path / folder)

    assert [] == lost_links(tmp_path)


def test_nothing_that_loads_comes_from_elsewhere(packed: Packed) -> None:
    """Only links that a person presses have another host; no script, style, picture or frame does."""
    for page in sorted(packed.folder.rglob("*.html")):
        loaded = [to for tag, to in addresses(page) if tag not in ("a", "area") and _SCHEME.match(to)]
        assert [] == [to for to in loaded if not to.startswith("data:")], page


def test_staff_things_are_led_to_by_staff_things_alone(packed: Packed) -> None:
    """No page for participants or families, and none of the site, leads into staff/."""
    for folder in ("participants", "families", "site"):
        for page in sorted((packed.folder / folder).rglob("*.html")):
            led = [to for _tag, to in addresses(page) if not _SCHEME.match(to) and "staff" in target(packed.folder, page, to).parts]
            assert [] == led, page
