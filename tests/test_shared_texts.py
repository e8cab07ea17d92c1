"""What modules share, in two languages: the English stands in where it may, and is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handrail.curriculum import Curriculum
from handrail.outputs.shared.staff import library_page
from handrail.problems import Problems, Severity
from handrail.shared_texts import read_library
from tests.conftest import REPOSITORY

EXERCISE = "\nx90:\n  title: A walk around the room\n  minutes: 5\n  how:\n    - Walk slowly, and stop where you like.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A curriculum's folder with the library alone."""
    shutil.copytree(REPOSITORY / "curriculum" / "library", tmp_path / "curriculum" / "library")
    return tmp_path / "curriculum"


def add(root: Path, file: str, text: str) -> None:
    """Write something at the end of a file of the library."""
    path = root / "library" / file
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("exercises.yml", EXERCISE, "x90"),
        ("agreements.yml", "\nshoes:\n  text: Shoes may come off.\n  why: Feet get tired.\n", "shoes"),
        ("if-this-happens.yml", "\nbird:\n  when: A bird flies in\n  do: Open a window.\n", "bird"),
    ],
)
def test_what_staff_read_stays_english_until_it_is_translated(root: Path, file: str, text: str, key: str) -> None:
    """An addition to the English library alone: it is in the Spanish one too, in its place, and a warning says where to translate it."""
    add(root, f"en/{file}", text)
    problems = Problems()
    english, spanish = (read_library(root, language, problems)[0] for language in ("en", "es"))
    part = file.removesuffix(".yml").replace("-", "_")
    assert english is not None
    assert spanish is not None
    assert getattr(english, part)[key] == getattr(spanish, part)[key]
    assert list(getattr(english, part)) == list(getattr(spanish, part))
    (found,) = problems
    assert Severity.WARNING is found.severity
    assert (f"curriculum/library/es/{file}", "translation") == (found.path, found.rule)
    assert f'"{key}" has no text in this language yet; the English stands in. Translate it under the same key.' in str(found)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("right-now.yml", "\nrain:\n  title: It rains\n  text: Take a coat.\n", '"rain" has no text in this language.'),
        ("safety.yml", "\n  odd_label: Words.\n", '"labels.odd_label" has no text in this language.'),
        ("families.yml", "\nrain:\n  title: It rains\n  text: Take a coat.\n", '"rain" has no text in this language.'),
    ],
)
def test_what_readers_get_is_never_english_unmarked(root: Path, file: str, text: str, told: str) -> None:
    """Participants' and families' pages do not say which of their shared texts are English: one that lacks is an error."""
    add(root, f"en/{file}", text)
    problems = Problems()
    read_library(root, "es", problems)
    assert [f"{told} Translate it under the same key."] == [f"{one.message} {one.remedy}" for one in problems.errors]
    assert [f"curriculum/library/es/{file}"] == [one.path for one in problems.errors]


def test_a_broken_english_file_is_told_once(root: Path) -> None:
    """It is looked at for each language, and told where English is read."""
    add(root, "en/exercises.yml", "\nx3: twice\n")
    problems = Problems()
    for language in ("en", "es"):
        read_library(root, language, problems)

    assert 1 == len([one for one in problems.errors if one.path == "curriculum/library/en/exercises.yml"])


def test_a_key_that_the_english_has_not_is_refused(root: Path) -> None:
    """A slip in a key loses no text silently: both sides are told, with the line and what may be meant."""
    path = root / "library" / "es" / "exercises.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nx3:", "\nx3b:", 1), encoding="utf-8")
    problems = Problems()
    read_library(root, "es", problems)
    line = text[: text.index("\nx3:")].count("\n") + 2
    assert {f'curriculum/library/es/exercises.yml:{line}: The English file has no "x3b". Did you mean "x3"?'} == {
        str(one) for one in problems.errors
    }
    assert any('"x3" has no text in this language yet' in str(one) for one in problems)


def test_english_among_spanish_says_so_to_a_screen_reader(curriculum: Curriculum) -> None:
    """On the staff's page with agreements and exercises the stand-in is marked as English, and nothing else is."""
    spanish, english = curriculum.library["es"], curriculum.library["en"]
    key = next(iter(spanish.exercises))
    mixed = spanish.model_copy(update={"exercises": {**spanish.exercises, key: english.exercises[key]}})
    page = library_page(curriculum.__class__(**{**vars(curriculum), "library": {"en": english, "es": mixed}}), "es")
    marked = re.findall(r'<(\w+)[^>]*? lang="en">', page)
    assert ["span", "ol"] == marked[:2]
    assert len(marked) == 2 + bool(english.exercises[key].watch)
    assert 'lang="en"' not in library_page(curriculum, "es")
