"""The browser is killed while somebody types: at most two seconds of it are lost, and no record is unreadable."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.crash import Profile

pytestmark = pytest.mark.by_chance

SEED = os.environ.get("HANDRAIL_SEED", "4711")


@pytest.mark.xdist_group("crash")
@pytest.mark.parametrize("block", range(3))
def test_killed_while_typing(browser: Browser, make_page: MakePage, tmp_path: Path, block: int) -> None:
    """Ten times in one profile, at random moments; each run goes on from what the one before has left."""
    folder = tmp_path / "profile"
    folder.mkdir()
    profile = Profile(folder, browser.browser_type, make_page())
    profile.runs([f"{SEED}-{block}-{number}" for number in range(10)])


@pytest.mark.xdist_group("crash")
def test_a_slow_keeper_would_be_found(browser: Browser, make_page: MakePage, tmp_path: Path) -> None:
    """The test above sees what it is for: a library that saves after a minute only loses too much."""
    folder = tmp_path / "profile"
    folder.mkdir()
    address = make_page()
    library = tmp_path / "handrail.js"
    text = library.read_text(encoding="utf-8")
    slow, changed = re.subn(r"=800\b", "=60000", text)  # ms from the first unsaved key to the write, core/keeper.js
    assert 1 == changed
    library.write_text(slow, encoding="utf-8")
    profile = Profile(folder, browser.browser_type, address, longest=9.0)
    with pytest.raises(AssertionError, match="before the kill are lost"):
        profile.runs([f"{SEED}-slow-{number}" for number in range(10)])
