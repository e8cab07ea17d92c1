"""When a signature lapses: whenever something changes that a person can read, and never otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.curriculum import Curriculum, read_or_raise
from handrail.markdown import parse_module, parse_translation
from handrail.problems import Problems
from handrail.signing.text import SHARED, digest, parts_of
from tests.signing.conftest import F04, F04_ES, PROGRAM, S04, TODAY, WHO, Run, call, sign_all

SAFETY = "curriculum/library/en/safety.yml"
DRAWING = "curriculum/figures/craving-wave.svg"

_NOT_READ = re.compile(
    r"^(?:(?:id|week|lane|priority|track|also|links|review_by|sources):.*|translated_from:.*(?:\n[ \t]+.*)*|#.*)$", re.MULTILINE
)
"""Front matter that says which session it is and where it stands, or what a translation was made from; and comments."""

FILES = {("s04", "en"): S04, ("f04", "en"): F04, ("f04", "es"): F04_ES}


@pytest.fixture(scope="module")
def read(template: Path) -> Curriculum:
    """The small curriculum, read."""
    return read_or_raise(template / "curriculum")


@pytest.fixture(scope="module")
def letters(template: Path) -> dict[tuple[str, str], tuple[str, list[int]]]:
    """Each text with the places of its letters and digits that somebody can read."""
    found = {}
    for key, name in FILES.items():
        text = (template / name).read_text(encoding="utf-8")
        front = text.index("\n---\n", 4)
        out = {at for hit in _NOT_READ.finditer(text, 0, front) for at in range(*hit.span())}
        found[key] = (text, [at for at, char in enumerate(text) if char.isalnum() and at not in out])
    return found


def with_text(curriculum: Curriculum, key: tuple[str, str], text: str, english: str) -> Curriculum | None:
    """Return the curriculum with a module read from another text; None when nothing can be made of it, or it is another module."""
    identifier, language = key
    problems = Problems()
    module = parse_module(text, "x.md", problems) if language == "en" else parse_translation(english, text, "x.md", language, problems)
    if module is None or module.id != identifier or not {figure.file for figure in module.figures} <= _drawings(curriculum):
        return None
    modules = {**curriculum.modules, language: {**curriculum.modules[language], identifier: module}}
    return replace(curriculum, modules=modules)


def _drawings(curriculum: Curriculum) -> set[str]:
    return {path.name for path in (curriculum.root / "figures").iterdir()}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_any_change_of_any_letter_counts(
    read: Curriculum, letters: dict[tuple[str, str], tuple[str, list[int]]], data: st.DataObject
) -> None:
    """Wherever a letter of a lesson, sheet, check, slide, note, guide or alt text is changed, the text is another one, or an error."""
    key = data.draw(st.sampled_from(sorted(FILES)))
    text, places = letters[key]
    at = data.draw(st.sampled_from(places))
    char = data.draw(st.sampled_from([one for one in "ae7ñZ" if one != text[at]]))
    other = with_text(read, key, text[:at] + char + text[at + 1 :], letters[key[0], "en"][0])
    before = parts_of(read, *key)
    assert before is not None
    if other is None:
        return  # handrail check stops at it
    after = parts_of(other, *key)

    assert after is not None
    assert digest(before) != digest(after), text[max(0, at - 40) : at + 40]
    for known in FILES:
        if known != key:
            assert parts_of(read, *known) == parts_of(other, *known)


def _under_heading(more: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"^(## .*\n\n\w+)", lambda found: found[1] + more, text, count=1, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "edit",
    [
        _under_heading(" "),
        _under_heading("  \n"),
        _under_heading("\n\n"),
        lambda text: text.replace("craving-wave.svg", "body-places.svg"),
        lambda text: text.replace("kind: scale", "kind: scale\n    required: true", 1),
        lambda text: text.replace("level: watch", "level: high"),
        lambda text: text.replace("kind: short-text", "kind: long-text", 1),
    ],
)
def test_blanks_lines_and_structure_count(
    read: Curriculum, letters: dict[tuple[str, str], tuple[str, list[int]]], edit: Callable[[str], str]
) -> None:
    """A blank, a new paragraph, another drawing, a field that is required, another safety level: none of it was signed."""
    text = letters["s04", "en"][0]
    assert edit(text) != text
    other = with_text(read, ("s04", "en"), edit(text), "")

    assert other is None or parts_of(read, "s04", "en") != parts_of(other, "s04", "en")


def test_a_default_that_is_written_out_is_the_same_text(read: Curriculum, letters: dict[tuple[str, str], tuple[str, list[int]]]) -> None:
    """So a later Handrail that knows one more key lapses nothing."""
    text = letters["s04", "en"][0]
    other = with_text(read, ("s04", "en"), text.replace("id: s04-w1\n", "id: s04-w1\ncounted: true\n"), "")

    assert other is not None
    assert parts_of(read, "s04", "en") == parts_of(other, "s04", "en")


@pytest.fixture
def signed(small: Path) -> Path:
    """A repository in which everything is signed."""
    sign_all(small)
    return small


def edit(repository: Path, name: str, old: str, new: str, *, count: int = 1) -> None:
    """Change what a pattern finds in one file."""
    path = repository / name
    text, times = re.subn(old, new, path.read_text(encoding="utf-8"), count=count, flags=re.MULTILINE)
    assert times, f"{old!r} is not in {name}"
    path.write_text(text, encoding="utf-8")


def states(repository: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Return text and language to state and what changed."""
    code, said = call(repository, "status", "--json", "--today", TODAY)
    assert 0 == code, said
    return {
        (one["text"], one["language"]): (one["state"], one["changed"]) for one in json.loads(said)["texts"] if one["state"] != "no text"
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "lapsed"),
    [
        (S04, r"^(## .*\n\n)", r"\1Now: ", {("s04", "en"): ["s04-1"]}),
        (S04, r"^(message: .*)$", r"\1 Yes.", {("s04", "en"): ["front"]}),
        (F04_ES, r"^(## .*\n\n)", r"\1Ahora: ", {("f04", "es"): ["f04-1"]}),
        (DRAWING, "</svg>", "<!-- another --></svg>", {("s04", "en"): ["s04-f1"]}),
        (SAFETY, "Shout their name", "Say their name", {("s04", "en"): ["safety.overdose"], ("f04", "en"): ["safety.overdose"]}),
        (SAFETY, r"\*\*In danger\?\*\* Call", "Call", {("s04", "en"): ["safety.footer"], ("f04", "en"): ["safety.footer"]}),
    ],
)
def test_exactly_what_shows_a_changed_part_lapses(
    signed: Path, file: str, old: str, new: str, lapsed: dict[tuple[str, str], list[str]]
) -> None:
    """The part that changed is named; every other module, language and shared text stays signed."""
    edit(signed, file, old, new)
    found = states(signed)

    assert lapsed == {key: changed for key, (state, changed) in found.items() if state == "lapsed" and key[0] not in SHARED}
    english = [key for key in found if key[0] in SHARED and key[1] == "en"]
    assert ({"lapsed"} if file == SAFETY else {"signed"}) == {found[key][0] for key in english}
    assert {"signed"} == {found[key][0] for key in found if key[0] in SHARED and key[1] == "es"}


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("curriculum/library/en/exercises.yml", r"^  title: ", "  title: New ", "exercise."),
        ("curriculum/library/en/if-this-happens.yml", r"^  when: ", "  when: Once ", "happens."),
        ("curriculum/sources.yml", r"^  cite: ", "  cite: Again ", "source."),
        ("curriculum/words.yml", r"^(glossary:\n  [^:]+: .*)", r"\1 And more.", "words"),
    ],
)
def test_what_a_module_takes_from_the_library_counts(signed: Path, file: str, old: str, new: str, part: str) -> None:
    """Exercises, cases, sources and explained words lapse the modules that show them, as parts of their own."""
    edit(signed, file, old, new, count=0 if part != "words" else 1)
    lapsed = {key: changed for key, (state, changed) in states(signed).items() if state == "lapsed" and key[0] not in SHARED}

    assert all(name.startswith(part) for changed in lapsed.values() for name in changed)
    assert part == "words" or {"s04", "f04"} & {text for text, _language in lapsed}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (S04, r"^week: \d+", "week: 9"),
        (S04, r"^review_by: .*", "review_by: 2028-01"),
        (PROGRAM, "1-800-222-1222", "1-800-222-1223"),
        (PROGRAM, "name: Sample Program", "name: Another Name"),
        (PROGRAM, r"^    as_of: .*", "    as_of: 2026-11-22"),
    ],
)
def test_a_place_a_number_and_a_name_may_change(signed: Path, file: str, old: str, new: str) -> None:
    """Where a session stands, phone numbers and the program's names are no part of a text: they are looked at in other ways."""
    before = states(signed)
    edit(signed, file, old, new)

    assert before == states(signed)


def test_a_signature_is_good_again_when_the_text_is(signed: Path) -> None:
    """An edit that is taken back changes nothing: the signature is bound to words, not to files and days."""
    edit(signed, S04, r"^(message: .*)$", r"\1 Yes.")
    assert "lapsed" == states(signed)["s04", "en"][0]
    edit(signed, S04, r"^(message: .*) Yes\.$", r"\1")

    assert "signed" == states(signed)["s04", "en"][0]


def test_a_text_that_is_gone_has_lapsed_and_can_be_taken_off(signed: Path, run: Run) -> None:
    """A signature under a module that is no longer there is worth nothing, stops nothing, and can be removed."""
    (signed / S04).unlink()

    assert ("s04", "en") not in states(signed)
    assert 1 == run("sign", "s04", *WHO, "--yes")[0]
    assert 0 == run("sign", "s04", "--remove")[0]
