"""From authored text to the model, and what authors are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.markdown import lesson_source, parse_lesson, parse_module, parse_worksheet
from handrail.model import Check, Figure, Keep, Module, Prose, Role, Voice, Worksheet
from handrail.problems import Problems
from tests.cases import FIXTURES, Case, cases, changed

BASE = (FIXTURES / "authored" / "base.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def module() -> Module:
    problems = Problems()
    found = parse_module(BASE, "base.md", problems)
    assert [] == [str(problem) for problem in problems]
    assert found is not None
    return found


def test_a_module_is_read_whole(module: Module) -> None:
    """Front matter, sections, blocks, slides, notes and guide all arrive where they belong."""
    assert ("s90", "coping", 2, "A") == (module.id, module.track, module.week, module.lane)
    assert [("s90-1", None), ("s90-2", Role.TRY_IT)] == [(section.id, section.role) for section in module.sections]
    assert [Prose, Figure, Prose, Worksheet, Check] == [type(block) for block in module.blocks()]
    assert ["before"] == list(module.worksheets[0].required_ids())
    assert Keep.DEVICE is module.worksheets[0].keep_of(module.worksheets[0].fields[0])
    assert ("s90-d1", "An egg needs heat", ("s90-f1",)) == (module.slides[0].id, module.slides[0].title, module.slides[0].figure_ids())
    assert "Ask who has boiled one." == module.slides[0].notes
    assert module.guide is not None
    assert 50 == module.guide.timeline[0].minutes


def test_every_id_is_listed(module: Module) -> None:
    """Ids that learner data or addresses hang on are listed with their owners."""
    ids = module.ids()
    assert {"s90", "s90-1", "s90-f1", "s90-w1", "s90-w1.did", "s90-w1.did.boiled", "s90-c1.q1.heat", "s90-d1", "s90-g", "s90-g1"} <= set(
        ids
    )
    assert len(ids) == len(set(ids))


def test_every_text_has_its_line(module: Module) -> None:
    """Each authored text is listed with the line it stands on, its voice and its owner."""
    lines = BASE.splitlines()
    for passage in module.passages:
        assert passage.text.splitlines()[0].split("\n")[0].strip("# ")[:12] in lines[passage.line - 1] + lines[passage.line]
    voices = {passage.part: passage.voice for passage in module.passages}
    assert Voice.FACILITATOR is voices["notes"]
    assert Voice.FACILITATOR is voices["guide"]
    assert Voice.SLIDE is voices["slide"]
    assert Voice.READER is voices["worksheet"]


@pytest.mark.parametrize("case", cases("authored/broken.md"), ids=str)
def test_a_broken_module_is_told_with_line_and_remedy(case: Case) -> None:
    """Each way to break a module is told at its line, with what is wrong and how to mend it."""
    problems = Problems()
    found = parse_module(changed(BASE, case.parts["change"]), "base.md", problems)
    told = [str(problem).removeprefix("base.md:") for problem in problems]
    assert sorted(case.parts["expected"].splitlines()) == sorted(told)
    assert found is None


def test_two_mistakes_in_two_blocks_are_told_in_one_run() -> None:
    """A mistake in one block does not hide a mistake in another."""
    problems = Problems()
    text = BASE.replace("kind: scale", "kind: scael").replace("right: true", "rihgt: true", 1)
    assert parse_module(text, "base.md", problems) is None
    assert {"scael", "rihgt"} <= {word for problem in problems for word in problem.message.split('"')}


def test_the_lesson_travels_as_markdown_and_back(module: Module) -> None:
    """The Markdown that a lesson block carries gives the same lesson again, and nothing of the rest."""
    source = lesson_source(module)
    problems = Problems()
    again = parse_lesson(source, "lesson", problems)
    assert [] == list(problems)
    assert again is not None
    assert [section.prose() for section in module.sections] == [section.prose() for section in again.sections]
    assert [figure.id for figure in module.figures] == [figure.id for figure in again.figures]
    assert source == lesson_source(again)
    for secret in ("Ask who has boiled one", "Look at the stove", "How hungry"):
        assert secret not in source


@given(st.text(max_size=400))
def test_no_text_makes_the_parser_fall(text: str) -> None:
    """Whatever stands in a file, the parser returns findings and never raises."""
    problems = Problems()
    assert parse_module(text, "any.md", problems) is None
    assert problems.errors


@given(st.text(alphabet=st.sampled_from("ab:-{}[]#&*!|>'\"%@`\n \t0~?,"), max_size=120))
def test_no_yaml_makes_the_parser_fall(text: str) -> None:
    """Hostile YAML gives findings at lines of the file, never an exception."""
    problems = Problems()
    assert parse_worksheet(text, "any.md", problems, line=7) is None
    assert all(problem.line >= 7 for problem in problems)


@given(st.data())
def test_a_damaged_module_never_makes_the_parser_fall(data: st.DataObject) -> None:
    """A real module with a piece cut out or doubled is read or refused, and never raises."""
    start = data.draw(st.integers(0, len(BASE)))
    end = data.draw(st.integers(start, min(len(BASE), start + 80)))
    piece = data.draw(st.sampled_from(["", BASE[start:end] * 2, "```", "---", "{#s90-1}", "\x00", "&a *a", "<script>"]))
    problems = Problems()
    found = parse_module(BASE[:start] + piece + BASE[end:], "base.md", problems)
    assert (found is None) == bool(problems.errors)


def test_aliases_cannot_grow_without_end() -> None:
    """A few nested YAML aliases, which would unfold to millions of values, are refused at once."""
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
    problems = Problems()
    assert parse_worksheet(bomb, "any.md", problems) is None
    assert "Anchors and aliases are not used here." in [problem.message for problem in problems]
