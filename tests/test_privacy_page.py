"""docs/privacy-on-the-device.md names tests: they exist."""

from __future__ import annotations

import re

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "privacy-on-the-device.md"


def test_every_test_that_the_page_names_exists() -> None:
    """An answer without its test would be a promise only."""
    named = re.findall(r"`((?:tests/[\w/]+/|tests/)?test_\w+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    missing = []
    for name, test in named:
        paths = [REPOSITORY / name] if "/" in name else list((REPOSITORY / "tests" / "browser").rglob(name))
        if not any(path.is_file() and (not test or f"def {test}(" in path.read_text(encoding="utf-8")) for path in paths):
            missing.append(f"{name}::{test}")

    assert len(named) > 40
    assert [] == missing
