"""The reading grade is textstat's, on sentences that are cut with lists in mind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textstat.textstat import textstatistics

from handrail.editorial.grade import english_grade, spanish_ease

ENGLISH = "A craving is a strong pull to use. It doesn't last. Wait. Most cravings come down by themselves within minutes."
SPANISH = "Las ganas suben y bajan. Espere un poco. Casi siempre pasan solas en unos minutos, aunque parezca imposible."
_WORDS = ["go", "water", "medicine", "possible", "don't", "high-risk", "ask", "Marcus", "911", "everything"]


def _cut(text: str) -> list[list[str]]:
    return [sentence.replace(",", "").split() for sentence in text.strip(".").split(". ")]


@pytest.fixture(scope="module")
def english() -> textstatistics:
    return textstatistics()


@pytest.fixture(scope="module")
def spanish() -> textstatistics:
    counter = textstatistics()
    counter.set_lang("es")
    return counter


def test_english_is_textstats(english: textstatistics) -> None:
    """On running text the grade is the one that textstat gives."""
    assert english.flesch_kincaid_grade(ENGLISH) == pytest.approx(english_grade(_cut(ENGLISH)))


def test_spanish_is_textstats(spanish: textstatistics) -> None:
    """On running text the score is the one that textstat gives."""
    assert spanish.fernandez_huerta(SPANISH) == pytest.approx(spanish_ease(_cut(SPANISH)))


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), min_size=1, max_size=6))
def test_any_sentences_agree(sentences: list[list[str]]) -> None:
    """Whatever the sentences, short ones too, both come to the same grade."""
    text = " ".join(" ".join(sentence) + "." for sentence in sentences)
    assert textstatistics().flesch_kincaid_grade(text) == pytest.approx(english_grade(sentences))


def test_names_do_not_count() -> None:
    """A long name makes a text no harder."""
    plain = english_grade([["We", "ask", "for", "it"]])
    assert plain == english_grade([["We", "ask", "for", "buprenorphine", "it"]], frozenset({"buprenorphine"}))
    assert plain < english_grade([["We", "ask", "for", "buprenorphine", "it"]])


def test_nothing_is_easy() -> None:
    """A page without a word is no hard page."""
    assert english_grade([]) < 0
    assert spanish_ease([]) > 100
