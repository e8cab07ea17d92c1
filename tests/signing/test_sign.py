"""Signing, taking back, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.signing.conftest import F04, S04, WHO, Run, change

BOOK = "curriculum/signoff.yml"
SAID = "Checked by Test Reader, LCSW for Sample Program, 2026-11-22."


def state(run: Run, text: str, language: str = "en") -> dict[str, object]:
    """Return what ``handrail status`` says of a text."""
    code, said = run("status", "--json")
    assert 0 == code, said
    found: list[dict[str, object]] = json.loads(said)["texts"]
    return next(one for one in found if (one["text"], one["language"]) == (text, language))


def test_a_signature_is_bound_to_one_text_in_one_language(run: Run) -> None:
    """Signing the English says nothing of the Spanish, of another module, or of the shared texts."""
    code, said = run("sign", "f04", *WHO, "--yes")

    assert 0 == code, said
    assert ("signed", "Test Reader, LCSW", "2026-11-22") == tuple(state(run, "f04")[key] for key in ("state", "by", "date"))
    for text, language in (("f04", "es"), ("s04", "en"), ("library", "en"), ("emergency", "en")):
        assert "unsigned" == state(run, text, language)["state"]


def test_what_is_signed_is_shown_before_it_is_signed(run: Run) -> None:
    """The terminal names the text, its size, its parts and a short hash, and who signs for which program."""
    _code, said = run("sign", "s04", *WHO, "--yes")

    for words in ("How to ride out a craving", " words; front, 9 sections, 2 drawings, 2 sheets, 1 check, 8 slides, guide", "safety texts"):
        assert words in said
    assert "Signing as Test Reader, LCSW (clinician), for Sample Program, 2026-11-22." in said


def test_without_a_person_to_ask_nothing_is_signed(run: Run, small: Path) -> None:
    """A script has to say --yes: nobody signs by accident."""
    code, said = run("sign", "s04", *WHO)

    assert 1 == code
    assert "--yes" in said
    assert not (small / BOOK).exists()


@pytest.mark.parametrize(("typed", "signed"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_in_a_terminal_one_is_asked(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, typed: str, signed: bool) -> None:
    """Only a yes signs."""
    monkeypatch.setattr("handrail.signing.commands.in_terminal", lambda: True)
    code, said = run("sign", "s04", *WHO, typed=typed)

    assert "you have read every word of it" in said
    assert ((0, True) if signed else (1, False)) == (code, (small / BOOK).exists())


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "\n", "a\nb", "<b>Ana</b>", "Ana <ana@x.example>", "A" * 81, "12345", "Ana\u202eanA", "Ana\x1b[31m"),
        *("{{ line.crisis }}", "Ana\u2028B", "[Ana](https://x.example)", 'Ana "B"', "YOUR NAME", "Ana\\9 ", "...", "Ana|B", "`Ana`"),
    ],
)
def test_no_name_is_invented_and_none_can_be_more_than_a_name(run: Run, small: Path, name: str) -> None:
    """Empty, hostile, over-long and placeholder names are refused, as names and as credentials; nothing is written."""
    for arguments in (("--name", name, "--credential", "LCSW"), ("--name", "Test Reader", "--credential", name)):
        code, said = run("sign", "s04", *arguments, "--yes")

        assert 1 == code, said
        assert "Nothing was signed." in said
        assert not (small / BOOK).exists()


def test_a_name_has_no_default(run: Run) -> None:
    """Without a name, or without a credential, nothing is signed."""
    assert 1 == run("sign", "s04", "--yes")[0]
    assert 1 == run("sign", "s04", "--name", "Test Reader", "--yes")[0]
    assert "unsigned" == state(run, "s04")["state"]


@pytest.mark.parametrize("name", ["Ñandú O’Neil-García", "Dr. Lê Thị Hoa", "محمد علي", "Anne-Marie d'Arc (they)", "J. R. Smith, Jr."])
def test_names_of_any_script_are_names(run: Run, name: str) -> None:
    """What people are called stands on the page as they write it."""
    assert 0 == run("sign", "s04", "--name", f"  {name} ", "--credential", "MD", "--yes")[0]
    assert f"{name}, MD" == state(run, "s04")["by"]


def test_an_unknown_text_is_told_with_what_was_meant(run: Run) -> None:
    """A slip of the finger names the module that is close; a language that the program lacks is told; a missing text, too."""
    assert 'Did you mean "s04"?' in run("sign", "s40", *WHO, "--yes")[1]
    assert 'Did you mean "library"?' in run("sign", "libary", *WHO, "--yes")[1]
    assert "Its languages: en, es." in run("sign", "s04", "--language", "fr", *WHO, "--yes")[1]
    code, said = run("sign", "s04", "f04", "--language", "es", *WHO, "--yes")
    assert 1 == code
    assert "s04 has no Spanish text yet. To begin one: handrail new translation s04 es" in said
    assert "unsigned" == state(run, "f04", "es")["state"]


def test_a_day_to_come_is_refused(run: Run) -> None:
    """One signs with the day on which one read."""
    code, said = run("sign", "s04", *WHO, "--date", "2026-11-23", "--yes")
    assert (1, True) == (code, "yet to come" in said)
    assert 0 == run("sign", "s04", *WHO, "--date", "2026-11-01", "--yes")[0]
    assert "2026-11-01" == state(run, "s04")["date"]


@pytest.mark.parametrize(("old", "new"), [("kind: timer", "kind: tiemr"), (r"^(## .*\n\n)", r"\1Dial 1-800-555-0199. ")])
def test_a_module_with_errors_is_not_signed(run: Run, small: Path, old: str, new: str) -> None:
    """Whether its form or its words are wrong: what has to change is not signed; others still can be."""
    path = small / S04
    path.write_text(re.sub(old, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE), encoding="utf-8")
    code, said = run("sign", "s04", *WHO, "--yes")

    assert 1 == code
    assert "errors" in said
    assert not (small / BOOK).exists()
    assert 0 == run("sign", "f04", *WHO, "--yes")[0]


def test_comments_and_other_signatures_stay(run: Run, small: Path) -> None:
    """The file is a person's, too: what stands in it besides is not touched, and it can be read by whoever opens it."""
    assert 0 == run("sign", "f04", *WHO, "--yes")[0]
    book = small / BOOK
    text = book.read_text(encoding="utf-8").replace("    clinician:", "    # by the team\n    clinician:")
    book.write_text(f"# Reviewed on Mondays.\n{text}", encoding="utf-8")
    kept = book.read_text(encoding="utf-8")
    assert 0 == run("sign", "s04", *WHO, "--yes")[0]
    text = book.read_text(encoding="utf-8")

    assert text.startswith("# Reviewed on Mondays.\n")
    assert kept.rstrip() in text
    assert [small / "curriculum"] == [path.parent for path in (small / "curriculum").glob("*signoff*")]
    assert "signed" == state(run, "f04")["state"] == state(run, "s04")["state"]


