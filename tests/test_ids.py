"""ids.lock: no id disappears unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail import ids
from handrail.problems import Problems


def told(tmp_path: Path, now: list[str], unread: list[str] | None = None) -> list[str]:
    problems = Problems()
    lock = ids.read(tmp_path / "ids.lock", problems)
    ids.check(lock, "ids.lock", now, unread or [], problems)
    return [f"{problem.severity} {problem}" for problem in problems]


def test_new_ids_are_a_warning_until_they_are_locked(tmp_path: Path) -> None:
    """New ids are named; after locking there is nothing to say."""
    assert told(tmp_path, ["s90", "s90-w1.before"]) == [
        "warning ids.lock: 2 new ids are not locked yet (s90, s90-w1.before). When they are final, run: handrail lock"
    ]
    ids.write(tmp_path / "ids.lock", ids.Lock(), ["s90", "s90-w1.before"])
    assert [] == told(tmp_path, ["s90", "s90-w1.before"])


def test_an_id_that_disappears_is_an_error_at_its_line(tmp_path: Path) -> None:
    """A vanished id is an error that says how to bring it back or let it go."""
    ids.write(tmp_path / "ids.lock", ids.Lock(), ["s90", "s90-w1.before"])
    expected = (
        'error ids.lock:3: The id "s90-w1.before" has disappeared; answers that people kept hang on it. '
        "Bring it back, or let it go for good: handrail lock --retire s90-w1.before"
    )
    assert [expected] == told(tmp_path, ["s90"])


def test_a_module_that_disappears_is_told_once(tmp_path: Path) -> None:
    """A whole module that is gone is one finding, not one for each of its ids."""
    ids.write(tmp_path / "ids.lock", ids.Lock(), ["s90", "s90-1", "s90-w1", "s91"])
    (only,) = told(tmp_path, ["s91"])
    assert 'The id "s90" (and 2 more of its module) has disappeared' in only


def test_a_retired_id_is_not_locked_again(tmp_path: Path) -> None:
    """Locking refuses an id that was let go."""
    path = tmp_path / "ids.lock"
    ids.write(path, ids.Lock(), ["s90", "s90-1"])
    ids.write(path, ids.read(path, Problems()), ["s90"], retire=["s90-1"])
    with pytest.raises(ValueError, match="was retired"):
        ids.write(path, ids.read(path, Problems()), ["s90", "s90-1"])


def test_a_file_that_cannot_be_read_hides_its_ids(tmp_path: Path) -> None:
    """While a module is broken nothing is said of its ids; others are still watched, s9 is not s90."""
    ids.write(tmp_path / "ids.lock", ids.Lock(), ["s9", "s9-1", "s90", "s90-1"])
    assert [] == told(tmp_path, ["s9", "s9-1"], unread=["s90"])
    assert 1 == len(told(tmp_path, ["s9", "s9-1"], unread=["s9"]))


def test_a_retired_id_never_comes_back(tmp_path: Path) -> None:
    """An id that was let go is remembered and refused for something new."""
    path = tmp_path / "ids.lock"
    ids.write(path, ids.Lock(), ["s90", "s90-1"])
    ids.write(path, ids.read(path, Problems()), ["s90"], retire=["s90-1"])
    assert "retired s90-1" in path.read_text(encoding="utf-8")
    assert [] == told(tmp_path, ["s90"])
    assert 'error ids.lock:3: The id "s90-1" was retired and is used again. Take a new id.' in told(tmp_path, ["s90", "s90-1"])


@pytest.mark.parametrize(("gone", "message"), [("s91", "is not in ids.lock"), ("s90", "still stands in the curriculum")])
def test_only_what_is_gone_can_be_retired(tmp_path: Path, gone: str, message: str) -> None:
    """Retiring an unknown or a living id is refused and changes nothing."""
    path = tmp_path / "ids.lock"
    ids.write(path, ids.Lock(), ["s90"])
    before = path.read_bytes()
    with pytest.raises(ValueError, match=message):
        ids.write(path, ids.read(path, Problems()), ["s90"], retire=[gone])
    assert before == path.read_bytes()


def test_a_damaged_lock_is_told(tmp_path: Path) -> None:
    """A line that is no id, as a merge conflict leaves, is an error at its line."""
    (tmp_path / "ids.lock").write_text("s90\n<<<<<<< HEAD of main\n", encoding="utf-8")
    assert any("ids.lock:2" in line for line in told(tmp_path, ["s90"]))
