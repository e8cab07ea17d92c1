"""The repositories that benchmarks make up can be built: a rule that came later may not be met by them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.overlay.small import run


@pytest.mark.parametrize("more", [False, True])
def test_a_made_up_repository_has_no_errors(tmp_path: Path, more: bool) -> None:
    """One of four modules, whose neighbors are missing, and one with copies of modules under new names."""
    count = len([*(REPOSITORY / "curriculum" / "en").glob("*/*.md")]) + 4 if more else 4
    runpy.run_path(str(REPOSITORY / "benchmarks" / "build.py"))["repository_of"](tmp_path, count)

    assert count == len([*(tmp_path / "curriculum" / "en").glob("*/*.md")])
    code, said = run(tmp_path, "check", "--errors-only", "--today", "2026-11-22")
    assert 0 == code, said
    assert "0 errors" in said
