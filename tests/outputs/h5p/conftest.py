"""The packages of the real curriculum, written once; tests only look."""

from __future__ import annotations

import pytest

from handrail.curriculum import Curriculum

from .player import Package, write


@pytest.fixture(scope="session")
def packages(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> list[Package]:
    """Every package."""
    return write(curriculum, tmp_path_factory.mktemp("h5p") / "out")[0]
