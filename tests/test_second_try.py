"""What ``make test`` does with a test in a browser that fails: it tries once more, says so, and lets nothing else off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

_TESTS = """
import pathlib
import pytest

@pytest.fixture
def browser(): return "one"

def _tries(name):
    with pathlib.Path(__file__).with_name(name).open("a+") as tries:
        tries.write("x")
        tries.seek(0)
        return len(tries.read())

def test_chance(browser): assert _tries("chance") > 1
def test_fault(browser): assert _tries("fault") > 9
def test_no_browser(): assert _tries("no browser") > 1

@pytest.mark.by_chance
def test_race(browser): assert _tries("race") > 1
"""


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_three.py").write_text(_TESTS, encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name != "HANDRAIL_SECOND_TRY" and not name.startswith("PYTEST")}
    shown = ["-c", str(REPOSITORY / "pyproject.toml"), "-raR", "--rerun-show-tracebacks", "-n", "2"]  # as in the Makefile
    return subprocess.run(
        [sys.executable, "-m", "pytest", *shown, "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)],
        cwd=REPOSITORY,
        env={**inherited, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_test_in_a_browser_is_tried_twice_and_named(tmp_path: Path) -> None:
    """Once by chance is let through under its name, twice is a fault; without a browser, or where chance is the test, there is one try."""
    ran = _run(tmp_path, HANDRAIL_SECOND_TRY="1")

    assert 1 == ran.returncode, ran.stdout + ran.stderr
    assert "3 failed, 1 passed, 2 rerun" in ran.stdout
    named = ran.stdout.split("rerun test summary info")[1].split("short test summary info")[0]
    assert "test_three.py::test_chance" in named
    assert "assert 1 > 1" in named  # what it failed of stays readable
    assert [2, 2, 1, 1] == [(tmp_path / name).stat().st_size for name in ("chance", "fault", "no browser", "race")]


def test_a_run_by_hand_tries_once(tmp_path: Path) -> None:
    """Who works on a test sees it fail the first time."""
    assert "4 failed" in _run(tmp_path).stdout
