"""What software can test of the AHRQ Patient Education Materials Assessment Tool (PEMAT-P), for every module of the curriculum.

The items that need a reader are scored in docs/review/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handrail.cache import Cache
from handrail.checking import check
from handrail.curriculum import Curriculum, read
from handrail.editorial.reading import Reading
from handrail.model import Module, Role
from tests.conftest import REPOSITORY, TODAY

_CURRICULUM, _PROBLEMS = read(REPOSITORY / "curriculum")
MODULES = [module for modules in (_CURRICULUM.modules if _CURRICULUM else {}).values() for module in modules.values()]

every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: f"{module.language}-{module.id}")

_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+|also\s+)?"
    r"(?:\w{3,}ed|given|taken|made|kept|known|found|done|told|seen|held|sent|sold|paid|put|written|shown|lost|left|built|hurt|felt|brought|caught|chosen|driven|broken)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:is|are|was|were|am|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+|also\s+)?"
    r"(?:tired|scared|worried|stressed|needed|allowed|used|married|closed|locked|mixed|interested|bored|ashamed|relaxed|excited|frightened|left|hurt|done|put)\b",
    re.IGNORECASE,
)
"""Words that look like a passive and tell a state."""


def test_there_are_modules() -> None:
    """The parameters below are not an empty list."""
    assert len(MODULES) >= 20


def test_every_warning_is_answered(curriculum: Curriculum) -> None:
    """Items 3, 8, 11, 20 to 22 (everyday language, short sections, summary, steps): the rules find nothing, warnings included."""
    _curriculum, problems = check(curriculum.root, Cache(None), TODAY)
    assert [] == [str(problem) for problem in problems]


def _lesson_sentences(module: Module) -> Iterator[str]:
    for page in Reading.of(module).pages:
        if page.kind == "lesson":
            yield from (" ".join(one.words) for one in page.sentences if not one.label)


@every_module
def test_item_1_the_purpose_is_evident(module: Module) -> None:
    """The title and the one main message stand first, and each objective says what a person will be able to do."""
    assert module.message
    assert len(module.title.split()) >= 2
    assert 1 <= len(module.objectives) <= 4
    assert all(re.match(r"[A-ZÁÉÍÓÚÑ]\w+", objective) for objective in module.objectives)


@every_module
def test_item_5_sentences_are_active(module: Module) -> None:
    """At most one sentence in ten is passive."""
    if module.language != "en":
        assert module.language == "es"  # the sign of the passive is an English one; the Spanish follows its sentences
        return
    sentences = list(_lesson_sentences(module))
    passive = [one for one in sentences if _PASSIVE.search(_STATES.sub("", one))]
    assert len(passive) * 10 <= len(sentences), passive


@every_module
def test_item_9_headings_tell_what_follows(module: Module) -> None:
    """No heading is a label that could stand anywhere; no two sections of a module have the same."""
    titles = [section.title for section in module.sections]
    assert len(titles) == len(set(titles))
    empty = {"introduction", "overview", "background", "summary", "conclusion", "more", "facts", "information", "introducción", "resumen"}
    assert [] == [title for title in titles if title.lower().strip(" .:") in empty]


@every_module
def test_item_17_figures_have_titles_captions_and_words_for_those_who_cannot_see(module: Module) -> None:
    """Each module has a figure, and each figure its words."""
    assert module.figures
    for figure in module.figures:
        assert figure.title
        assert figure.caption
        assert figure.text


@every_module
def test_item_19_tables_are_simple(module: Module) -> None:
    """At most five columns, each heading at most four words."""
    for section in module.sections:
        for head in re.findall(r"^\|(.+)\|\n\|[-:| ]+\|$", section.prose(), re.MULTILINE):
            cells = [cell.strip() for cell in head.split("|")]
            assert len(cells) <= 5
            assert all(len(cell.split()) <= 4 for cell in cells)


@every_module
def test_item_23_there_is_a_tool(module: Module) -> None:
    """Each module has a sheet, with a filled example before the blank form."""
    assert module.worksheets
    assert all(sheet.example for sheet in module.worksheets)


@every_module
def test_items_11_and_20_to_22_summary_and_steps(module: Module) -> None:
    """Three lines to keep, and one step for today that speaks to the reader."""
    remember, step = module.section(Role.REMEMBER), module.section(Role.DO_THIS)
    assert remember
    assert step
    assert 3 == len(re.findall(r"^[-*\d]", remember.prose(), re.MULTILINE))
    assert re.search(r"^1\. ", step.prose(), re.MULTILINE)
