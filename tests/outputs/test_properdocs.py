"""The way out of MkDocs: its successor builds the same site from the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import copy_repository


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("sitemap")  # it holds the day of the build
    }


def test_properdocs_builds_the_same_site(built: Path, tmp_path: Path) -> None:
    """Every file of the site is the same, byte for byte, so whatever is tested on it holds for both."""
    folder = copy_repository(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "handrail.cli", "build", "site"],
        cwd=folder, env={**os.environ, "HANDRAIL_MKDOCS": "properdocs"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, theirs = files(built / "site"), files(folder / "site")
    assert sorted(ours) == sorted(theirs)
    assert [] == [name for name in ours if ours[name] != theirs[name]]


def test_an_engine_that_is_not_installed_is_named(tmp_path: Path) -> None:
    """The message says what is missing, and how to get it."""
    folder = copy_repository(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "handrail.cli", "build", "site"],
        cwd=folder, env={**os.environ, "HANDRAIL_MKDOCS": "nodocs"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "pip install nodocs" in done.stdout + done.stderr