def test_a_signature_can_be_taken_back(run: Run, small: Path) -> None:
    """It goes alone; one that is not there is told, and then nothing goes."""
    assert 0 == run("sign", "s04", "f04", *WHO, "--yes")[0]
    code, said = run("sign", "s04", "library", "--remove")
    assert (1, True) == (code, "Nobody has signed library (en) as clinician." in said)
    assert "signed" == state(run, "s04")["state"]
    code, said = run("sign", "s04", "--remove")

    assert (0, True) == (code, "removed: s04 (en), clinician: Test Reader, LCSW, 2026-11-22" in said)
    assert ("unsigned", "signed") == (state(run, "s04")["state"], state(run, "f04")["state"])
    assert "s04" not in (small / BOOK).read_text(encoding="utf-8")


def test_who_is_no_clinician_lifts_no_draft(run: Run) -> None:
    """A peer, a family member and a translator are kept and told; the text stays unsigned."""
    code, said = run("sign", "s04", "--role", "peer", "--name", "Ana", "--credential", "peer supporter", "--yes")

    assert (0, True) == (code, "a clinician signs" in said)
    assert "unsigned" == state(run, "s04")["state"]
    assert ["peer: Ana, peer supporter, 2026-11-22"] == state(run, "s04")["also"]


def test_a_signature_of_another_program_is_worth_nothing(run: Run, small: Path) -> None:
    """Whoever copies the file signs for nobody: it names the program that it was given for."""
    assert 0 == run("sign", "s04", *WHO, "--yes")[0]
    change(small, "curriculum/program.yml", "id: sample ", "id: other ")

    assert ("lapsed", ["program"]) == (state(run, "s04")["state"], state(run, "s04")["changed"])


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("s04: yes\n", "A signature is missing here."),
        ("s04:\n  en: []\n", "A signature is missing here."),
        ("s04:\n  en:\n    clinician: Ana\n", "A signature is missing here."),
        ("s04:\n  en:\n    doctor: {name: Ana}\n", '"doctor" is not known here.'),
        ("s04:\n  en:\n    clinician: {name: Ana, date: soon, text: abc}\n", "not a date"),
        ("s04:\n  en:\n    clinician: {name: <b>}\n", "is not a name or a license"),
        ("<<<<<<< HEAD\n", "is not a list of keys and values"),
        ("a: &a [x]\nb: *a\n", "Anchors and aliases are not used here."),
        ("\x00", "not readable"),
    ],
)
def test_a_broken_file_is_told_and_not_overwritten(run: Run, small: Path, broken: str, message: str) -> None:
    """A file that was merged badly, or forged, is an error with its place; signing waits until it is mended."""
    (small / BOOK).write_text(broken, encoding="utf-8")
    code, said = run("check")
    assert (1, True) == (code, message in said), said
    assert BOOK in said
    code, said = run("sign", "s04", *WHO, "--yes")
    assert 1 == code
    assert broken == (small / BOOK).read_text(encoding="utf-8")
    assert 0 == run("status")[0]


def test_bytes_that_are_no_text_are_told(run: Run, small: Path) -> None:
    """So is a file in another encoding."""
    (small / BOOK).write_bytes(b"s04: \xff\xfe")
    assert "not UTF-8" in run("check")[1]


def test_a_family_module_can_be_signed_where_its_file_lies(run: Run, small: Path) -> None:
    """What counts is the id, wherever the file is."""
    assert 0 == run("sign", "f04", *WHO, "--yes")[0]
    (small / F04).rename((small / F04).with_name("other-name.md"))
    assert "signed" == state(run, "f04")["state"]
