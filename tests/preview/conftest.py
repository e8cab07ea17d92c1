"""The preview over the real course, with one database for the whole run: Django's settings belong to the process."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs.base import Request
from handrail.outputs.course import OUTPUT
from handrail.preview import application

Browse = Callable[..., Any]

GROUP = "/learn/handrail/course-v1:Sample+Skills+2026/group/"
"""The group page of the real course."""

SITE = {
    "index.html": "<!doctype html><title>Home</title>",
    "s04/index.html": "<!doctype html><title>Session 4</title>",
    "404.html": "<!doctype html><title>Lost</title>",
    "assets/handrail.js": "1;",
    "app.webmanifest": "{}",
    "pictures/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ".secret": "never",
}


@pytest.fixture(scope="session")
def course_folder(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``build/course`` of the real curriculum."""
    folder = tmp_path_factory.mktemp("build") / "course"
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
    return folder


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few files."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in SITE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder.parent / "outside.txt").write_text("outside", encoding="utf-8")
    return folder


@cache
def database() -> Path:
    """The one database of this process, for the tests of every folder: Django's settings belong to the process."""
    folder = Path(tempfile.mkdtemp(prefix="handrail-preview-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "preview.sqlite3"


@pytest.fixture(scope="session")
def preview_app(site_folder: Path, course_folder: Path) -> Any:
    """The WSGI application."""
    return application(site_folder, course_folder, database())


@pytest.fixture
def browse(preview_app: Any) -> Iterator[Browse]:
    """A function that returns a client for a demo person (or a visitor); nobody did anything before a test."""
    from completion.models import BlockCompletion
    from django.contrib.sessions.models import Session
    from django.test import Client

    BlockCompletion.objects.all().delete()
    Session.objects.all().delete()

    def make(key: str | None = None, **options: Any) -> Any:
        client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, **options)
        if key:
            page = client.get("/learn/").content.decode()
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert token
            answer = client.post("/learn/who/", {"person": key, "csrfmiddlewaretoken": token[1]})
            assert 302 == answer.status_code
        return client

    yield make
    BlockCompletion.objects.all().delete()


def door(client: Any, unit: str, block: str) -> str:
    """Return the address of a block's handlers, as its unit's page names it."""
    page = client.get(f"/learn/unit/{unit}/").content.decode()
    found = re.search(rf'data-handlers="(/learn/handler/[^"]*%40{block}/)"', page)
    assert found, f"{block} is not in {unit}"
    return found[1]


def tell(client: Any, address: str, body: Any, **options: Any) -> Any:
    """Send a state as the browser library does."""
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
    options.setdefault("content_type", "application/json")
    return client.post(f"{address}set_state", data=body, headers={"X-CSRFToken": token}, **options)


def values(key: str) -> dict[str, float]:
    """Return block to completion for a demo person, straight from the database."""
    from completion.models import BlockCompletion

    rows = BlockCompletion.objects.filter(user__username=key).values_list("block_key", "completion")
    return {block.block_id: value for block, value in rows}
