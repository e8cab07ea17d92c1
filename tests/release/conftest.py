"""A small repository that a test may break; the release that tests look at is made in tests/conftest.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.release.packed import Packed


@pytest.fixture
def repository(packed: Packed, tmp_path: Path) -> Path:
    """A small repository that a test may break."""
    shutil.copytree(packed.repository, tmp_path / "repository", symlinks=True)
    return tmp_path / "repository"
