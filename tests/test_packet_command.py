"""``handrail packet``: one PDF, or a message that says why not; what was there stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.outputs.test_press import without_pango
from tests.overlay.small import harbor_house, run, small_repository

pytestmark = pytest.mark.xdist_group("packets")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a few modules, and Harbor House over it."""
    folder = small_repository(tmp_path_factory.mktemp("packets"))
    harbor_house(folder)
    return folder


def test_a_packet_is_written_and_told(small: Path, tmp_path: Path) -> None:
    """The command says where it is and how many pages it has; a program's packets lie in its own folder."""
    target = tmp_path / "there" / "mine.pdf"
    asked = ("--session", "x01", "--program", "harbor-house", "--lang", "en", "--size", "letter", "--output", str(target))
    code, said = run(small, "packet", *asked)

    assert 0 == code, said
    pages = len(PdfReader(target).pages)
    assert f"Session X1, {pages} pages" in said.replace("\n", " ")
    assert [target.name] == [path.name for path in target.parent.iterdir()]


def test_without_a_language_it_speaks_the_programs_first(small: Path, tmp_path: Path) -> None:
    """Harbor House opens in Spanish, so it prints Spanish, and the file's name says so; the curriculum's own program opens in English."""
    code, said = run(small, "packet", "--essentials", "--program", "harbor-house")
    assert 0 == code, said
    made = small / "build" / "programs" / "harbor-house" / "packet-essentials-es-a4.pdf"
    assert "es" == PdfReader(made).trailer["/Root"]["/Lang"]
    code, said = run(small, "packet", "--essentials", "--output", str(tmp_path / "x.pdf"))
    assert 0 == code, said
    assert "en" == PdfReader(tmp_path / "x.pdf").trailer["/Root"]["/Lang"]


def test_what_is_not_translated_is_told(small: Path, tmp_path: Path) -> None:
    """Somebody who asks for Spanish hears that a session will be in English."""
    code, said = run(small, "packet", "--week", "6", "--lane", "C", "--lang", "es", "--output", str(tmp_path / "x.pdf"))

    assert 0 == code, said
    assert "s18 has no text in es yet" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Name one of these: --week N, --session ID, --catch-up ID, --essentials."),
        (["--week", "3", "--essentials"], "Name one of these"),
        (["--week", "99"], "There is no week 99. This program's wheel goes from week 1 to week"),
        (["--week", "0"], "There is no week 0."),
        (["--week", "-1"], "There is no week -1."),
        (["--week", "three"], "not a valid integer"),
        (["--week", "4"], "Week 4 has no session that is written yet"),
        (["--week", "3", "--lane", "D"], "'D' is not one of"),
        (["--week", "3", "--lane", "C"], "Lane C of week 3 has no session that is written yet"),
        (["--session", "s4"], 'There is no module "s4". Did you mean "s04"?'),
        (["--session", "../../etc/passwd"], "There is no module"),
        (["--catch-up", "f04"], "Print it with --session f04."),
        (["--week", "3", "--lang", "fr"], 'This program does not speak "fr". It has en, es.'),
        (["--week", "3", "--size", "a5"], "'a5' is not one of"),
        (["--session", "s04", "--lane", "A"], "--lane and --audience go with --week."),
        (["--week", "3", "--lane", "A", "--audience", "family"], "Families have one evening a week"),
        (["--week", "3", "--program", "nobody"], "nobody"),
    ],
)
def test_a_packet_that_does_not_exist_is_refused_with_what_there_is(small: Path, arguments: list[str], told: str) -> None:
    """Called wrongly: code 2, a message for people, and no file."""
    before = sorted(small.rglob("*.pdf"))
    code, said = run(small, "packet", *arguments)

    assert 2 == code
    assert told in " ".join(said.split())
    assert before == sorted(small.rglob("*.pdf"))


def test_a_place_that_cannot_be_written_leaves_all_as_it_was(small: Path, tmp_path: Path) -> None:
    """A file where a folder should be: code 1, the message names the place, the file keeps its bytes."""
    (tmp_path / "taken").write_bytes(b"good")
    code, said = run(small, "packet", "--session", "x01", "--program", "harbor-house", "--output", str(tmp_path / "taken" / "x.pdf"))

    assert 1 == code
    assert "cannot be written" in said
    assert b"good" == (tmp_path / "taken").read_bytes()
    os.mkfifo(tmp_path / "pipe")
    code, said = run(small, "packet", "--session", "x01", "--program", "harbor-house", "--output", str(tmp_path / "pipe"))
    assert 1 == code
    assert "there is something that is no file" in " ".join(said.split())
    assert ["pipe", "taken"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_curriculum_with_errors_makes_no_packet(tmp_path: Path) -> None:
    """Code 1 and the findings; the last packet stays."""
    folder = small_repository(tmp_path)
    kept = folder / "build" / "packet-s04-en-a4.pdf"
    kept.write_bytes(b"good")
    lesson = folder / "curriculum" / "en" / "coping" / "ride-out-a-craving.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("kind: scale", "kind: scael", 1), encoding="utf-8")
    code, said = run(folder, "packet", "--session", "s04")

    assert 1 == code
    assert "scael" in said
    assert b"good" == kept.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="how a library is hidden is Linux's way")
def test_a_computer_without_the_libraries_is_told_what_to_install(small: Path, tmp_path: Path) -> None:
    """Pango cannot be loaded: code 1, what to install, and the last packet stays."""
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(b"good")
    command = [str(Path(sys.executable).with_name("handrail")), "packet", "--week", "3", "--output", str(kept), "--repository", str(small)]
    done = subprocess.run(command, env=without_pango(tmp_path / "lib"), capture_output=True, text=True, check=False)

    assert 1 == done.returncode, done.stdout + done.stderr
    assert "apt install libpango-1.0-0" in done.stderr
    assert "Nothing was written." in done.stderr
    assert "Traceback" not in done.stderr
    assert b"good" == kept.read_bytes()
