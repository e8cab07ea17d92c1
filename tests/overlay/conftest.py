"""Small repositories for tests of overlays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from handrail.cache import Cache
from handrail.curriculum import read
from tests.overlay.small import harbor_house, run, small_repository

Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_repository(tmp_path_factory.mktemp("small"))
    read(folder / "curriculum", Cache(folder / "build" / ".cache"), harbor_house(folder))  # fills the cache that copies begin with
    return folder


@pytest.fixture
def repository(_small: Path, tmp_path: Path) -> Path:
    """A small repository with Harbor House in it, which a test may break."""
    shutil.copytree(_small, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def harbor(repository: Path) -> Path:
    """The folder of Harbor House in the test's repository."""
    return repository / "programs" / "harbor-house"


@pytest.fixture
def rows(repository: Path) -> Rows:
    """A function that reads Harbor House and returns the findings; by default those below ``programs/``, without editorial ones."""

    def check(path: str = "programs/", *, editorial: bool = False) -> list[dict[str, Any]]:
        if editorial:
            _code, said = run(repository, "check", "--program", "harbor-house", "--format", "json", "--today", "2026-11-21")
            return [row for row in json.loads(said) if row["path"].startswith(path)]
        overlay = repository / "programs" / "harbor-house"
        _curriculum, problems = read(repository / "curriculum", Cache(repository / "build" / ".cache"), overlay)
        return [{**asdict(found), "severity": str(found.severity)} for found in problems if found.path.startswith(path)]

    return check
