"""The import into Studio: what was edited there is never overwritten unseen. Studio's two commands are stood in for; the rest is real."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from handrail.curriculum import Curriculum
from handrail_lms.management.commands.handrail_import import Command
from handrail_xblocks.files import open_archive
from handrail_xblocks.written import differences
from tests.exports import Export, build_course

KEY = "course-v1:Sample+Skills+2026"


class Studio(Command):
    """The command over a Studio that holds one course in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(stdout=StringIO(), stderr=StringIO(), no_color=True)
        self.folder = folder

    def exists(self, key: str) -> bool:
        return key == KEY and self.folder.is_dir()

    def studio(self, name: str, *arguments: str) -> None:
        if name == "export":
            assert KEY == arguments[0]
            shutil.copytree(self.folder, arguments[1])
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            shutil.copytree(Path(arguments[0]) / arguments[1], self.folder)


@pytest.fixture(scope="module")
def built(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``build/course`` of the real curriculum."""
    return build_course(curriculum, tmp_path_factory.mktemp("course"))


@pytest.fixture
def run(built: Path, tmp_path: Path) -> Callable[..., tuple[str, Path]]:
    """A function that runs the command, and returns what it says and where Studio's course is."""

    def command(*more: str, archive: Path | None = None) -> tuple[str, Path]:
        studio = Studio(tmp_path / "studio" / "course")
        call_command(studio, str(archive or built / "course.tar.gz"), "--keep", str(tmp_path / "keep"), *more)
        output: Any = studio.stdout
        return output.getvalue(), studio.folder

    return command


def _edit(folder: Path, tmp_path: Path) -> None:
    export = Export(folder, tmp_path / "edit")
    export.edit("s04-w1", "Watch it for a while.", "Watch it.")
    shutil.rmtree(folder)
    shutil.copytree(export.folder, folder)


def _kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "keep").glob("*.tar.gz"))


def test_a_first_import_needs_no_export(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """Where there is no course, nothing can be lost."""
    said, folder = run()

    assert f"{KEY} was imported." in said
    assert (folder / "course.xml").is_file()
    assert [] == _kept(tmp_path)


def test_a_course_that_nobody_edited_is_exported_and_replaced(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """The export of before is kept, for its owner's eyes alone, and can be read back."""
    run()
    run()

    [export] = _kept(tmp_path)
    assert 0o600 == export.stat().st_mode & 0o777
    assert [] == differences(open_archive(export))


def test_an_edited_course_is_refused_with_the_list(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """Nothing is imported; the list and the way back are told; the export holds the edit."""
    _said, folder = run()
    _edit(folder, tmp_path)

    with pytest.raises(CommandError) as refused:
        run()

    assert "edited: handrail_worksheet/s04-w1 (text)" in str(refused.value)
    [export] = _kept(tmp_path)
    assert f"handrail adopt {export}" in str(refused.value)
    assert "Watch it." in (folder / "vertical" / "s04-do.xml").read_text(encoding="utf-8")
    assert ["handrail_worksheet/s04-w1"] == [found.where for found in differences(open_archive(export))]


def test_a_check_imports_nothing(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """``--check`` tells, whether or not something was edited, and a reason does not make it import."""
    _said, folder = run()
    assert "Nothing was edited since Handrail wrote this course." in run("--check")[0]
    _edit(folder, tmp_path)

    with pytest.raises(CommandError, match="s04-w1"):
        run("--check", "--overwrite", "Agreed with the clinic.")
    assert "Watch it." in (folder / "vertical" / "s04-do.xml").read_text(encoding="utf-8")


def test_overwriting_takes_a_written_reason(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """The reason and what was lost are written down beside the export."""
    _said, folder = run()
    _edit(folder, tmp_path)
    with pytest.raises(CommandError, match="Say in a sentence"):
        run("--overwrite", "because")

    said, _folder = run("--overwrite", "The edit was a test, says Dana.")

    assert "edited: handrail_worksheet/s04-w1" in said
    assert "Watch it for a while." in (folder / "vertical" / "s04-do.xml").read_text(encoding="utf-8")
    [entry] = [json.loads(line) for line in (tmp_path / "keep" / "overwritten.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ("The edit was a test, says Dana.", ["edited: handrail_worksheet/s04-w1 (text)"]) == (entry["reason"], entry["lost"])
    assert Path(entry["before"]) in _kept(tmp_path)


def test_a_course_of_somebody_else_is_refused(run: Callable[..., tuple[str, Path]]) -> None:
    """A course of that name that Handrail did not write is not replaced."""
    _said, folder = run()
    (folder / "policies" / "2026" / "policy.json").unlink()

    with pytest.raises(CommandError, match="not written by Handrail"):
        run()


def test_a_hostile_archive_never_reaches_studio(run: Callable[..., tuple[str, Path]], tmp_path: Path) -> None:
    """What leads out of the archive is refused before anything is exported or unpacked."""
    path = tmp_path / "evil.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../evil"))

    with pytest.raises(CommandError, match="Nothing was imported"):
        run(archive=path)
    assert not (tmp_path / "studio").exists()


def test_outside_of_studio_it_says_where_it_runs(built: Path, tmp_path: Path) -> None:
    """In the LMS or on a laptop there is no course to compare with."""
    with pytest.raises(CommandError, match=r"manage\.py cms"):
        call_command(Command(), str(built / "course.tar.gz"), "--keep", str(tmp_path))
