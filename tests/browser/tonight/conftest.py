"""The pages of an evening, built once from a few sessions, and one of them opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.model import OnCall, Private
from handrail.outputs import Request, facilitator, slides
from handrail.outputs.shared.tonight import tonight_page
from tests.browser.clock import standing
from tests.browser.tonight.evening import EVENING


@pytest.fixture(scope="session")
def built(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the facilitator's output and the slides of a few sessions, of a program that says when its round began."""
    kept = ("or2", "s04", "s05", "s07", "f04")
    program = curriculum.program
    wheel = program.wheel.model_copy(update={"began": dt.date(2026, 11, 16)})
    few = replace(
        curriculum,
        program=program.model_copy(update={"wheel": wheel}),
        modules={language: {key: one for key, one in found.items() if key in kept} for language, found in curriculum.modules.items()},
    )
    root = tmp_path_factory.mktemp("tonight")
    private = Private(on_call=[OnCall(name="Zebulon Quill", number="207-555-0188")])
    for output in (facilitator.OUTPUT, slides.OUTPUT):
        folder = root / output.name
        folder.mkdir()
        output.write(Request(few, folder, root, Cache(None), private=private if output.staff_only else None))
    return root / "facilitator"


@pytest.fixture(scope="session")
def every_session(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Tonight of every session in every language, each as a file, by names such as ``en/s04``."""
    root = tmp_path_factory.mktemp("every-session")
    found = {}
    for language, modules in curriculum.modules.items():
        for module in modules.values():
            assert module.guide
            path = root / f"{language}-{module.id}.html"
            path.write_text(tonight_page(curriculum, module, module.guide, language, names=False), encoding="utf-8")
            found[f"{language}/{module.id}"] = path
    return found


@pytest.fixture
def tonight(page: Page, built: Path) -> Page:
    """Tonight of one session at half past six, not started."""
    page.set_viewport_size({"width": 1366, "height": 768})
    standing(page, EVENING)
    page.goto((built / "en" / "s04-tonight.html").as_uri())
    return page
