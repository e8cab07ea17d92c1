"""``handrail build --for-participants``: what it refuses, all at once, and what a reason lets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.signing.conftest import PROGRAM, S04, WHO, Run, call, change, sign_all
from tests.test_cli import files

GAP = "es=Our translator is at work"


@pytest.fixture
def real(small: Path) -> Path:
    """A program of its own, which is no sample."""
    change(small, PROGRAM, "sample: true ", "sample: false ")
    return small


def test_everything_that_is_refused_is_told_at_once(run: Run, small: Path) -> None:
    """Unsigned and lapsed texts, sample values, old numbers, missing translations: one run, one list, exit code 1, nothing written."""
    assert 0 == run("build", "handouts")[0]
    assert 0 == run("sign", "f04", "emergency", *WHO, "--yes")[0]
    change(small, "curriculum/library/en/safety.yml", "Shout their name", "Say their name")
    before = files(small / "build" / "handouts")
    code, said = call(small, "build", "handouts", "slides", "--for-participants", "--today", "2027-06-01")

    assert 1 == code
    for words in (
        "No clinician has signed s04 (en). (unsigned)",
        "No clinician has signed library (es). (unsigned)",
        "f04 (en) is not what was signed: safety.overdose changed. (lapsed)",
        "emergency (en) is not what was signed: safety.overdose changed. (lapsed)",
        "This is a sample program: its names, days and numbers are made up. (sample)",
        "s04 has no Spanish text, and the program names that language. (untranslated)",
        'The line "poison-help" was last looked at',
        "(stale-line)",
        'handrail sign s04 --name "..." --credential "..."',
        "handrail sign f04 --language es",
        "the last good build is as it was",
    ):
        assert words in said, words
    assert before == files(small / "build" / "handouts")
    assert not (small / "build" / "slides").exists()


def test_check_tells_the_same(run: Run) -> None:
    """Whoever wants to know before building asks ``handrail check``; without the option drafts are no findings."""
    code, said = run("check", "--for-participants", "--errors-only")
    assert (1, True) == (code, "No clinician has signed s04 (en)." in said)
    code, said = run("check")
    assert (0, False) == (code, "unsigned" in said)


def test_a_draft_is_built_without_a_signature(run: Run) -> None:
    """Every other build shows drafts as drafts."""
    assert 0 == run("build", "slides")[0]


def test_what_is_signed_whole_goes_through(run: Run, real: Path) -> None:
    """With every text signed and the languages complete, participants may have it."""
    change(real, PROGRAM, "languages: [en, es]", "languages: [en]")
    sign_all(real, languages=("en",))
    code, said = run("build", "handouts", "--for-participants")

    assert 0 == code, said
    page = (real / "build/handouts/en/s04-a4.html").read_text(encoding="utf-8")
    assert "Checked by Test Reader, LCSW for Sample Program, 2026-11-22." in page
    assert "No clinician has signed" not in page


def test_one_reason_for_everything_stands_on_every_page(run: Run, real: Path) -> None:
    """A reason lets what is unsigned through, and each page says it; what is signed does not need it."""
    assert 0 == run("sign", "f04", *WHO, "--yes")[0]
    code, said = run("build", "handouts", "--for-participants", "--waive", "Signed on paper until Friday", "--waive", GAP)

    assert 0 == code, said
    told = "Draft. No clinician has signed this page. The program shows it all the same: Signed on paper until Friday."
    assert told in (real / "build/handouts/en/s04-a4.html").read_text(encoding="utf-8")
    assert told not in (real / "build/handouts/en/f04-a4.html").read_text(encoding="utf-8")
    assert "Signed on paper until Friday." in (real / "build/handouts/es/f04-a4.html").read_text(encoding="utf-8")
    assert 0 == run("build", "handouts")[0]
    assert "Signed on paper" not in (real / "build/handouts/en/s04-a4.html").read_text(encoding="utf-8")


def test_a_reason_for_one_text_lets_no_other_through(run: Run, real: Path) -> None:
    """``--waive s04=REASON`` is for s04 alone."""
    code, said = run("build", "handouts", "--for-participants", "--waive", "s04=Signed on paper", "--waive", GAP)

    assert (1, False, True) == (code, "signed s04 (en)" in said, "signed f04 (en)" in said)
    assert "untranslated" not in said


def test_no_reason_lets_samples_and_old_numbers_through(run: Run, small: Path) -> None:
    """A made-up number is not explained away, nor an old one."""
    code, said = run("build", "handouts", "--for-participants", "--waive", "It is only a test", "--waive", GAP)
    assert (1, True, False) == (code, "(sample)" in said, "(unsigned)" in said)
    change(small, PROGRAM, "sample: true ", "sample: false ")
    late = ("--today", "2027-03-15")
    code, said = call(small, "build", "handouts", "--for-participants", "--waive", "It is only a test", "--waive", GAP, *late)
    assert (1, True) == (code, "(stale-line)" in said)


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "is not a reason"),
        ("s04=", "is not a reason"),
        ("s04=   ", "is not a reason"),
        ("<b>fine</b>", "is not a reason"),
        ("fine\nfine", "is not a reason"),
        ("x" * 201, "is not a reason"),
        ("12", "is not a reason"),
        ("s40=fine", 'Did you mean "s04"?'),
        ("fr=fine", 'There is no "fr"'),
    ],
)
def test_a_reason_is_one_plain_sentence(run: Run, reason: str, message: str) -> None:
    """What cannot stand on a page, or names nothing, is a wrong call: exit code 2."""
    code, said = run("build", "handouts", "--for-participants", "--waive", reason)
    assert (2, True) == (code, message in " ".join(said.split())), said


def test_reasons_belong_to_builds_for_participants(run: Run) -> None:
    """Two reasons for one text, or a reason for a draft, are slips."""
    assert 2 == run("build", "handouts", "--waive", "fine")[0]
    code, said = run("build", "handouts", "--for-participants", "--waive", "s04=a good one", "--waive", "s04=a better one")
    assert (2, True) == (code, "two reasons" in said)


def test_a_text_with_errors_is_refused_with_everything_else(run: Run, small: Path) -> None:
    """Errors and what is unsigned come in one list, so that nobody mends one to meet the next."""
    change(small, S04, "kind: timer", "kind: tiemr")
    code, said = run("build", "handouts", "--for-participants")

    assert 1 == code
    assert 'Did you mean "timer"?' in said
    assert "No clinician has signed f04 (en)." in said
