"""The command line, called as people call it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from handrail.cli import main

S04 = "curriculum/en/coping/ride-out-a-craving.md"
Edit = Callable[[str, str, str], None]


def run(repository: Path, *arguments: str) -> tuple[int, str]:
    """Call the command in a repository and return its exit code and what it said."""
    result = CliRunner().invoke(main, [*arguments, "--repository", str(repository)], env={"COLUMNS": "200", "TERM": "dumb"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_real_curriculum_has_no_error(repository: Path) -> None:
    """What is in the repository can be published as a draft."""
    code, said = run(repository, "check", "--today", "2026-11-21")
    assert code == 0, said


def test_every_error_of_a_run_is_told_at_once(repository: Path, edit: Edit) -> None:
    """Mistakes in three files are told together, each with file, line and remedy; the exit code is 1."""
    edit(S04, "kind: timer", "kind: tiemr")
    edit("curriculum/en/cbt/check-a-thought.md", "lane: C", "lane: D")
    edit("curriculum/program.yml", "discreet_name:", "discrete_name:")
    code, said = run(repository, "check")
    assert 1 == code
    assert 'Did you mean "timer"?' in said
    assert '"D" is not a value for "lane"' in said
    assert 'Did you mean "discreet_name"?' in said
    assert f"{S04}:" in said


def test_findings_as_json(repository: Path, edit: Edit) -> None:
    """A program reads findings as JSON."""
    edit(S04, "kind: timer", "kind: tiemr")
    code, said = run(repository, "check", "--format", "json")
    rows = json.loads(said)
    assert 1 == code
    errors = [row for row in rows if row["severity"] == "error" and row["rule"] == "format"]
    assert [S04] == [row["path"] for row in errors]
    assert errors[0]["line"] > 1
    assert 'Did you mean "timer"?' in errors[0]["remedy"]


def test_findings_as_annotations(repository: Path, edit: Edit) -> None:
    """A CI host reads findings as annotations, one a line, however odd their words."""
    edit(S04, "title: How to ride out a craving", "title: |\n  How to: 100 %\n  ride\ntiltle: x")
    code, said = run(repository, "check", "--format", "annotations")
    assert 1 == code
    assert all(line.startswith(("::error file=", "::warning file=")) for line in said.splitlines())
    assert any(f"::error file={S04},line=" in line for line in said.splitlines())


def test_a_broken_curriculum_leaves_the_last_build_as_it_was(repository: Path, edit: Edit) -> None:
    """A build that is refused says why, exits with 1 and changes no byte of the last good one."""
    assert 0 == run(repository, "build", "facilitator", "handouts", "--today", "2026-11-21")[0]
    before = files(repository / "build" / "facilitator") | files(repository / "build" / "handouts")
    edit(S04, "kind: timer", "kind: tiemr")
    code, said = run(repository, "build", "facilitator", "handouts", "--today", "2026-11-21")
    assert 1 == code
    assert 'Did you mean "timer"?' in said
    assert "the last good build is as it was" in said
    assert before == files(repository / "build" / "facilitator") | files(repository / "build" / "handouts")
    assert [] == [path for path in (repository / "build").iterdir() if path.name.startswith(".new-")]


def test_an_id_that_disappears_stops_a_build(repository: Path, edit: Edit) -> None:
    """Learner data hangs on ids: renaming one is refused until it is retired on purpose."""
    edit(S04, "## What a craving is {#s04-1}", "## What a craving is {#s04-99}")
    code, said = run(repository, "build", "facilitator", "--today", "2026-11-21")
    assert 1 == code
    assert 'The id "s04-1" has disappeared' in said
    assert 0 == run(repository, "lock", "--retire", "s04-1")[0]
    assert 0 == run(repository, "build", "facilitator", "--today", "2026-11-21")[0]
    assert "retired s04-1" in (repository / "curriculum" / "ids.lock").read_text(encoding="utf-8")


def test_stale_lines_stop_a_build_for_participants_only(repository: Path) -> None:
    """A phone line that was not looked at for a year is a warning for authors and an error for participants."""
    late = ("--today", "2027-10-21")
    code, said = run(repository, "check", *late)
    assert 0 == code, said
    assert "stale-line" in said
    code, said = run(repository, "build", "facilitator", "--for-participants", *late)
    assert 1 == code
    assert "stale-line" in said


def test_an_unknown_output_is_told_with_a_suggestion(repository: Path) -> None:
    """Calling the command wrongly exits with 2 and says what was meant."""
    code, said = run(repository, "build", "slied")
    assert 2 == code
    assert 'Did you mean "slides"?' in said


def test_a_folder_without_curriculum_is_told(tmp_path: Path) -> None:
    """In the wrong folder the command says so."""
    code, said = run(tmp_path, "check")
    assert 1 == code
    assert "There is no curriculum in" in said


@pytest.mark.parametrize(("identifier", "track"), [("s90", "coping"), ("f90", "family")])
def test_a_new_module_can_be_read_at_once(repository: Path, identifier: str, track: str) -> None:
    """The skeleton has the right form: nothing but its placeholder words is left to mend."""
    assert 0 == run(repository, "new", "module", identifier, track, "my-topic", "My topic: a start")[0]
    code, said = run(repository, "check", "--format", "json")
    mine = [row for row in json.loads(said) if "my-topic" in row["path"] and row["severity"] == "error"]
    assert [] == mine
    assert 0 == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("s04", "coping", "again", "Again"), '"s04" is taken by'),
        (("craving", "coping", "again", "Again"), '"craving" is not a neutral code'),
        (("s90", "copping", "again", "Again"), 'Did you mean "coping"?'),
        (("s90", "coping", "../../evil", "Again"), "does not fit as a file name"),
        (("s90", "coping", "ride-out-a-craving", "Again"), "is there already"),
    ],
)
def test_a_new_module_never_overwrites(repository: Path, arguments: tuple[str, ...], message: str) -> None:
    """A taken id or name is refused, and nothing is written."""
    before = files(repository / "curriculum")
    code, said = run(repository, "new", "module", *arguments)
    assert code in (1, 2)
    assert message in said
    assert before == files(repository / "curriculum")


def test_a_new_translation_begins_as_english_and_stays_so_until_it_is_translated(repository: Path) -> None:
    """The skeleton lies over the English without an error; stamping it as it is does not make English Spanish."""
    assert 0 == run(repository, "new", "translation", "s12", "es")[0]
    _code, said = run(repository, "check", "--format", "json")
    rows = [row for row in json.loads(said) if "curriculum/es/cbt" in row["path"] and row["rule"] in ("format", "translation")]
    assert [] == [row for row in rows if row["severity"] == "error"]
    assert any("s12-1 is still English" in row["message"] for row in rows)
    assert 0 == run(repository, "stamp", "s12", "es")[0]
    _code, said = run(repository, "check", "--format", "json")
    rows = [row for row in json.loads(said) if "curriculum/es/cbt" in row["path"] and row["rule"] == "translation"]
    assert any("s12-1 is still English" in row["message"] for row in rows)
    assert not any("is newer than this text" in row["message"] for row in rows)


def test_the_command_is_installed() -> None:
    """``handrail`` is on the path of the environment and knows its version."""
    done = subprocess.run([Path(sys.executable).parent / "handrail", "--version"], capture_output=True, text=True, check=True)
    assert "handrail, version" in done.stdout


def test_an_empty_curriculum_builds(repository: Path) -> None:
    """A program without a single module, and without a folder for a language that it names, still builds."""
    shutil.rmtree(repository / "curriculum" / "en")
    shutil.rmtree(repository / "curriculum" / "es")
    (repository / "curriculum" / "ids.lock").unlink()
    (repository / "curriculum" / "topics.yml").write_text("# none yet\n", encoding="utf-8")
    program = repository / "curriculum" / "program.yml"
    parts = re.split(r"^(?=\w[\w-]*:)", program.read_text(encoding="utf-8"), flags=re.MULTILINE)
    program.write_text("".join(part for part in parts if not part.startswith(("wheel:", "essentials:"))), encoding="utf-8")
    code, said = run(repository, "build", "--today", "2026-11-21")
    assert 0 == code, said
    assert (repository / "site" / "es" / "index.html").is_file()


def test_a_language_without_shared_texts_is_told(repository: Path) -> None:
    """A program that names a language needs its safety texts, and is told which file is missing."""
    (repository / "curriculum" / "library" / "es" / "safety.yml").unlink()
    (repository / "curriculum" / "library" / "en" / "safety.yml").unlink()
    code, said = run(repository, "check")
    assert 1 == code
    assert "curriculum/library/en/safety.yml: The file is missing." in said


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("curriculum/program.yml", "1-800-222-1222", "1-800-222-HELP", "a phone number such as 1-800-222-1222 or 988"),
        ("curriculum/program.yml", "languages: [en, es]", "languages: [es]", 'The languages lack "en"'),
        ("curriculum/library/en/safety.yml", "  disclaimer:", "  disclamer:", 'The text "disclaimer" is missing in labels.'),
        ("curriculum/library/en/pages.yml", "families:", "familys:", 'The text "families" is missing in pages.'),
        ("curriculum/library/en/safety.yml", "Shout their name", "<b>Shout</b> their name", 'Raw HTML is not used here: "<b>"'),
        ("curriculum/program.yml", 'number: "988"', 'number: "998"', 'The line "crisis" is not 988'),
        ("curriculum/program.yml", "  weeks: 12", "  wekes: 12", 'Did you mean "weeks"?'),
        ("curriculum/ids.lock", "s04-w1", "<<<<<<< HEAD", "is not an id"),
    ],
)
def test_broken_data_is_told_and_never_a_traceback(repository: Path, edit: Edit, file: str, old: str, new: str, message: str) -> None:
    """Mistakes in the program, the shared texts and the lock are findings with their file."""
    edit(file, old, new)
    code, said = run(repository, "check")
    assert 1 == code
    assert message in said
    assert file in said


def test_files_that_are_no_text_are_told(repository: Path) -> None:
    """A Spanish file in another encoding, and bytes in the lock, are findings."""
    (repository / "curriculum" / "es" / "family" / "overdose-and-home-safety.md").write_bytes(b"---\nid: f04\ntitle: Qu\xe9\n---\n")
    (repository / "curriculum" / "ids.lock").write_bytes(b"s04\n\xff\xfe\n")
    code, said = run(repository, "check")
    assert 1 == code
    assert "curriculum/es/family/overdose-and-home-safety.md: The file is not UTF-8 text" in said
    assert "curriculum/ids.lock:2" in said


def test_a_swap_that_fails_puts_the_old_builds_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second new folder cannot be moved in place, both good ones are there as before, and nothing lies about."""
    from handrail.outputs import swap_all_in

    pairs = [(tmp_path / "fresh" / name, tmp_path / "built" / name) for name in ("slides", "site")]
    for fresh, target in pairs:
        fresh.mkdir(parents=True)
        target.mkdir(parents=True)
        (target / "index.html").write_text("good", encoding="utf-8")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path.name == ".site-new":
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        swap_all_in(pairs)
    assert ["good", "good"] == [(target / "index.html").read_text(encoding="utf-8") for _fresh, target in pairs]
    assert ["site", "slides"] == sorted(path.name for path in (tmp_path / "built").iterdir())
