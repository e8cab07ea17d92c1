"""Files take their places together, and a place that cannot be written is told before the work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import handrail.packeting
from handrail.together import PlaceError, ready_for_file, ready_for_files_in, ready_for_folder, taking_places, write_together
from tests.overlay.small import run, small_repository

pytestmark = pytest.mark.xdist_group("together")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of three sessions; tests leave it as it was."""
    return small_repository(tmp_path_factory.mktemp("together"), frozenset({"or2", "s04", "f04"}))


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return every path below a folder, with the bytes of files."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_all_or_none_take_their_places(tmp_path: Path) -> None:
    """When the second of two cannot be written, the first is as it was, and nothing lies about."""
    first, second = tmp_path / "a.zip", tmp_path / "a.sum"
    first.write_bytes(b"old")
    with pytest.raises(OSError, match="no room"), taking_places((first, second)) as fresh:  # noqa: PT012 - the block is what fails
        fresh[first].write_bytes(b"new")
        raise OSError("no room")
    assert {"a.zip": b"old"} == everything(tmp_path)
    write_together({first: b"new", second: "words"})
    assert {"a.zip": b"new", "a.sum": b"words"} == everything(tmp_path)
    assert 0o644 == second.stat().st_mode & 0o777


def test_what_is_no_file_is_never_written_over(tmp_path: Path) -> None:
    """A folder in a file's place, or a file in a folder's: the message says what stands there."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"good")
    with pytest.raises(PlaceError, match="something that is no file"):
        write_together({tmp_path / "new": b"", tmp_path / "folder": b""})
    with pytest.raises(PlaceError, match="something that is no file"):
        ready_for_file(tmp_path / "folder")
    with pytest.raises(PlaceError, match="a file stands where a folder goes"):
        ready_for_folder(tmp_path / "file")
    for ready in (ready_for_file, ready_for_folder, ready_for_files_in):
        with pytest.raises(PlaceError, match="is no folder"):
            ready(tmp_path / "file" / "deep" / "er")
    assert {"folder": None, "file": b"good"} == everything(tmp_path)


def test_a_place_that_can_be_written_stays_untouched(tmp_path: Path) -> None:
    """To ask makes no folder and leaves no file, through links too."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    before = everything(tmp_path)
    ready_for_file(tmp_path / "not" / "there" / "x.pdf")
    ready_for_folder(tmp_path / "link")
    ready_for_files_in(tmp_path / "link" / "deep")
    assert before == everything(tmp_path)
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(PlaceError, match="cannot be written"):
        ready_for_files_in(tmp_path / "round")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's: a folder in which nobody may write")
def test_where_nobody_may_write_is_told(tmp_path: Path) -> None:
    """Rights alone say too little (an administrator has all): it is tried."""
    with pytest.raises(PlaceError, match=r'"/proc/there" cannot be written \(.+\)\. Look at its rights'):
        ready_for_files_in(Path("/proc/there"))


@pytest.mark.parametrize(
    ("arguments", "way"),
    [
        (("build", "slides", "handouts"), "build/handouts"),
        (("build", "site"), "site"),
        (("release", "--output", "{taken}/deep"), ""),
    ],
)
def test_a_file_in_the_way_is_told_before_the_work(small: Path, tmp_path: Path, arguments: tuple[str, ...], way: str) -> None:
    """One message, code 1; nothing was begun, nothing was written over, and what was built before is as it was."""
    taken = tmp_path / "taken"
    taken.write_bytes(b"good")
    target = small / way
    aside = tmp_path / "aside"
    if way and target.exists():
        target.rename(aside)
    if way:
        target.write_bytes(b"good")
    try:
        before = everything(small / "build")
        code, said = run(small, *(word.format(taken=taken) for word in arguments))
        after = everything(small / "build")
    finally:
        if way:
            target.unlink()
        if aside.exists():
            aside.rename(target)
    assert 1 == code, said
    assert 1 == said.count("cannot be written")
    assert "Nothing was written" in said
    assert "checking the curriculum" not in said
    assert "slides:" not in said
    assert {path for path in before if ".cache" not in path} == {path for path in after if ".cache" not in path}
    assert b"good" == taken.read_bytes()


def test_a_packet_is_not_pressed_for_a_place_that_cannot_be_written(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressing takes up to a minute: the place is tried first."""
    (tmp_path / "taken").write_bytes(b"good")
    monkeypatch.setattr(handrail.packeting, "make", lambda *_all, **_more: pytest.fail("it was pressed"))
    code, said = run(small, "packet", "--session", "s04", "--output", str(tmp_path / "taken" / "x.pdf"))
    assert 1 == code
    assert "is no folder" in " ".join(said.split())
    assert "Nothing was written." in said
