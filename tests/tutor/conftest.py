"""The real Tutor, in an environment of its own, with an empty home for each test."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.environments import Environment, environment, python_of

VERSIONS = ("3.12", "3.11")
"""Tutor 22 runs on both."""


@dataclass(frozen=True)
class Tutor:
    """Tutor with a root of its own, where our plugin is enabled."""

    installed: Environment
    root: Path

    def __call__(self, *arguments: str, check: bool = True) -> str:
        """Run a command, and return what it printed."""
        return self.result(*arguments, check=check)[1]

    def result(self, *arguments: str, check: bool = False) -> tuple[int, str]:
        """Run a command, and return its exit code and what it printed."""
        self.plugins.mkdir(parents=True, exist_ok=True)
        variables = {
            "TUTOR_ROOT": str(self.root),
            "TUTOR_PLUGINS_ROOT": str(self.plugins),
            "PATH": f"{self.commands}:{self.installed.folder / 'bin'}:/usr/bin:/bin",
            "NO_COLOR": "1",
            "HOME": str(self.root),
        }
        done = self.installed.run("tutor", *arguments, cwd=self.root, env=variables, check=check)
        return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)

    @property
    def plugins(self) -> Path:
        """Where plugins of one file are."""
        return self.root.parent / f"{self.root.name}-plugins"

    @property
    def commands(self) -> Path:
        """Where a test puts commands that Tutor calls."""
        return self.root.parent / f"{self.root.name}-commands"

    def save(self, **settings: str) -> None:
        """Save settings, and render the environment."""
        self("config", "save", *(part for name, value in settings.items() for part in ("--set", f"HANDRAIL_{name}={value}")))

    def read(self, name: str) -> str:
        """Return a rendered file."""
        return (self.root / "env" / name).read_text(encoding="utf-8")

    @property
    def dockerfile(self) -> str:
        """The recipe of the image of Open edX."""
        return self.read("build/openedx/Dockerfile")

    def settings(self, service: str) -> str:
        """Return the Django settings of ``lms`` or ``cms``."""
        return self.read(f"apps/openedx/settings/{service}/production.py")


def _tutor(root: Path) -> Tutor:
    python = next((found for found in map(python_of, VERSIONS) if found), None)
    if python is None:
        pytest.skip(f"Tutor wants Python {' or '.join(VERSIONS)}, and this machine has none that can make environments")
    root.mkdir()
    return Tutor(environment("tutor", python, [], extras="tutor"), root)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Tutor:
    """Tutor with our plugin, as it is after ``plugins enable``; tests only look."""
    tutor = _tutor(tmp_path_factory.mktemp("tutor") / "root")
    tutor("plugins", "enable", "handrail")
    tutor.save()
    return tutor


@pytest.fixture
def tutor(rendered: Tutor, tmp_path: Path) -> Tutor:
    """The same, to change."""
    shutil.copytree(rendered.root, tmp_path / "root")
    return Tutor(rendered.installed, tmp_path / "root")
