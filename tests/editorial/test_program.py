"""What the rules say of program.yml, shared texts and words.yml, and what a caller may rely on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from handrail.editorial import ERRORS_FOR_PARTICIPANTS, check_module, check_program, check_text, inputs_version, rules_version
from handrail.model import Passage, Voice
from handrail.problems import Problem, Severity
from tests.editorial.harness import TODAY, World, authored, findings, program

SEEN = {"source": "https://example.org/", "as_of": dt.date(2026, 11, 1)}


def _of(world: World, today: dt.date = TODAY) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in check_program(world, today)]


def test_a_sourced_fresh_program_passes() -> None:
    """Lines with source and day, and neutral names, give no finding."""
    assert [] == _of(World())


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        ({"as_of": dt.date(2026, 11, 1)}, "line-source", 'The line "late" has no source.'),
        ({"source": "https://example.org/"}, "line-source", 'The line "late" has no as_of.'),
        ({**SEEN, "as_of": dt.date(2027, 1, 1)}, "line-source", 'The line "late" was looked at on 2027-01-01, which has not come yet.'),
        (
            {**SEEN, "as_of": dt.date(2026, 8, 22)},
            "stale-line",
            'The line "late" was last looked at 91 days ago, on 2026-08-22; 90 is the most.',
        ),
    ],
)
def test_a_line_is_sourced_and_fresh(line: dict[str, object], rule: str, message: str) -> None:
    """A public line without source or day, from the future, or older than 90 days is told."""
    world = World(program=program(late={"name": "Late", "number": "1-800-555-0100", **line}))
    assert [(rule, message)] == _of(world)


def test_ninety_days_are_fresh_and_local_lines_need_no_source() -> None:
    """The ninetieth day is the last fresh one; a program's own line is its own source."""
    world = World(program=program(late={"name": "Late", **SEEN, "as_of": dt.date(2026, 8, 23)}, own={"name": "Own", "local": True}))
    assert [] == _of(world)


def test_stale_is_a_warning_that_a_caller_raises() -> None:
    """A stale line and an overdue review are warnings, and are named for a build for participants."""
    late = check_program(World(), dt.date(2027, 11, 21))
    assert {("stale-line", Severity.WARNING)} == {(one.rule, one.severity) for one in late}
    due = findings("review-due", "---\nreview_by: 2020-01\n---\n## Tea {#s99-1}\n\nBoil it.")
    assert [("review-due", Severity.WARNING)] == [(one.rule, one.severity) for one in due]
    assert {"stale-line", "review-due"} == ERRORS_FOR_PARTICIPANTS


def test_names_on_the_outside_say_nothing() -> None:
    """A course called after what it is for is told."""
    telling = program().model_copy(update={"discreet_name": "Recovery Course"})
    assert [("outside-names", '"discreet_name: Recovery Course" holds the word "Recovery", and others can see it.')] == _of(
        World(program=telling)
    )


def test_a_broken_expression_is_told_at_its_file() -> None:
    """A regular expression of words.es.yml that cannot be used is told there, and nothing else breaks."""
    world = World()
    world.words["es"] = world.words["es"].model_copy(update={"doses": ["(mg"]})
    found = check_program(world, TODAY)
    assert [("curriculum/words.es.yml", "words-file", Severity.ERROR)] == [(one.path, one.rule, one.severity) for one in found]


def test_shared_texts_are_read_too() -> None:
    """A text of the library is held to the same words, numbers and lengths, at its own file and line."""
    passages = [
        Passage(4, Voice.READER, "safety", "overdose", "Call 1-800-555-0100.\nAn addict {{ line.nobody }}."),
        Passage(9, Voice.FACILITATOR, "library", "x1", "Take two pills."),
    ]
    found = check_text(passages, "library/en/safety.yml", "en", World(), TODAY)
    assert [(4, "phone-numbers"), (5, "words"), (5, "line-names"), (9, "doses")] == [(one.line, one.rule) for one in found]
    assert {"library/en/safety.yml"} == {one.path for one in found}


def test_a_translation_is_spared_what_the_english_was_told() -> None:
    """Rules of structure speak of the English file alone; rules of words speak of both."""
    module, _ = authored("---\ntrack: nowhere\n---\n## Tea {#s99-1}\n\nUn adicto llega.")
    spanish = module.model_copy(update={"language": "es"})
    assert {"references", "required-parts"} <= {one.rule for one in check_module(module, World(), TODAY)}
    rules = {one.rule for one in check_module(spanish, World(), TODAY)}
    assert not {"references", "required-parts", "activities"} & rules
    assert "words" in rules


def test_findings_come_in_the_order_of_lines() -> None:
    """Findings of a module are sorted by line, and the same each time."""
    module, _ = authored("## Tea {#s99-1}\n\nAn addict.\n\nA junkie, call 555-0100.")
    first = check_module(module, World(), TODAY)
    assert [one.line for one in first] == sorted(one.line for one in first)
    assert first == check_module(module, World(), TODAY)
    assert all(isinstance(one, Problem) for one in first)


def test_kept_results_are_dropped_when_what_they_rest_on_changes() -> None:
    """The versions change with words, lines, library and month, and with nothing else."""
    before = inputs_version(World(), "en", TODAY)
    assert before == inputs_version(World(), "en", TODAY.replace(day=1))
    assert before != inputs_version(World(), "es", TODAY)
    assert before != inputs_version(World(), "en", dt.date(2026, 12, 1))
    assert before != inputs_version(World(program=program(more={"name": "More"})), "en", TODAY)
    world = World()
    world.words["en"] = world.words["en"].model_copy(update={"names": []})
    assert before != inputs_version(world, "en", TODAY)
    assert 16 == len(rules_version())


def test_rules_stand_in_files_of_their_own() -> None:
    """Each rule is one file: as many rules as files."""
    from handrail.editorial import rules

    files = [path for path in Path(str(rules.__file__)).parent.glob("*.py") if path.stem != "__init__"]
    assert len(files) == len(rules.RULES)
