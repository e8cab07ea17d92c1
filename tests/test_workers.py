"""What tests that run beside each other may rely on: a group stays with one worker, and what all look at is made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import once

_SEEN: list[int] = []
"""What this worker has run of the group."""


@pytest.mark.xdist_group("workers")
@pytest.mark.parametrize("number", range(4))
def test_a_group_stays_with_one_worker(number: int) -> None:
    """A pytest that pytest-xdist does not know loses the groups without a word: releases are made twice, crashes disturb each other."""
    _SEEN.append(number)

    assert "PYTEST_XDIST_WORKER" not in os.environ or list(range(_SEEN[0], number + 1)) == _SEEN


def test_what_all_look_at_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The second who asks gets what the first has made; what the first left half made is thrown away and made again."""
    made: list[str] = []

    def half(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError

    def whole(folder: Path) -> None:
        made.append(folder.name)
        (folder / "whole").touch()

    with pytest.raises(RuntimeError):
        once(tmp_path_factory, "once-tried", half)
    folder = once(tmp_path_factory, "once-tried", whole)

    assert folder == once(tmp_path_factory, "once-tried", whole)
    assert ["whole"] == [path.name for path in folder.iterdir()]
    assert 1 == len(made)
