"""Worksheets on the wall: blank forms and a made-up person's answers, large enough for the back row."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from handrail.curriculum import Curriculum
from handrail.markdown import parse_worksheet
from handrail.model import KINDS, Module, Worksheet
from handrail.outputs.shared.deck import MOST_WORDS
from handrail.outputs.shared.sheets import Projection, projections
from handrail.problems import Problems

FIXTURES = Path(__file__).parents[1] / "fixtures"


def every_kind() -> Worksheet:
    """Return the worksheet with every kind of field."""
    sheet = parse_worksheet((FIXTURES / "every-kind.yml").read_text(encoding="utf-8"), "every-kind.yml", Problems())
    assert sheet is not None
    return sheet


def on_the_wall(curriculum: Curriculum, sheet: Worksheet, language: str = "en") -> list[Projection]:
    """Return the slides of one sheet, as the only one of a module."""
    module: Module = curriculum.modules["en"]["s04"]
    section = module.sections[0].model_copy(update={"blocks": [sheet]})
    return projections(module.model_copy(update={"sections": [section]}), language)


def plain(text: str) -> str:
    """Return words without tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_wall_form(curriculum: Curriculum, kind: str) -> None:
    """The question is the heading, the blank form stands below, and the made-up person's answer says that it is one."""
    sheet = every_kind()
    fields = [field for field in sheet.fields if field.kind == kind]
    for field in fields:
        assert sheet.example is not None
        values = {name: value for name, value in sheet.example.values.items() if name == field.id}
        example = sheet.example.model_copy(update={"values": values})
        slides = on_the_wall(curriculum, sheet.model_copy(update={"fields": [field], "example": example}))

        assert {field.ask} == {slide.title for slide in slides}
        assert f"hr-is-{kind}" in slides[0].html
        assert (bool(values) and kind != "contacts") is ("Ray (a made-up person)" in slides[-1].html)
    assert fields


def test_nothing_on_a_wall_can_be_typed_into(curriculum: Curriculum) -> None:
    """A wall has no control and no hook for a script: no live answer can come onto it."""
    text = "".join(slide.html for slide in on_the_wall(curriculum, every_kind()))

    assert not re.search(r"<(input|textarea|button|select|script)|data-|hr-field", text)


def test_long_lists_are_cut_and_say_so(curriculum: Curriculum) -> None:
    """What has no room on the wall is said to be on the sheet; nothing is left out in silence."""
    sheet = every_kind()
    options = {f"o{number}": f"An option with some words, number {number}" for number in range(14)}
    field = next(field for field in sheet.fields if field.kind == "choice").model_copy(update={"options": options})
    slide = on_the_wall(curriculum, sheet.model_copy(update={"fields": [field], "example": None}))[0]
    shown = slide.html.count("<li>")

    assert 2 <= shown < len(options)
    assert f"and {len(options) - shown} more on the sheet" in slide.html


def test_few_enough_words(curriculum: Curriculum) -> None:
    """No slide of a worksheet of the real curriculum has more words than the back row can read."""
    for language, modules in curriculum.modules.items():
        for module in modules.values():
            for slide in projections(module, language):
                assert len(plain(slide.html).split()) <= MOST_WORDS, f"{language} {slide.id}"


def test_what_is_for_oneself_alone_says_so(curriculum: Curriculum) -> None:
    """Nobody is asked to share an answer that is never kept."""
    slides = on_the_wall(curriculum, every_kind())
    told = {slide.title for slide in slides if "For you alone" in slide.html}

    assert {"Something that only this tab may know"} == told


def test_ids_are_neutral_and_their_own(curriculum: Curriculum) -> None:
    """A slide's address says the sheet's code and a number, never what is asked."""
    ids = [slide.id for slide in on_the_wall(curriculum, every_kind())]

    assert [f"s90-w1-s{number}" for number in range(1, len(ids) + 1)] == ids


def test_spanish_words_around(curriculum: Curriculum) -> None:
    """The words around the author's are in the reader's language."""
    text = "".join(slide.html for slide in on_the_wall(curriculum, every_kind(), "es"))

    assert not re.search(r"on the sheet|made-up|For you alone|0 to 10|Name or initials|Tick up to", text)
