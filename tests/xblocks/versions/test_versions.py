"""The blocks on every version that an Open edX may bring, each in an environment of its own, from our wheel.

| XBlock | Python | |
|---|---|---|
| 5.2 | 3.11 | Open edX Ulmo, and our own lowest |
| 6.1 | 3.11 | the last that Python 3.11 takes |
| 6.3 | 3.12 | Open edX Verawood and later |
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.environments import REPOSITORY, Environment, environment, python_of

VERSIONS = {"5.2": "3.11", "6.1": "3.11", "6.3": "3.12"}
TESTED = ("xblocks", "preview/test_learning.py", "lms")
"""Below ``tests/``: single blocks, blocks in the real runtime with the real edx-completion on SQLite, the group page."""

EACH = pytest.mark.parametrize("xblock", [pytest.param(name, marks=pytest.mark.xdist_group(f"versions-{name}")) for name in VERSIONS])


def _made(xblock: str) -> Environment:
    python = python_of(VERSIONS[xblock])
    if python is None:
        pytest.skip(f"XBlock {xblock} wants Python {VERSIONS[xblock]}, and this machine has none that can make environments")
    return environment(f"xblock-{xblock}", python, [f"XBlock=={xblock}.*", "pytest>=8.3", "hypothesis>=6.115"], extras="preview")


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder with tests and curriculum and without our code, so that the installed wheel is what is tested."""
    tests = REPOSITORY / "tests"
    for name in ("xblocks", "preview", "lms"):
        shutil.copytree(tests / name, tmp_path / "tests" / name, ignore=shutil.ignore_patterns("__pycache__", "versions"))
    for helper in tests.glob("*.py"):
        shutil.copy(helper, tmp_path / "tests")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    (tmp_path / "curriculum").symlink_to(REPOSITORY / "curriculum")
    return tmp_path


@pytest.mark.timeout(1800)  # it installs an environment, and runs several hundred tests in it
@EACH
def test_blocks_on_each_version(xblock: str, beside: Path) -> None:
    """Every test of blocks and of completion passes there, and none is left out."""
    installed = _made(xblock)

    done = installed.run(
        "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/{name}" for name in TESTED), cwd=beside, timeout=1500
    )

    assert re.search(r"^\d{3,} passed", done.stdout.splitlines()[-1]), done.stdout[-3000:]
    assert "skipped" not in done.stdout.splitlines()[-1], done.stdout[-3000:]


_CORE_ALONE = """
import sys
from importlib.metadata import entry_points, version
for extra in ("django", "completion", "click", "rich", "mkdocs", "babel", "textstat"):
    sys.modules[extra] = None  # importing it is an error now
from tests.xblocks.desk import EXAMPLES, TYPES, VIEWS, html, make
assert version("XBlock").startswith(sys.argv[1]), version("XBlock")
found = {one.name: one.load() for one in entry_points(group="xblock.v1") if one.name.startswith("handrail_")}
assert set(TYPES) <= set(found), found
for kind in TYPES:
    block = make(kind)
    assert isinstance(block, found[kind]), type(block)
    for view in VIEWS:
        told = html(block, view)
        assert "hr-" in told or (kind, view) == ("handrail_progress", "studio_view"), (kind, view)  # there is nothing to edit
        assert len(told) > 80, (kind, view)
print("alive", *sorted(found))
"""


@EACH
def test_the_core_is_enough_for_blocks(xblock: str, beside: Path) -> None:
    """What an LMS installs, without any extra of ours, is enough to load every block and to show every view."""
    done = _made(xblock).run("python", "-c", _CORE_ALONE, xblock, cwd=beside)

    assert done.stdout.splitlines()[-1].startswith("alive handrail_")
