"""A repository of two sessions, one for families and in both languages, that a test may sign, change and build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from handrail.cli import main
from tests.conftest import REPOSITORY, copy_repository

S04 = "curriculum/en/coping/ride-out-a-craving.md"
F04 = "curriculum/en/family/overdose-and-home-safety.md"
F04_ES = "curriculum/es/family/overdose-and-home-safety.md"
PROGRAM = "curriculum/program.yml"
TODAY = "2026-11-22"
WHO = ("--name", "Test Reader", "--credential", "LCSW")

Run = Callable[..., tuple[int, str]]


def call(repository: Path, *arguments: str, typed: str | None = None) -> tuple[int, str]:
    """Call the command in a repository; return its exit code and what it said, in lines as wide as they are."""
    result = CliRunner().invoke(
        main, [*arguments, "--repository", str(repository)], input=typed, env={"COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1"}
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def small_repository(folder: Path) -> Path:
    """Make a repository that holds s04 in English and f04 in both languages, and none of the rest."""
    copy_repository(folder)
    root = folder / "curriculum"
    for path in root.glob("e[ns]/*/*.md"):
        if not path.as_posix().endswith((S04, F04, F04_ES)):
            path.unlink()
    (root / "ids.lock").unlink()
    (root / "topics.yml").write_text("# none\n", encoding="utf-8")
    program = root / "program.yml"
    parts = re.split(r"^(?=\w[\w-]*:)", program.read_text(encoding="utf-8"), flags=re.MULTILINE)
    program.write_text("".join(part for part in parts if not part.startswith(("wheel:", "essentials:"))), encoding="utf-8")
    assert (REPOSITORY / "curriculum" / "program.yml").is_file()
    return folder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository that nobody changes, with its files read once."""
    folder = small_repository(tmp_path_factory.mktemp("small"))
    code, said = call(folder, "check", "--today", TODAY)
    assert 0 == code, said
    return folder


@pytest.fixture
def small(template: Path, tmp_path: Path) -> Path:
    """A small repository that a test may break."""
    folder = tmp_path / "small"
    shutil.copytree(template, folder, symlinks=True)
    return folder


@pytest.fixture
def run(small: Path) -> Run:
    """A function that calls the command there, on a fixed day."""

    def runner(*arguments: str, typed: str | None = None) -> tuple[int, str]:
        return call(small, *arguments, "--today", TODAY, typed=typed)

    return runner


def change(repository: Path, name: str, old: str, new: str) -> None:
    """Change one text in one file."""
    path = repository / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sign_all(repository: Path, *, languages: tuple[str, ...] = ("en", "es")) -> None:
    """Let the test's reader sign everything that there is."""
    texts = {"en": ("emergency", "library", "s04", "f04"), "es": ("emergency", "library", "f04")}
    for language in languages:
        code, said = call(repository, "sign", *texts[language], "--language", language, *WHO, "--yes", "--today", TODAY)
        assert 0 == code, said
