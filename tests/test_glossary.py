"""Which words of the glossary a module uses."""

from __future__ import annotations

from handrail.curriculum import Curriculum
from handrail.glossary import terms_in
from handrail.model import Prose, Section


def _found(curriculum: Curriculum, text: str, *terms: str) -> list[str]:
    section = Section(id="s04-1", title="A lesson", blocks=[Prose(markdown=text)])
    module = curriculum.modules["en"]["s04"].model_copy(update={"sections": [section], "message": "None.", "short": "None."})
    return list(terms_in(module, dict.fromkeys(terms, "meaning")))


def test_whole_words_and_plurals_count(curriculum: Curriculum) -> None:
    """A plural is found, a part of a longer word is not."""
    assert ["craving"] == _found(curriculum, "Cravings come and go.", "craving")
    assert [] == _found(curriculum, "An uncraving mind.", "craving")


def test_the_longer_term_wins_and_order_is_the_glossarys(curriculum: Curriculum) -> None:
    """Inside a longer term the shorter one is not told again."""
    assert ["safety plan"] == _found(curriculum, "Write your safety plan.", "plan", "safety plan")
    assert ["anchor", "trigger"] == _found(curriculum, "A trigger, an anchor.", "anchor", "trigger")


def test_a_name_in_capitals_is_not_the_common_word(curriculum: Curriculum) -> None:
    """CRAFT is a set of family skills, a craft is not."""
    assert [] == _found(curriculum, "Learn a craft.", "CRAFT")
    assert ["CRAFT"] == _found(curriculum, "Families learn CRAFT.", "CRAFT")


def test_pages_explain_only_words_that_stand_in_them(curriculum: Curriculum) -> None:
    """Every module of the curriculum explains some of its words, and none that it does not use."""
    for language, modules in curriculum.modules.items():
        glossary = curriculum.glossary(language)
        for module in modules.values():
            prose = [section.title + " " + section.prose() for section in module.sections]
            text = " ".join([module.message, module.short, *prose]).lower().replace("\n", " ")
            terms = terms_in(module, glossary)
            assert terms, module.path
            assert [] == [term for term in terms if term.lower() not in text]
