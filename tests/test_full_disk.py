"""A disk that fills up while something is written: told in words, and everything is as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handrail.outputs import swap_all_in
from handrail.together import PlaceError, taking_places, telling_of_room
from tests.overlay.small import small_repository
from tests.test_together import everything

pytestmark = [pytest.mark.xdist_group("full disk"), pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and unshare are Linux's")]

HANDRAIL = Path(sys.executable).with_name("handrail")


def on_small_disk(disk: Path, kilobytes: int, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that sees a small empty disk at a folder, and afterwards lists what it left there."""
    mount = f'mount -t tmpfs -o size={kilobytes}k none "{disk}"'
    shell = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*shell, mount], capture_output=True, check=False).returncode:
        pytest.skip("this computer lets nobody mount a small disk")
    script = f'{mount} && "$@"; code=$?; echo "left: $(ls -A "{disk}")"; exit $code'
    env = {**os.environ, "COLUMNS": "300", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([*shell, script, "sh", *command], env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of one session, whose site and pages were built."""
    return small_repository(tmp_path_factory.mktemp("full"), frozenset({"s04"}))


def test_a_full_disk_is_told_with_its_place_and_what_to_do() -> None:
    """Whichever write it was, the message names the folder and the way on; other errors stay what they are."""
    with pytest.raises(PlaceError, match=r'No room is left on the disk of "/a/place"\. Make room there'), telling_of_room(Path("/a/place")):
        Path("/dev/full").write_bytes(b"words")
    with pytest.raises(FileNotFoundError), telling_of_room(Path("/a/place")):
        Path("/not/there").read_bytes()


def test_a_file_that_found_no_room_leaves_the_old_one(tmp_path: Path) -> None:
    """What takes its place when it is whole says so too."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"old")
    with pytest.raises(PlaceError, match="No room is left"), taking_places((path,)) as fresh:  # noqa: PT012 - the block is what fails
        fresh[path].write_bytes(b"ne")
        Path("/dev/full").write_bytes(b"w")
    assert {"a.zip": b"old"} == everything(tmp_path)


def test_a_build_says_that_the_disk_is_full(small: Path) -> None:
    """Code 1, one message with the folder and what to do; nothing half is left."""
    done = on_small_disk(small / "build", 500, str(HANDRAIL), "build", "slides", "handouts", "--repository", str(small))
    said = " ".join(done.stdout.split() + done.stderr.split())
    assert 1 == done.returncode, said
    assert f'No room is left on the disk of "{small / "build"}". Make room there' in said
    assert "Nothing was written; the last good build is as it was." in said
    assert "left: .cache " in f"{said} "
    assert "slides" not in said.partition("left:")[2]


def test_a_release_that_cannot_fit_is_told_before_the_minutes_that_it_takes(small: Path) -> None:
    """How much is left, how much it takes, and what to do; nothing is made first."""
    done = on_small_disk(small / "build", 2800, str(HANDRAIL), "release", "--repository", str(small))
    said = " ".join(done.stdout.split() + done.stderr.split())
    assert 1 == done.returncode, said
    assert re.search(rf'\d MB are left on the disk of "{small / "build"}", and this takes \d MB or more\. Make room there', said)
    assert "Nothing was written; the last good release is as it was." in said
    assert "site:" not in said


def test_no_output_is_changed_when_one_finds_no_room(small: Path, tmp_path: Path) -> None:
    """The site goes to a web server's folder on another disk; when that is full, the slides beside it are as they were, too."""
    web = tmp_path / "web"
    web.mkdir()
    (small / "site").symlink_to(web / "site")
    try:
        before = everything(small / "build")
        done = on_small_disk(web, 500, str(HANDRAIL), "build", "slides", "site", "usb", "--repository", str(small))
    finally:
        (small / "site").unlink()
    said = " ".join(done.stdout.split() + done.stderr.split())
    assert 1 == done.returncode, said
    assert f'No room is left on the disk of "{web}". Make room there' in said
    assert len(done.stderr) < 1000
    assert "left:" == done.stdout.splitlines()[-1].strip()
    kept = {path: data for path, data in before.items() if not path.startswith((".cache", "pages"))}
    assert kept == {path: data for path, data in everything(small / "build").items() if not path.startswith((".cache", "pages"))}


def test_folders_take_their_places_together(tmp_path: Path) -> None:
    """When the second of three cannot, the first is as it was, and nothing lies about; git's own file stays."""
    for name in ("one", "two", "three"):
        (tmp_path / "new" / name).mkdir(parents=True)
        (tmp_path / "new" / name / "index.html").write_text("new", encoding="utf-8")
    target = tmp_path / "out" / "one"
    target.mkdir(parents=True)
    (target / "index.html").write_text("good", encoding="utf-8")
    (target / ".gitignore").write_text("*", encoding="utf-8")
    (tmp_path / "out" / "file").write_text("good", encoding="utf-8")
    before = everything(tmp_path / "out")
    wrong = [(tmp_path / "new" / "one", target), (tmp_path / "new" / "two", tmp_path / "out" / "file" / "two")]
    with pytest.raises(OSError, match="file"):
        swap_all_in(wrong)
    assert before == everything(tmp_path / "out")


def test_a_disk_of_its_own_cannot_be_swapped_and_is_told_before_the_work(small: Path) -> None:
    """A folder that is itself a mounted disk, as containers have: the message says so, and nothing is made first."""
    (small / "site").mkdir()
    try:
        done = on_small_disk(small / "site", 500, str(HANDRAIL), "build", "site", "--repository", str(small))
    finally:
        (small / "site").rmdir()
    said = " ".join(done.stdout.split() + done.stderr.split())
    assert 1 == done.returncode, said
    assert "is a disk of its own" in said
    assert "reading the curriculum" not in said
