"""A small repository, and Harbor House: a fictional program over it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.conftest import REPOSITORY, copy_repository

__all__ = ["HARBOR", "KEPT", "PRIVATE", "harbor_house", "run", "small_repository"]

KEPT = frozenset({"or1", "or2", "or3", "s01", "s03", "s04", "s07", "s08", "s16", "s17", "s18", "f04"})
"""Modules of the small curriculum: those of the essentials, and those that Harbor House changes."""

_STEP = re.compile(r"^  [\w-]+:\n    minutes: \d+\n(?:    with_staff: \w+\n)?    parts: \[(.*)\]\n", re.MULTILINE)
_MODULE = re.compile(r"\b((?:or|s)\d+)-")

HARBOR = REPOSITORY / "tests" / "fixtures" / "programs" / "harbor-house"
PRIVATE = REPOSITORY / "tests" / "fixtures" / "programs" / "harbor-house.private.yml"
"""Its private file, which git would ignore under its own name."""


def small_repository(folder: Path, kept: frozenset[str] = KEPT) -> Path:
    """Make a repository whose curriculum holds a few of the real modules; all others count as still to come.

    Steps of the first ten days that take from a module which is not there are left out.
    """
    copy_repository(folder)
    curriculum = folder / "curriculum"
    gone: set[str] = set()
    for path in [*curriculum.glob("en/*/*.md"), *curriculum.glob("es/*/*.md")]:
        found = re.search(r"^id: ([a-z0-9]+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if found is None or found[1] not in kept:
            gone |= {found[1]} if found else set()
            path.unlink()
    program = curriculum / "program.yml"
    text = program.read_text(encoding="utf-8")
    to_come = sorted({f"s{number:02}" for number in range(1, 37)} - kept)
    text = re.sub(r"^  to_come: .*\n", "", text, flags=re.MULTILINE)
    text = _STEP.sub(lambda step: step[0] if set(_MODULE.findall(step[1])) <= kept else "", text)
    program.write_text(text.replace("\nwheel:", "\nwheel:\n  to_come: [" + ", ".join(to_come) + "]", 1), encoding="utf-8")
    (curriculum / "topics.yml").write_text("# none\n", encoding="utf-8")
    lock = curriculum / "ids.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if re.split(r"[-.\n]", line)[0] in kept), encoding="utf-8")
    return folder


def harbor_house(repository: Path) -> Path:
    """Put Harbor House into a repository; return its folder."""
    folder = repository / "programs" / "harbor-house"
    shutil.copytree(HARBOR, folder)
    shutil.copy(PRIVATE, folder / "program.private.yml")
    return folder


def run(repository: Path, *arguments: str) -> tuple[int, str]:
    """Call the command in a repository and return its exit code and what it said."""
    from click.testing import CliRunner

    from handrail.cli import main

    result = CliRunner().invoke(main, [*arguments, "--repository", str(repository)], env={"COLUMNS": "200", "TERM": "dumb"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output
