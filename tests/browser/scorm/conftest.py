"""Packages of a small curriculum, and a learning system to open them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Page

from handrail.curriculum import Curriculum
from handrail.outputs.scorm.pages import PackagePages
from tests.browser.scorm.host import Host, serve, session

Open = Callable[..., Frame]


@pytest.fixture(scope="session")
def unpacked_packages(curriculum: Curriculum) -> dict[str, dict[str, str]]:
    """Some packages as a learning system unpacks them: sessions, a Spanish one, an evening for families, tablets."""
    english, spanish = curriculum.modules["en"], curriculum.modules["es"]
    pages, tablets = PackagePages(curriculum), PackagePages(curriculum, shared=True)
    return {
        "s10": pages.files_of(english["s10"]),
        "s29": pages.files_of(english["s29"]),
        "es": pages.files_of(spanish["s07"]),
        "f04": pages.files_of(english["f04"]),
        "tablet": tablets.files_of(english["s10"]),
    }


@pytest.fixture
def host(unpacked_packages: dict[str, dict[str, str]]) -> Iterator[Host]:
    """A learning system with nobody's record in it."""
    made = Host(unpacked_packages)
    server = serve(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def enter(host: Host) -> Open:
    """A function that opens a session as a learner does, and returns its frame."""

    def go(page: Page, name: str = "s10/s10.html", way: str = "frame", query: str = "") -> Frame:
        page.goto(f"{host.address}/{way}/{name}{query}")
        return session(page)

    return go
