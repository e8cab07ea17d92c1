"""``handrail diff``: what an upgrade changed, from a program's point of view."""

from __future__ import annotations

import re
from pathlib import Path

from tests.overlay.small import run

DIFF = ("diff", "--program", "harbor-house")


def change(path: Path, old: str, new: str) -> None:
    """Change one text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_upgrade_is_listed_and_never_fails(repository: Path, harbor: Path) -> None:
    """Changed texts, a stale replacement, a changed number, a new and a lost module and a lapsed sign-off are told; the exit code is 0."""
    code, said = run(repository, *DIFF)
    assert (0, True) == (code, "Nobody has recorded yet" in said)
    signed = ("sign", "s03", "--name", "Pat Doe", "--credential", "LCSW", "--yes", "--program", "harbor-house", "--today", "2026-11-21")
    code, said = run(repository, *signed)
    assert 0 == code, said
    assert (harbor / "signoff.yml").is_file()
    assert 0 == run(repository, *DIFF, "--seen")[0]
    assert "Nothing has changed" in run(repository, *DIFF)[1]

    curriculum = repository / "curriculum"
    s03 = next(path for path in curriculum.glob("en/*/*.md") if re.search(r"^id: s03$", path.read_text(encoding="utf-8"), re.MULTILINE))
    change(s03, "{#s03-1", "today {#s03-1")
    change(curriculum / "en" / "social" / "say-no-and-mean-it.md", "A screen gives you time", "A screen gives you a minute")
    change(curriculum / "program.yml", "1-800-222-1222", "1-800-222-1223")
    next(curriculum.glob("en/*/how-this-program-works.md")).rename(repository / "gone.md")
    own = curriculum / "en" / "coping" / "new.md"
    own.write_text((harbor / "modules/en/wellness/harbor-walk.md").read_text(encoding="utf-8").replace("x01", "s36"), encoding="utf-8")
    code, said = run(repository, *DIFF)
    assert 0 == code
    for title, told in (
        ("Changed texts in modules that you use", "s03-1 (en)"),
        ("Shared texts and program data that changed (1)", "lines.poison-help"),
        ("Replaced and hidden parts that need a look", "replaced/en/s17.md:4: The curriculum's text of s17-4 has changed"),
        ("New modules (1)", "s36 A walk along the harbor"),
        ("Modules that are gone (1)", "or1"),
        ("Sign-offs that have lapsed (1)", "s03 (en)"),
    ):
        assert title in said
        assert told in said[said.index(title) :].split("\n\n")[0]


def test_a_torn_record_is_no_traceback(repository: Path, harbor: Path) -> None:
    """A seen.lock of nonsense counts as nothing seen."""
    (harbor / "seen.lock").write_bytes(b"\xff\xfe <<<<<<< HEAD\nen s04\n")
    code, said = run(repository, *DIFF)
    assert 0 == code
    assert "New modules" in said


def test_without_a_program_it_says_so(repository: Path) -> None:
    """There is nothing to compare without a program."""
    assert 2 == run(repository, "diff")[0]
