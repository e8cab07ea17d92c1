"""A USB stick with decks and, beside them, the notes for staff."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from handrail.curriculum import Curriculum
from handrail.outputs.shared.notes import notes_page
from handrail.outputs.slides import deck_page
from tests.browser.slides.wall import DECKS, address


def write_stick(folder: Path, curriculum: Curriculum) -> Path:
    """Write some decks and their notes as a build lays them out; return the folder."""
    for language, modules in DECKS.items():
        for output in ("slides", "facilitator"):
            (folder / output / language).mkdir(parents=True)
        for identifier in modules:
            module = curriculum.modules[language][identifier]
            (folder / "slides" / language / f"{identifier}.html").write_text(deck_page(curriculum, module, language), encoding="utf-8")
            notes = folder / "facilitator" / language / f"{identifier}-notes.html"
            notes.write_text(notes_page(curriculum, module, language), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def usb(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Decks and notes, as they would lie on a USB stick; tests only look."""
    return write_stick(tmp_path_factory.mktemp("usb"), curriculum)


@pytest.fixture
def deck(page: Page, usb: Path) -> Page:
    """A page with one deck open."""
    page.goto(address(usb))
    return page
