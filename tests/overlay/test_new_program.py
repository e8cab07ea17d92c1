"""``handrail new program``: asked at a terminal, or not asked at all."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import stat
import sys
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import read
from tests.overlay.small import run


def at_terminal(repository: Path, name: str, answers: list[str], *, end: str = "\n") -> tuple[int, str]:
    """Run the command at a pseudo terminal, typing one answer at each question; return its exit code and the screen."""
    command = Path(sys.executable).parent / "handrail"
    child, screen = pty.fork()
    if child == 0:
        os.environ["TERM"] = "dumb"
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background has it ignored, and so would this one
        os.execv(command, [str(command), "new", "program", name, "--no-build", "--today", "2026-11-21", "--repository", str(repository)])
    said, left = b"", list(answers)
    answered = silent = 0
    while True:
        if not select.select([screen], [], [], 2)[0]:
            silent += 1
            assert silent < 60, f"it waits for something: {said.decode()}"
            if end == "\x03" and not left:  # one that comes between a question and the waiting is noticed late
                os.write(screen, end.encode())
            continue
        try:
            data = os.read(screen, 4096)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        said += data
        if said.endswith(b"]: ") and len(said) > answered:
            answered = len(said)
            os.write(screen, f"{left.pop(0)}\n".encode() if left else end.encode())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode()


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_without_a_terminal_it_takes_the_samples_and_marks_them(repository: Path) -> None:
    """Nobody is asked; the program can be read, its samples are listed, its line has no number; a second run changes nothing."""
    code, said = run(repository, "new", "program", "cove", "--no-build")
    assert 0 == code, said
    folder = repository / "programs" / "cove"
    curriculum, problems = read(repository / "curriculum", Cache(repository / "build" / ".cache"), folder)
    assert [] == [str(found) for found in problems.errors]
    assert curriculum is not None
    assert {"name", "schedule.days", "lines.program.number"} <= set(curriculum.program.samples)
    assert ("cove", "") == (curriculum.program.id, curriculum.program.lines["program"].number)
    assert 0o600 == stat.S_IMODE((folder / "program.private.yml").stat().st_mode)
    code, said = run(repository, "check", "--for-participants", "--program", "cove", "--format", "annotations")
    assert 1 == code
    assert 'file=programs/cove/program.yml,line=1,title=sample::"name" still holds a sample value.' in said
    before = files(folder)
    assert 0 == run(repository, "new", "program", "cove", "--yes", "--no-build")[0]
    assert before == files(folder)


def test_answers_are_held_against_what_they_must_be_and_kept(repository: Path) -> None:
    """What does not fit is asked again; Enter skips; a second run shows the answers and keeps them, with comments and other keys."""
    code, screen = at_terminal(
        repository,
        "cove",
        [
            "Cove Clinic",
            "Recovery Group", "Evening Course",  # a word that tells
            "es en",
            "12345", "(207) 555-0142",
            "Mon to Fri",
            "",  # no warm line: its hours are not asked
            "five-evenings",
            "Mon Wed", "mon tue wed thu fri",  # this round has five evenings
            "6 pm",
            "17:00", "8:30 pm",  # before it began
            "eight", "8",
            "",
            "2026-13-01", "2026-11-02",
            "ftp://x", "",
            "Wilhelmina Quince", "207-555-0188",
        ],
    )  # fmt: skip
    assert 0 == code, screen
    for told in (
        'holds the word "Recovery"', "such as 207-555-0147", "has 5 evenings a week", "begins at 18:00", "from 1 to 52",
        "such as 2026-11-30", "Write the whole address",
    ):  # fmt: skip
        assert told in screen
    folder = repository / "programs" / "cove"
    curriculum, problems = read(repository / "curriculum", Cache(repository / "build" / ".cache"), folder)
    assert curriculum is not None, [str(found) for found in problems.errors]
    program = curriculum.program
    assert ("Cove Clinic", "207-555-0142", ["es", "en"], "18:00", "20:30", 8, []) == (
        program.name, program.lines["program"].number, program.languages, program.schedule.start, program.schedule.end,
        program.schedule.weeks, program.samples,
    )  # fmt: skip
    assert curriculum.overlay is not None
    assert curriculum.overlay.private is not None
    assert ["Wilhelmina Quince"] == [one.name for one in curriculum.overlay.private.on_call]
    path = folder / "program.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}  warm:   # by hand\n    name: Warm\n    local: true\n", encoding="utf-8")
    code, screen = at_terminal(repository, "cove", ["Cove House"])
    assert 0 == code, screen
    assert "[207-555-0142]" in screen
    text = path.read_text(encoding="utf-8")
    assert "name: Cove House" in text
    assert "# by hand" in text
    assert '"207-555-0142"' in text


def test_stopping_writes_nothing(repository: Path) -> None:
    """Control-C in the middle leaves no file."""
    code, screen = at_terminal(repository, "cove", ["Cove Clinic"], end="\x03")
    assert 1 == code, screen
    assert "nothing was written" in screen
    assert not (repository / "programs" / "cove").exists()


@pytest.mark.parametrize("name", ["../evil", "..", "/etc", "a b", "con", "lpt1", "Ünï", "x" * 33, "a/b", "a\\b", "a\nb", "-x", ""])
def test_a_name_that_is_no_folder_is_refused(repository: Path, name: str) -> None:
    """Paths, spaces, names that Windows keeps and the like are a wrong call, and nothing is written."""
    before = {path.name for path in repository.iterdir()}, {path.name for path in (repository / "programs").iterdir()}
    code, said = run(repository, "new", "program", "--yes", "--no-build", "--", name)
    assert 2 == code, said
    assert before == ({path.name for path in repository.iterdir()}, {path.name for path in (repository / "programs").iterdir()})


def test_a_broken_file_is_told_and_left_alone(repository: Path, harbor: Path) -> None:
    """A program.yml that cannot be read is named with its line; it is not written over."""
    path = harbor / "program.yml"
    path.write_text("name: [", encoding="utf-8")
    code, said = run(repository, "new", "program", "harbor-house", "--yes", "--no-build")
    assert 2 == code
    assert re.search(r"program\.yml:\d", said)
    assert "name: [" == path.read_text(encoding="utf-8")


def test_it_ends_by_building(repository: Path) -> None:
    """After the answers, the site and the papers stand, and it says where to look."""
    (repository / "curriculum" / "ids.lock").unlink()
    for path in [*(repository / "curriculum").glob("en/*/*.md"), *(repository / "curriculum").glob("es/*/*.md")]:
        path.unlink()  # an empty curriculum builds quickly
    program = repository / "curriculum" / "program.yml"
    text = program.read_text(encoding="utf-8")
    start, end = text.index("\nessentials:"), text.index("\ntracks:")
    text = text[:start] + text[end:]
    to_come = ", ".join(f"s{number:02}" for number in range(1, 37))
    program.write_text(re.sub(r"^  to_come: .*$", f"  to_come: [{to_come}]", text, flags=re.MULTILINE), encoding="utf-8")
    code, said = run(repository, "new", "program", "cove", "--yes", "--today", "2026-11-21")
    assert 0 == code, said
    assert (repository / "build" / "programs" / "cove" / "site" / "index.html").is_file()
    assert "handrail serve --program cove" in said
    assert not (repository / "site").exists(), "the curriculum's own site is not touched"
