"""What the preview serves beside pages: the site, files, a fresh course, and the same state after a restart."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from handrail.preview.course import Shelf
from tests.preview.conftest import Browse


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/s04/", 200, "text/html"),
        ("/s04", 301, ""),
        ("/assets/handrail.js", 200, "text/javascript"),
        ("/app.webmanifest", 200, "application/manifest+json"),
        ("/pictures/a.svg", 200, "image/svg+xml"),
        ("/assets/", 404, "text/html"),
        ("/nothing/", 404, "text/html"),
        ("/../outside.txt", 404, "text/html"),
        ("/%2e%2e/outside.txt", 404, "text/html"),
        ("/..%2foutside.txt", 404, "text/html"),
        ("/s04/..\\..\\outside.txt", 404, "text/html"),
        ("/%00", 404, "text/html"),
        ("/.secret", 404, "text/html"),
        ("//etc/passwd", 404, "text/html"),
    ],
)
def test_the_site_is_served_as_it_stands(browse: Browse, address: str, status: int, kind: str) -> None:
    """Right types, an index for a folder, the site's own page for what is not there, nothing outside of it."""
    answer = browse().get(address)

    assert status == answer.status_code
    assert answer.headers["Content-Type"].startswith(kind)
    assert b"outside" not in answer.content
    assert b"never" not in answer.content
    if status == 404:
        assert b"Lost" in answer.content


def test_a_link_does_not_lead_out_of_the_site(browse: Browse, site_folder: Path) -> None:
    """A symbolic link to somewhere else is not followed."""
    link = site_folder / "link.txt"
    link.symlink_to("/etc/hostname")
    try:
        assert 404 == browse().get("/link.txt").status_code
    finally:
        link.unlink()


def test_the_site_sets_no_cookie(browse: Browse) -> None:
    """Reading the site leaves nothing in a browser, also where a learning system lives beside it."""
    client = browse()
    for address in ("/", "/s04/", "/nothing/"):
        assert not client.get(address).cookies


def test_another_name_for_this_computer_is_refused(browse: Browse) -> None:
    """A page elsewhere whose name points here reads nothing."""
    for address in ("/", "/learn/"):
        assert 400 == browse().get(address, headers={"host": "elsewhere.example"}).status_code


def test_a_browser_keeps_what_did_not_change(browse: Browse) -> None:
    """The second time a file costs no bytes."""
    client = browse()
    first = client.get("/assets/handrail.js")

    again = client.get("/assets/handrail.js", headers={"If-None-Match": first.headers["ETag"]})

    assert (304, b"") == (again.status_code, again.content)


@pytest.mark.parametrize(
    "address",
    [
        "/learn/static/../course.xml",
        "/learn/static/nope.svg",
        "/learn/resource/handrail_lesson/public/nope.js",
        "/learn/resource/handrail_lesson/public/../../base.py",
        "/learn/resource/handrail_lesson/base.py",
        "/learn/resource/vertical/public/x.js",
        "/learn/assets/base.html",
        "/learn/unit/no-such-unit/",
        "/learn/nothing",
    ],
)
def test_other_files_do_not_exist(browse: Browse, address: str) -> None:
    """Only published files of blocks, drawings of the course and two files of the preview are there."""
    assert 404 == browse("p1").get(address).status_code


@pytest.mark.parametrize(
    "address", ["/learn/static/s04-f1.svg", "/learn/resource/handrail_lesson/public/xblock.js", "/learn/assets/preview.js"]
)
def test_files_of_the_course_are_there(browse: Browse, address: str) -> None:
    """Drawings, the browser library and the preview's own script are served from here."""
    assert 200 == browse("p1").get(address).status_code


def test_a_course_that_was_built_anew_shows_at_once(browse: Browse, course_folder: Path, tmp_path: Path) -> None:
    """The next page shows the new text; while folders are swapped, and when the new one is torn, the old one stays."""
    fresh = tmp_path / "course"
    shutil.copytree(course_folder, fresh)
    shelf = Shelf(fresh)
    first = shelf.course()
    assert first is not None
    assert first is shelf.course()

    shutil.move(fresh, tmp_path / "away")
    assert first is shelf.course()
    shutil.copytree(tmp_path / "away", fresh)
    unit = fresh / "course" / "vertical" / "s04-read.xml"
    unit.write_text(unit.read_text(encoding="utf-8").replace('display_name="Read"', 'display_name="Read anew"'), encoding="utf-8")
    os.utime(fresh / "course" / "course.xml")
    second = shelf.course()
    assert second is not None
    assert "Read anew" == second.units["s04-read"][1].display_name

    (fresh / "course" / "chapter" / "week-2.xml").write_text("<torn", encoding="utf-8")
    os.utime(fresh / "course" / "course.xml", (1, 1))
    assert second is shelf.course()


def test_no_course_yet(browse: Browse, settings_course: Any, tmp_path: Path) -> None:
    """Before the first build the page says how to make one."""
    settings_course(tmp_path)

    answer = browse().get("/learn/")

    assert 503 == answer.status_code
    assert b"handrail build course" in answer.content


@pytest.fixture
def settings_course(preview_app: Any) -> Iterator[Any]:
    """A function that points the preview at another course for one test."""
    from django.conf import settings

    before = settings.PREVIEW_COURSE

    def point(folder: Path) -> None:
        settings.PREVIEW_COURSE = folder

    yield point
    settings.PREVIEW_COURSE = before


@contextmanager
def _running(site: Path, course: Path, database: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-W", "ignore", "-m", "handrail.preview", str(site), str(course), str(database), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split("/  ")[0]
        try:
            yield address, process
        finally:
            process.terminate()
            process.wait(120)


class _Browser:
    """A browser of a few lines, for a server in another process."""

    def __init__(self, address: str, jar: CookieJar) -> None:
        self.address, self.jar = address, jar
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open

    def get(self, path: str) -> str:
        with self.open(self.address + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, data: bytes, kind: str) -> str:
        token = next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")
        request = urllib.request.Request(self.address + path, data, {"Content-Type": kind, "X-CSRFToken": token})
        with self.open(request) as answer:
            return str(answer.read().decode())


def test_state_survives_a_restart(site_folder: Path, course_folder: Path, tmp_path: Path) -> None:
    """A process of its own: somebody says done, the process ends, another one begins, and it is still done."""
    database, jar = tmp_path / "state" / "preview.sqlite3", CookieJar()
    with _running(site_folder, course_folder, database) as (address, _process):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        browser = _Browser(address, jar)
        browser.get("/learn/")
        browser.post("/learn/who/", urlencode({"person": "p3"}).encode(), "application/x-www-form-urlencoded")
        page = browser.get("/learn/unit/s04-read/")
        found = re.search(r'data-handlers="([^"]+)"', page)
        assert found
        assert '{"state": "done"}' == browser.post(f"{found[1]}set_state", b'{"state": "done"}', "application/json")

    with _running(site_folder, course_folder, database) as (address, _process):
        page = _Browser(address, jar).get("/learn/unit/s04-read/")

    assert "&#34;state&#34;: &#34;done&#34;" in page
    assert "Priya" in page
    assert 0o600 == (database.with_name("secret").stat().st_mode & 0o777)
